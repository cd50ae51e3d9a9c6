//! The supervisor: starts one program in its jail, listens to it, ends what it leaves, and reports.
//!
//! It runs outside of the jail and does nothing that the program could make it do: it reads bytes that it passes on, and
//! waits. It is alone in its process, without threads.

use super::{Account, ENTER, Order, REAP, confine};
use crate::process::{CHANNEL_LIMIT, Level};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{
    DumpableBehavior, Pid, PidfdFlags, Signal, WaitOptions, getpid, getppid, kill_process,
    pidfd_open, set_child_subreaper, set_dumpable_behavior, set_parent_process_death_signal, wait,
};
use rustix::thread::{Gid, Uid, set_thread_groups, set_thread_res_gid, set_thread_res_uid};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitCode, Stdio};

/// What `__enter` sends first: it is confined, and what follows is the program's.
pub(super) const CONFINED: u8 = 1;
/// What it sends first when it could not be; a sentence follows.
pub(super) const NOT_CONFINED: u8 = 0;

pub(super) fn main(mut args: impl Iterator<Item = OsString>) -> ExitCode {
    let order = args.next().and_then(|text| serde_json::from_str(text.to_str()?).ok());
    let (Some(order), Some(program)) = (order, args.next()) else {
        eprintln!("checker: this way of calling it is its own");
        return ExitCode::from(2);
    };
    let (account, sent) = run(&order, &program, args.collect()).unwrap_or_else(|error| {
        let failed = Some(error.to_string());
        (
            Account { code: None, signal: None, left_behind: 0, overflowed: false, failed },
            Vec::new(),
        )
    });
    match tell(&account, &sent) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(3),
    }
}

/// The checker listens on our standard input.
fn tell(account: &Account, sent: &[u8]) -> io::Result<()> {
    let mut all = serde_json::to_vec(account).map_err(io::Error::other)?;
    all.push(b'\n');
    all.extend_from_slice(sent);
    let to_checker = io::stdin().as_fd().try_clone_to_owned()?;
    File::from(to_checker).write_all(&all)
}

fn run(order: &Order, program: &OsString, args: Vec<OsString>) -> io::Result<(Account, Vec<u8>)> {
    let during =
        |what: &'static str| move |error: io::Error| io::Error::other(format!("{what}: {error}"));
    let errno =
        |what: &'static str| move |error: Errno| io::Error::other(format!("{what}: {error}"));
    if let Some(user) = order.jail.user {
        let (uid, gid) = (Uid::from_raw(user), Gid::from_raw(user));
        set_thread_groups(&[]).map_err(errno("leaving groups"))?;
        set_thread_res_gid(gid, gid, gid).map_err(errno("changing the group"))?;
        set_thread_res_uid(uid, uid, uid).map_err(errno("changing the user"))?;
        // Whoever changes the user may not look at itself any more, which opening namespaces needs.
        set_dumpable_behavior(DumpableBehavior::Dumpable).map_err(errno("looking at itself"))?;
    }
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(errno("asking for a signal"))?;
    if getppid().is_none_or(|parent| parent.as_raw_nonzero().get() != order.checker) {
        return Err(io::Error::other("the checker has gone"));
    }
    set_child_subreaper(Some(getpid())).map_err(errno("adopting orphans"))?;
    let reaper = match order.jail.level {
        Level::L3 => {
            confine::namespaces().map_err(during("opening namespaces"))?;
            Some(Reaper::start(order).map_err(during("starting the first process"))?)
        }
        _ => None,
    };
    let (ours, theirs) = UnixStream::pair()?;
    // We only listen. A program that reads its standard input sees its end.
    ours.shutdown(Shutdown::Write)?;
    let mut child = Command::new(&order.jail.helper)
        .arg(ENTER)
        .arg(serde_json::to_string(order).map_err(io::Error::other)?)
        .arg(program)
        .args(args)
        .stdin(OwnedFd::from(theirs))
        .spawn()
        .map_err(during("starting the helper"))?;
    let mut heard = Heard::default();
    let listened = listen(&ours, &child, &mut heard);
    if listened.is_err() {
        let _ = child.kill();
    }
    let status = child.wait()?;
    let left_behind = end_all(reaper)?;
    listened?;
    // Nobody is left who could write.
    ours.set_nonblocking(true)?;
    while heard.take(&ours)? {}
    let failed = match heard.bytes.first() {
        Some(&CONFINED) => None,
        Some(&NOT_CONFINED) => Some(String::from_utf8_lossy(&heard.bytes[1..]).into_owned()),
        _ => Some(format!("the helper ended before it was ready: {status}")),
    };
    let account = Account {
        code: status.code(),
        signal: status.signal(),
        left_behind,
        overflowed: heard.overflowed,
        failed,
    };
    Ok((account, heard.bytes.split_off(heard.bytes.len().min(1))))
}

