#include <math.h>

#include "kernels.h"
#include "wide.h"

INLINE float row_max(const float *restrict x, long n) {
  float top = x[0];
  for (long i = 1; i < n; i++) top = x[i] > top ? x[i] : top;
  return top;
}

INLINE float exp_row(float *restrict x, float top, long n) {
#pragma clang fp reassociate(on)
  float sum = 0.0f;
  for (long i = 0; i < n; i++) {
    x[i] = wide_exp(x[i] - top);
    sum += x[i];
  }
  return sum;
}

WIDE void sluice_exp_rows(
  float *x, float *top, float *gap, long n, long columns) {
  for (long r = 0; r < n; r++) {
    float *row = x + r * columns;
    float least = row[0];
    for (long i = 1; i < columns; i++) least = row[i] < least ? row[i] : least;
    top[r] = row_max(row, columns);
    gap[r] = top[r] - least;
    for (long i = 0; i < columns; i++) row[i] = wide_exp(row[i] - top[r]);
  }
}

WIDE double sluice_cross_entropy(
  float *logits, const int32_t *labels, float scale, long n, long columns) {
  double total = 0;
  for (long r = 0; r < n; r++) {
    float *x = logits + r * columns;
    if (labels[r] < 0) {
      for (long i = 0; i < columns; i++) x[i] = 0.0f;
      continue;
    }
    float top = row_max(x, columns);
    float gold = x[labels[r]] - top;
    float sum = exp_row(x, top, columns);
    total += (double)logf(sum) - (double)gold;
    float part = scale / sum;
    for (long i = 0; i < columns; i++) x[i] *= part;
    x[labels[r]] -= scale;
  }
  return total;
}

WIDE void sluice_softmax(float *x, long n, long columns) {
  for (long r = 0; r < n; r++, x += columns) {
    const float part = 1.0f / exp_row(x, row_max(x, columns), columns);
    for (long i = 0; i < columns; i++) x[i] *= part;
  }
}
