//! A throwaway copy of the course, and the checker's own program at work in it.
//!
//! It may not touch the learner's `exercises/` or `.loomlings/`: the copy has its own, unsolved, and its own verdicts. What
//! an exercise consists of besides is only linked, and the crates that answers are compiled against are those of the real
//! course, so nothing is built twice.

// Each test program uses the part that it needs.
#![allow(dead_code)]

pub mod class;
pub mod tmux;
pub mod watch;

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Read;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Once;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The program under test.
pub const CHECKER: &str = env!("CARGO_BIN_EXE_checker");

/// Nothing here takes as long as this, on whatever machine: it only ends what hangs.
pub const LIVENESS: Duration = Duration::from_secs(1_200);

/// How often something is looked at that gives no notice.
pub const LOOK: Duration = Duration::from_millis(2);

/// The real course.
pub fn real() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    root.expect("the checker lies in the course's folder").to_path_buf()
}

/// SHA-256 in hex, as verdicts name an answer.
pub fn hash(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A copy of the course.
pub struct Course {
    /// Removed when dropped.
    _dir: TempDir,
    /// Its folder.
    pub root: PathBuf,
}

impl Course {
    /// The course as a learner gets it.
    pub fn new() -> Course {
        warm();
        let dir = tempfile::Builder::new().prefix("loomlings-").tempdir().expect("a folder");
        let root = dir.path().canonicalize().expect("it was just made");
        let real = real();
        for name in [
            "model",
            "solutions",
            "tests",
            "info.toml",
            "Cargo.toml",
            "Cargo.lock",
            "rust-toolchain.toml",
            "clippy.toml",
        ] {
            if real.join(name).exists() {
                symlink(real.join(name), root.join(name)).expect("a link");
            }
        }
        copy(&real.join("exercises"), &root.join("exercises"));
        // Whatever the learner has made of them by now.
        for chapter in folders(&real.join("tests")) {
            for exercise in folders(&real.join("tests").join(&chapter)) {
                let start = real.join("tests").join(&chapter).join(&exercise).join("start.rs");
                if start.is_file() {
                    let target = root.join("exercises").join(&chapter);
                    fs::copy(start, target.join(format!("{exercise}.rs"))).expect("a copy");
                }
            }
        }
        // The stamp names the warm crates by their full paths.
        let warm = Path::new("target/loomlings/warm");
        fs::create_dir_all(root.join(warm)).expect("a folder");
        fs::copy(real.join(warm).join("stamp.json"), root.join(warm).join("stamp.json"))
            .expect("the warm crates are there");
        Course { _dir: dir, root }
    }

    /// The text of a file of the course.
    pub fn read(&self, path: impl AsRef<Path>) -> String {
        let path = self.root.join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Writes a file of the course, over a link too.
    pub fn write(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.root.join(path);
        if path.is_symlink() {
            fs::remove_file(&path).expect("a link of ours");
        }
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        path
    }

    /// Gives the copy files of its own for one exercise's checks, so that they can be changed.
    pub fn own_tests(&self, chapter: &str, exercise: &str) {
        let real = real().join("tests");
        let tests = self.root.join("tests");
        if tests.is_symlink() {
            fs::remove_file(&tests).expect("a link of ours");
            fs::create_dir(&tests).expect("a folder");
            for name in folders(&real) {
                symlink(real.join(&name), tests.join(&name)).expect("a link");
            }
        }
        if tests.join(chapter).is_symlink() {
            fs::remove_file(tests.join(chapter)).expect("a link of ours");
            fs::create_dir(tests.join(chapter)).expect("a folder");
            for name in folders(&real.join(chapter)) {
                symlink(real.join(chapter).join(&name), tests.join(chapter).join(&name))
                    .expect("a link");
            }
        }
        fs::remove_file(tests.join(chapter).join(exercise)).expect("a link of ours");
        copy(&real.join(chapter).join(exercise), &tests.join(chapter).join(exercise));
    }

    /// Gives each check on real threads of one exercise another time limit.
    pub fn set_deadline(&self, chapter: &str, exercise: &str, time: &str) {
        self.own_tests(chapter, exercise);
        let file = format!("tests/{chapter}/{exercise}/test.rs");
        let is_deadline = |line: &&str| line.starts_with("//@ deadline:");
        let checks = self.read(&file);
        assert!(checks.lines().any(|line| is_deadline(&line)), "{file} sets no deadline any more");
        let line = format!("//@ deadline: {time}");
        let changed: Vec<&str> =
            checks.lines().map(|old| if is_deadline(&old) { line.as_str() } else { old }).collect();
        self.write(&file, changed.join("\n") + "\n");
    }

    /// A call of the checker in the copy.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(CHECKER);
        command.args(args).current_dir(&self.root);
        // What the caller's environment may say about output is not the subject.
        for name in ["NO_COLOR", "CARGO", "RUST_BACKTRACE", "RUST_LIB_BACKTRACE"] {
            command.env_remove(name);
        }
        command
    }

    /// Calls the checker and waits for its end.
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(&mut self.command(args))
    }

    /// Checks a file and gives the last line.
    pub fn judge(&self, exercise: &str, file: &Path) -> (Ran, Value) {
        let file = file.to_str().expect("a name in UTF-8");
        let ran = self.run(&["run", exercise, "--file", file, "--format", "json"]);
        let last = ran.last();
        (ran, last)
    }
}

