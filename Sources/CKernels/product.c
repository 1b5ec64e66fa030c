#include "kernels.h"
#include "wide.h"
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

// A product is cut into tiles whose sums stay in registers: some rows by some
// vectors of 16. A tile adds up over k one after the other, so a number of the
// result has the same bits wherever its row and column lie, on every processor
// that adds and multiplies in one step.
//
// No factor is copied but a turned b, a part at a time: at this model's sizes
// the others are near enough as they lie.

enum {
  /// The most of b at a time: what stays in the second cache.
  depth = 384,
  breadth = 512
};

struct product {
  long n, m, k;
  /// What each row starts from, or NULL; see kernels.h.
  const float *start;
  const int32_t *row;
  long startStride;
  const float *a;
  long ai, ap;
  const float *b;
  long bp;
  float scale, keep, *c;
  long ci;
};

/// `rows` by `vectors` of the result, from row `first` and column j. Of the last
/// vector, which begins at `last`, only lanes from..<to are stored.
INLINE void tile(
  const int rows, const int vectors, const struct product *x, long first,
  long j, long last, long from, long to) {
  Vector sum[8][8];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[i][v] = (Vector){0};
  const float *b = x->b;
  const long ai = x->ai, ap = x->ap, bp = x->bp;
  const float *a = x->a + first * ai;
  for (long p = x->k; p > 0; p--, a += ap, b += bp) {
    Vector row[8];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      row[v] = *(const Loose *)(b + (v < vectors - 1 ? j + lanes * v : last));
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sum[i][v] += a[i * ai] * row[v];
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    float *c = x->c + (first + i) * x->ci;
    const float *start =
      !x->start ? NULL
      : x->row  ? x->start + x->row[first + i] * x->startStride
                : x->start;
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      const long at = v < vectors - 1 ? j + lanes * v : last;
      Vector part = x->scale * sum[i][v];
      if (v < vectors - 1 || to - from == lanes) {
        Loose *out = (Loose *)(c + at);
        if (start)
          part += *(const Loose *)(start + at);
        else if (x->keep != 0)
          part += x->keep * *out;
        *out = part;
      } else {
        for (long u = from; u < to; u++)
          c[at + u] = part[u] + (start           ? start[at + u]
                                 : x->keep != 0 ? x->keep * c[at + u]
                                                : 0);
      }
    }
  }
}

/// `rows` of the result: tiles of `vectors`, and a last one with what is left.
/// Where columns do not fill it, its last vector begins early, over columns
/// that are done; b narrower than a vector has been padded to one.
INLINE void strip(
  const int rows, const int vectors, const struct product *x, long first) {
  long j = 0;
  for (; x->m - j > lanes * (vectors + 1); j += lanes * vectors)
    tile(rows, vectors, x, first, j, j + lanes * (vectors - 1), 0, lanes);
  if (x->m - j > lanes * vectors) {
    // One vector too many: two narrow tiles beat a full one and the narrowest.
    const int half = (vectors + 1) / 2;
    tile(rows, half, x, first, j, j + lanes * (half - 1), 0, lanes);
    j += lanes * half;
  }
  long left = x->m - j;
  long last = x->m < lanes ? 0 : x->m - lanes;
  long over = left % lanes;
  long from = over && x->m > lanes ? lanes - over : 0;
  long to = x->m < lanes ? x->m : lanes;
#define LAST(count)                                                            \
  case count:                                                                  \
    if (count <= vectors)                                                      \
      tile(                                                                    \
        rows, count <= vectors ? count : 1, x, first, j, last, from, to);      \
    break;
  switch ((left + lanes - 1) / lanes) {
    LAST(1) LAST(2) LAST(3) LAST(4) LAST(5) LAST(6) LAST(7) LAST(8)
  }
#undef LAST
}

