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

/// tanh(x) to 3e-7 of its value, as x·P(x²)/Q(x²): one division and no branch.
/// P and Q were fitted to |x| ≤ 9.1 by reweighted least squares on the relative
/// error, which is 2e-8 before rounding; beyond, tanh is ±1.
INLINE float wide_tanh(float x) {
  x = x > 9.1f ? 9.1f : x;
  x = x < -9.1f ? -9.1f : x;
  float z = x * x;
  float p = 1.3177437744e-8f;
  p = p * z + 2.0481124309e-5f;
  p = p * z + 3.4878072780e-3f;
  p = p * z + 1.3374472076e-1f;
  p = p * z + 9.9999997728e-1f;
  float q = 7.7040109928e-7f;
  q = q * z + 3.2729139841e-4f;
  q = q * z + 2.5847374374e-2f;
  q = q * z + 4.6707785877e-1f;
  q = q * z + 1.0f;
  float y = x * p / q;
  y = y > 1.0f ? 1.0f : y;
  return y < -1.0f ? -1.0f : y;
}

/// 1/(1 + e⁻ˣ) to 2e-7.
INLINE float wide_sigmoid(float x) { return 0.5f + 0.5f * wide_tanh(0.5f * x); }
