//! `doctor`: what is missing on this machine, and what to type.
//!
//! It looks and tells. It may not install, build or repair anything, and it leaves nothing behind but the directories
//! that the checker would create anyway.

use super::CommandError;
use crate::catalogue::{Catalogue, CatalogueError};
use crate::process::Level;
use crate::process::jail::{Reachable, reachable};
use notify::{RecursiveMode, Watcher};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// The oldest Go that runs every counterpart.
const GO: (u32, u32) = (1, 25);

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Fine,
    /// The checker works without it.
    Advice,
    /// The checker does not work without it.
    Missing,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub state: State,
    /// What was found, or what is missing.
    pub what: String,
    /// What to do about it, or what more there could be. Empty where there is nothing to say.
    pub next: String,
}

impl Finding {
    fn fine(what: impl Into<String>) -> Finding {
        Finding { state: State::Fine, what: what.into(), next: String::new() }
    }

    fn advice(what: impl Into<String>, next: impl Into<String>) -> Finding {
        Finding { state: State::Advice, what: what.into(), next: next.into() }
    }

    fn missing(what: impl Into<String>, next: impl Into<String>) -> Finding {
        Finding { state: State::Missing, what: what.into(), next: next.into() }
    }
}

/// Looks at everything and writes what it found. The result is whether the checker can work here.
///
/// `loaded` is what became of the catalogue, `writable` are the directories that the checker writes to.
pub fn doctor(
    out: &mut dyn Write,
    root: &Path,
    loaded: &Result<Catalogue, CatalogueError>,
    writable: &[PathBuf],
) -> Result<bool, CommandError> {
    let run = |program: &Path, arguments: &[&str]| output_of(root, program, arguments);
    let mut findings = toolchain(&pinned(root), &run);
    findings.push(go(run(Path::new("go"), &["version"])));
    findings.extend(writable.iter().map(|dir| can_write(dir)));
    findings.push(notifications(notified(&root.join(".loomlings"))));
    if let Ok(helper) = std::env::current_exe() {
        let sysroot = output_of(root, Path::new("rustc"), &["--print", "sysroot"]);
        let needed: Vec<PathBuf> =
            [root.to_path_buf()].into_iter().chain(sysroot.ok().map(PathBuf::from)).collect();
        findings
            .push(isolation(&reachable(&helper, &needed), &|file| fs::read_to_string(file).ok()));
    }
    findings.extend(course(loaded));
    Ok(write_findings(out, &findings)?)
}

/// Writes the findings; the result is whether nothing is missing.
pub fn write_findings(out: &mut dyn Write, findings: &[Finding]) -> io::Result<bool> {
    for finding in findings {
        let state = match finding.state {
            State::Fine => "ok",
            State::Advice => "advice",
            State::Missing => "missing",
        };
        let mut lines = finding.what.lines();
        writeln!(out, "{state:<8} {}", lines.next().unwrap_or_default())?;
        for line in lines.chain(finding.next.lines()) {
            writeln!(out, "{:<8} {line}", "")?;
        }
    }
    let missing = findings.iter().filter(|finding| finding.state == State::Missing).count();
    writeln!(out)?;
    match missing {
        0 => writeln!(out, "Ready: `cargo run -p checker -- watch`")?,
        1 => writeln!(out, "1 thing is missing.")?,
        _ => writeln!(out, "{missing} things are missing.")?,
    }
    Ok(missing == 0)
}

/// What a program prints, or why it does not.
type Output = Result<String, String>;

fn output_of(dir: &Path, program: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(dir)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| error.to_string())?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_string())
    } else {
        let errors = String::from_utf8_lossy(&output.stderr);
        Err(errors.lines().next().unwrap_or("it failed without a word").to_string())
    }
}

/// The channel in `rust-toolchain.toml`.
fn pinned(root: &Path) -> Option<String> {
    let text = fs::read_to_string(root.join("rust-toolchain.toml")).ok()?;
    let table: toml::Table = text.parse().ok()?;
    Some(table.get("toolchain")?.get("channel")?.as_str()?.to_string())
}

