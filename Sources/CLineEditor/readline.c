#include "line_editor.h"
#include "editor.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <readline/readline.h>
#include <readline/history.h>

static volatile sig_atomic_t noted = 0;
static int is_interrupting = 0;
static int is_interrupted = 0;
static char *initial = NULL;

// --- Sizes

/// Readline divides by the columns that its prompt leaves.
static const int fewest_columns = 12, fewest_rows = 2;
static struct winsize known;

/// Takes over the terminal's size, if it is another than before.
///
/// - Returns: Whether it is.
static int fit(void) {
  struct winsize size;
  if (ioctl(fileno(rl_instream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return 0;
  if (size.ws_row == known.ws_row && size.ws_col == known.ws_col) return 0;
  // Where the line stands is known by the old size alone.
  if (RL_ISSTATE(RL_STATE_TERMPREPPED)) rl_clear_visible_line();
  known = size;
  rl_set_screen_size(
    size.ws_row < fewest_rows ? fewest_rows : size.ws_row,
    size.ws_col < fewest_columns ? fewest_columns : size.ws_col);
  return 1;
}

// --- Between keys

/// Ends the line as if it were sent off; it is ended by readline itself, which
/// may be in the midst of a change to it.
static void interrupt(void) {
  if (!sluice_paste_break()) return;
  is_interrupted = 1;
  if (RL_ISSTATE(RL_STATE_ISEARCH)) {
    // Ends a search, and a paste within it, which has a loop of its own.
    for (const char *key = "\033[201~"; *key; key++) rl_stuff_char(*key);
    return;
  }
  is_interrupting = 0;
  rl_done = 1;
  // Else a key that comes now would still be taken for this line's.
  rl_stuff_char('\n');
}

static void note_interrupt(void) {
  if (noted != SIGINT) return;
  noted = 0;
  is_interrupting = 1;
}

/// The next key. What is typed after Ctrl-C belongs to the next line, however
/// soon it comes: an end of the line comes before it.
static int next_key(FILE *stream) {
  note_interrupt();
  if (is_interrupting && !is_interrupted && !sluice_is_pasting()) {
    is_interrupted = 1;
    return '\n';
  }
  return rl_getc(stream);
}

/// Acts on a signal: Ctrl-C ends the line, Ctrl-Z stops the program and draws
/// the line again when it goes on.
static int check(void) {
  note_interrupt();
  if (noted == SIGTSTP) {
    noted = 0;
    rl_cleanup_after_signal();
    raise(SIGSTOP);
    rl_reset_after_signal();
    rl_forced_update_display();
  }
  if (is_interrupting) interrupt();
  else if (!RL_ISSTATE(RL_STATE_ISEARCH) && fit()) rl_forced_update_display();
  return 0;
}

static int begin(void) {
  sluice_history_begin();
  if (initial) rl_insert_text(initial);
  free(initial);
  initial = NULL;
  return 0;
}

/// Takes the terminal over for a line. Ctrl-S is a key then, and does not stop
/// all output until Ctrl-Q.
static void take_terminal(int has_meta) {
  rl_prep_terminal(has_meta);
  struct termios settings;
  if (tcgetattr(fileno(rl_instream), &settings) != 0) return;
  settings.c_iflag &= ~(tcflag_t)IXON;
  tcsetattr(fileno(rl_instream), TCSADRAIN, &settings);
}

// --- Setting up

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
  // Ctrl-C is ours: readline would restore the terminal and go on reading. So
  // are sizes: it cannot stand those below its prompt's.
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_change_environment = 0;
  // Looks for a signal ten times a second while it waits for a key.
  rl_event_hook = check;
  rl_set_keyboard_input_timeout(100000);
  rl_startup_hook = begin;
  rl_getc_function = next_key;
  rl_prep_term_function = take_terminal;
  // With its time before each entry, one of several lines is read back as one.
  history_comment_char = '#';
  history_write_timestamps = 1;
  using_history();
  bind_arrows();
  rl_initialize();
  sluice_bind_own_commands();
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

// --- A line

char *sluice_readline_read(const char *prompt, const char *text) {
  is_interrupting = is_interrupted = noted = 0;
  initial = text ? strdup(text) : NULL;
  fit();
  char *line = readline(prompt);
  // Enter leaves the cursor below the line, an end within a command does not.
  if (is_interrupted && rl_last_func != rl_newline) rl_crlf();
  return line;
}

int sluice_readline_is_interrupted(void) { return is_interrupted; }

void sluice_readline_note(int number) { noted = number; }
