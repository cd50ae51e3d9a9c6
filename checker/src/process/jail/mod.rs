//! Keeps a child apart from the machine: what it may read, write and start, and how much it may use.
//!
//! The checker starts itself as a *supervisor*, one for each child. The supervisor opens the namespaces, starts itself once
//! more to put the restrictions on, and that process becomes the program. Only the supervisor talks to the checker: it
//! collects what the program sends on its verdict channel, notes how it ended, ends whatever is left, and reports all of it
//! together. The program holds no descriptor that leads to the checker but its output.
//!
//! Nothing is retried with less: a restriction that cannot be put on ends the supervisor, and that is an error.

#[cfg(target_os = "linux")]
mod confine;
#[cfg(target_os = "linux")]
mod probe;
#[cfg(target_os = "linux")]
mod supervisor;
#[cfg(target_os = "linux")]
mod syscalls;

use super::{Ended, Level, signal};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a child is kept in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jail {
    /// The checker's own program, which puts the restrictions on.
    pub helper: PathBuf,
    /// How far it is kept apart.
    pub level: Level,
    /// Files and folders that it may read, with all that is in them.
    pub read: Vec<PathBuf>,
    /// Files and folders from which it may also start programs.
    pub execute: Vec<PathBuf>,
    /// Folders in which it may do anything to files.
    pub write: Vec<PathBuf>,
    /// It may start other processes: compilers call linkers. The code of an answer may not.
    pub processes: bool,
    /// How much it may use.
    pub limits: JailLimits,
    /// The user to become, where the checker is root and that user can read what is needed.
    pub user: Option<u32>,
}

/// How much a confined child may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JailLimits {
    /// Bytes of data each process may have: heap, stacks, writable mappings.
    pub memory: u64,
    /// Bytes of addresses it may reserve. Threads reserve far more than they use, so this is large; it bounds what the kernel
    /// itself needs to keep account of them.
    pub addresses: u64,
    /// Seconds of processor time, of all its threads together.
    pub cpu: u64,
    /// Bytes a file may have that it writes.
    pub file: u64,
    /// Descriptors.
    pub descriptors: u64,
    /// Threads and processes, where the system can count them for this child alone.
    pub tasks: u64,
}

/// What a supervisor is told.
#[derive(Debug, Serialize, Deserialize)]
struct Order {
    jail: Jail,
    /// The program's standard input is its verdict channel; otherwise it is `/dev/null`.
    channel: bool,
    /// The checker's number, to notice that it is gone.
    checker: i32,
}

/// What a supervisor reports, in one line before what came over the verdict channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Account {
    /// The status with which the program exited.
    code: Option<i32>,
    /// The signal that ended it.
    signal: Option<i32>,
    /// Processes that were left and had to be killed.
    left_behind: usize,
    /// It sent more than is kept.
    overflowed: bool,
    /// Why it could not be started in its jail.
    failed: Option<String>,
}

/// First arguments by which the checker knows that it is called by itself.
const SUPERVISE: &str = "__supervise";
#[cfg(target_os = "linux")]
const ENTER: &str = "__enter";
#[cfg(target_os = "linux")]
const REAP: &str = "__reap";
#[cfg(target_os = "linux")]
const PROBE: &str = "__probe";

/// The best level that holds on this machine, found out by trying: a process is put into the jail and tries to break out.
/// `why` says for each better level why it does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reachable {
    /// The level.
    pub level: Level,
    /// The user that processes become, where this is root's checker.
    pub user: Option<u32>,
    /// Why not more.
    pub why: Vec<String>,
}

/// The user that processes of root's checker become: nobody else is it.
const USER: u32 = 64_711;

/// Finds out how far processes can be kept apart here, with that program (the checker's own) as helper. Root's become another
/// user, if that one can read what is `needed`.
pub fn reachable(helper: &Path, needed: &[PathBuf]) -> Reachable {
    #[cfg(target_os = "linux")]
    {
        let root = rustix::process::geteuid().is_root();
        let hidden =
            needed.iter().map(PathBuf::as_path).chain([helper]).find(|path| !is_public(path));
        let user = (root && hidden.is_none()).then_some(USER);
        let mut found = probe::reachable(helper, user);
        if let Some(hidden) = hidden.filter(|_| root) {
            let text = "another user than root: nobody else can read";
            found.why.push(format!("{text} {}", hidden.display()));
        }
        found
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (helper, needed);
        let why = "L1 to L3: processes can only be kept apart on Linux; grade in a Linux container or virtual machine";
        Reachable { level: Level::L0, user: None, why: vec![why.to_string()] }
    }
}

/// The arguments that make the checker a supervisor for that program.
pub(super) fn arguments(
    jail: &Jail,
    channel: bool,
    program: &std::ffi::OsStr,
    args: &[OsString],
) -> io::Result<Vec<OsString>> {
    let checker = i32::try_from(std::process::id()).unwrap_or_default();
    let order = Order { jail: jail.clone(), channel, checker };
    let order = serde_json::to_string(&order).map_err(io::Error::other)?;
    let mut all = vec![SUPERVISE.into(), order.into(), program.to_owned()];
    all.extend_from_slice(args);
    Ok(all)
}

