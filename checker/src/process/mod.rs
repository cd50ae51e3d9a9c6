//! One supervised child: started, listened to, stopped in time, and gone at the end with everything that came of it.
//!
//! Knows nothing of exercises, compilers or terminals, never reads more into memory than it was allowed to, and leaves
//! nobody behind: when [`run`] returns, whatever way the child ended, its descendants are dead too, those that left its
//! session included (Linux; elsewhere those that stayed in its process group).
//!
//! One thread serves one child. It waits for everything at once: output, the verdict channel, the end, the deadline and
//! the caller's [`Cancel`]. There are no reader threads, hence nothing that a surviving grandchild could keep waiting by
//! holding a pipe open.

mod cancel;
mod capture;
pub mod jail;
mod level;
mod signal;
mod supervise;
mod tree;

pub use cancel::Cancel;
pub use capture::{CaptureLimit, Captured};
pub use jail::{Jail, JailLimits};
pub use level::Level;
pub use tree::start_apart;

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The environment variable by which descendants are recognised. Its value differs from run to run.
pub const MARK: &str = "LOOMLINGS_RUN";

/// The most that is kept of what a child sends on its verdict channel.
pub const CHANNEL_LIMIT: usize = 4 << 20;

/// The most that a line callback is given of one line; the rest of a longer line is skipped.
pub const LINE_LIMIT: usize = 1 << 20;

/// What to run, and within which limits.
#[derive(Debug, Clone)]
pub struct Command {
    program: OsString,
    args: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
    cwd: Option<PathBuf>,
    deadline: Option<Duration>,
    channel: bool,
    capture: CaptureLimit,
    jail: Option<Jail>,
    most_output: Option<u64>,
}

impl Command {
    /// A call of `program` without arguments, with an empty environment, in the current directory, without a deadline.
    ///
    /// A name without a slash is looked up on the `PATH` among the given variables.
    pub fn new(program: impl AsRef<OsStr>) -> Command {
        Command {
            program: program.as_ref().to_owned(),
            args: Vec::new(),
            env: Vec::new(),
            cwd: None,
            deadline: None,
            channel: false,
            capture: CaptureLimit::default(),
            jail: None,
            most_output: None,
        }
    }

    /// One more argument.
    #[must_use]
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Command {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    /// More arguments.
    #[must_use]
    pub fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        self.args.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    /// A variable of the environment. Nothing is inherited: what is not given here is not set.
    #[must_use]
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Command {
        self.env.push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// More variables; see [`Command::env`].
    #[must_use]
    pub fn envs(
        self,
        pairs: impl IntoIterator<Item = (impl AsRef<OsStr>, impl AsRef<OsStr>)>,
    ) -> Command {
        pairs.into_iter().fold(self, |command, (name, value)| command.env(name, value))
    }

    /// Where it runs.
    #[must_use]
    pub fn cwd(mut self, directory: impl AsRef<Path>) -> Command {
        self.cwd = Some(directory.as_ref().to_owned());
        self
    }

    /// How long the child may take, from its start. Time spent before (waiting for a job slot, compiling) is not its own.
    #[must_use]
    pub fn deadline(mut self, limit: Duration) -> Command {
        self.deadline = Some(limit);
        self
    }

    /// Connects the child's standard input to the checker: what it writes to descriptor 0 becomes [`Outcome::channel`],
    /// and reading from it gives the end of file. Without this, standard input is `/dev/null`.
    #[must_use]
    pub fn channel(mut self) -> Command {
        self.channel = true;
        self
    }

    /// How much of its output is kept.
    #[must_use]
    pub fn capture(mut self, limit: CaptureLimit) -> Command {
        self.capture = limit;
        self
    }

    /// Keeps the child apart from the machine. Its program and the files that it names must be given by absolute paths.
    #[must_use]
    pub fn jail(mut self, jail: Option<Jail>) -> Command {
        self.jail = jail;
        self
    }

    /// Ends the child when it has written more than that to standard output and error together.
    #[must_use]
    pub fn most_output(mut self, bytes: Option<u64>) -> Command {
        self.most_output = bytes;
        self
    }

    /// The program, as it was given.
    pub fn program(&self) -> &OsStr {
        &self.program
    }
}

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    /// How it ended.
    pub ended: Ended,
    /// What it wrote to standard output.
    pub stdout: Captured,
    /// What it wrote to standard error.
    pub stderr: Captured,
    /// What it sent on its verdict channel, up to [`CHANNEL_LIMIT`].
    pub channel: Vec<u8>,
    /// It sent more than that: what is there has no end, and must not be believed.
    pub channel_overflowed: bool,
    /// From its start to its end, or to the moment when it was ended.
    pub took: Duration,
    /// Processor time that it had used with its descendants when its deadline was there; none where it ended otherwise, or
    /// where the system does not tell.
    pub worked: Option<Duration>,
    /// Descendants that were still alive at that moment and were killed. One that may be another run's (it cleared its
    /// environment, and several runs were active) is killed but not counted. Always 0 elsewhere than on Linux, where
    /// nobody can tell.
    pub left_behind: usize,
}

impl Outcome {
    /// It ended by itself, and with status 0.
    pub fn succeeded(&self) -> bool {
        self.ended == Ended::Exited(0)
    }
}

/// How a child ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this status.
    Exited(i32),
    /// By a signal that did not come from here.
    Signaled {
        /// The signal's number on this system.
        number: i32,
        /// Its name: `SIGABRT`, `SIGSEGV` …
        name: &'static str,
    },
    /// It was killed at its deadline.
    TimedOut,
    /// It was killed because it had written more than it may.
    TooMuchOutput,
    /// It was killed because the caller no longer wants to know.
    Cancelled,
}

/// Runs `command` to its end, to its deadline, or until `cancel` is called, whichever comes first.
///
/// `on_stderr_line` is given each line of standard error as soon as it is complete, without its end of line, at most
/// [`LINE_LIMIT`] bytes of it, with U+FFFD for what is not UTF-8. If it panics, the child is killed all the same.
///
/// # Errors
/// When the child cannot be started (the message names the program and what to do), when the system refuses to tell of
/// it, or when it cannot be killed. Whatever the child does is an [`Outcome`].
pub fn run(
    command: &Command,
    cancel: &Cancel,
    on_stderr_line: Option<&mut dyn FnMut(&str)>,
) -> io::Result<Outcome> {
    supervise::supervise(command, cancel, on_stderr_line)
}

#[cfg(test)]
mod tests;
