//! From a save to what stands on the screen of a real terminal, beside the bare compiler and, where it is installed, rustlings
//! on the same file with the same tests inlined, all in the same run.
//!
//! `cargo bench -p checker --bench terminal` prints medians, 95th percentiles and ratios. It needs tmux; `RUSTLINGS` names the
//! other runner's program. Nothing passes or fails here. The screen is read over and over, so a time is late by up to one
//! reading; what a reading takes is printed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs};

/// Saves of each kind, one after the other.
const ROUNDS: usize = 30;
/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(120);
const FILE: &str = "exercises/00_start/lost_update.rs";

/// The checks of the exercise's `test.rs`, as a runner without a place for them wants them.
const TESTS: &str = "
fn main() {}

#[cfg(test)]
mod tests {
    use super::count_hits;

    #[test]
    fn one_worker_counts_every_hit() {
        assert_eq!(count_hits(1, 20_011), 20_011);
    }

    #[test]
    fn three_workers_make_three_hits() {
        assert_eq!(count_hits(3, 1), 3);
    }

    #[test]
    fn nobody_records_nothing() {
        assert_eq!(count_hits(0, 5), 0);
        assert_eq!(count_hits(4, 0), 0);
        assert_eq!(count_hits(0, 0), 0);
    }

    #[test]
    fn totals_agree() {
        for (workers, hits) in [(1, 17), (1, 640), (1, 901), (1, 333), (4, 1), (3, 0), (2, 1), (0, 1)] {
            assert_eq!(count_hits(workers, hits), workers * hits);
        }
    }
}
";

