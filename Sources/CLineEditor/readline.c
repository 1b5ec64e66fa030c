#include "line_editor.h"
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <readline/readline.h>
#include <readline/history.h>

static volatile sig_atomic_t noted = 0;
static int interrupted = 0;

/// Acts on a signal: Ctrl-C ends the line as if it were empty, Ctrl-Z stops
/// the program and draws the line again when it goes on, others end it.
static int check(void) {
  int number = noted;
  noted = 0;
  if (number == SIGINT) {
    interrupted = 1;
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

/// Up looks for entries that begin as what is typed, in each of readline's
/// modes; ~/.inputrc, which is read later, goes above.
static void bind_arrows(void) {
  Keymap maps[] = {
    emacs_standard_keymap, vi_insertion_keymap, vi_movement_keymap};
  for (int i = 0; i < 3; i++) {
    rl_bind_keyseq_in_map("\\e[A", rl_history_search_backward, maps[i]);
    rl_bind_keyseq_in_map("\\eOA", rl_history_search_backward, maps[i]);
    rl_bind_keyseq_in_map("\\e[B", rl_history_search_forward, maps[i]);
    rl_bind_keyseq_in_map("\\eOB", rl_history_search_forward, maps[i]);
  }
}

void sluice_readline_setup(
  char **(*complete)(const char *word, int start, int end), const char *breaks,
  void (*list)(char **words, int count, int longest)) {
  rl_readline_name = "sluice";
  rl_attempted_completion_function = complete;
  rl_completer_word_break_characters = strdup(breaks);
  rl_completer_quote_characters = "\"";
  rl_completion_display_matches_hook = list;
  // Ctrl-C is ours: readline would restore the terminal and go on reading.
  rl_catch_signals = 0;
  // Looks for a signal ten times a second while it waits for a key.
  rl_event_hook = check;
  rl_set_keyboard_input_timeout(100000);
  // With its time before each entry, one of several lines is read back as one.
  history_comment_char = '#';
  history_write_timestamps = 1;
  using_history();
  bind_arrows();
}

void sluice_readline_no_paths(void) { rl_attempted_completion_over = 1; }

void sluice_readline_no_blank(void) {
  rl_completion_suppress_append = 1;
  rl_completion_suppress_quote = 1;
}

void sluice_readline_redraw(void) {
  rl_on_new_line();
  rl_redisplay();
}

const char *sluice_readline_line(void) { return rl_line_buffer; }

void sluice_readline_note(int number) { noted = number; }

int sluice_readline_take_interrupt(void) {
  int was = interrupted;
  interrupted = 0;
  return was;
}

void sluice_history_forget(const char *text) {
  int oldest = history_length > 100 ? history_length - 100 : 0;
  for (int i = history_length - 1; i >= oldest; i--) {
    HIST_ENTRY *entry = history_get(history_base + i);
    if (entry && strcmp(entry->line, text) == 0) {
      free_history_entry(remove_history(i));
      return;
    }
  }
}
