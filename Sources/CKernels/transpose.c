#include "kernels.h"
#include "wide.h"

WIDE void sluice_transpose(
  const float *restrict x, long stride, float *restrict out, long outStride,
  long n, long m) {
  // Small squares, so that both sides stay in the nearest cache.
  const long side = 16;
  for (long i0 = 0; i0 < n; i0 += side)
    for (long j0 = 0; j0 < m; j0 += side) {
      long i1 = i0 + side < n ? i0 + side : n;
      long j1 = j0 + side < m ? j0 + side : m;
      for (long j = j0; j < j1; j++)
        for (long i = i0; i < i1; i++) out[j * outStride + i] = x[i * stride + j];
    }
}
