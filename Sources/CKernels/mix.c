#include "kernels.h"
#include "wide.h"

// One stream against a few: so many that the compiler keeps a sum for each in
// a register. A stream's units are cut into vectors; where they do not fill
// the last one, it begins early, over units that are done.

enum { few = 8 };

/// Some streams, each a pointer to its units of the first row; `step` is from
/// one row and direction to the next, of which there are `rows`.
struct streams {
  const float *at[few];
  int count;
  long width, step, rows;
};

/// Streams from number `first` on, at most a few.
INLINE struct streams streams_from(
  const float *const *columns, long first, long all, long subspaces,
  long width, long rows) {
  struct streams x = {
    .width = width, .step = subspaces * width, .rows = rows};
  for (x.count = 0; x.count < few && first + x.count < all; x.count++) {
    long stream = first + x.count;
    x.at[x.count] =
      columns[stream / subspaces] + stream % subspaces * width;
  }
  return x;
}

/// `out = Σ a · streams`, added to what is there if `keep`.
INLINE void mix(
  const int count, const struct streams *x, const float *a, float *out,
  int keep) {
  for (long r = 0; r < x->rows; r++, out += x->step) {
    const long at = r * x->step;
    for (long next = 0; next < x->width; next += lanes) {
      long u = next + lanes <= x->width ? next : x->width - lanes;
      if (keep && u < next) {
        // Units that are done must not be added to again.
        for (u = next; u < x->width; u++)
          for (int j = 0; j < count; j++) out[u] += a[j] * x->at[j][at + u];
        break;
      }
      Vector sum = a[0] * *(const Loose *)(x->at[0] + at + u);
      for (int j = 1; j < count; j++)
        sum += a[j] * *(const Loose *)(x->at[j] + at + u);
      if (keep) sum += *(const Loose *)(out + u);
      *(Loose *)(out + u) = sum;
    }
  }
}

/// `gradient[j] = Σ out · streams[j]` over all rows.
INLINE void correlate(
  const int count, const struct streams *x, const float *out,
  float *gradient) {
  const long full = x->width / lanes * lanes, last = x->width - lanes;
  Vector sum[few], end[few];
  for (int j = 0; j < count; j++) sum[j] = end[j] = (Vector){0};
  for (long r = 0; r < x->rows; r++, out += x->step) {
    const long at = r * x->step;
    for (long u = 0; u < full; u += lanes)
      for (int j = 0; j < count; j++)
        sum[j] += *(const Loose *)(out + u) *
                  *(const Loose *)(x->at[j] + at + u);
    if (full < x->width)
      for (int j = 0; j < count; j++)
        end[j] += *(const Loose *)(out + last) *
                  *(const Loose *)(x->at[j] + at + last);
  }
  for (int j = 0; j < count; j++) {
    double total = 0;
    for (long u = 0; u < lanes; u++)
      total += last + u >= full ? sum[j][u] + end[j][u] : sum[j][u];
    gradient[j] = (float)total;
  }
}

// Streams narrower than a vector.

static void mix_narrow(
  const struct streams *x, const float *a, float *out, int keep) {
  for (long r = 0; r < x->rows; r++)
    for (long u = r * x->step; u < r * x->step + x->width; u++) {
      float sum = keep ? out[u] : 0.0f;
      for (int j = 0; j < x->count; j++) sum += a[j] * x->at[j][u];
      out[u] = sum;
    }
}

static void correlate_narrow(
  const struct streams *x, const float *out, float *gradient) {
  for (int j = 0; j < x->count; j++) {
    double sum = 0;
    for (long r = 0; r < x->rows; r++)
      for (long u = r * x->step; u < r * x->step + x->width; u++)
        sum += out[u] * x->at[j][u];
    gradient[j] = (float)sum;
  }
}

WIDE void sluice_alpha_mix(
  const float *const *in, float *const *out, const float *alpha,
  long columns, long subspaces, long width, long directions, long n,
  int transposed) {
  const long all = columns * subspaces;
  for (long j = 0; j < all; j += few) {
    struct streams x =
      streams_from(in, j, all, subspaces, width, n * directions);
    for (long i = 0; i < all; i++) {
      float *to = out[i / subspaces] + i % subspaces * width, a[few];
      for (int k = 0; k < x.count; k++)
        a[k] = transposed ? alpha[(j + k) * all + i] : alpha[i * all + j + k];
      if (width < lanes)
        mix_narrow(&x, a, to, j > 0);
      else if (x.count == 2)
        mix(2, &x, a, to, j > 0);
      else if (x.count == 4)
        mix(4, &x, a, to, j > 0);
      else
        mix(x.count, &x, a, to, j > 0);
    }
  }
}

WIDE void sluice_alpha_gradient(
  const float *const *in, const float *const *out, float *gradient,
  long columns, long subspaces, long width, long directions, long n) {
  const long all = columns * subspaces;
  for (long j = 0; j < all; j += few) {
    struct streams x =
      streams_from(in, j, all, subspaces, width, n * directions);
    for (long i = 0; i < all; i++) {
      const float *to = out[i / subspaces] + i % subspaces * width;
      float *sums = gradient + i * all + j;
      if (width < lanes)
        correlate_narrow(&x, to, sums);
      else if (x.count == 2)
        correlate(2, &x, to, sums);
      else if (x.count == 4)
        correlate(4, &x, to, sums);
      else
        correlate(x.count, &x, to, sums);
    }
  }
}