fn toolchain(pinned: &Option<String>, run: &dyn Fn(&Path, &[&str]) -> Output) -> Vec<Finding> {
    let Some(pinned) = pinned else {
        return vec![Finding::missing(
            "rust-toolchain.toml does not name a toolchain",
            "type: git checkout -- rust-toolchain.toml",
        )];
    };
    let install = format!(
        "type: rustup toolchain install {pinned} --profile minimal --component clippy,rustfmt"
    );
    let rustc = match run(Path::new("rustc"), &["--version"]) {
        // "rustc 1.95.0 (59807616e 2026-04-14)"
        Ok(version) if version.split_whitespace().nth(1) == Some(pinned) => Finding::fine(version),
        Ok(version) => Finding::missing(
            format!("{version} is in use here, and the course needs {pinned}"),
            format!(
                "{install}\nand check that neither RUSTUP_TOOLCHAIN nor `rustup override` names another one"
            ),
        ),
        Err(why) => Finding::missing(format!("rustc {pinned} does not run: {why}"), &install),
    };
    // The driver beside rustc is the one that the checker calls, whatever is first on the path.
    let driver = run(Path::new("rustc"), &["--print", "sysroot"])
        .map(|sysroot| Path::new(&sysroot).join("bin/clippy-driver"))
        .and_then(|driver| run(&driver, &["--version"]));
    let clippy = match driver {
        Ok(version) => Finding::fine(version),
        Err(why) => Finding::missing(
            format!("clippy-driver of {pinned} does not run: {why}"),
            format!("type: rustup component add clippy --toolchain {pinned}"),
        ),
    };
    vec![rustc, clippy]
}

fn go(version: Output) -> Finding {
    let (major, minor) = GO;
    let next =
        "the checker works without it; to run the Go counterparts yourself, see https://go.dev/dl";
    match version {
        Err(_) => Finding::advice(format!("there is no go {major}.{minor} or newer"), next),
        // "go version go1.27.1 linux/amd64"
        Ok(text) => match text.split_whitespace().find_map(go_version) {
            Some(found) if found >= GO => Finding::fine(text),
            Some(_) => Finding::advice(format!("{text} is older than {major}.{minor}"), next),
            None => {
                Finding::advice(format!("`go version` says {text:?}, which names no release"), next)
            }
        },
    }
}

/// The first two numbers of `go1.27.1` or `go1.26rc1`.
fn go_version(word: &str) -> Option<(u32, u32)> {
    let (major, rest) = word.strip_prefix("go")?.split_once('.')?;
    let minor: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn can_write(dir: &Path) -> Finding {
    let tried = fs::create_dir_all(dir).and_then(|()| tempfile::NamedTempFile::new_in(dir));
    match tried {
        Ok(_) => Finding::fine(format!("{} is writable", dir.display())),
        Err(error) => Finding::missing(
            format!("{} is not writable: {error}", dir.display()),
            "make it yours, or clone the course into a directory that is",
        ),
    }
}

/// Whether the system tells when a file in a directory changes.
fn notified(dir: &Path) -> Result<(), String> {
    let probe = || -> Result<bool, Box<dyn std::error::Error>> {
        fs::create_dir_all(dir)?;
        let dir = tempfile::tempdir_in(dir)?;
        let (sender, receiver) = mpsc::channel();
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                // Nobody listens any more once the answer is known.
                let _ = sender.send(event.is_ok());
            })?;
        watcher.watch(dir.path(), RecursiveMode::NonRecursive)?;
        fs::write(dir.path().join("saved"), "")?;
        // The notification needs no time to speak of; the limit is for systems on which none ever comes.
        Ok(receiver.recv_timeout(Duration::from_secs(3)).unwrap_or(false))
    };
    match probe() {
        Ok(true) => Ok(()),
        Ok(false) => Err("a file was saved, and the system did not tell".to_string()),
        Err(error) => Err(error.to_string()),
    }
}

fn notifications(result: Result<(), String>) -> Finding {
    match result {
        Ok(()) => Finding::fine("the system tells when a file is saved"),
        Err(why) => Finding::advice(
            format!("saves may go unnoticed: {why}"),
            "this is usual on network drives and on /mnt of WSL: move the course to a local disk, or use `checker run`",
        ),
    }
}

