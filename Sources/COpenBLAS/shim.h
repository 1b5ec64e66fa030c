#pragma once
// A BLAS behind one face: OpenBLAS, or Accelerate where the system is macOS.
#if defined(__APPLE__)
#define ACCELERATE_NEW_LAPACK
#include <Accelerate/Accelerate.h>

static inline void openblas_set_num_threads(int count) {
  if (count == 1) BLASSetThreading(BLAS_THREADING_SINGLE_THREADED);
}
static inline int openblas_get_parallel(void) { return 1; }
static inline char *openblas_get_config(void) { return (char *)"Accelerate"; }
static inline char *openblas_get_corename(void) { return 0; }
#else
#if __has_include(<openblas/cblas.h>)
#include <openblas/cblas.h>
#else
#include <cblas.h>
#endif
#include <dlfcn.h>

// Weak, so that the program need not be linked with OpenBLAS, whose loading is
// some milliseconds of every start; it finds it when it wants it. A program
// that is linked with it, say with libopenblas.a, uses that one.
#pragma weak cblas_sgemm
#pragma weak openblas_set_num_threads
#pragma weak openblas_get_parallel
#pragma weak openblas_get_config
#pragma weak openblas_get_corename
#endif

typedef __typeof__(&cblas_sgemm) sluice_sgemm;

/// What is used of a BLAS; each is null where there is none.
struct sluice_openblas {
  sluice_sgemm sgemm;
  void (*set_num_threads)(int);
  /// 0 for a build without threads, which has no locks either.
  int (*get_parallel)(void);
  char *(*get_config)(void);
  /// The processor whose kernels it took.
  char *(*get_corename)(void);
};

/// The BLAS that this program was linked with.
static inline struct sluice_openblas sluice_openblas_linked(void) {
  return (struct sluice_openblas){
      cblas_sgemm, openblas_set_num_threads, openblas_get_parallel,
      openblas_get_config, openblas_get_corename};
}

#if !defined(__APPLE__)
/// The OpenBLAS of a shared library, by its handle.
static inline struct sluice_openblas sluice_openblas_in(void *library) {
  return (struct sluice_openblas){
      (sluice_sgemm)dlsym(library, "cblas_sgemm"),
      (void (*)(int))dlsym(library, "openblas_set_num_threads"),
      (int (*)(void))dlsym(library, "openblas_get_parallel"),
      (char *(*)(void))dlsym(library, "openblas_get_config"),
      (char *(*)(void))dlsym(library, "openblas_get_corename")};
}
#endif
