//! The way back to the checker: whatever the parent connected to standard input, moved out of the answer's reach.
//!
//! It may not use stdout or stderr: those belong to the answer.

use std::fs::File;
use std::io::{self, Write};

/// A write-only line to the parent.
pub struct Channel(File);

impl Channel {
    /// Takes descriptor 0 over: the channel gets a close-on-exec duplicate of it and `/dev/null` takes its place, so that
    /// an answer which reads its standard input sees the end of file and an answer which writes to it reaches nobody.
    ///
    /// # Errors
    /// When descriptor 0 cannot be duplicated or `/dev/null` cannot be opened.
    #[cfg(unix)]
    pub fn take_stdin() -> io::Result<Channel> {
        use std::os::fd::AsFd;
        let duplicate = rustix::io::fcntl_dupfd_cloexec(io::stdin().as_fd(), 3)?;
        let null = File::open("/dev/null")?;
        rustix::stdio::dup2_stdin(&null)?;
        Ok(Channel(File::from(duplicate)))
    }

    /// Sends one record. A parent that has gone away is nobody to complain to.
    pub fn send(&mut self, record: &serde_json::Value) {
        let mut line = record.to_string();
        line.push('\n');
        let _ = self.0.write_all(line.as_bytes());
        let _ = self.0.flush();
    }
}
