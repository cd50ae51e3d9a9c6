//! How far answers are kept apart that nobody trusts, and what they may use.
//!
//! It says what goes into a jail; `process` puts it on. It may not judge an answer.

use super::policy;
use crate::process::jail::{system_libraries, system_tools};
use crate::process::{Ended, Jail, JailLimits, Level, Outcome};
use crate::store::Key;
use crate::toolchain::Toolchain;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io};

/// What a check of an answer may use: much more than any right one needs.
const CHECK: JailLimits = JailLimits {
    memory: 1 << 30,
    addresses: MOST_ADDRESSES,
    cpu: 60,
    file: 1 << 20,
    descriptors: 256,
    tasks: 1_024,
};

/// A thousand threads reserve some gigabytes of stacks, and the allocator 64 MiB for each of up to eight arenas per processor.
const MOST_ADDRESSES: u64 = 1 << 37;

/// Seconds of processor time that one compilation may use, if nobody says otherwise. Time on a processor does not grow because
/// a machine is busy, so an honest answer that waits for its turn is not refused; what loops costs no more than this.
pub const COMPILE_SECONDS: u64 = 10;

/// What compiling an answer may use. rustc needs a tenth of it.
const COMPILER: JailLimits = JailLimits {
    memory: 3 << 29,
    addresses: MOST_ADDRESSES,
    cpu: COMPILE_SECONDS,
    file: 256 << 20,
    descriptors: 1_024,
    tasks: 256,
};

/// Bytes that one process may print.
const MOST_OUTPUT: u64 = 16 << 20;

/// Answers by people whom nobody trusts: what keeps them in.
#[derive(Debug, Clone)]
pub struct Untrusted {
    /// How far they are kept apart.
    pub level: Level,
    /// Words and lints refuse what an answer may not use, before it runs.
    pub lints: bool,
    /// The user that processes become, where this is root's checker.
    pub user: Option<u32>,
    /// Seconds of processor time that one compilation may use.
    pub compile_seconds: u64,
    /// The checker's own program.
    helper: PathBuf,
    /// Folder with the settings of the lints.
    lint_settings: PathBuf,
}

impl Untrusted {
    /// Prepares for answers that are kept apart as far as `level` says.
    ///
    /// # Errors
    /// When the settings cannot be written.
    pub fn prepare(root: &Path, level: Level, helper: PathBuf) -> Result<Untrusted> {
        let name = Key::of_bytes(policy::LINT_SETTINGS.as_bytes());
        let folder = root.join("target/loomlings/policy").join(&name[..16]);
        let file = folder.join("clippy.toml");
        let write = || -> io::Result<()> {
            fs::create_dir_all(&folder)?;
            if fs::read(&file).is_ok_and(|text| text == policy::LINT_SETTINGS.as_bytes()) {
                return Ok(());
            }
            let mut new = tempfile::NamedTempFile::new_in(&folder)?;
            io::Write::write_all(&mut new, policy::LINT_SETTINGS.as_bytes())?;
            new.persist(&file)?;
            Ok(())
        };
        write().with_context(|| format!("cannot write {}", file.display()))?;
        Ok(Untrusted {
            level,
            lints: true,
            user: None,
            compile_seconds: COMPILE_SECONDS,
            helper,
            lint_settings: folder,
        })
    }

    /// Without words and lints: the jail alone must hold, and tests show that it does.
    #[must_use]
    pub fn jail_alone(mut self) -> Untrusted {
        self.lints = false;
        self
    }

    /// One compilation may use that many seconds of processor time.
    #[must_use]
    pub fn compiling_at_most(mut self, seconds: u64) -> Untrusted {
        self.compile_seconds = seconds;
        self
    }

    /// Processes become that user. Only root can let them.
    #[must_use]
    pub fn as_user(mut self, user: Option<u32>) -> Untrusted {
        self.user = user;
        self
    }

    /// Gives a file or folder to the user that processes become.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn give(&self, path: &Path) -> io::Result<()> {
        match self.user {
            Some(user) => std::os::unix::fs::chown(path, Some(user), Some(user)),
            None => Ok(()),
        }
    }

    /// How much one process may print.
    pub fn most_output(&self) -> u64 {
        MOST_OUTPUT
    }

    /// Where the lints find their settings.
    pub fn lint_settings(&self) -> &Path {
        &self.lint_settings
    }

    /// What of this decides a verdict.
    pub fn key(&self) -> String {
        let lints = Key::of_bytes(policy::LINT_SETTINGS.as_bytes());
        let words = format!("{:?} {:?}", policy::WORDS, policy::LINTS);
        format!(
            "untrusted {} {} {lints} {words} {CHECK:?} {:?}",
            self.level,
            self.lints,
            self.compiling()
        )
    }

    fn compiling(&self) -> JailLimits {
        JailLimits { cpu: self.compile_seconds, ..COMPILER }
    }

    fn jail(&self, limits: JailLimits, processes: bool) -> Option<Jail> {
        (self.level > Level::L0).then(|| Jail {
            helper: self.helper.clone(),
            level: self.level,
            read: Vec::new(),
            execute: Vec::new(),
            write: Vec::new(),
            processes,
            limits,
            user: self.user,
        })
    }

    /// The jail of one check: it reads the libraries it is linked with and nothing else, and writes nothing.
    pub fn check(&self, toolchain: &Toolchain, program: &Path, deadline: Duration) -> Option<Jail> {
        // Its threads may use every processor all the time until the deadline; a loop that does is a matter of time alone.
        let processors = std::thread::available_parallelism().map_or(1, usize::from) as u64;
        let cpu = CHECK.cpu.max(deadline.as_secs().saturating_mul(processors.min(64)) + 1);
        let mut jail = self.jail(JailLimits { cpu, ..CHECK }, false)?;
        let (libraries, loaders) = system_libraries();
        jail.read = libraries;
        jail.read.extend(std::env::split_paths(&toolchain.library_path()));
        jail.execute = loaders;
        jail.execute.push(program.to_path_buf());
        Some(jail)
    }

    /// The jail of one compilation, which reads those files and writes into that folder.
    pub fn compiler(&self, toolchain: &Toolchain, reads: &[PathBuf], out: &Path) -> Option<Jail> {
        let mut jail = self.jail(self.compiling(), true)?;
        jail.read = reads.to_vec();
        jail.read.push(self.lint_settings.clone());
        jail.read.push("/etc/ld.so.cache".into());
        jail.read.extend(std::env::split_paths(&toolchain.library_path()));
        jail.execute = system_tools();
        jail.execute.push(toolchain.sysroot.clone());
        jail.write = vec![out.to_path_buf()];
        Some(jail)
    }
}

/// What a process had used up when it ended, if that is why it did.
pub fn used_up(outcome: &Outcome) -> Option<&'static str> {
    let name = match outcome.ended {
        Ended::Signaled { name, .. } => name,
        Ended::TooMuchOutput => return Some("more output than it may write"),
        _ => return None,
    };
    match name {
        "SIGXCPU" => Some("more processor time than it may use"),
        "SIGXFSZ" => Some("a file larger than it may write"),
        // Not from us: the kernel ends who uses too much.
        "SIGKILL" => Some("more memory or processor time than it may use"),
        "SIGABRT" | "SIGSEGV" | "SIGILL" | "SIGTRAP" if out_of_memory(&outcome.stderr.text()) => {
            Some("more memory than it may use")
        }
        _ => None,
    }
}

fn out_of_memory(said: &str) -> bool {
    ["memory allocation of", "out of memory", "bad_alloc", "Cannot allocate memory"]
        .iter()
        .any(|words| said.contains(words))
}