/// What a supervisor sent, taken apart.
pub(super) struct Reported {
    pub ended: Ended,
    pub left_behind: usize,
    pub overflowed: bool,
    pub channel: Vec<u8>,
}

/// Reads what a supervisor sent before it ended with that status.
pub(super) fn report(sent: &[u8], supervisor: Ended) -> io::Result<Reported> {
    let broken = |why: &str| {
        io::Error::other(format!("the supervisor of a confined process {why} ({supervisor:?})"))
    };
    if supervisor != Ended::Exited(0) {
        return Err(broken("did not end by itself"));
    }
    let end = sent.iter().position(|byte| *byte == b'\n').ok_or_else(|| broken("said nothing"))?;
    let account: Account =
        serde_json::from_slice(&sent[..end]).map_err(|_| broken("said something strange"))?;
    if let Some(why) = account.failed {
        return Err(io::Error::other(format!("a process cannot be confined: {why}")));
    }
    let ended = match (account.code, account.signal) {
        (Some(code), _) => Ended::Exited(code),
        (None, Some(number)) => Ended::Signaled { number, name: signal::name(number) },
        (None, None) => return Err(broken("did not say how the process ended")),
    };
    Ok(Reported {
        ended,
        left_behind: account.left_behind,
        overflowed: account.overflowed,
        channel: sent[end + 1..].to_vec(),
    })
}

/// What the checker does when it was called by itself; `None` when somebody else called it.
pub fn entry() -> Option<ExitCode> {
    let mut args = std::env::args_os().skip(1);
    let first = args.next()?;
    #[cfg(target_os = "linux")]
    match first.to_str()? {
        SUPERVISE => return Some(supervisor::main(args)),
        ENTER => return Some(confine::main(args)),
        REAP => return Some(supervisor::reap()),
        PROBE => return Some(probe::main(args)),
        _ => {}
    }
    #[cfg(not(target_os = "linux"))]
    if first == SUPERVISE {
        eprintln!("a process can only be confined on Linux");
        return Some(ExitCode::from(3));
    }
    None
}

/// Everybody may read it, and walk to it.
#[cfg(target_os = "linux")]
fn is_public(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let may = |path: &Path, what: u32| {
        path.metadata().is_ok_and(|meta| meta.permissions().mode() & what == what)
    };
    path.canonicalize().is_ok_and(|path| {
        may(&path, 0o004) && path.ancestors().skip(1).all(|folder| may(folder, 0o001))
    })
}

/// What a program of this machine needs to read to run at all, and what it must be able to execute.
pub fn system_libraries() -> (Vec<PathBuf>, Vec<PathBuf>) {
    let there = |paths: &[&str]| {
        paths.iter().map(PathBuf::from).filter(|path| path.exists()).collect::<Vec<_>>()
    };
    let read = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"];
    // The loader is a program.
    let mut loaders = there(&[
        "/lib64/ld-linux-x86-64.so.2",
        "/lib/ld-linux-aarch64.so.1",
        "/lib/ld-linux-riscv64-lp64d.so.1",
    ]);
    for folder in [Path::new("/lib"), Path::new("/usr/lib")] {
        let entries = folder.read_dir().into_iter().flatten().flatten();
        loaders.extend(
            entries
                .map(|entry| entry.path())
                .filter(|path| path.to_string_lossy().contains("/ld-musl-")),
        );
    }
    (there(&read), loaders)
}

/// What a compiler needs to call a linker.
pub fn system_tools() -> Vec<PathBuf> {
    let tools = [
        "/bin",
        "/usr/bin",
        "/usr/local/bin",
        "/usr/libexec",
        "/lib",
        "/lib64",
        "/usr/lib",
        "/usr/lib64",
    ];
    tools.iter().map(PathBuf::from).filter(|path| path.exists()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(account: &str, rest: &[u8]) -> Vec<u8> {
        [account.as_bytes(), b"\n", rest].concat()
    }

    #[test]
    fn an_account_tells_how_the_program_ended_and_what_it_sent() {
        let text = r#"{"code":3,"signal":null,"left_behind":2,"overflowed":false,"failed":null}"#;
        let reported = report(&sent(text, b"one\ntwo\n"), Ended::Exited(0)).expect("an account");
        assert_eq!((reported.ended, reported.left_behind), (Ended::Exited(3), 2));
        assert_eq!(reported.channel, b"one\ntwo\n");
    }

    #[test]
    fn without_an_account_nothing_is_believed() {
        let text = r#"{"code":0,"signal":null,"left_behind":0,"overflowed":false,"failed":null}"#;
        for (bytes, ended) in [
            (sent(text, b""), Ended::Exited(1)),
            (sent(text, b""), Ended::Signaled { number: 9, name: "SIGKILL" }),
            (sent("{}", b""), Ended::Exited(0)),
            (text.as_bytes().to_vec(), Ended::Exited(0)),
            (Vec::new(), Ended::Exited(0)),
            (sent(&text.replace("\"failed\":null", "\"failed\":\"no\""), b""), Ended::Exited(0)),
        ] {
            assert!(report(&bytes, ended).is_err(), "{}", String::from_utf8_lossy(&bytes));
        }
    }
}
