#pragma once
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <readline/readline.h>
#include <readline/history.h>

// Readline's globals, behind functions: Swift cannot touch a C global that
// any thread might change.

/// Sets the program's name, by which ~/.inputrc tells programs apart, who
/// completes words, what ends a word, and who lists the words there are.
static inline void sluice_readline_setup(rl_completion_func_t *complete,
                                         const char *breaks,
                                         rl_compdisp_func_t *list) {
  rl_readline_name = "sluice";
  rl_attempted_completion_function = complete;
  rl_completer_word_break_characters = strdup(breaks);
  rl_completer_quote_characters = "\"";
  rl_completion_display_matches_hook = list;
  // Ctrl-C is ours: readline would restore the terminal and go on reading.
  rl_catch_signals = 0;
  // With its time before each entry, one of several lines is read back as one.
  history_comment_char = '#';
  history_write_timestamps = 1;
  using_history();
  // Up looks for entries that begin as what is typed, in each of readline's
  // modes; ~/.inputrc, which is read later, goes above.
  Keymap maps[] = {emacs_standard_keymap, vi_insertion_keymap,
                   vi_movement_keymap};
  for (int i = 0; i < 3; i++) {
    rl_bind_keyseq_in_map("\\e[A", rl_history_search_backward, maps[i]);
    rl_bind_keyseq_in_map("\\eOA", rl_history_search_backward, maps[i]);
    rl_bind_keyseq_in_map("\\e[B", rl_history_search_forward, maps[i]);
    rl_bind_keyseq_in_map("\\eOB", rl_history_search_forward, maps[i]);
  }
}

/// Says that no file names are to be offered.
static inline void sluice_readline_no_paths(void) {
  rl_attempted_completion_over = 1;
}

/// Says that neither a blank nor a quote follows the completed word: `epochs=`
/// wants its value, a folder what is in it.
static inline void sluice_readline_no_blank(void) {
  rl_completion_suppress_append = 1;
  rl_completion_suppress_quote = 1;
}

/// Draws the line again, below what was written meanwhile.
static inline void sluice_readline_redraw(void) {
  rl_on_new_line();
  rl_redisplay();
}

/// The line so far.
static inline const char *sluice_readline_line(void) { return rl_line_buffer; }

// One for the whole program: Swift compiles this header once a file, and a
// static variable would be another one in each.
__attribute__((weak)) volatile sig_atomic_t sluice_readline_signal = 0;
__attribute__((weak)) volatile sig_atomic_t sluice_readline_interrupted = 0;

/// Called from a signal's handler while a line is read: the signal is acted
/// on between keystrokes, where the terminal can be put in order.
static inline void sluice_readline_note(int number) {
  sluice_readline_signal = number;
}

/// Acts on a signal: Ctrl-C ends the line as if it were empty, Ctrl-Z stops
/// the program and draws the line again when it goes on, others end it.
static inline int sluice_readline_check(void) {
  int number = sluice_readline_signal;
  sluice_readline_signal = 0;
  if (number == SIGINT) {
    sluice_readline_interrupted = 1;
    rl_replace_line("", 0);
    rl_done = 1;
  } else if (number == SIGTSTP) {
    rl_cleanup_after_signal();
    raise(SIGSTOP);
    rl_reset_after_signal();
    rl_forced_update_display();
  } else if (number) {
    rl_cleanup_after_signal();
    fputs("\n", stdout);
    fflush(stdout);
    signal(number, SIG_DFL);
    raise(number);
  }
  return 0;
}

__attribute__((weak)) struct termios sluice_terminal_settings = {0};
__attribute__((weak)) int sluice_terminal_known = 0;
// Ends pasting in brackets, where the terminal knows it, and the line.
__attribute__((weak)) const char *sluice_terminal_end = "\r\n";

/// Ends the program as a signal does, but gives the terminal back as it was
/// found: for signals that leave no time for readline to do it.
static inline void sluice_terminal_restore(int number) {
  signal(number, SIG_DFL);
  if (sluice_terminal_known) {
    ssize_t written =
        write(STDOUT_FILENO, sluice_terminal_end, strlen(sluice_terminal_end));
    (void)written;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &sluice_terminal_settings);
  }
  raise(number);
}

/// Remembers how the terminal was found, and gives it back if the program
/// crashes.
static inline void sluice_terminal_guard(void) {
  sluice_terminal_known =
      tcgetattr(STDIN_FILENO, &sluice_terminal_settings) == 0;
  const char *kind = getenv("TERM");
  if (kind && strcmp(kind, "dumb") != 0)
    sluice_terminal_end = "\033[?2004l\r\n";
  int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
  for (int i = 0; i < 6; i++) signal(crashes[i], sluice_terminal_restore);
}

/// Whether Ctrl-C ended the last line; forgets it.
static inline int sluice_readline_take_interrupt(void) {
  int was = sluice_readline_interrupted;
  sluice_readline_interrupted = 0;
  return was;
}

/// Looks for a signal ten times a second while it waits for a key.
static inline void sluice_readline_watch(void) {
  rl_event_hook = sluice_readline_check;
  rl_set_keyboard_input_timeout(100000);
}

/// Takes the newest entry of this text out of the history, if there is one
/// among the newest hundred; load() removes the rest.
static inline void sluice_history_forget(const char *text) {
  int oldest = history_length > 100 ? history_length - 100 : 0;
  for (int i = history_length - 1; i >= oldest; i--) {
    HIST_ENTRY *entry = history_get(history_base + i);
    if (entry && strcmp(entry->line, text) == 0) {
      free_history_entry(remove_history(i));
      return;
    }
  }
}
