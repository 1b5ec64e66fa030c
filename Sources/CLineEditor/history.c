#include "editor.h"
#include "line_editor.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <readline/readline.h>
#include <readline/history.h>

// Readline edits an entry of the history where it stands, and hangs the list of
// what can be undone on it. A search sees that list as its own as well, and one
// of the two frees what the other still holds: the program crashes, or the entry
// is lost. Here an entry is copied into the line, as if it were typed: the
// history stays as it is, Ctrl-C forgets a copy, and Undo brings back what the
// copy replaced.

/// The entry that is shown, counted from the oldest; `history_length` for none.
static int place = 0;
/// The line as it was typed, while an entry is shown.
static char *typed = NULL;
/// How many bytes of the line entries must begin with.
static size_t beginning = 0;
/// The entry after one that was sent off by operate-and-get-next.
static char *following = NULL;

void sluice_history_begin(void) {
  place = history_length;
  free(typed);
  typed = NULL;
  if (following) rl_insert_text(following);
  free(following);
  following = NULL;
}

static const char *entry_at(int number) {
  HIST_ENTRY *entry = history_get(history_base + number);
  return entry ? entry->line : "";
}

/// Puts a text in the place of the line, as one change.
static void put(const char *text) {
  char *copy = strdup(text);
  if (!copy) return;
  rl_begin_undo_group();
  rl_delete_text(0, rl_end);
  rl_point = rl_mark = 0;
  rl_insert_text(copy);
  rl_end_undo_group();
  free(copy);
  // A command of vi's stands on a character, and not behind the last.
  rl_point = rl_get_keymap() == vi_movement_keymap ? 0 : rl_end;
}

static void show(int number) {
  if (place == history_length) {
    free(typed);
    typed = strdup(rl_line_buffer);
  }
  place = number;
  put(number < history_length ? entry_at(number) : typed ? typed : "");
}

/// Goes to the next entry, older or newer, that begins so and is another.
///
/// - Returns: Whether there is one.
static int step(int direction, const char *start, size_t length) {
  for (int i = place + direction; i >= 0 && i <= history_length;
       i += direction) {
    if (i < history_length
        && (strncmp(entry_at(i), start, length)
            || !strcmp(entry_at(i), rl_line_buffer)))
      continue;
    show(i);
    return 1;
  }
  rl_ding();
  return 0;
}

static int walk(int count, size_t length) {
  int direction = count < 0 ? 1 : -1;
  char *start = strndup(rl_line_buffer, length);
  if (!start) return 0;
  for (int i = abs(count); i > 0; i--)
    if (!step(direction, start, length)) break;
  free(start);
  return 0;
}

// --- Commands

static int older_alike(int count, int key);
static int newer_alike(int count, int key);

/// Looks for entries that begin as the line does before the cursor: from where
/// the last look ended, or from the newest for another beginning.
static int walk_alike(int count) {
  if (rl_last_func != older_alike && rl_last_func != newer_alike) {
    beginning = (size_t)rl_point;
    if (beginning > 0) place = history_length;
  }
  return walk(count, beginning);
}

static int older_alike(int count, int key) {
  (void)key;
  return walk_alike(count);
}

static int newer_alike(int count, int key) {
  (void)key;
  return walk_alike(-count);
}

static int older(int count, int key) {
  (void)key;
  return walk(count, 0);
}

static int newer(int count, int key) {
  (void)key;
  return walk(-count, 0);
}

static int oldest(int count, int key) {
  (void)count, (void)key;
  if (history_length > 0) show(0);
  return 0;
}

static int newest(int count, int key) {
  (void)count, (void)key;
  if (place < history_length) show(history_length);
  return 0;
}

/// Lets readline look for an entry by any part, and takes a copy of what it
/// found back to the line that was typed.
static int find(rl_command_func_t *search, int count, int key) {
  search(count, key);
  int found = where_history();
  if (found >= history_length) return 0;
  int point = rl_point;
  rl_get_next_history(history_length - found, key);
  show(found);
  if (point <= rl_end) rl_point = point;
  return 0;
}

