#pragma once

// What the prompt asks of readline, whose globals Swift may not touch: any
// thread might change them.

// --- Setting up

/// Sets the program's name, by which ~/.inputrc tells programs apart, who
/// completes words, what ends a word, and who lists the words there are.
void sluice_readline_setup(
  char **(*complete)(const char *word, int start, int end), const char *breaks,
  void (*list)(char **words, int count, int longest));

// --- Completing

/// Says that no file names are to be offered.
void sluice_readline_no_paths(void);

/// Says that neither a blank nor a quote follows the completed word: `epochs=`
/// wants its value, a folder what is in it.
void sluice_readline_no_blank(void);

/// Draws the line again, below what was written meanwhile.
void sluice_readline_redraw(void);

/// The line so far.
const char *sluice_readline_line(void);

// --- Reading a line

/// Reads a line.
///
/// - Parameters:
///   - prompt: What stands before it.
///   - text: What it begins with; NULL for nothing.
/// - Returns: The line, to be freed; NULL at the end of input.
char *sluice_readline_read(const char *prompt, const char *text);

/// Whether Ctrl-C ended the last line.
int sluice_readline_is_interrupted(void);

/// Called from a signal's handler while a line is read, for Ctrl-C and Ctrl-Z:
/// the signal is acted on between keystrokes, where the terminal can be put in
/// order.
void sluice_readline_note(int number);

// --- History

/// Takes the newest entry of this text out of the history, if there is one
/// among the newest hundred; load() removes the rest.
void sluice_history_forget(const char *text);

// --- The terminal

/// Remembers how the terminal was found, and gives it back if the program
/// crashes.
void sluice_terminal_guard(void);

/// Ends the program as a signal does, but gives the terminal back as it was
/// found.
void sluice_terminal_restore(int number);

/// Ends the program at once, with a status of its own; else likewise.
void sluice_terminal_leave(int status);

/// For the time that a block of lines is drawn again and again: what is typed
/// is not shown, since it would tear the block, and waits for who reads next.
void sluice_terminal_hush(void);

/// Shows again what is typed.
void sluice_terminal_unhush(void);

/// Stops the program as Ctrl-Z does, the terminal in order.
void sluice_terminal_stop(int number);

/// Whether the program was stopped and goes on, so that what it drew may have
/// scrolled away; forgets it.
int sluice_terminal_take_resumption(void);