/// All rows: tiles of `tall` × `wide` vectors, and lower ones for the rest.
INLINE void strips(
  const int tall, const int wide, const int four, const int two,
  const int one, const struct product *x) {
  long i = 0;
#define STRIPS(rows, vectors)                                                  \
  for (; x->n - i >= rows; i += rows) strip(rows, vectors, x, i);
  STRIPS(tall, wide)
  STRIPS(4, four)
  STRIPS(2, two)
  STRIPS(1, one)
#undef STRIPS
}

#if defined(__x86_64__)
// 32 registers of a vector each.
__attribute__((target("arch=x86-64-v4"), min_vector_width(512))) static void
product_v4(const struct product *x) {
  strips(8, 3, 6, 8, 8, x);
}
// 16 registers of half a vector.
__attribute__((target("arch=x86-64-v3"))) static void
product_v3(const struct product *x) {
  strips(6, 1, 1, 2, 4, x);
}

int sluice_has_tiles(enum sluice_tiles kind) {
  __builtin_cpu_init();
  switch (kind) {
    case SLUICE_TILES_AVX512: return __builtin_cpu_supports("x86-64-v4") != 0;
    case SLUICE_TILES_AVX2: return __builtin_cpu_supports("x86-64-v3") != 0;
  }
  return 0;
}

static void tiles(enum sluice_tiles kind, const struct product *x) {
  if (kind == SLUICE_TILES_AVX512)
    product_v4(x);
  else
    product_v3(x);
}
#else
int sluice_has_tiles(enum sluice_tiles kind) { return 0; }

static void tiles(enum sluice_tiles kind, const struct product *x) {}
#endif

/// Under which each thread keeps the part of b that it copies.
static pthread_key_t copies;

__attribute__((constructor)) static void make_key(void) {
  if (pthread_key_create(&copies, free)) abort();
}

/// A turned or narrow b's part, one for each thread. It is made when it is
/// needed: three quarters of a megabyte in the thread's own block would be
/// cleared at every start, of the program and of each thread.
static float *copy(void) {
  float *part = pthread_getspecific(copies);
  if (part) return part;
  part = aligned_alloc(64, sizeof(float) * depth * breadth);
  if (!part || pthread_setspecific(copies, part)) abort();
  return part;
}

static void pad(
  const float *b, long stride, long k, long m, float *padded) {
  for (long p = 0; p < k; p++)
    for (long j = 0; j < lanes; j++)
      padded[p * lanes + j] = j < m ? b[p * stride + j] : 0;
}

static _Thread_local double operations;

double sluice_product_operations(void) { return operations; }

void sluice_product_count(double more) { operations += more; }

void sluice_product(
  enum sluice_tiles kind, long n, long m, long k, float scale, const float *a,
  long ai, long ap, const float *b, long bp, long bj, float keep,
  const float *start, const int32_t *row, long startStride, float *c, long ci) {
  // Parts of about one depth.
  long parts = (k + depth - 1) / depth;
  long step = parts > 1 ? (k + parts - 1) / parts : depth;
  for (long p = 0; p == 0 || p < k; p += step)
    for (long j = 0; j < m; j += breadth) {
      struct product part = {
        .n = n,
        .m = m - j < breadth ? m - j : breadth,
        .k = k - p < step ? k - p : step,
        .start = p || !start ? NULL : start + j,
        .row = row,
        .startStride = startStride,
        .a = a + p * ap,
        .ai = ai,
        .ap = ap,
        .b = b + p * bp + j * bj,
        .bp = bp,
        .scale = scale,
        .keep = p ? 1 : keep,
        .c = c + j,
        .ci = ci};
      if (bj != 1) {
        long stride = (part.m + lanes - 1) / lanes * lanes;
        float *padded = copy();
        sluice_transpose(part.b, bj, padded, stride, part.m, part.k);
        part.b = padded;
        part.bp = stride;
      } else if (part.m < lanes) {
        float *padded = copy();
        pad(part.b, bp, part.k, part.m, padded);
        part.b = padded;
        part.bp = lanes;
      }
      tiles(kind, &part);
    }
}
