// Element-wise loops at the processor's full width.
//
// SwiftPM compiles for the oldest processor of an architecture; these loops
// are compiled for several and the right one is picked when the program
// loads. Each has a plain Swift twin in the tests, which it must equal.
//
// Shapes: n rows, each `columns` long, rows `stride` floats apart. Rows of
// different arguments never overlap unless it is said.
#pragma once
#include <stdint.h>

// ── product.c ───────────────────────────────────────────────────────────────

/// Processors that there are tiles for, and whether this one is of a kind.
enum sluice_tiles { SLUICE_TILES_AVX512, SLUICE_TILES_AVX2 };
int sluice_has_tiles(enum sluice_tiles kind);
/// `c = scale · a · b + keep · c`, for a `[n, k]`, b `[k, m]`, c `[n, m]`.
/// The number of `a` at (i, p) is `a[i·ai + p·ap]`, that of `b` at (p, j) is
/// `b[p·bp + j·bj]`, where bp or bj is 1. With `keep` 0, c need not be set.
/// With `start`, `keep · c` is replaced by a row of start for each row of c:
/// the one that `row` names, `startStride` apart, or always the first.
/// Tiles of both kinds give equal bits.
void sluice_product(
  enum sluice_tiles kind, long n, long m, long k, float scale, const float *a,
  long ai, long ap, const float *b, long bp, long bj, float keep,
  const float *start, const int32_t *row, long startStride, float *c, long ci);
/// Additions and multiplications of all products on this thread so far.
double sluice_product_operations(void);
void sluice_product_count(double more);

// ── lstm.c ──────────────────────────────────────────────────────────────────

/// One time step of an LSTM for `n` rows: activates the gates
/// `[n, 4·hidden]` (input, forget, cell, output) in place; writes the cells and
/// the states. `before` is the cells one step earlier, or NULL for zero.
void sluice_lstm_forward(
  float *gates, const float *before, float *cells, float *states,
  long stateStride, long n, long hidden);

/// The cells of one time step again, from gates that have been activated: the
/// bits are those that `sluice_lstm_forward` wrote.
void sluice_lstm_cells(
  const float *gates, const float *before, float *cells, long n, long hidden);

/// The way back through one time step: replaces the activated gates by the
/// gradient of their sums, and the states' gradient by the states themselves.
/// `carry` `[n, hidden]` comes in as the cells' gradient from one step later
/// and leaves as that for one step earlier.
void sluice_lstm_backward(
  float *gates, const float *before, const float *cells,
  float *stateGradient, long stateStride, float *carry, long n, long hidden);

// ── mix.c ───────────────────────────────────────────────────────────────────

/// `out[c] = Σⱼ alpha[i, j] · in[…]` over streams; a stream is a run of
/// `width` units in each of the `directions` parts of a column's row.
/// `in` and `out` hold one pointer a column; `transposed` reads alpha as its
/// transpose.
void sluice_alpha_mix(
  const float *const *in, float *const *out, const float *alpha,
  long columns, long subspaces, long width, long directions, long n,
  int transposed);

/// `gradient[i, j] = Σ outᵢ · inⱼ` over all rows and directions, for streams.
void sluice_alpha_gradient(
  const float *const *in, const float *const *out, float *gradient,
  long columns, long subspaces, long width, long directions, long n);

// ── gates.c ─────────────────────────────────────────────────────────────────

/// `out[r] = Σⱼ gates[r, j] · in[j][r]` for n rows; all lie without gaps.
void sluice_gate_mix(
  const float *const *in, const float *gates, float *out, long senders,
  long columns, long n);

/// The way back: adds `gates[r, j] · gradient[r]` to `out[j][r]`, and makes of
/// the gates, which are a softmax, the gradient of what that was taken of.
void sluice_gate_backward(
  const float *const *in, float *gates, const float *gradient,
  float *const *out, long senders, long columns, long n);

// ── elementwise.c ───────────────────────────────────────────────────────────

/// x = tanh(x)
void sluice_tanh(float *x, long n);
/// gradient ·= 1 − y², the way back through y = tanh(x)
void sluice_tanh_backward(const float *y, float *gradient, long n);
/// y += scale · x
void sluice_add_scaled(const float *x, float scale, float *y, long n);
/// y = scale · x
void sluice_scaled(const float *x, float scale, float *y, long n);
/// The sum of x · y.
double sluice_dot(const float *x, const float *y, long n);
/// out = the sum of all rows of `x`.
void sluice_sum_rows(const float *x, float *out, long n, long columns);
/// x = max(x, 0)
void sluice_relu(float *x, long n);
/// gradient = 0 where y = 0, the way back through y = max(x, 0)
void sluice_relu_backward(const float *y, float *gradient, long n);

// ── softmax.c ───────────────────────────────────────────────────────────────

/// x = exp(x − top), where `top` is the largest number of each row; `gap` is
/// how far it is from the smallest.
void sluice_exp_rows(float *x, float *top, float *gap, long n, long columns);

/// Cross-entropy of a softmax. Each row of logits with a label ≥ 0 becomes its
/// gradient, `scale · (softmax − one-hot)`, any other row 0.
/// Returns the sum of the losses over labelled rows, unscaled.
double sluice_cross_entropy(
  float *logits, const int32_t *labels, float scale, long n, long columns);
/// Each row becomes its softmax.
void sluice_softmax(float *x, long n, long columns);

// ── random.c ────────────────────────────────────────────────────────────────

/// x += scale · z with z standard normal; the draw for x[i] depends on the
/// seed and `first + i` alone.
void sluice_add_gaussian(
  float *x, float scale, uint64_t seed, uint32_t first, long n);
/// Draws for n numbers which of them are kept, a bit each: a share of them, at
/// random. The draw for number i depends on the seed and i alone. Whole words
/// are written.
void sluice_draw_kept(uint32_t *kept, float share, uint64_t seed, long n);
/// out = scale · x where a number is kept, else 0; `out` may be x.
void sluice_keep(
  const float *x, const uint32_t *kept, float scale, float *out, long n);

// ── update.c ────────────────────────────────────────────────────────────────

/// One step of Adam with bias-corrected `rate`; see Optimizer.swift.
void sluice_adam(
  float *weights, const float *gradient, float *mean, float *square, long n,
  float rate, float scale, float beta1, float beta2, float epsilon,
  float correction);

// ── transpose.c ─────────────────────────────────────────────────────────────

/// `out[j, i] = x[i, j]` for n × m numbers.
void sluice_transpose(
  const float *x, long stride, float *out, long outStride, long n, long m);
