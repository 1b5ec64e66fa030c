#include "kernels.h"
#include "wide.h"

WIDE void sluice_tanh(float *restrict x, long n) {
  for (long i = 0; i < n; i++) x[i] = wide_tanh(x[i]);
}

WIDE void sluice_tanh_backward(
  const float *restrict y, float *restrict gradient, long n) {
  for (long i = 0; i < n; i++) gradient[i] *= 1.0f - y[i] * y[i];
}

WIDE void sluice_add_scaled(
  const float *restrict x, float scale, float *restrict y, long n) {
  for (long i = 0; i < n; i++) y[i] += scale * x[i];
}

WIDE void sluice_scaled(
  const float *restrict x, float scale, float *restrict y, long n) {
  for (long i = 0; i < n; i++) y[i] = scale * x[i];
}

INLINE float dot_run(const float *restrict x, const float *restrict y, long n) {
#pragma clang fp reassociate(on)
  float sum = 0.0f;
  for (long i = 0; i < n; i++) sum += x[i] * y[i];
  return sum;
}

WIDE double sluice_dot(const float *x, const float *y, long n) {
  // Short runs in single precision, their sums in double: fast and exact
  // enough for a gradient's norm over millions of numbers.
  const long run = 1024;
  double sum = 0;
  for (long i = 0; i < n; i += run)
    sum += dot_run(x + i, y + i, n - i < run ? n - i : run);
  return sum;
}

WIDE void sluice_sum_rows(
  const float *restrict x, float *restrict out, long n, long columns) {
  for (long i = 0; i < columns; i++) out[i] = 0.0f;
  for (long r = 0; r < n; r++) {
    const float *restrict from = x + r * columns;
    for (long i = 0; i < columns; i++) out[i] += from[i];
  }
}

WIDE void sluice_relu(float *restrict x, long n) {
  // A NaN stays one: a diverged network must show.
  for (long i = 0; i < n; i++) x[i] = x[i] < 0.0f ? 0.0f : x[i];
}

WIDE void sluice_relu_backward(
  const float *restrict y, float *restrict gradient, long n) {
  for (long i = 0; i < n; i++) gradient[i] = y[i] > 0.0f ? gradient[i] : 0.0f;
}
