#include "kernels.h"
#include "wide.h"

/// 32 well-mixed bits of a counter and a key (a murmur-style finaliser, run
/// twice with the key between).
INLINE uint32_t scrambled(uint32_t counter, uint32_t key, uint32_t other) {
  uint32_t z = counter ^ key;
  z = (z ^ (z >> 16)) * 0x7feb352du;
  z = (z ^ (z >> 15)) * 0x846ca68bu;
  z = (z ^ (z >> 16)) + other;
  z = (z ^ (z >> 16)) * 0x7feb352du;
  z = (z ^ (z >> 15)) * 0x846ca68bu;
  return z ^ (z >> 16);
}

/// ln(x) for 0 < x ≤ 1. Polynomial: Moshier's Cephes library, logf.
INLINE float wide_log(float x) {
  int32_t bits;
  memcpy(&bits, &x, sizeof bits);
  // Splits x into m · 2ᵉ with √½ ≤ m < √2.
  int32_t e = (bits - 0x3f3504f3) >> 23;
  bits -= e * (1 << 23);
  float m;
  memcpy(&m, &bits, sizeof m);
  float r = m - 1.0f, z = r * r;
  float p = 7.0376836292e-2f;
  p = p * r - 1.1514610310e-1f;
  p = p * r + 1.1676998740e-1f;
  p = p * r - 1.2420140846e-1f;
  p = p * r + 1.4249322787e-1f;
  p = p * r - 1.6668057665e-1f;
  p = p * r + 2.0000714765e-1f;
  p = p * r - 2.4999993993e-1f;
  p = p * r + 3.3333331174e-1f;
  return p * r * z - 0.5f * z + r + (float)e * 0.693147181f;
}

/// cos(2π·turn) for −½ ≤ turn ≤ ½, by its series; error below 1e-6.
INLINE float cos_of_turn(float turn) {
  float size = __builtin_fabsf(turn);
  // cos on the outer half is minus cos of what is left to the half turn.
  float near = size > 0.25f ? 0.5f - size : size;
  float z = near * 6.28318531f;
  z = z * z;
  float p = 2.08767570e-9f;
  p = p * z - 2.75573192e-7f;
  p = p * z + 2.48015873e-5f;
  p = p * z - 1.38888889e-3f;
  p = p * z + 4.16666667e-2f;
  p = p * z - 0.5f;
  p = p * z + 1.0f;
  return size > 0.25f ? -p : p;
}

/// Source: Box & Muller 1958.
WIDE void sluice_add_gaussian(
  float *restrict x, float scale, uint64_t seed, uint32_t first, long n) {
  uint32_t low = (uint32_t)seed, high = (uint32_t)(seed >> 32);
  for (long i = 0; i < n; i++) {
    uint32_t counter = first + (uint32_t)i;
    uint32_t a = scrambled(counter, low, high);
    uint32_t b = scrambled(counter, high ^ 0x9e3779b9u, low);
    float u = (float)(int32_t)((a >> 8) + 1) * 0x1p-24f;
    float turn = (float)(int32_t)(b >> 8) * 0x1p-24f - 0.5f;
    float radius = __builtin_elementwise_sqrt(-2.0f * wide_log(u));
    x[i] += scale * radius * cos_of_turn(turn);
  }
}

WIDE void sluice_draw_kept(
  uint32_t *restrict kept, float share, uint64_t seed, long n) {
  uint32_t low = (uint32_t)seed, high = (uint32_t)(seed >> 32);
  // 24 bits of each draw, compared as whole numbers.
  int32_t below = (int32_t)__builtin_ceilf(share * 0x1p24f);
  for (long i = 0; i < n; i += 32) {
    uint32_t word = 0;
    for (uint32_t j = 0; j < 32; j++) {
      uint32_t a = scrambled((uint32_t)i + j, low, high);
      word |= (uint32_t)((int32_t)(a >> 8) < below) << j;
    }
    kept[i / 32] = word;
  }
}

/// Up to 32 numbers by the bits of one word. Each is read before it is written,
/// so that they may be the same ones.
INLINE void keep_word(
  const float *x, uint32_t word, float scale, float *out, long n) {
#pragma clang loop vectorize(assume_safety)
  for (long j = 0; j < n; j++)
    out[j] = word & (1u << j) ? x[j] * scale : 0.0f;
}

WIDE void sluice_keep(
  const float *x, const uint32_t *kept, float scale, float *out, long n) {
  long i = 0;
  for (; i + 32 <= n; i += 32)
    keep_word(x + i, kept[i / 32], scale, out + i, 32);
  if (i < n) keep_word(x + i, kept[i / 32], scale, out + i, n - i);
}
