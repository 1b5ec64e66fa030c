#include "kernels.h"
#include "wide.h"

// Every row gets pointers of its own that are known not to alias; without
// them the loops silently stay scalar.

INLINE float next_cell(float in, float new, float keep, float before) {
  return keep * before + in * new;
}

INLINE void forward_row(
  float *restrict i, float *restrict f, float *restrict g, float *restrict o,
  const float *restrict before, float *restrict cell, float *restrict state,
  long hidden) {
  for (long u = 0; u < hidden; u++) {
    float in = wide_sigmoid(i[u]);
    float keep = wide_sigmoid(f[u]);
    float new = wide_tanh(g[u]);
    float out = wide_sigmoid(o[u]);
    float c = next_cell(in, new, keep, before[u]);
    float t = wide_tanh(c);
    i[u] = in;
    f[u] = keep;
    g[u] = new;
    o[u] = out;
    cell[u] = c;
    state[u] = out * t;
  }
}

INLINE void first_row(
  float *restrict i, float *restrict f, float *restrict g, float *restrict o,
  float *restrict cell, float *restrict state, long hidden) {
  for (long u = 0; u < hidden; u++) {
    float in = wide_sigmoid(i[u]);
    float new = wide_tanh(g[u]);
    float out = wide_sigmoid(o[u]);
    float c = in * new;
    float t = wide_tanh(c);
    i[u] = in;
    f[u] = wide_sigmoid(f[u]);
    g[u] = new;
    o[u] = out;
    cell[u] = c;
    state[u] = out * t;
  }
}

WIDE void sluice_lstm_forward(
  float *gates, const float *before, float *cells, float *states,
  long stateStride, long n, long hidden) {
  for (long r = 0; r < n; r++) {
    float *gate = gates + r * 4 * hidden;
    float *cell = cells + r * hidden;
    float *state = states + r * stateStride;
    if (before)
      forward_row(
        gate, gate + hidden, gate + 2 * hidden, gate + 3 * hidden,
        before + r * hidden, cell, state, hidden);
    else
      first_row(
        gate, gate + hidden, gate + 2 * hidden, gate + 3 * hidden, cell, state,
        hidden);
  }
}

INLINE void cell_row(
  const float *restrict i, const float *restrict f, const float *restrict g,
  const float *restrict before, float *restrict cell, long hidden) {
  for (long u = 0; u < hidden; u++)
    cell[u] = next_cell(i[u], g[u], f[u], before[u]);
}

INLINE void first_cell_row(
  const float *restrict i, const float *restrict g, float *restrict cell,
  long hidden) {
  for (long u = 0; u < hidden; u++) cell[u] = i[u] * g[u];
}

WIDE void sluice_lstm_cells(
  const float *gates, const float *before, float *cells, long n, long hidden) {
  for (long r = 0; r < n; r++) {
    const float *gate = gates + r * 4 * hidden;
    float *cell = cells + r * hidden;
    if (before)
      cell_row(
        gate, gate + hidden, gate + 2 * hidden, before + r * hidden, cell,
        hidden);
    else
      first_cell_row(gate, gate + 2 * hidden, cell, hidden);
  }
}

INLINE void backward_row(
  float *restrict i, float *restrict f, float *restrict g, float *restrict o,
  const float *restrict before, const float *restrict cell,
  float *restrict gradient, float *restrict carry, long hidden) {
  for (long u = 0; u < hidden; u++) {
    float in = i[u], keep = f[u], new = g[u], out = o[u];
    float t = wide_tanh(cell[u]), dh = gradient[u];
    float dc = carry[u] + dh * out * (1.0f - t * t);
    i[u] = dc * new * in * (1.0f - in);
    f[u] = dc * before[u] * keep * (1.0f - keep);
    g[u] = dc * in * (1.0f - new * new);
    o[u] = dh * t * out * (1.0f - out);
    carry[u] = dc * keep;
    gradient[u] = out * t;
  }
}

INLINE void backward_first_row(
  float *restrict i, float *restrict f, float *restrict g, float *restrict o,
  const float *restrict cell, float *restrict gradient,
  float *restrict carry, long hidden) {
  for (long u = 0; u < hidden; u++) {
    float in = i[u], new = g[u], out = o[u];
    float t = wide_tanh(cell[u]), dh = gradient[u];
    float dc = carry[u] + dh * out * (1.0f - t * t);
    i[u] = dc * new * in * (1.0f - in);
    f[u] = 0.0f;
    g[u] = dc * in * (1.0f - new * new);
    o[u] = dh * t * out * (1.0f - out);
    carry[u] = 0.0f;
    gradient[u] = out * t;
  }
}

WIDE void sluice_lstm_backward(
  float *gates, const float *before, const float *cells,
  float *stateGradient, long stateStride, float *carry, long n, long hidden) {
  for (long r = 0; r < n; r++) {
    float *gate = gates + r * 4 * hidden;
    const float *cell = cells + r * hidden;
    float *gradient = stateGradient + r * stateStride;
    if (before)
      backward_row(
        gate, gate + hidden, gate + 2 * hidden, gate + 3 * hidden,
        before + r * hidden, cell, gradient, carry + r * hidden, hidden);
    else
      backward_first_row(
        gate, gate + hidden, gate + 2 * hidden, gate + 3 * hidden, cell,
        gradient, carry + r * hidden, hidden);
  }
}
