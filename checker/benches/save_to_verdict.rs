//! From a save to what the learner sees, beside the bare compiler on the same file in the same run.
//!
//! `cargo bench -p checker` prints medians and ratios. Nothing passes or fails here: a machine's speed is not a property of
//! the checker, the ratio to the compiler is.

use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs};

/// Saves of each kind, one after the other.
const ROUNDS: usize = 20;
/// Longer than any check of this exercise takes.
const PATIENCE: Duration = Duration::from_secs(60);
const EXERCISE: &str = "lost_update";
const FILE: &str = "exercises/00_start/lost_update.rs";

fn main() {
    // `cargo test --benches` only asks whether this builds.
    if env::args().any(|arg| arg == "--test") {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the checker lies in the workspace")
        .to_path_buf();
    let course = Course::new(&root);
    let solution =
        fs::read_to_string(root.join("solutions/00_start/lost_update.rs")).expect("the solution");
    let start = fs::read_to_string(root.join("tests/00_start/lost_update/start.rs"))
        .expect("the unsolved file");
    let wrong = |name: &str| {
        let path = root.join("tests/00_start/lost_update/wrong").join(format!("{name}.rs"));
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let mut watch = Watch::start(&course);

    let sysroot = output("rustc", &["--print", "sysroot"], &root);
    let rustc = Path::new(sysroot.trim()).join("bin/rustc");
    let bare = |emit: &str| {
        let began = Instant::now();
        let status = Command::new(&rustc)
            .args([
                "--edition",
                "2024",
                "--crate-name",
                "answer",
                "--crate-type",
                "lib",
                emit,
                "--out-dir",
            ])
            .arg(course.path.join("bare"))
            .arg(course.path.join("bare.rs"))
            .stderr(Stdio::null())
            .status()
            .expect("rustc runs");
        assert!(status.success(), "the bare compiler accepts the solution");
        began.elapsed()
    };

    let kinds: [(&str, String, &str); 4] = [
        (
            "fails at build",
            solution.replace("pub fn count_hits", "pub fn count_hits(_: Missing"),
            "build",
        ),
        ("fails at test", wrong("last_batch_never_flushed"), "test"),
        ("fails at model", start, "model"),
        ("passes all four", solution.clone(), "passed"),
    ];
    let mut metadata = Vec::new();
    let mut library = Vec::new();
    let mut first = Vec::new();
    let mut verdicts: Vec<Vec<Duration>> = vec![Vec::new(); kinds.len()];
    // Kind by kind, as a learner saves: each time nearly what was saved before.
    for (kind, (name, text, stage)) in kinds.iter().enumerate() {
        for round in 0..ROUNDS {
            fs::write(course.path.join("bare.rs"), &solution).expect("the file is ours");
            metadata.push(bare("--emit=metadata"));
            library.push(bare("--emit=metadata,link"));
            // Other bytes each time: a verdict that is remembered would be no measurement.
            let nonce = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
            let seen = watch.save(&format!("{text}\n// {round} {nonce}\n"), stage);
            assert_eq!(seen.outcome, *stage, "{name}");
            verdicts[kind].push(seen.verdict);
            if *stage == "passed" {
                first.push(seen.first);
            }
        }
    }
    watch.stop();

    let metadata = median(&mut metadata);
    let library = median(&mut library);
    println!(
        "median of {ROUNDS} saves of {EXERCISE}; ratios to `rustc --emit=metadata` in the same run"
    );
    row("rustc --emit=metadata", metadata, metadata);
    row("rustc, library", library, metadata);
    row("first compiler-derived content", median(&mut first), metadata);
    for ((name, ..), times) in kinds.iter().zip(&mut verdicts) {
        row(name, median(times), metadata);
    }
}

fn row(name: &str, time: Duration, unit: Duration) {
    let (ms, ratio) = (time.as_secs_f64() * 1e3, time.as_secs_f64() / unit.as_secs_f64());
    println!("{name:32} {ms:7.1} ms  {ratio:5.2}");
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn output(program: &str, args: &[&str], folder: &Path) -> String {
    let output = Command::new(program)
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the toolchain is there");
    String::from_utf8(output.stdout).expect("text")
}

/// A copy of the course whose exercises are ours to change; everything else is the real one.
struct Course {
    path: PathBuf,
    _folder: tempfile::TempDir,
}

impl Course {
    fn new(root: &Path) -> Course {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().to_path_buf();
        for name in [
            "Cargo.toml",
            "Cargo.lock",
            "rust-toolchain.toml",
            "info.toml",
            "model",
            "tests",
            "solutions",
            "target",
        ] {
            #[cfg(unix)]
            std::os::unix::fs::symlink(root.join(name), path.join(name)).expect("a link");
        }
        fs::create_dir_all(path.join(FILE).parent().expect("a chapter")).expect("a folder");
        fs::copy(root.join(FILE), path.join(FILE)).expect("the learner's file");
        fs::create_dir(path.join("bare")).expect("a folder");
        Course { path, _folder: folder }
    }
}

/// A `watch` that tells its doings as JSON.
struct Watch {
    child: Child,
    file: PathBuf,
    lines: Receiver<(Instant, Value)>,
}

struct Seen {
    first: Duration,
    verdict: Duration,
    outcome: String,
}

impl Watch {
    fn start(course: &Course) -> Watch {
        let mut child = Command::new(env!("CARGO_BIN_EXE_checker"))
            .args(["watch", EXERCISE, "--format", "json"])
            .current_dir(&course.path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the checker runs");
        let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let (to, lines) = channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                let now = Instant::now();
                if let Ok(value) = serde_json::from_str(&line)
                    && to.send((now, value)).is_err()
                {
                    return;
                }
            }
        });
        let mut watch = Watch { child, file: course.path.join(FILE), lines };
        watch.quiet();
        watch
    }

    /// Waits until the verdict on what is there is out.
    fn quiet(&mut self) {
        while self.lines.recv_timeout(PATIENCE).expect("a verdict").1["event"] != "finished" {}
        while self.lines.recv_timeout(Duration::from_millis(50)).is_ok() {}
    }

    fn save(&mut self, text: &str, stage: &str) -> Seen {
        let saved = Instant::now();
        fs::write(&self.file, text).expect("the file is ours");
        let (mut first, mut verdict) = (None, None);
        loop {
            let (at, line) = self.lines.recv_timeout(PATIENCE).expect("an event");
            let time = at - saved;
            let says_something =
                matches!(line["event"].as_str(), Some("diagnosed" | "stage_finished"));
            if says_something {
                first.get_or_insert(time);
            }
            // What the learner waits for: the stage that refuses, not the stages that come after it.
            if line["event"] == "stage_finished"
                && line["result"]["stage"] == stage
                && line["result"]["verdict"] != "passed"
            {
                verdict.get_or_insert(time);
            }
            if line["event"] == "finished" {
                let outcome = line["stage"].as_str().unwrap_or("passed").to_string();
                return Seen {
                    first: first.unwrap_or(time),
                    verdict: verdict.unwrap_or(time),
                    outcome,
                };
            }
        }
    }

    fn stop(mut self) {
        if let Some(mut stdin) = self.child.stdin.take() {
            let _ = stdin.write_all(b"q");
        }
        let _ = self.child.wait();
    }
}