#[derive(Default)]
struct Heard {
    bytes: Vec<u8>,
    overflowed: bool,
}

impl Heard {
    /// Takes what is there; false when there is nothing more.
    fn take(&mut self, mut from: &UnixStream) -> io::Result<bool> {
        let mut buffer = [0; 16 << 10];
        match from.read(&mut buffer) {
            Ok(0) => Ok(false),
            Ok(length) => {
                // One more than is kept of a channel: the first byte is the helper's.
                let room = CHANNEL_LIMIT + 1 - self.bytes.len();
                self.bytes.extend_from_slice(&buffer[..length.min(room)]);
                self.overflowed |= length > room;
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(false),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// Listens until the program has ended.
fn listen(ours: &UnixStream, child: &Child, heard: &mut Heard) -> io::Result<()> {
    let ended = pidfd_open(Pid::from_child(child), PidfdFlags::empty())?;
    let mut open = true;
    loop {
        let mut fds = vec![PollFd::from_borrowed_fd(ended.as_fd(), PollFlags::IN)];
        if open {
            fds.push(PollFd::from_borrowed_fd(ours.as_fd(), PollFlags::IN));
        }
        match poll(&mut fds, None) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let over = !fds[0].revents().is_empty();
        if fds.get(1).is_some_and(|fd| !fd.revents().is_empty()) {
            open = heard.take(ours)?;
        }
        if over {
            return Ok(());
        }
    }
}

/// The first process of a namespace: as long as it lives, so may the others.
struct Reaper(Child);

impl Reaper {
    fn start(order: &Order) -> io::Result<Reaper> {
        let mut child = Command::new(&order.jail.helper)
            .arg(REAP)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut ready = [0];
        let stdout = child.stdout.as_mut().map(|stdout| stdout.read_exact(&mut ready));
        match stdout {
            Some(Ok(())) => Ok(Reaper(child)),
            _ => Err(io::Error::other("it did not become ready")),
        }
    }
}

/// `__reap`: prepares the namespace from the inside, then waits to be killed.
pub(super) fn reap() -> ExitCode {
    if set_parent_process_death_signal(Some(Signal::KILL)).is_err() {
        return ExitCode::from(3);
    }
    confine::own_proc();
    if io::stdout().write_all(b"!").and_then(|()| io::stdout().flush()).is_err() {
        return ExitCode::from(3);
    }
    // The other end is the supervisor's: this ends when the supervisor does.
    let _ = io::stdin().read(&mut [0]);
    ExitCode::SUCCESS
}

/// Ends whoever is left, and tells how many were. The namespace's first process takes all others along.
fn end_all(reaper: Option<Reaper>) -> io::Result<usize> {
    if let Some(Reaper(mut first)) = reaper {
        first.kill()?;
        first.wait()?;
    }
    let mut ended = 0;
    loop {
        for pid in children()? {
            let _ = kill_process(pid, Signal::KILL);
        }
        // Everybody who was a child of one of those is ours now.
        match wait(WaitOptions::empty()) {
            Ok(_) => ended += 1,
            Err(Errno::INTR) => {}
            Err(Errno::CHILD) => return Ok(ended),
            Err(error) => return Err(error.into()),
        }
    }
}

fn children() -> io::Result<Vec<Pid>> {
    let own = getpid().as_raw_nonzero();
    let list = fs::read_to_string(format!("/proc/{own}/task/{own}/children"));
    let list = match list {
        // Where there is no such list there is nobody to find; waiting tells whether somebody is left.
        Err(_) => return Ok(Vec::new()),
        Ok(list) => list,
    };
    Ok(list.split_whitespace().filter_map(|pid| Pid::from_raw(pid.parse().ok()?)).collect())
}