fn main() {
    // `cargo test --benches` only asks whether this builds.
    if env::args().any(|arg| arg == "--test") {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf();
    let read = |path: &str| {
        fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let solution = read("solutions/00_start/lost_update.rs");
    let kinds = [
        Kind {
            name: "fails at build",
            text: solution.replace("pub fn count_hits", "pub fn count_hits(_: Missing"),
            first: "error",
            verdict: "failed at build",
            theirs: Some("error"),
        },
        Kind {
            name: "fails at test",
            text: read("tests/00_start/lost_update/wrong/last_batch_never_flushed.rs"),
            first: "✓ build",
            verdict: "✗ test",
            theirs: Some("test failed"),
        },
        Kind {
            name: "fails at model",
            text: read("tests/00_start/lost_update/start.rs"),
            first: "✓ build",
            verdict: "✗ model",
            theirs: None,
        },
        Kind {
            name: "passes all",
            text: solution.clone(),
            first: "✓ build",
            verdict: "Solved: every stage passed.",
            theirs: Some("Exercise done"),
        },
    ];

    let folder = course(&root);
    let ours = Screen::start(
        folder.path(),
        &format!("{} watch lost_update", env!("CARGO_BIN_EXE_checker")),
    );
    ours.wait("✗ model", Instant::now());
    let rustlings = env::var("RUSTLINGS").ok().map(|program| {
        let folder = theirs(&solution);
        let screen = Screen::start(folder.path(), &program);
        screen.wait("Exercise done", Instant::now());
        (folder, screen)
    });
    if rustlings.is_none() {
        println!("SKIPPED in part: RUSTLINGS does not name the program to compare with");
    }
    let bare = Bare::new(&root);

    let mut rows: Vec<(String, Vec<Duration>)> = Vec::new();
    let mut add =
        |name: String, time: Duration| match rows.iter_mut().find(|(known, _)| *known == name) {
            Some((_, times)) => times.push(time),
            None => rows.push((name, vec![time])),
        };
    for kind in &kinds {
        for round in 0..ROUNDS {
            // Other bytes each time: a verdict that is remembered would be no measurement.
            let nonce = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
            let text = format!("{}\n// {round} {nonce}\n", kind.text);
            add("rustc --emit=metadata".into(), bare.metadata(&solution));

            let saved = Instant::now();
            fs::write(folder.path().join(FILE), &text).expect("the file is ours");
            ours.wait_changed(saved);
            let first = ours.wait(kind.first, saved);
            let verdict = ours.wait(kind.verdict, saved);
            // The other stages' work is over before the next save.
            ours.wait_idle();
            add(format!("{}: first compiler-derived content", kind.name), first);
            add(format!("{}: verdict", kind.name), verdict);

            if let (Some(words), Some((folder, screen))) = (kind.theirs, &rustlings) {
                let saved = Instant::now();
                fs::write(folder.path().join("exercises/lost_update.rs"), format!("{text}{TESTS}"))
                    .expect("the file is ours");
                let first = screen.wait_changed(saved);
                let verdict = screen.wait(words, saved);
                add(format!("rustlings, {}: first feedback", kind.name), first);
                add(format!("rustlings, {}: verdict", kind.name), verdict);
                std::thread::sleep(Duration::from_millis(300));
            }
            add("one reading of the screen".into(), ours.reading());
        }
    }

    println!("{ROUNDS} saves of each kind; ratios to `rustc --emit=metadata` in the same run");
    println!("{:44} {:>9} {:>9} {:>7}", "", "median ms", "95 % ms", "ratio");
    let unit = median(&mut rows[0].1);
    for (name, times) in &mut rows {
        let middle = median(times);
        let late = times[(times.len() * 95 / 100).min(times.len() - 1)];
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let ratio = middle.as_secs_f64() / unit.as_secs_f64();
        println!("{name:44} {:9.1} {:9.1} {ratio:7.2}", ms(middle), ms(late));
    }
}

struct Kind {
    name: &'static str,
    text: String,
    /// What is on the screen as soon as the compiler has said something.
    first: &'static str,
    /// What is there when the stage has decided.
    verdict: &'static str,
    /// What the other runner says; nothing where it has no such stage.
    theirs: Option<&'static str>,
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// A copy of the course whose exercises are ours to change; everything else is the real one.
fn course(root: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
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
    fs::copy(root.join("tests/00_start/lost_update/start.rs"), path.join(FILE)).expect("a copy");
    folder
}

/// A course for the other runner with this one exercise.
fn theirs(solution: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    let write = |name: &str, text: &str| fs::write(path.join(name), text).expect("a file");
    for name in ["exercises", "solutions"] {
        fs::create_dir(path.join(name)).expect("a folder");
        write(&format!("{name}/lost_update.rs"), &format!("{solution}{TESTS}"));
    }
    write(
        "info.toml",
        "format_version = 1\n\n[[exercises]]\nname = \"lost_update\"\ntest = true\nhint = \"\"\n",
    );
    write(
        "Cargo.toml",
        "[[bin]]\nname = \"lost_update\"\npath = \"exercises/lost_update.rs\"\n[[bin]]\nname = \
         \"lost_update_sol\"\npath = \"solutions/lost_update.rs\"\n[package]\nname = \"exercises\"\nedition = \
         \"2024\"\npublish = false\n",
    );
    folder
}

/// The bare compiler on a file of its own.
struct Bare {
    rustc: PathBuf,
    folder: tempfile::TempDir,
}

impl Bare {
    fn new(root: &Path) -> Bare {
        let found = Command::new("rustc").args(["--print", "sysroot"]).current_dir(root).output();
        let sysroot =
            String::from_utf8(found.expect("the toolchain is there").stdout).expect("text");
        let rustc = Path::new(sysroot.trim()).join("bin/rustc");
        Bare { rustc, folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn metadata(&self, text: &str) -> Duration {
        fs::write(self.folder.path().join("a.rs"), text).expect("the file is ours");
        let began = Instant::now();
        let mut command = Command::new(&self.rustc);
        command.args(["--edition", "2024", "--crate-type", "lib", "--emit=metadata", "a.rs"]);
        let status = command.current_dir(self.folder.path()).stderr(Stdio::null()).status();
        assert!(status.expect("rustc runs").success());
        began.elapsed()
    }
}

/// A program on the screen of a terminal of its own.
struct Screen {
    name: String,
}

impl Screen {
    fn start(folder: &Path, command: &str) -> Screen {
        let nonce = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let screen = Screen { name: format!("loomlings-bench-{}-{nonce}", std::process::id()) };
        let folder = folder.to_str().expect("a name in UTF-8");
        screen.tmux(&[
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            "120",
            "-y",
            "40",
            "-c",
            folder,
            "sh",
            "-c",
            command,
        ]);
        screen
    }

    fn tmux(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("tmux");
        command.env_remove("TMUX").args(["-L", &self.name]).args(arguments);
        let output = command.output().expect("tmux is installed");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn text(&self) -> String {
        self.tmux(&["capture-pane", "-p"])
    }

    fn reading(&self) -> Duration {
        let began = Instant::now();
        self.text();
        began.elapsed()
    }

    /// The time since `saved` at which the words stood on the screen.
    fn wait(&self, words: &str, saved: Instant) -> Duration {
        loop {
            let text = self.text();
            if text.contains(words) {
                return saved.elapsed();
            }
            assert!(saved.elapsed() < PATIENCE, "`{words}` never came:\n{text}");
        }
    }

    /// The time since `saved` at which anything on the screen was another than before.
    fn wait_changed(&self, saved: Instant) -> Duration {
        let before = self.text();
        loop {
            let text = self.text();
            if text != before || text.contains("checking …") {
                return saved.elapsed();
            }
            assert!(saved.elapsed() < PATIENCE, "nothing changed:\n{text}");
        }
    }

    /// Waits until the verdict is out as a whole.
    fn wait_idle(&self) {
        let began = Instant::now();
        while self.text().contains("checking …") {
            assert!(began.elapsed() < PATIENCE, "never idle");
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}
