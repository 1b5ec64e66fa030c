#include "kernels.h"
#include "wide.h"

// A square of rows in registers turns by merging row i with the row half a
// square below, lane by lane, and that over again: three times for 8 × 8, four
// times for 16 × 16.

typedef float Half __attribute__((vector_size(32)));
typedef float LooseHalf
  __attribute__((vector_size(32), aligned(4), may_alias));

INLINE void square16(
  const float *x, long stride, float *out, long outStride) {
  Vector rows[2][16];
#pragma clang loop unroll(full)
  for (int i = 0; i < 16; i++) rows[0][i] = *(const Loose *)(x + i * stride);
#pragma clang loop unroll(full)
  for (int round = 0; round < 4; round++) {
    Vector *from = rows[round % 2], *to = rows[1 - round % 2];
#pragma clang loop unroll(full)
    for (int i = 0; i < 8; i++) {
      to[2 * i] = __builtin_shufflevector(
        from[i], from[i + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22,
        7, 23);
      to[2 * i + 1] = __builtin_shufflevector(
        from[i], from[i + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14,
        30, 15, 31);
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 16; i++) *(Loose *)(out + i * outStride) = rows[0][i];
}

INLINE void square8(
  const float *x, long stride, float *out, long outStride) {
  Half rows[2][8];
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++)
    rows[0][i] = *(const LooseHalf *)(x + i * stride);
#pragma clang loop unroll(full)
  for (int round = 0; round < 3; round++) {
    Half *from = rows[round % 2], *to = rows[1 - round % 2];
#pragma clang loop unroll(full)
    for (int i = 0; i < 4; i++) {
      to[2 * i] = __builtin_shufflevector(
        from[i], from[i + 4], 0, 8, 1, 9, 2, 10, 3, 11);
      to[2 * i + 1] = __builtin_shufflevector(
        from[i], from[i + 4], 4, 12, 5, 13, 6, 14, 7, 15);
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 8; i++) *(LooseHalf *)(out + i * outStride) = rows[1][i];
}

/// Squares over whole lines of the cache, and the rest number by number.
INLINE void turn(
  const long side, const float *x, long stride, float *out, long outStride,
  long n, long m) {
  const long n0 = n / side * side, m0 = m / side * side;
  for (long line = 0; line < m0; line += lanes)
    for (long i = 0; i < n0; i += side)
      for (long j = line; j < line + lanes && j < m0; j += side) {
        const float *from = x + i * stride + j;
        float *to = out + j * outStride + i;
        if (side == 16)
          square16(from, stride, to, outStride);
        else
          square8(from, stride, to, outStride);
      }
  for (long j = 0; j < m; j++)
    for (long i = j < m0 ? n0 : 0; i < n; i++)
      out[j * outStride + i] = x[i * stride + j];
}

WIDE void sluice_transpose(
  const float *restrict x, long stride, float *restrict out, long outStride,
  long n, long m) {
  // Sixteen rows twice over fit into AVX-512's registers alone.
  if (sluice_has_tiles(SLUICE_TILES_AVX512))
    turn(16, x, stride, out, outStride, n, m);
  else
    turn(8, x, stride, out, outStride, n, m);
}
