// What every kernel file needs: several processors' versions of one loop, and
// exp and tanh that a vector loop can hold.
#pragma once
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define WIDE                                                                   \
  __attribute__((                                                              \
    target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"),             \
    min_vector_width(512)))
#else
#define WIDE
#endif

#define INLINE static inline __attribute__((always_inline))

/// Sixteen floats side by side, and the same anywhere in memory. Functions
/// take them by pointer: how they are passed depends on the processor.
typedef float Vector __attribute__((vector_size(64)));
typedef float Loose __attribute__((vector_size(64), aligned(4), may_alias));
enum { lanes = 16 };

/// 2ⁿ for a whole n in −126…127.
INLINE float power_of_two(float n) {
  int32_t bits = ((int32_t)n + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return power;
}

/// exp(x) to about 2 units in the last place; clamped to a finite range.
/// Polynomial: Moshier's Cephes library, expf.
INLINE float wide_exp(float x) {
  x = x > 88.0f ? 88.0f : x;
  x = x < -87.0f ? -87.0f : x;
  // Adding and subtracting 1.5·2²³ rounds to a whole number.
  float n = (x * 1.44269504f + 12582912.0f) - 12582912.0f;
  float r = x - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  return (p * r * r + r + 1.0f) * power_of_two(n);
}

INLINE float wide_sigmoid(float x) { return 1.0f / (1.0f + wide_exp(-x)); }

/// tanh(x); a polynomial near 0, where the other form would cancel.
/// Polynomial: Moshier's Cephes library, tanhf.
INLINE float wide_tanh(float x) {
  float size = __builtin_fabsf(x);
  float far = 1.0f - 2.0f / (wide_exp(size + size) + 1.0f);
  float z = x * x;
  float p = -5.70498872745e-3f;
  p = p * z + 2.06390887954e-2f;
  p = p * z - 5.37397155531e-2f;
  p = p * z + 1.33314422036e-1f;
  p = p * z - 3.33332819422e-1f;
  float near = p * z * x + x;
  return size < 0.625f ? near : __builtin_copysignf(far, x);
}
