//! From a save to what stands on the screen of a real terminal, beside the bare compiler and, where it is installed, rustlings
//! on the same file with the same tests inlined, all in the same run.
//!
//! `cargo bench -p checker --bench terminal` prints medians, 95th percentiles and ratios. It needs script(1) of util-linux, which
//! opens pseudo-terminals; `RUSTLINGS` names the other runner's program. Nothing passes or fails here. A time is that of the
//! last bytes that put the words on the screen.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs, thread};

/// Saves of each kind, one after the other.
const ROUNDS: usize = 30;
/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(120);
/// After so long without any sign the other runner has not seen the save.
const MISSED: Duration = Duration::from_secs(5);
/// Rows and columns of the terminals.
const SIZE: (u16, u16) = (40, 120);
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
    let mut ours = Screen::start(
        folder.path(),
        &format!("{} watch lost_update", env!("CARGO_BIN_EXE_checker")),
    );
    ours.wait("✗ model", Instant::now());
    let mut rustlings = env::var("RUSTLINGS").ok().map(|program| {
        let folder = theirs(&solution);
        let mut screen = Screen::start(folder.path(), &program);
        screen.wait("Exercise done", Instant::now());
        (folder, screen)
    });
    if rustlings.is_none() {
        println!("SKIPPED in part: RUSTLINGS does not name the program to compare with");
    }
    let bare = Bare::new(&root);

    let mut missed = 0;
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

            ours.catch_up();
            let saved = Instant::now();
            fs::write(folder.path().join(FILE), &text).expect("the file is ours");
            let changed = ours.changed_within(PATIENCE, saved);
            assert!(changed.is_some(), "a save changed nothing:\n{}", ours.text());
            let first = ours.wait(kind.first, saved);
            let verdict = ours.wait(kind.verdict, saved);
            // The other stages' work is over before the next save.
            ours.wait_gone("checking …");
            add(format!("{}: first compiler-derived content", kind.name), first);
            add(format!("{}: verdict", kind.name), verdict);

            if let (Some(words), Some((folder, screen))) = (kind.theirs, &mut rustlings) {
                // It may miss a save altogether; that is counted, and asked again.
                let (saved, first) = loop {
                    screen.catch_up();
                    let saved = Instant::now();
                    fs::write(
                        folder.path().join("exercises/lost_update.rs"),
                        format!("{text}{TESTS}"),
                    )
                    .expect("the file is ours");
                    match screen.changed_within(MISSED, saved) {
                        Some(first) => break (saved, first),
                        None => missed += 1,
                    }
                };
                // It leaves the old verdict on the screen until it has a new one.
                screen.wait_gone("Please wait");
                let verdict = screen.wait(words, saved);
                add(format!("rustlings, {}: first feedback", kind.name), first);
                add(format!("rustlings, {}: verdict", kind.name), verdict);
                std::thread::sleep(Duration::from_millis(300));
            }
        }
    }

    if rustlings.is_some() {
        println!("saves that rustlings did not see, and that were made again: {missed}");
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

/// A program in a pseudo-terminal of its own, and what stands on its screen.
struct Screen {
    program: Child,
    /// Bytes as they come, each piece with the moment at which it was read; the terminal's end closes it.
    output: Receiver<(Instant, Vec<u8>)>,
    terminal: vt100::Parser,
}

impl Screen {
    /// `script` opens the pseudo-terminal, so that nothing has to be asked over and over: whoever measures sleeps until
    /// bytes come, and takes no processor from what is measured.
    fn start(folder: &Path, command: &str) -> Screen {
        let sized = format!("stty rows {} cols {}; exec {command}", SIZE.0, SIZE.1);
        let mut program = Command::new("script")
            .args(["-qfc", &sized, "/dev/null"])
            .current_dir(folder)
            .env("TERM", "xterm-256color")
            .env_remove("NO_COLOR")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("script(1) is installed");
        let mut stdout = program.stdout.take().expect("it was asked for");
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut piece = [0; 65_536];
            while let Ok(length @ 1..) = stdout.read(&mut piece) {
                if sender.send((Instant::now(), piece[..length].to_vec())).is_err() {
                    break;
                }
            }
        });
        Screen { program, output, terminal: vt100::Parser::new(SIZE.0, SIZE.1, 0) }
    }

    fn text(&self) -> String {
        self.terminal.screen().contents()
    }

    /// What has come by now.
    fn catch_up(&mut self) {
        while let Ok((_, piece)) = self.output.try_recv() {
            self.terminal.process(&piece);
        }
    }

    /// Waits until the screen is as wanted, and returns the moment at which the last piece of it came; none if it is not
    /// so within the limit.
    fn until(&mut self, limit: Duration, wanted: impl Fn(&str) -> bool) -> Option<Instant> {
        let began = Instant::now();
        if wanted(&self.text()) {
            return Some(began);
        }
        loop {
            let left = limit.checked_sub(began.elapsed())?;
            let (came, piece) = self.output.recv_timeout(left).ok()?;
            self.terminal.process(&piece);
            if wanted(&self.text()) {
                return Some(came);
            }
        }
    }

    /// The time since `saved` at which the words stood on the screen.
    fn wait(&mut self, words: &str, saved: Instant) -> Duration {
        let came = self.until(PATIENCE, |text| text.contains(words));
        came.unwrap_or_else(|| panic!("`{words}` never came:\n{}", self.text())) - saved
    }

    /// The time since `saved` at which anything on the screen was another than before; none if nothing was for so long.
    fn changed_within(&mut self, limit: Duration, saved: Instant) -> Option<Duration> {
        let before = self.text();
        Some(self.until(limit, |text| text != before)? - saved)
    }

    /// Waits until the words are no longer on the screen.
    fn wait_gone(&mut self, words: &str) {
        let gone = self.until(PATIENCE, |text| !text.contains(words));
        assert!(gone.is_some(), "`{words}` never went away:\n{}", self.text());
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // The pseudo-terminal ends with `script`, and what sits in it is told so. Not everybody leaves then: rustlings 6.5 takes a
        // processor for itself, in this run and in what is measured after it.
        let id = self.program.id();
        let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children"));
        for child in children.unwrap_or_default().split_whitespace() {
            _ = Command::new("kill").args(["-KILL", child]).status();
        }
        _ = self.program.kill();
        _ = self.program.wait();
    }
}
