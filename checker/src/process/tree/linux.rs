//! Linux: the checker adopts the orphans among its descendants, so a process that left the session of its run, or whose
//! parents are dead, is still found among the checker's children, and is ended with the run that it came from.

use super::procfs::{self, Process, Stat, Variable};
use super::registry::{Claim, REGISTRY, Run};
use crate::process::MARK;
use rustix::io::Errno;
use rustix::param::clock_ticks_per_second;
use rustix::process::{
    Pid, PidfdFlags, Signal, WaitId, WaitIdOptions, getpgrp, getpid, kill_process,
    kill_process_group, pidfd_open, pidfd_send_signal, set_child_subreaper, waitid,
};
use std::collections::BTreeMap;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::process::{Child, Command, ExitStatus};
use std::sync::Once;
use std::thread;
use std::time::{Duration, Instant};

/// How long killed processes may take to die. One that is stuck in the kernel dies when the kernel lets it, and on a machine
/// with many times more work than processors dying takes its turn, too: 5 s were not always enough at a load of 16.
const PATIENCE: Duration = Duration::from_secs(60);

/// Between two looks at processes that are dying: most need less.
const NAP: Duration = Duration::from_micros(200);

pub(super) struct Tree {
    child: Pid,
    /// Kernels before 5.3 have none.
    pidfd: Option<OwnedFd>,
    run: Run,
}

impl Tree {
    pub(super) fn start(command: &mut Command, mark: &str) -> io::Result<(Child, Tree)> {
        adopt_orphans();
        let value = REGISTRY.known().new_mark();
        command.env(mark, &value);
        let _starting = REGISTRY.starting();
        let child = command.spawn()?;
        let pid = Pid::from_child(&child);
        let run = Run { child: process(pid), mark: value };
        REGISTRY.known().add_run(run.clone());
        let pidfd = pidfd_open(pid, PidfdFlags::empty()).ok();
        Ok((child, Tree { child: pid, pidfd, run }))
    }

    pub(super) fn end_descriptor(&self) -> Option<BorrowedFd<'_>> {
        self.pidfd.as_ref().map(AsFd::as_fd)
    }

    pub(super) fn has_ended(&self) -> io::Result<bool> {
        let ask = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        Ok(waitid(WaitId::Pid(self.child), ask)?.is_some())
    }

    pub(super) fn worked(&self) -> Option<Duration> {
        let (mut ticks, mut left) = (0, vec![self.child.as_raw_nonzero().get()]);
        while let Some(pid) = left.pop() {
            ticks += procfs::stat(pid).map_or(0, |stat| stat.worked);
            left.extend(procfs::children(pid));
        }
        Some(Duration::from_millis(ticks * 1_000 / clock_ticks_per_second()))
    }

    pub(super) fn end(&mut self, child: &mut Child) -> io::Result<(ExitStatus, usize)> {
        REGISTRY.known().run_is_ending(self.run.child.pid);
        // The usual case: the child has ended, and all our children are known. Then it has no descendants left, for they
        // would be our children now (or descendants of one of those).
        let nobody_left = self.has_ended()? && {
            let children = procfs::children(own_pid());
            let known = REGISTRY.known();
            children.iter().all(|&pid| known.is_ours(pid))
        };
        let killed = if nobody_left { Ok(0) } else { self.end_descendants() };
        if let Err(error) = &killed
            && !self.has_ended()?
        {
            // Waiting could take for ever. Its number stays registered, as it stays taken.
            return Err(io::Error::other(error.to_string()));
        }
        // Waiting gives the child's number back, so it must not be registered a moment longer.
        let mut known = REGISTRY.known();
        let status = child.wait()?;
        known.remove_run(self.run.child.pid);
        drop(known);
        Ok((status, killed?))
    }

    /// Ends the child where it is alive, and all its descendants. The child itself is left to be waited for.
    fn end_descendants(&self) -> io::Result<usize> {
        let _judging = REGISTRY.judging();
        let until = Instant::now() + PATIENCE;
        let mut members = Members { run: &self.run, killed: 0, dying: BTreeMap::new() };
        loop {
            // Stopped first, killed then: who is stopped starts nobody new, and its children still show whose they are.
            let _ = kill_process_group(self.child, Signal::STOP);
            // A child that was alive until now may have had a child of its own while we looked, too.
            let mut found = members.stop_new();
            let last_look = !found && self.has_ended()?;
            while found && Instant::now() < until {
                found = members.stop_new();
            }
            let _ = kill_process_group(self.child, Signal::KILL);
            members.kill();
            while !(members.are_dead() && self.has_ended()?) {
                if Instant::now() >= until {
                    return Err(self.cannot_end());
                }
                thread::sleep(NAP);
            }
            // Only a look that finds nobody is the last one.
            if last_look {
                return Ok(members.killed);
            }
            if Instant::now() >= until {
                return Err(self.cannot_end());
            }
        }
    }

    fn cannot_end(&self) -> io::Error {
        io::Error::other(format!(
            "cannot end process {} and what it started: killed for {} s, but still there (see them with `ps`)",
            self.run.child.pid,
            PATIENCE.as_secs(),
        ))
    }
}

/// The living descendants of one run's child.
struct Members<'a> {
    run: &'a Run,
    /// How many there were that are certainly this run's.
    killed: usize,
    dying: BTreeMap<Process, Claim>,
}