/// How far `grade` keeps answers apart here, and what stands in the way of more. `read` gives a file of the system.
fn isolation(found: &Reachable, read: &dyn Fn(&str) -> Option<String>) -> Finding {
    let has = match found.level {
        Level::L0 => "a time limit, and nothing that keeps them in",
        Level::L1 => "limits on memory, processor time and files",
        Level::L2 => "Landlock and seccomp: only the files they need, no network, no new processes",
        Level::L3 => "namespaces besides Landlock and seccomp: no other process is in sight",
    };
    let as_user = match found.user {
        Some(user) => format!(", as user {user}"),
        None => String::new(),
    };
    let what = format!("`grade` keeps answers apart as far as {}{as_user}: {has}", found.level);
    let mut next = Vec::new();
    let to_do = match found.level {
        Level::L3 => None,
        Level::L2 => Some(for_namespaces(read)),
        Level::L0 | Level::L1 => Some(for_landlock(read)),
    };
    if let Some(to_do) = to_do {
        // The first reason is the one of the best level; the next one up is the last that does not hold.
        let wanted = found.why.iter().rev().find(|why| !why.starts_with("another user"));
        next.extend(wanted.cloned());
        next.push(to_do);
    }
    // Root's answers should not run as root.
    next.extend(found.why.iter().find(|why| why.starts_with("another user")).map(|why| {
        format!("{why}: move the course and its toolchain to where others may read, or grade as somebody else than root")
    }));
    match found.level {
        Level::L3 | Level::L2 => Finding { state: State::Fine, what, next: next.join("\n") },
        _ => {
            next.push("working through the course yourself needs none of this".to_string());
            Finding::advice(what, next.join("\n"))
        }
    }
}

/// How a process gets namespaces of its own, by what refuses them.
fn for_namespaces(read: &dyn Fn(&str) -> Option<String>) -> String {
    let says = |file: &str, value: &str| read(file).is_some_and(|text| text.trim() == value);
    let switches = [
        ("kernel/unprivileged_userns_clone", "0", "sudo sysctl kernel.unprivileged_userns_clone=1"),
        (
            "kernel/apparmor_restrict_unprivileged_userns",
            "1",
            "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0",
        ),
        ("user/max_user_namespaces", "0", "sudo sysctl user.max_user_namespaces=10000"),
    ];
    let off = switches.iter().find(|(file, off, _)| says(&format!("/proc/sys/{file}"), off));
    match off {
        Some((_, _, command)) => {
            format!("L2 is enough to grade; for L3, which hides all other processes besides, type: {command}")
        }
        None => "L2 is enough to grade. For L3, which hides all other processes besides, a container must allow namespaces: start \
                 it with --security-opt seccomp=unconfined, or grade on the machine itself"
            .to_string(),
    }
}

/// How Landlock comes to be there.
fn for_landlock(read: &dyn Fn(&str) -> Option<String>) -> String {
    if cfg!(not(target_os = "linux")) {
        return "grade in a Linux container or virtual machine".to_string();
    }
    let release = read("/proc/sys/kernel/osrelease").unwrap_or_default();
    let mut numbers =
        release.split(['.', '-']).map_while(|number| number.trim().parse::<u32>().ok());
    let version = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
    let modules = read("/sys/kernel/security/lsm");
    match modules {
        // What the jail demands came with that one: files must not be cut either.
        _ if version < (6, 2) => format!(
            "Linux {} is in use here, and keeping answers apart needs 6.2 or newer",
            release.trim()
        ),
        Some(modules) if !modules.split(',').any(|name| name.trim() == "landlock") => format!(
            "Landlock is not switched on: start the machine with lsm=landlock,{} on the kernel's command line",
            modules.trim()
        ),
        _ => "a container must allow Landlock: a container engine of 2023 or newer does, with its own profile".to_string(),
    }
}

