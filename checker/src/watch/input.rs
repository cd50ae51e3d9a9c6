//! What the learner's hands did, whatever reported it: bytes of a pipe or events of a terminal.
//!
//! A leaf: it may not say what a key means.

/// A key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// One that writes a character.
    Char(char),
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    Enter,
    Escape,
    Backspace,
}

/// Something that came from the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// The wheel was turned, down for a positive number of lines.
    Scroll(i32),
    /// A cell was clicked: column and row, from 0.
    Click(u16, u16),
    /// The terminal has another size: columns and rows.
    Resize(u16, u16),
    /// Ctrl-C, where it arrives as a key.
    Interrupt,
}
