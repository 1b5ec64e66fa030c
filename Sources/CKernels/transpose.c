#include "kernels.h"
#include "wide.h"

/// One square of 16 × 16: merging row i with row i + 8, lane by lane, four
/// times over, turns it.
INLINE void square(const float *x, long stride, float *out, long outStride) {
  Vector rows[2][lanes];
#pragma clang loop unroll(full)
  for (int i = 0; i < lanes; i++) rows[0][i] = *(const Loose *)(x + i * stride);
#pragma clang loop unroll(full)
  for (int round = 0; round < 4; round++) {
    Vector *from = rows[round % 2], *to = rows[1 - round % 2];
#pragma clang loop unroll(full)
    for (int i = 0; i < lanes / 2; i++) {
      to[2 * i] = __builtin_shufflevector(
        from[i], from[i + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22,
        7, 23);
      to[2 * i + 1] = __builtin_shufflevector(
        from[i], from[i + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14,
        30, 15, 31);
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < lanes; i++) *(Loose *)(out + i * outStride) = rows[0][i];
}

WIDE void sluice_transpose(
  const float *restrict x, long stride, float *restrict out, long outStride,
  long n, long m) {
  long n0 = n / lanes * lanes, m0 = m / lanes * lanes;
  for (long j = 0; j < m0; j += lanes)
    for (long i = 0; i < n0; i += lanes)
      square(x + i * stride + j, stride, out + j * outStride + i, outStride);
  for (long j = 0; j < m; j++)
    for (long i = j < m0 ? n0 : 0; i < n; i++)
      out[j * outStride + i] = x[i * stride + j];
}
