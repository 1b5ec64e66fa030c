#include "kernels.h"
#include "wide.h"

WIDE void sluice_adam(
  float *restrict weights, const float *restrict gradient,
  float *restrict mean, float *restrict square, long n, float rate,
  float scale, float beta1, float beta2, float epsilon, float correction) {
  for (long i = 0; i < n; i++) {
    float g = gradient[i] * scale;
    float m = beta1 * mean[i] + (1.0f - beta1) * g;
    float v = beta2 * square[i] + (1.0f - beta2) * g * g;
    mean[i] = m;
    square[i] = v;
    weights[i] -= rate * m / (__builtin_elementwise_sqrt(v) * correction + epsilon);
  }
}
