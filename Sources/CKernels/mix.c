#include "kernels.h"
#include "wide.h"

INLINE void first_part(
  const float *restrict in, float a, float *restrict out, long width) {
  for (long u = 0; u < width; u++) out[u] = a * in[u];
}

INLINE void next_part(
  const float *restrict in, float a, float *restrict out, long width) {
  for (long u = 0; u < width; u++) out[u] += a * in[u];
}

WIDE void sluice_alpha_mix(
  const float *const *in, float *const *out, const float *alpha,
  long columns, long subspaces, long width, long directions, long n,
  int transposed) {
  long streams = columns * subspaces;
  long hidden = subspaces * width;
  long row = directions * hidden;
  for (long r = 0; r < n; r++)
    for (long d = 0; d < directions; d++) {
      long start = r * row + d * hidden;
      for (long i = 0; i < streams; i++) {
        float *to = out[i / subspaces] + start + (i % subspaces) * width;
        for (long j = 0; j < streams; j++) {
          const float *from =
            in[j / subspaces] + start + (j % subspaces) * width;
          float a = transposed ? alpha[j * streams + i] : alpha[i * streams + j];
          if (j == 0)
            first_part(from, a, to, width);
          else
            next_part(from, a, to, width);
        }
      }
    }
}

INLINE float dot_part(
  const float *restrict a, const float *restrict b, long width) {
  // The sum may be taken in any order: the loop then runs at full width.
#pragma clang fp reassociate(on)
  float sum = 0.0f;
  for (long u = 0; u < width; u++) sum += a[u] * b[u];
  return sum;
}

WIDE void sluice_alpha_gradient(
  const float *const *in, const float *const *out, float *gradient,
  long columns, long subspaces, long width, long directions, long n) {
  long streams = columns * subspaces;
  long hidden = subspaces * width;
  long row = directions * hidden;
  for (long i = 0; i < streams; i++)
    for (long j = 0; j < streams; j++) {
      const float *to = out[i / subspaces] + (i % subspaces) * width;
      const float *from = in[j / subspaces] + (j % subspaces) * width;
      double sum = 0;
      for (long r = 0; r < n; r++)
        for (long d = 0; d < directions; d++) {
          long start = r * row + d * hidden;
          sum += dot_part(to + start, from + start, width);
        }
      gradient[i * streams + j] = (float)sum;
    }
}
