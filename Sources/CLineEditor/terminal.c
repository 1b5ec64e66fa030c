#include "line_editor.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios settings;
static int is_known = 0;
static volatile sig_atomic_t is_hushed = 0, is_resumed = 0;
// Ends pasting in brackets, where the terminal knows it, and the line.
static const char *end = "\r\n";

static void restore(void) {
  if (!is_known) return;
  ssize_t written = write(STDOUT_FILENO, end, strlen(end));
  (void)written;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &settings);
}

void sluice_terminal_restore(int number) {
  signal(number, SIG_DFL);
  restore();
  raise(number);
}

void sluice_terminal_leave(int status) {
  restore();
  _exit(status);
}

void sluice_terminal_guard(void) {
  is_known = tcgetattr(STDIN_FILENO, &settings) == 0;
  const char *kind = getenv("TERM");
  if (kind && strcmp(kind, "dumb") != 0) end = "\033[?2004l\r\n";
  int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
  for (int i = 0; i < 6; i++) signal(crashes[i], sluice_terminal_restore);
  atexit(sluice_terminal_unhush);
}

/// A program in the background that changed the terminal would be stopped; one
/// that the terminal does not control would not.
static int is_in_front(void) {
  pid_t front = tcgetpgrp(STDIN_FILENO);
  return front == -1 || front == getpgrp();
}

void sluice_terminal_hush(void) {
  if (is_hushed || !is_in_front()) return;
  if (!is_known) sluice_terminal_guard();
  struct termios quiet;
  if (!is_known || tcgetattr(STDIN_FILENO, &quiet) != 0) return;
  quiet.c_lflag &= ~(tcflag_t)ECHO;
  is_hushed = tcsetattr(STDIN_FILENO, TCSANOW, &quiet) == 0;
}

void sluice_terminal_unhush(void) {
  if (is_hushed && is_in_front())
    tcsetattr(STDIN_FILENO, TCSANOW, &settings);
  is_hushed = 0;
}

void sluice_terminal_stop(int number) {
  (void)number;
  sluice_terminal_unhush();
  is_resumed = 1;
  raise(SIGSTOP);
}

int sluice_terminal_take_resumption(void) {
  int was = is_resumed;
  is_resumed = 0;
  return was;
}