fn course(loaded: &Result<Catalogue, CatalogueError>) -> Vec<Finding> {
    let catalogue = match loaded {
        Ok(catalogue) => catalogue,
        Err(error) => {
            return vec![Finding::missing(
                format!("the course cannot be read\n{error}"),
                "if you did not change it: git checkout -- info.toml tests solutions",
            )];
        }
    };
    let exercises = catalogue.exercises();
    let mut findings = vec![Finding::fine(format!(
        "info.toml: {} exercises in {} chapters",
        exercises.len(),
        catalogue.chapters().len()
    ))];
    for exercise in exercises {
        for path in exercise.missing_files() {
            let next = if path == exercise.path() {
                format!("type: checker reset {}", exercise.name)
            } else {
                format!("type: git checkout -- {}", path.display())
            };
            let finding = Finding::advice(format!("{} is missing", path.display()), next);
            // The lesson belongs to all exercises of its chapter.
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::fixture;

    fn machine(rustc: &'static str, clippy: bool) -> impl Fn(&Path, &[&str]) -> Output {
        move |program, arguments| match (program.to_str(), arguments) {
            (Some("rustc"), ["--version"]) if rustc.is_empty() => Err("not found".into()),
            (Some("rustc"), ["--version"]) => Ok(rustc.into()),
            (Some("rustc"), ["--print", "sysroot"]) => Ok("/rust".into()),
            (Some("/rust/bin/clippy-driver"), ["--version"]) if clippy => {
                Ok("clippy 0.1.95".into())
            }
            _ => Err("not found".into()),
        }
    }

    fn states(findings: &[Finding]) -> Vec<State> {
        findings.iter().map(|finding| finding.state).collect()
    }

    #[test]
    fn the_pinned_toolchain_must_be_the_one_in_use() {
        use State::{Fine, Missing};
        let pinned = Some("1.95.0".to_string());
        for (rustc, clippy, expected) in [
            ("rustc 1.95.0 (59807616e)", true, [Fine, Fine]),
            ("rustc 1.95.0 (59807616e)", false, [Fine, Missing]),
            ("rustc 1.96.0 (59807616e)", true, [Missing, Fine]),
            ("", true, [Missing, Fine]),
        ] {
            let findings = toolchain(&pinned, &machine(rustc, clippy));
            assert_eq!(states(&findings), expected, "{rustc}");
        }
        let findings = toolchain(&pinned, &machine("", true));
        assert!(findings[0].next.starts_with("type: rustup toolchain install 1.95.0"));
    }

    #[test]
    fn a_toolchain_file_without_a_toolchain_is_noticed() {
        let dir = tempfile::tempdir().expect("a temporary directory");
        assert_eq!(pinned(dir.path()), None);
        let file = dir.path().join("rust-toolchain.toml");
        fs::write(&file, "[toolchain]\nchannel = \"1.95.0\"\n").expect("a file");
        assert_eq!(pinned(dir.path()).as_deref(), Some("1.95.0"));
        assert_eq!(states(&toolchain(&None, &machine("", false))), [State::Missing]);
    }

    #[test]
    fn go_is_advice_from_1_25_on() {
        let state = |text: &str| go(Ok(text.into())).state;
        assert_eq!(state("go version go1.27.1 linux/amd64"), State::Fine);
        assert_eq!(state("go version go1.25rc1 darwin/arm64"), State::Fine);
        assert_eq!(state("go version go2.0 linux/amd64"), State::Fine);
        assert_eq!(state("go version go1.24.9 linux/amd64"), State::Advice);
        assert_eq!(state("go version devel +abc linux/amd64"), State::Advice);
        assert_eq!(go(Err("not found".into())).state, State::Advice);
    }

    #[test]
    fn a_directory_is_writable_when_something_was_written() {
        let dir = tempfile::tempdir().expect("a temporary directory");
        assert_eq!(can_write(&dir.path().join("new/target")).state, State::Fine);
        let file = dir.path().join("file");
        fs::write(&file, "").expect("a file");
        let finding = can_write(&file.join("target"));
        assert_eq!(finding.state, State::Missing);
        assert!(finding.what.contains("file/target is not writable"), "{}", finding.what);
    }

    #[test]
    fn the_probe_for_notifications_leaves_nothing_behind() {
        let dir = tempfile::tempdir().expect("a temporary directory");
        // Whether this system notifies is what the probe is for; that it tidies up is what can be asserted anywhere.
        let finding = notifications(notified(dir.path()));
        assert!(finding.state != State::Missing);
        assert_eq!(fs::read_dir(dir.path()).expect("a directory").count(), 0);
    }

    #[test]
    fn how_far_answers_are_kept_apart_is_told_with_the_way_to_more() {
        let reached = |level, why: &[&str]| Reachable {
            level,
            user: None,
            why: why.iter().map(|why| why.to_string()).collect(),
        };
        let files = |files: &'static [(&str, &str)]| {
            move |name: &str| {
                let found = files.iter().find(|(file, _)| *file == name);
                found.map(|(_, text)| text.to_string())
            }
        };
        let nothing = files(&[]);
        let best = isolation(&reached(Level::L3, &[]), &nothing);
        assert_eq!((best.state, best.next.as_str()), (State::Fine, ""));
        assert!(best.what.contains("as far as L3"), "{}", best.what);

        let why = ["L3: unshare: EPERM"];
        let ubuntu = files(&[("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n")]);
        let debian = files(&[("/proc/sys/kernel/unprivileged_userns_clone", "0\n")]);
        for (read, says) in [
            (
                &ubuntu as &dyn Fn(&str) -> Option<String>,
                "type: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0",
            ),
            (&debian, "type: sudo sysctl kernel.unprivileged_userns_clone=1"),
            (&nothing, "--security-opt seccomp=unconfined"),
        ] {
            let finding = isolation(&reached(Level::L2, &why), read);
            assert_eq!(finding.state, State::Fine);
            assert!(finding.next.starts_with(why[0]) && finding.next.contains(says), "{finding:?}");
        }

        let why = ["L3: no", "L2: restricting files (Landlock): no"];
        let old = files(&[("/proc/sys/kernel/osrelease", "5.15.0-91-generic\n")]);
        let off = files(&[
            ("/proc/sys/kernel/osrelease", "6.8.0\n"),
            ("/sys/kernel/security/lsm", "capability,yama\n"),
        ]);
        for (read, says) in [
            (&old as &dyn Fn(&str) -> Option<String>, "Linux 5.15.0-91-generic is in use here"),
            (&off, "lsm=landlock,capability,yama"),
        ] {
            let finding = isolation(&reached(Level::L1, &why), read);
            assert_eq!(finding.state, State::Advice);
            if cfg!(target_os = "linux") {
                assert!(finding.next.contains(says), "{finding:?}");
            }
            assert!(finding.next.starts_with(why[1]), "{finding:?}");
            assert!(finding.next.ends_with("needs none of this"), "{finding:?}");
        }
        // Root's course lies where nobody else can read.
        let hidden = ["another user than root: nobody else can read /root/course"];
        let finding = isolation(&reached(Level::L3, &hidden), &nothing);
        assert_eq!(finding.state, State::Fine);
        assert!(finding.next.contains("/root/course: move the course"), "{finding:?}");
    }

    #[test]
    fn a_broken_course_is_shown_with_its_mistake() {
        let dir = fixture::course("format_version = 1\n", &[]);
        let findings = course(&Catalogue::load(dir.path()));
        assert_eq!(states(&findings), [State::Missing]);
        assert!(findings[0].what.contains("info.toml:1:1: there are no exercises"));
    }

    #[test]
    fn files_that_the_learner_deleted_are_named_once_with_the_way_back() {
        let dir = fixture::three();
        let findings = course(&Catalogue::load(dir.path()));
        let whats: Vec<&str> = findings.iter().map(|finding| finding.what.as_str()).collect();
        assert_eq!(whats[0], "info.toml: 3 exercises in 2 chapters");
        let lesson = "exercises/02_scope/README.md is missing";
        assert_eq!(whats.iter().filter(|what| **what == lesson).count(), 1);
        let mine = findings.iter().find(|f| f.what.starts_with("exercises/02_scope/chunks.rs"));
        assert_eq!(mine.expect("deleted").next, "type: checker reset chunks");
    }

    #[test]
    fn the_report_says_what_to_type_and_whether_it_can_go_on() {
        let findings =
            [Finding::fine("a"), Finding::advice("b\nmore", "do b"), Finding::missing("c", "do c")];
        let mut out = Vec::new();
        assert!(!write_findings(&mut out, &findings).expect("a vector takes everything"));
        assert_eq!(
            String::from_utf8(out).expect("text"),
            "\
ok       a
advice   b
         more
         do b
missing  c
         do c

1 thing is missing.
"
        );
        assert!(write_findings(&mut Vec::new(), &findings[..2]).expect("as above"));
    }
}
