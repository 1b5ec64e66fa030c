#include "line_editor.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios settings;
static int is_known = 0;
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
}
