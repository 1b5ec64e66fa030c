#pragma once
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <readline/readline.h>
#include <readline/history.h>

// Readline's globals, behind functions: Swift cannot touch a C global that
// any thread might change.

/// Sets the program's name, by which ~/.inputrc tells programs apart, and who
/// completes words; slashes, dots and hyphens belong to a word.
static inline void sluice_readline_setup(rl_completion_func_t *complete) {
  rl_readline_name = "sluice";
  rl_attempted_completion_function = complete;
  rl_completer_word_break_characters = " \t\n=([{,";
  // Ctrl-C is ours: readline would restore the terminal and go on reading.
  rl_catch_signals = 0;
  // With its time before each entry, one of several lines is read back as one.
  history_comment_char = '#';
  history_write_timestamps = 1;
  using_history();
}

/// Says that no file names are to be offered.
static inline void sluice_readline_no_paths(void) {
  rl_attempted_completion_over = 1;
}

/// Says that no blank follows the completed word: `epochs=` wants its value.
static inline void sluice_readline_no_blank(void) {
  rl_completion_suppress_append = 1;
}

/// The line so far.
static inline const char *sluice_readline_line(void) { return rl_line_buffer; }

// One for the whole program: Swift compiles this header once a file, and a
// static variable would be another one in each.
__attribute__((weak)) volatile sig_atomic_t sluice_readline_interrupted = 0;

/// Ends the line as if it were empty; safe to call between keystrokes.
static inline int sluice_readline_check(void) {
  if (sluice_readline_interrupted) {
    rl_replace_line("", 0);
    rl_done = 1;
  }
  return 0;
}

/// Called from the handler of Ctrl-C while a line is read.
static inline void sluice_readline_interrupt(void) {
  sluice_readline_interrupted = 1;
}

/// Whether Ctrl-C ended the last line; forgets it.
static inline int sluice_readline_take_interrupt(void) {
  int was = sluice_readline_interrupted;
  sluice_readline_interrupted = 0;
  return was;
}

/// Looks for an interrupt ten times a second while it waits for a key.
static inline void sluice_readline_watch(void) {
  rl_event_hook = sluice_readline_check;
  rl_set_keyboard_input_timeout(100000);
}

/// The newest entry of the history, or NULL.
static inline const char *sluice_history_last(void) {
  HIST_ENTRY *entry = history_get(history_base + history_length - 1);
  return entry ? entry->line : NULL;
}
