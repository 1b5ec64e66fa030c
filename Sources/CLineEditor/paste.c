#include "editor.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <readline/readline.h>

/// What a terminal sends after a pasted text.
static const char mark[] = "\033[201~";
static const size_t mark_length = sizeof mark - 1;

/// How often nothing may come, ten times a second, after a paste was broken
/// off.
static const int patience = 3;

static int is_pasting = 0;
static int silences = 0;

int sluice_is_pasting(void) { return is_pasting; }

int sluice_paste_break(void) { return !is_pasting || ++silences > patience; }

/// A text that grows.
struct text {
  char *bytes;
  size_t length, capacity;
};

/// - Returns: Whether there was memory for it.
static int add(struct text *text, char byte) {
  if (text->length + 1 >= text->capacity) {
    size_t capacity = 2 * text->capacity + 256;
    char *bytes = realloc(text->bytes, capacity);
    if (!bytes) return 0;
    text->bytes = bytes;
    text->capacity = capacity;
  }
  text->bytes[text->length++] = byte;
  text->bytes[text->length] = 0;
  return 1;
}

static int is_ended(const struct text *text) {
  return text->length >= mark_length
    && !memcmp(text->bytes + text->length - mark_length, mark, mark_length);
}

int sluice_paste(int count, int key) {
  (void)count, (void)key;
  struct text text = {NULL, 0, 0};
  int before = 0;
  is_pasting = 1;
  // After Ctrl-C readline answers with line ends for ever.
  while (!rl_done) {
    int byte = rl_read_key();
    silences = 0;
    if (byte < 0 || rl_done) break;
    int is_second = byte == '\n' && before == '\r';
    before = byte;
    if (byte == 0 || is_second) continue;
    if (!add(&text, (char)(byte == '\r' ? '\n' : byte))) break;
    if (is_ended(&text)) {
      text.bytes[text.length -= mark_length] = 0;
      break;
    }
  }
  is_pasting = 0;
  while (text.length > 0 && text.bytes[text.length - 1] == '\n')
    text.bytes[--text.length] = 0;
  if (text.bytes) {
    rl_insert_text(text.bytes);
    free(text.bytes);
  }
  return 0;
}
