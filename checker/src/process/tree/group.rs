//! Systems without a way to adopt orphans: the tree is the process group. A descendant that left it is out of reach.

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use std::io;
use std::os::fd::BorrowedFd;
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

static RUNS: AtomicU64 = AtomicU64::new(0);

pub(super) struct Tree(Pid);

impl Tree {
    pub(super) fn start(command: &mut Command, mark: &str) -> io::Result<(Child, Tree)> {
        let run = RUNS.fetch_add(1, Ordering::Relaxed);
        let child = command.env(mark, format!("{}-{run}", std::process::id())).spawn()?;
        let pid = Pid::from_child(&child);
        Ok((child, Tree(pid)))
    }

    pub(super) fn end_descriptor(&self) -> Option<BorrowedFd<'_>> {
        None
    }

    pub(super) fn has_ended(&self) -> io::Result<bool> {
        let ask = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        Ok(waitid(WaitId::Pid(self.0), ask)?.is_some())
    }

    pub(super) fn worked(&self) -> Option<Duration> {
        None
    }

    pub(super) fn end(&mut self, child: &mut Child) -> io::Result<(ExitStatus, usize)> {
        // Before waiting for the child: until then nobody else can be given its number. An error means that the group
        // has no living member.
        let _ = kill_process_group(self.0, Signal::KILL);
        Ok((child.wait()?, 0))
    }
}

/// Starts a child that no run may end: a compiler's daemon, an editor. It is the caller's to wait for.
///
/// # Errors
/// When it cannot be started.
pub fn start_apart(command: &mut Command) -> io::Result<Child> {
    command.spawn()
}
