//! A way to end every run that was given it, from any thread.

use std::io::{self, PipeReader, PipeWriter, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Shared by those who may lose interest and those who work. Cancelling cannot be taken back.
#[derive(Debug, Clone)]
pub struct Cancel(Option<Arc<Shared>>);

#[derive(Debug)]
struct Shared {
    cancelled: AtomicBool,
    /// Becomes readable when cancelled and stays so, because nobody reads: one byte wakes every waiting run.
    reader: PipeReader,
    writer: PipeWriter,
}

impl Cancel {
    /// A handle that nobody has cancelled yet.
    ///
    /// # Errors
    /// When the process has no descriptors left.
    pub fn new() -> io::Result<Cancel> {
        let (reader, writer) = io::pipe()?;
        Ok(Cancel(Some(Arc::new(Shared { cancelled: AtomicBool::new(false), reader, writer }))))
    }

    /// A handle that cannot be cancelled.
    pub fn never() -> Cancel {
        Cancel(None)
    }

    /// Ends every run that was given this handle or a clone of it, and every later one at once.
    pub fn cancel(&self) {
        if let Some(shared) = &self.0
            && !shared.cancelled.swap(true, Ordering::SeqCst)
        {
            // One byte always fits into an empty pipe whose reading end we hold ourselves.
            let _ = (&shared.writer).write_all(b"!");
        }
    }

    /// Somebody has cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.as_ref().is_some_and(|shared| shared.cancelled.load(Ordering::SeqCst))
    }

    /// What becomes readable when somebody cancels.
    pub(super) fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        self.0.as_ref().map(|shared| shared.reader.as_fd())
    }
}