impl Members<'_> {
    /// Looks for members that were not known yet, and stops them. Tells whether there were any.
    fn stop_new(&mut self) -> bool {
        let mut parents = vec![(self.run.child.pid, Claim::Yes)];
        parents.extend(self.dying.iter().map(|(member, &claim)| (member.pid, claim)));
        let (orphans, mut found) = self.orphans();
        for (orphan, claim) in orphans {
            found |= self.stop(orphan, claim);
            parents.push((orphan.process.pid, claim));
        }
        while let Some((parent, claim)) = parents.pop() {
            for stat in procfs::children(parent).into_iter().filter_map(procfs::stat) {
                if stat.parent == parent && self.stop(stat, claim) {
                    found = true;
                    parents.push((stat.process.pid, claim));
                }
            }
        }
        found
    }

    fn stop(&mut self, member: Stat, claim: Claim) -> bool {
        let new = self.dying.insert(member.process, claim).is_none();
        if new {
            signal(member.process, Signal::STOP);
            self.killed += usize::from(claim == Claim::Yes && !member.zombie);
        }
        new
    }

    /// The orphans that have to end with this run, and whether one had ended already: then it may have had a child that
    /// has become an orphan since we looked.
    fn orphans(&self) -> (Vec<(Stat, Claim)>, bool) {
        let (own_pid, own_group) = (own_pid(), getpgrp().as_raw_nonzero().get());
        let (mut orphans, mut reaped) = (Vec::new(), false);
        let mut known = REGISTRY.known();
        known.prune_apart(|child| {
            procfs::stat(child.pid)
                .is_some_and(|stat| stat.process == child && stat.parent == own_pid)
        });
        for pid in procfs::children(own_pid) {
            let Some(stat) = procfs::stat(pid).filter(|stat| stat.parent == own_pid) else {
                continue;
            };
            if known.is_ours(pid) || self.dying.contains_key(&stat.process) {
                continue;
            }
            // The dead have no environment. Those of the checker's own group may be somebody's to wait for.
            if stat.zombie && stat.group != own_group && reap(pid) {
                reaped = true;
                continue;
            }
            let claim = known.claim(self.run, &stat, &mark(pid), own_group);
            if claim > Claim::No {
                orphans.push((stat, claim));
            }
        }
        (orphans, reaped)
    }

    fn kill(&self) {
        for &member in self.dying.keys() {
            signal(member, Signal::KILL);
        }
    }

    /// Waits for those whose parents are dead. Tells whether anybody is left.
    fn are_dead(&mut self) -> bool {
        let own_pid = own_pid();
        self.dying.retain(|member, _| match procfs::stat(member.pid) {
            Some(stat) if stat.process == *member => {
                !(stat.zombie && stat.parent == own_pid && reap(member.pid))
            }
            _ => false,
        });
        self.dying.is_empty()
    }
}

/// Starts a child that no run may end, with all that comes of it: an editor, say. It is the caller's to wait for.
///
/// Children that are started without this function are spared too as long as they stay in the checker's process group.
///
/// # Errors
/// When it cannot be started.
pub fn start_apart(command: &mut Command) -> io::Result<Child> {
    let mark = REGISTRY.known().apart_mark();
    let _starting = REGISTRY.starting();
    let child = command.env(MARK, mark).spawn()?;
    REGISTRY.known().add_apart(process(Pid::from_child(&child)));
    Ok(child)
}

/// A child of ours that nobody has waited for, so that its number cannot be another's.
fn process(pid: Pid) -> Process {
    let pid = pid.as_raw_nonzero().get();
    // Without /proc there is no start to compare; then no orphan can be found either.
    procfs::stat(pid).map_or(Process { pid, started: 0 }, |stat| stat.process)
}

fn adopt_orphans() {
    static ONCE: Once = Once::new();
    // Kernels that refuse (before 3.4) leave the process group to us, which is what other systems have.
    ONCE.call_once(|| {
        let _ = set_child_subreaper(Some(getpid()));
    });
}

fn own_pid() -> i32 {
    getpid().as_raw_nonzero().get()
}

/// The mark of a process. One that is just becoming another program has no environment for a moment, so it is asked again.
fn mark(pid: i32) -> Variable {
    for _ in 0..5 {
        match procfs::variable(pid, MARK) {
            Variable::Unknown => thread::sleep(NAP),
            known => return known,
        }
    }
    Variable::Unknown
}

/// Signals that very process: not another one which has got its number meanwhile.
fn signal(process: Process, signal: Signal) {
    let Some(pid) = Pid::from_raw(process.pid) else { return };
    let handle = pidfd_open(pid, PidfdFlags::empty());
    if procfs::stat(process.pid).is_none_or(|stat| stat.process != process) {
        return;
    }
    // Errors: it is dead, which is what we want, or it is not ours to signal (set-user-ID), which we cannot change.
    let _ = match handle {
        Ok(handle) => pidfd_send_signal(handle, signal),
        Err(Errno::SRCH) => Ok(()),
        // No descriptors left, or an old kernel.
        Err(_) => kill_process(pid, signal),
    };
}

/// Waits for a dead child of ours. False where it is not dead after all: only its first thread was.
fn reap(pid: i32) -> bool {
    let Some(pid) = Pid::from_raw(pid) else { return false };
    let ask = WaitIdOptions::EXITED | WaitIdOptions::NOHANG;
    loop {
        match waitid(WaitId::Pid(pid), ask) {
            Err(Errno::INTR) => {}
            Ok(None) => return false,
            Ok(Some(_)) | Err(_) => return true,
        }
    }
}
