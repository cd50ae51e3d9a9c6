//! The full-screen `watch`: what the loop does, as a screen that is drawn anew after each change.
//!
//! [`screen`] is the state, folded from events and keys; [`draw`] turns it into cells and is pure; [`terminal`] alone touches the
//! terminal. None of them may judge, read files or start anything: the loop does.

mod ansi;
mod draw;
mod screen;
mod terminal;

pub use draw::{Drawn, Link, draw};
pub use screen::{Pane, Row, Screen, Task};
pub use terminal::{Full, Keys, listen, possible};
