//! The loop that serves one child on the calling thread.

use super::capture::{Captured, Lines};
use super::tree::Tree;
use super::{CHANNEL_LIMIT, Cancel, Command, Ended, LINE_LIMIT, MARK, Outcome, jail, signal};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io::{self, ErrorKind, Read};
use std::net::Shutdown;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{self, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How often a child's end is asked for where it cannot be waited for together with the rest.
const ASK_EVERY: Duration = Duration::from_millis(5);

/// An account has some numbers and perhaps a sentence.
const ACCOUNT_LIMIT: usize = 64 << 10;

/// What is still read once everybody who could write is dead: more than pipes and sockets hold.
const DRAIN_LIMIT: usize = 16 << 20;

pub(super) fn supervise(
    command: &Command,
    cancel: &Cancel,
    on_stderr_line: Option<&mut dyn FnMut(&str)>,
) -> io::Result<Outcome> {
    let mut sinks = Sinks {
        stdout: Captured::new(command.capture),
        stderr: Captured::new(command.capture),
        lines: on_stderr_line.map(|sink| (Lines::new(LINE_LIMIT), sink)),
        channel: Vec::new(),
        // A supervisor's account stands before what it passes on.
        channel_limit: CHANNEL_LIMIT + if command.jail.is_some() { ACCOUNT_LIMIT } else { 0 },
        channel_overflowed: false,
        worked: None,
    };
    if cancel.is_cancelled() {
        return Ok(sinks.outcome(Ended::Cancelled, Duration::ZERO, 0));
    }
    let (mut tree, mut sources) = start(command)?;
    let begun = Instant::now();
    let deadline = command.deadline.and_then(|limit| begun.checked_add(limit));
    let ending = wait(&tree, &mut sources, &mut sinks, cancel, deadline, command.most_output)?;
    let took = begun.elapsed();
    sinks.worked = matches!(ending, Ending::Deadline).then(|| tree.worked()).flatten();
    let (status, left_behind) = tree.end()?;
    // Only now: nobody is left who could write, so what is buffered is all there is.
    sources.drain(&mut sinks)?;
    let ended = match ending {
        Ending::ByItself => ended(status),
        Ending::Deadline => Ended::TimedOut,
        Ending::Output => Ended::TooMuchOutput,
        Ending::Cancel => Ended::Cancelled,
    };
    if command.jail.is_none() {
        return Ok(sinks.outcome(ended, took, left_behind));
    }
    confined(sinks, ending, ended, took)
}

/// What the supervisor of a confined child reports of it. One that was ended had no time to: then what it knows is lost.
fn confined(
    mut sinks: Sinks<'_>,
    ending: Ending,
    ended: Ended,
    took: Duration,
) -> io::Result<Outcome> {
    let sent = std::mem::take(&mut sinks.channel);
    sinks.channel_overflowed = false;
    if !matches!(ending, Ending::ByItself) {
        return Ok(sinks.outcome(ended, took, 0));
    }
    let reported = jail::report(&sent, ended)?;
    sinks.channel = reported.channel;
    sinks.channel_overflowed = reported.overflowed;
    Ok(sinks.outcome(reported.ended, took, reported.left_behind))
}

/// Which of the three came first.
enum Ending {
    ByItself,
    Deadline,
    Output,
    Cancel,
}

fn ended(status: ExitStatus) -> Ended {
    match (status.code(), status.signal()) {
        (Some(code), _) => Ended::Exited(code),
        (None, number) => {
            let number = number.unwrap_or_default();
            Ended::Signaled { number, name: signal::name(number) }
        }
    }
}

fn start(command: &Command) -> io::Result<(Tree, Sources)> {
    let mut call = match &command.jail {
        None => {
            let mut call = process::Command::new(&command.program);
            call.args(&command.args);
            call
        }
        Some(jail) => {
            let mut call = process::Command::new(&jail.helper);
            call.args(jail::arguments(jail, command.channel, &command.program, &command.args)?);
            call
        }
    };
    call.env_clear();
    call.envs(command.env.iter().map(|(name, value)| (name, value)));
    if let Some(directory) = &command.cwd {
        call.current_dir(directory);
    }
    let channel = if command.channel || command.jail.is_some() {
        // A socket, not a pipe: a pipe's ends can be opened anew through /proc by whoever inherits one of them.
        let (ours, theirs) = UnixStream::pair()?;
        // We only listen. A child that reads its standard input must see the end of file, not wait for ever.
        ours.shutdown(Shutdown::Write)?;
        call.stdin(OwnedFd::from(theirs));
        Some(OwnedFd::from(ours))
    } else {
        call.stdin(Stdio::null());
        None
    };
    call.stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    let (tree, child) =
        Tree::start(&mut call, MARK).map_err(|error| cannot_start(command, &error))?;
    let mut sources = Sources { open: [None, None, None], buffer: vec![0; 64 << 10] };
    sources.add(Stream::Stdout, child.stdout.map(OwnedFd::from))?;
    sources.add(Stream::Stderr, child.stderr.map(OwnedFd::from))?;
    sources.add(Stream::Channel, channel)?;
    Ok((tree, sources))
}

/// Names the program and the next step.
fn cannot_start(command: &Command, error: &io::Error) -> io::Error {
    let program = command.program.display();
    let next = match (&command.cwd, error.kind()) {
        (Some(directory), _) if !directory.is_dir() => {
            format!("the directory it should run in, {}, does not exist", directory.display())
        }
        (_, ErrorKind::NotFound) if Path::new(&command.program).components().count() > 1 => {
            "there is no such file: build or install it first".to_string()
        }
        (_, ErrorKind::NotFound) => "install it, or add its directory to PATH".to_string(),
        (_, ErrorKind::PermissionDenied) => "see that the file is executable".to_string(),
        (_, ErrorKind::WouldBlock | ErrorKind::OutOfMemory) => {
            "the system has no room for another process: close some, or use fewer jobs".to_string()
        }
        _ => "see whether it starts from a shell".to_string(),
    };
    io::Error::new(error.kind(), format!("cannot start {program}: {error} ({next})"))
}

fn wait(
    tree: &Tree,
    sources: &mut Sources,
    sinks: &mut Sinks<'_>,
    cancel: &Cancel,
    deadline: Option<Instant>,
    most_output: Option<u64>,
) -> io::Result<Ending> {
    loop {
        let ready = sources.poll(tree, cancel, deadline)?;
        for stream in ready {
            sources.read(stream, sinks)?;
        }
        if most_output.is_some_and(|most| sinks.stdout.total() + sinks.stderr.total() > most) {
            return Ok(Ending::Output);
        }
        // A child that ended in time has ended in time, however late we look.
        if tree.has_ended()? {
            return Ok(Ending::ByItself);
        }
        if cancel.is_cancelled() {
            return Ok(Ending::Cancel);
        }
        if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Ok(Ending::Deadline);
        }
    }
}

