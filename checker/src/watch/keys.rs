//! The terminal while `watch` runs: keys arrive one by one, unechoed, and every way out puts it back as it was.
//!
//! It may not print. Output processing stays on, so that lines end as everywhere else, and Ctrl-C stays a signal.

use super::input::{Input, Key};
use std::io::{self, IsTerminal, Read};
use std::sync::mpsc::Sender;

/// Holds the terminal in key-by-key mode; dropping it restores what was before.
pub struct Keys {
    #[cfg(unix)]
    before: Option<rustix::termios::Termios>,
}

impl Keys {
    /// Begins key-by-key input where standard input is a terminal, and hands every byte read to `to`. Where it is not,
    /// bytes are keys all the same, so that a program can drive `watch`.
    pub fn listen<T: Send + 'static>(
        to: Sender<T>,
        wrap: impl Fn(Input) -> T + Send + 'static,
    ) -> Keys {
        let keys = Keys::enter();
        // Ends with the process: a blocked read cannot be called back, and nothing depends on it.
        std::thread::spawn(move || {
            let mut byte = [0];
            let mut stdin = io::stdin().lock();
            loop {
                match stdin.read(&mut byte) {
                    Ok(1) => {
                        if to.send(wrap(Input::Key(Key::Char(char::from(byte[0]))))).is_err() {
                            return;
                        }
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    // The end of the input is not the end of watching.
                    _ => return,
                }
            }
        });
        keys
    }

    #[cfg(unix)]
    fn enter() -> Keys {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        if !io::stdin().is_terminal() {
            return Keys { before: None };
        }
        let before = tcgetattr(io::stdin()).ok();
        if let Some(mut mode) = before.clone() {
            mode.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, &mode);
        }
        Keys { before }
    }

    #[cfg(not(unix))]
    fn enter() -> Keys {
        let _ = io::stdin().is_terminal();
        Keys {}
    }
}

#[cfg(unix)]
impl Drop for Keys {
    fn drop(&mut self) {
        if let Some(before) = &self.before {
            let _ = rustix::termios::tcsetattr(
                io::stdin(),
                rustix::termios::OptionalActions::Now,
                before,
            );
        }
    }
}
