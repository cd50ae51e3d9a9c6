//! A child and all that came of it, started and ended together.
//!
//! Knows nothing of output or deadlines.

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod system;

#[cfg(not(target_os = "linux"))]
#[path = "group.rs"]
mod system;

#[cfg(target_os = "linux")]
mod procfs;

#[cfg(target_os = "linux")]
mod registry;

pub use system::start_apart;

use std::io;
use std::os::fd::BorrowedFd;
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus};
use std::time::Duration;

/// Our ends of a child's pipes.
pub(super) struct Pipes {
    pub(super) stdout: Option<ChildStdout>,
    pub(super) stderr: Option<ChildStderr>,
}

/// A running child with its descendants. Dropping it ends them.
pub(super) struct Tree {
    child: Child,
    system: system::Tree,
    over: bool,
}

impl Tree {
    /// Starts `command`, which must begin a process group of its own, with the variable `mark` set to a value that no
    /// other run has.
    pub(super) fn start(command: &mut Command, mark: &str) -> io::Result<(Tree, Pipes)> {
        let (mut child, system) = system::Tree::start(command, mark)?;
        let pipes = Pipes { stdout: child.stdout.take(), stderr: child.stderr.take() };
        Ok((Tree { child, system, over: false }, pipes))
    }

    /// Becomes readable when the child ends, where the system has such a thing.
    pub(super) fn end_descriptor(&self) -> Option<BorrowedFd<'_>> {
        self.system.end_descriptor()
    }

    /// The child itself has ended. Its number stays reserved: nobody has waited for it yet.
    pub(super) fn has_ended(&self) -> io::Result<bool> {
        self.system.has_ended()
    }

    /// Processor time that the child and its descendants have used by now; none where the system does not tell.
    pub(super) fn worked(&self) -> Option<Duration> {
        self.system.worked()
    }

    /// Kills whoever is still alive and waits for them. Tells the child's status and how many descendants there were.
    pub(super) fn end(&mut self) -> io::Result<(ExitStatus, usize)> {
        self.over = true;
        self.system.end(&mut self.child)
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        if !self.over {
            // The thread is unwinding or already carries an error: there is nobody to tell of another one.
            let _ = self.end();
        }
    }
}
