//! The verdict's way out: file descriptor 0, which the parent opened for *writing* (a pipe, a socket
//! or a file). Not stdout, because an answer may print; not a path, because an answer may guess it.
//!
//! It may not know what a verdict is: it carries one line.

use std::fs::File;
use std::io::{self, Write};

/// Where the line goes. Taken once, before any code of the answer runs.
pub struct Channel(File);

impl Channel {
    /// Moves the parent's channel out of an answer's reach: to a descriptor that no child process
    /// inherits, with the null device left in its place, so that an answer that reads stdin sees its end.
    #[cfg(unix)]
    pub fn take() -> io::Result<Channel> {
        use std::os::fd::{AsFd, AsRawFd};
        let stdin = io::stdin();
        // `try_clone_to_owned` duplicates to 3 or above, and close-on-exec.
        let channel = File::from(stdin.as_fd().try_clone_to_owned()?);
        let null = File::open("/dev/null")?;
        // SAFETY: both are open descriptors that this function holds; std never closes 0.
        if unsafe { libc::dup2(null.as_raw_fd(), 0) } < 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(Channel(channel))
    }

    /// Elsewhere the handle is only duplicated; an answer could still write to it.
    #[cfg(windows)]
    pub fn take() -> io::Result<Channel> {
        use std::os::windows::io::AsHandle;
        Ok(Channel(File::from(io::stdin().as_handle().try_clone_to_owned()?)))
    }

    /// Writes the one line, in one call.
    pub fn send(&self, line: &str) -> io::Result<()> {
        debug_assert!(!line.contains('\n'), "a verdict is one line");
        (&self.0).write_all(format!("{line}\n").as_bytes())
    }
}
