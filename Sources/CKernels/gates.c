#include "kernels.h"
#include "wide.h"

// A coefficient for each row and sender. Senders are few, and a row of each
// lies in the first cache, so that a row is done with before the next begins.

WIDE void sluice_gate_mix(
  const float *const *in, const float *gates, float *out, long senders,
  long columns, long n) {
  for (long r = 0; r < n; r++) {
    float *restrict to = out + r * columns;
    for (long j = 0; j < senders; j++) {
      const float gate = gates[r * senders + j];
      const float *restrict from = in[j] + r * columns;
      if (j == 0)
        for (long u = 0; u < columns; u++) to[u] = gate * from[u];
      else
        for (long u = 0; u < columns; u++) to[u] += gate * from[u];
    }
  }
}

/// The sum of x · y over one row.
INLINE float row_dot(const float *restrict x, const float *restrict y, long n) {
#pragma clang fp reassociate(on)
  float sum = 0.0f;
  for (long u = 0; u < n; u++) sum += x[u] * y[u];
  return sum;
}

WIDE void sluice_gate_backward(
  const float *const *in, float *gates, const float *gradient,
  float *const *out, long senders, long columns, long n) {
  for (long r = 0; r < n; r++) {
    const float *restrict asked = gradient + r * columns;
    float *gate = gates + r * senders;
    float mean = 0.0f;
    for (long j = 0; j < senders; j++) {
      float *restrict to = out[j] + r * columns;
      for (long u = 0; u < columns; u++) to[u] += gate[j] * asked[u];
      mean += gate[j] * row_dot(in[j] + r * columns, asked, columns);
    }
    for (long j = 0; j < senders; j++)
      gate[j] *= row_dot(in[j] + r * columns, asked, columns) - mean;
  }
}