/// Who is told of each line.
type LineSink<'a> = &'a mut dyn FnMut(&str);

/// Where a child's bytes go.
struct Sinks<'a> {
    stdout: Captured,
    stderr: Captured,
    lines: Option<(Lines, LineSink<'a>)>,
    channel: Vec<u8>,
    channel_limit: usize,
    channel_overflowed: bool,
    worked: Option<Duration>,
}

impl Sinks<'_> {
    fn take(&mut self, stream: Stream, bytes: &[u8]) {
        match stream {
            Stream::Stdout => self.stdout.push(bytes),
            Stream::Stderr => {
                self.stderr.push(bytes);
                if let Some((lines, sink)) = &mut self.lines {
                    lines.push(bytes, sink);
                }
            }
            Stream::Channel => {
                let room = self.channel_limit - self.channel.len();
                self.channel.extend_from_slice(&bytes[..bytes.len().min(room)]);
                self.channel_overflowed |= bytes.len() > room;
            }
        }
    }

    fn outcome(self, ended: Ended, took: Duration, left_behind: usize) -> Outcome {
        if let Some((lines, sink)) = self.lines {
            lines.finish(sink);
        }
        Outcome {
            ended,
            stdout: self.stdout,
            stderr: self.stderr,
            channel: self.channel,
            channel_overflowed: self.channel_overflowed,
            worked: self.worked,
            took,
            left_behind,
        }
    }
}

#[derive(Clone, Copy)]
enum Stream {
    Stdout,
    Stderr,
    Channel,
}

impl Stream {
    const ALL: [Stream; 3] = [Stream::Stdout, Stream::Stderr, Stream::Channel];
}

/// Where a child's bytes come from. All descriptors are non-blocking.
struct Sources {
    open: [Option<std::fs::File>; 3],
    buffer: Vec<u8>,
}

impl Sources {
    fn add(&mut self, stream: Stream, descriptor: Option<OwnedFd>) -> io::Result<()> {
        if let Some(descriptor) = descriptor {
            rustix::io::ioctl_fionbio(&descriptor, true)?;
            self.open[stream as usize] = Some(descriptor.into());
        }
        Ok(())
    }

    /// Waits until something happens and tells which streams have something to read.
    fn poll(
        &self,
        tree: &Tree,
        cancel: &Cancel,
        deadline: Option<Instant>,
    ) -> io::Result<Vec<Stream>> {
        let streams: Vec<_> = Stream::ALL
            .into_iter()
            .filter_map(|stream| Some((stream, self.open[stream as usize].as_ref()?.as_fd())))
            .collect();
        let others = [tree.end_descriptor(), cancel.descriptor()];
        let mut fds: Vec<_> = streams
            .iter()
            .map(|&(_, fd)| fd)
            .chain(others.into_iter().flatten())
            .map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN))
            .collect();
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let ask = tree.end_descriptor().is_none().then_some(ASK_EVERY);
        let timeout = left.into_iter().chain(ask).min();
        // What does not fit into a Timespec is longer than anybody waits.
        let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        }
        let ready = streams.iter().zip(&fds).filter(|(_, fd)| !fd.revents().is_empty());
        Ok(ready.map(|(&(stream, _), _)| stream).collect())
    }

    /// Reads once, so that a stream which never pauses keeps neither the others nor the deadline waiting.
    fn read(&mut self, stream: Stream, sinks: &mut Sinks<'_>) -> io::Result<usize> {
        let Some(source) = &mut self.open[stream as usize] else { return Ok(0) };
        match source.read(&mut self.buffer) {
            Ok(0) => self.open[stream as usize] = None,
            Ok(read) => {
                sinks.take(stream, &self.buffer[..read]);
                return Ok(read);
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(1),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            // The other end of a socket died with bytes of ours unread: there is nothing more to come.
            Err(error) if error.kind() == ErrorKind::ConnectionReset => {
                self.open[stream as usize] = None;
            }
            Err(error) => return Err(error),
        }
        Ok(0)
    }

    fn drain(&mut self, sinks: &mut Sinks<'_>) -> io::Result<()> {
        for stream in Stream::ALL {
            let mut drained = 0;
            while drained < DRAIN_LIMIT {
                match self.read(stream, sinks)? {
                    0 => break,
                    read => drained += read,
                }
            }
        }
        Ok(())
    }
}