/// The crates that answers are compiled against, built in the real course if they are not there yet.
fn warm() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let solution = "solutions/00_start/lost_update.rs";
        let mut command = Command::new(CHECKER);
        command.args(["run", "lost_update", "--file", solution, "--stage", "build"]);
        // Nothing of the learner's changes: with `--file` no progress is kept.
        let output = command.current_dir(real()).output().expect("the checker starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    });
}

fn folders(of: &Path) -> Vec<String> {
    let entries = fs::read_dir(of).unwrap_or_else(|error| panic!("{}: {error}", of.display()));
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().expect("a name in UTF-8"))
        .collect();
    names.sort();
    names
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// A call of the checker that has ended.
#[derive(Debug)]
pub struct Ran {
    /// Its exit status.
    pub status: i32,
    /// What it printed to standard output.
    pub stdout: String,
    /// What it printed to standard error.
    pub stderr: String,
    /// The number its process had.
    pub pid: u32,
    /// The most memory it was seen to have used, in KiB; Linux only. Looked at while it ran, so a last rise may be missed.
    pub peak: Option<u64>,
}

impl Ran {
    /// Starts a command with an empty standard input and waits for its end.
    pub fn of(command: &mut Command) -> Ran {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the checker starts");
        Ran::end(child)
    }

    /// Waits for the end of a checker whose output is piped.
    pub fn end(mut child: Child) -> Ran {
        let pid = child.id();
        let collect = |mut stream: Box<dyn Read + Send>| {
            std::thread::spawn(move || {
                let mut bytes = Vec::new();
                stream.read_to_end(&mut bytes).expect("a pipe can be read");
                bytes
            })
        };
        let stdout = collect(Box::new(child.stdout.take().expect("it is piped")));
        let stderr = collect(Box::new(child.stderr.take().expect("it is piped")));
        let began = Instant::now();
        let mut peak = None;
        let status = loop {
            peak = peak.max(memory(pid));
            if let Some(status) = child.try_wait().expect("it is our child") {
                break status;
            }
            if began.elapsed() > LIVENESS {
                let _ = child.kill();
                panic!("the checker hangs");
            }
            std::thread::sleep(LOOK);
        };
        let text = |bytes: std::thread::JoinHandle<Vec<u8>>| {
            String::from_utf8(bytes.join().expect("it only reads"))
                .expect("the checker prints UTF-8")
        };
        Ran {
            // A signal is no exit status of the contract.
            status: status.code().unwrap_or(-1),
            stdout: text(stdout),
            stderr: text(stderr),
            pid,
            peak,
        }
    }

    /// Its lines of JSON.
    pub fn json(&self) -> Vec<Value> {
        let parse = |line: &str| {
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in line {line}"))
        };
        self.stdout.lines().map(parse).collect()
    }

    /// Its last line of JSON, which is to be the verdict.
    pub fn last(&self) -> Value {
        let last = self.json().pop();
        let last = last.unwrap_or_else(|| panic!("no line of JSON; stderr says: {}", self.stderr));
        assert_eq!(last["event"], "finished", "{last}");
        last
    }
}

/// The most memory that a running process has ever used, in KiB. Linux only.
pub fn memory(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Can processes be looked at here? Says so where not, so that nobody takes a skipped test for a passed one.
pub fn can_see_processes() -> bool {
    let can = cfg!(target_os = "linux") && Path::new("/proc/self/environ").exists();
    if !can {
        eprintln!("SKIPPED in part: this system has no /proc to look for processes in");
    }
    can
}

/// The processes that a checker with that number started as runs and that are still alive: they carry its mark.
pub fn descendants(checker: u32) -> Vec<String> {
    let mark = format!("LOOMLINGS_RUN={checker}-");
    processes(&|pid| {
        let environment = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
        environment.split(|byte| *byte == 0).any(|pair| pair.starts_with(mark.as_bytes()))
    })
}

/// The processes with that text among their arguments.
pub fn with_argument(text: &str) -> Vec<String> {
    processes(&|pid| {
        let arguments = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        arguments.split(|byte| *byte == 0).any(|argument| argument == text.as_bytes())
    })
}

fn processes(is_meant: &dyn Fn(u32) -> bool) -> Vec<String> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    numbers
        .filter(|pid| is_meant(*pid))
        .map(|pid| {
            let arguments = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            format!("{pid} {}", String::from_utf8_lossy(&arguments).replace('\0', " "))
        })
        .collect()
}

/// Waits until `is_so`, which gives no notice; `what` names it for whoever reads that it never came.
pub fn eventually(what: &str, is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < LIVENESS, "never happened: {what}");
        std::thread::sleep(LOOK);
    }
}