static int find_older(int count, int key) {
  return find(rl_reverse_search_history, count, key);
}

static int find_newer(int count, int key) {
  return find(rl_forward_search_history, count, key);
}

/// vi's `/` and `?`.
static int find_in_vi(int count, int key) {
  return key == '?' ? find_newer(count, key) : find_older(count, key);
}

/// vi's `n` and `N`.
static int find_on_in_vi(int count, int key) {
  return key == 'N' ? newer_alike(count, key) : older_alike(count, key);
}

/// Sends the line off and begins the next one with the entry that follows.
static int send_and_follow(int count, int key) {
  if (place + 1 < history_length) following = strdup(entry_at(place + 1));
  return rl_newline(count, key);
}

/// Deletes to the end of the cursor's line, in an entry of several; at its
/// very end the line end.
static int kill_rest(int count, int key) {
  char *end = rl_point < rl_end ? strchr(rl_line_buffer + rl_point, '\n') : NULL;
  if (!end || count < 1) return rl_kill_line(count, key);
  int stop = (int)(end - rl_line_buffer);
  return rl_kill_text(rl_point, stop > rl_point ? stop : stop + 1);
}

static int read_settings(int count, int key) {
  int status = rl_re_read_init_file(count, key);
  sluice_bind_own_commands();
  return status;
}

// --- Binding

static const struct {
  rl_command_func_t *theirs, *own;
} replaced[] = {
  {rl_history_search_backward, older_alike},
  {rl_history_search_forward, newer_alike},
  {rl_history_substr_search_backward, older_alike},
  {rl_history_substr_search_forward, newer_alike},
  {rl_noninc_reverse_search, older_alike},
  {rl_noninc_forward_search, newer_alike},
  {rl_noninc_reverse_search_again, older_alike},
  {rl_noninc_forward_search_again, newer_alike},
  {rl_get_previous_history, older},
  {rl_get_next_history, newer},
  {rl_beginning_of_history, oldest},
  {rl_end_of_history, newest},
  {rl_reverse_search_history, find_older},
  {rl_forward_search_history, find_newer},
  {rl_vi_search, find_in_vi},
  {rl_vi_search_again, find_on_in_vi},
  {rl_vi_fetch_history, newest},
#if RL_READLINE_VERSION >= 0x0802
  {rl_fetch_history, newest},
#endif
  {rl_operate_and_get_next, send_and_follow},
  {rl_kill_line, kill_rest},
  {rl_re_read_init_file, read_settings},
  {rl_bracketed_paste_begin, sluice_paste},
};

static void replace_in(Keymap map) {
  for (int key = 0; key < KEYMAP_SIZE; key++) {
    if (map[key].type == ISKMAP) {
      replace_in((Keymap)map[key].function);
    } else if (map[key].type == ISFUNC) {
      for (size_t i = 0; i < sizeof replaced / sizeof *replaced; i++)
        if (map[key].function == replaced[i].theirs)
          map[key].function = replaced[i].own;
    }
  }
}

void sluice_bind_own_commands(void) {
  // Escape before Enter is mostly a slip; readline then speaks vi.
  rl_command_func_t *newline = rl_newline;
  for (const char *key = "\r\n"; *key; key++)
    if (emacs_meta_keymap[(int)*key].function == rl_vi_editing_mode)
      emacs_meta_keymap[(int)*key].function = newline;
  replace_in(emacs_standard_keymap);
  replace_in(vi_insertion_keymap);
  replace_in(vi_movement_keymap);
}

// --- The history

void sluice_history_forget(const char *text) {
  int oldest = history_length > 100 ? history_length - 100 : 0;
  for (int i = history_length - 1; i >= oldest; i--) {
    if (strcmp(entry_at(i), text) == 0) {
      free_history_entry(remove_history(i));
      return;
    }
  }
}
