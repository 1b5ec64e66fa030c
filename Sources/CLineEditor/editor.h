#pragma once

// What the files of the line editor tell each other.

/// To be called after ~/.inputrc was read: in each of readline's keymaps, puts
/// this editor's commands in the place of those that edit entries of the
/// history where they stand.
void sluice_bind_own_commands(void);

/// To be called when a line begins.
void sluice_history_begin(void);

/// The command behind a paste in brackets.
int sluice_paste(int count, int key);

/// Whether a paste is being read.
int sluice_is_pasting(void);

/// Breaks off a paste. The terminal may have dropped its end mark with all else
/// that had not been read, so it ends when nothing comes for a while.
///
/// - Returns: Whether none is being read any more; to be called again if one
///   is.
int sluice_paste_break(void);
