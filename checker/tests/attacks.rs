//! Answers that cheat, escape or exhaust, and the honest one under the same settings: one class, graded by the real program.
//!
//! The files under `attacks/` are the corpus; `expect=` in the first line of one says what a robust grader may answer. They
//! touch nothing but `/tmp/grader_attack_markers` and read the canary in `/tmp/grader_canary`.
#![cfg(target_os = "linux")]

mod support;

use checker::catalogue::Catalogue;
use checker::event::{Stage, Verdict};
use checker::plan::Answer;
use checker::process::{Cancel, Command, Jail, JailLimits, Level, jail, run};
use checker::runner::{Runner, Untrusted};
use checker::toolchain::Toolchain;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::net::{TcpListener, UdpSocket};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use support::{CHECKER, Course, Ran, can_see_processes, descendants, real, with_argument};

const MARKERS: &str = "/tmp/grader_attack_markers";
const CANARY: &str = "/tmp/grader_canary";
const SECRET: &str = "CANARY-7f3a";
const EXERCISE: &str = "exercises/02_scope/chunks.rs";

/// What the attacks touch lies in one place of the machine: one test at a time.
static ONE: Mutex<()> = Mutex::new(());

struct Bait {
    _one: MutexGuard<'static, ()>,
    tcp: Option<TcpListener>,
    udp: Option<UdpSocket>,
    unix: Option<UnixListener>,
}

impl Bait {
    fn new() -> Bait {
        let one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = fs::remove_dir_all(MARKERS);
        let _ = fs::remove_dir_all(CANARY);
        fs::create_dir_all(MARKERS).expect("writable");
        // Whoever an answer runs as could write here, if nothing kept it in.
        fs::set_permissions(MARKERS, fs::Permissions::from_mode(0o777)).expect("ours");
        fs::create_dir_all(format!("{CANARY}/solutions")).expect("writable");
        fs::write(format!("{CANARY}/secret.txt"), SECRET).expect("writable");
        let solution = fs::read(real().join("solutions/02_scope/chunks.rs")).expect("a solution");
        fs::write(format!("{CANARY}/solutions/parallel_sum.rs"), solution).expect("writable");
        let unix = UnixListener::bind(format!("{CANARY}/docker.sock")).ok();
        let tcp = TcpListener::bind("127.0.0.1:39999").ok();
        let udp = UdpSocket::bind("127.0.0.1:39998").ok();
        for quiet in [
            unix.as_ref().map(|socket| socket.set_nonblocking(true)),
            tcp.as_ref().map(|socket| socket.set_nonblocking(true)),
            udp.as_ref().map(|socket| socket.set_nonblocking(true)),
        ] {
            quiet.transpose().expect("a socket");
        }
        Bait { _one: one, tcp, udp, unix }
    }

    #[track_caller]
    fn untouched(&self) {
        let markers: Vec<_> = fs::read_dir(MARKERS).expect("it is there").flatten().collect();
        assert!(markers.is_empty(), "somebody got out: {markers:?}");
        let secret = fs::read_to_string(format!("{CANARY}/secret.txt")).expect("it is there");
        assert_eq!(secret, SECRET);
        assert!(self.tcp.as_ref().is_none_or(|socket| socket.accept().is_err()), "a connection");
        assert!(self.unix.as_ref().is_none_or(|socket| socket.accept().is_err()), "a connection");
        assert!(self.udp.as_ref().is_none_or(|socket| socket.recv(&mut [0]).is_err()), "a message");
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks")
}

/// A class: each attack by a student of that name, and an honest one.
fn class(course: &Course, attacks: &[PathBuf]) -> PathBuf {
    let submissions = course.root.join("submissions");
    let hand_in = |student: &str, bytes: &[u8]| {
        let file = submissions.join(student).join(EXERCISE);
        fs::create_dir_all(file.parent().expect("a folder")).expect("writable");
        fs::write(file, bytes).expect("writable");
    };
    let root = real();
    let root = root.to_str().expect("a path in UTF-8");
    for attack in attacks {
        let student = attack.file_stem().expect("a name").to_str().expect("a name in UTF-8");
        let bytes = fs::read(attack).expect("readable");
        let text = match String::from_utf8(bytes.clone()) {
            Ok(text) => text.replace("{ROOT}", root).into_bytes(),
            Err(_) => bytes,
        };
        hand_in(student, &text);
    }
    hand_in("honest", course.read("solutions/02_scope/chunks.rs").as_bytes());
    submissions
}

fn grade(course: &Course, level: &str, out: &str) -> (Ran, BTreeMap<String, Value>) {
    let args = [
        "grade",
        "submissions",
        "--out",
        out,
        "--only",
        "chunks",
        "--require-isolation",
        level,
        "--isolation",
        level,
    ];
    let ran = course.run(&args);
    assert_eq!(ran.status, 0, "{}\n{}", ran.stdout, ran.stderr);
    let results = course.read(format!("{out}/results.jsonl"));
    let records = results.lines().map(|line| {
        let record: Value = serde_json::from_str(line).expect("a record");
        (record["student"].as_str().expect("a student").to_string(), record)
    });
    (ran, records.collect())
}

fn all_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => all_files(&path, found),
            path => found.push(path),
        }
    }
}

fn attacks(keep: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    // `LOOMLINGS_ATTACK=o4`: while writing one, only those whose names begin so.
    let only = std::env::var("LOOMLINGS_ATTACK").unwrap_or_default();
    let mut attacks = Vec::new();
    all_files(&folder(), &mut attacks);
    attacks.retain(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        name.is_some_and(|name| name.ends_with(".rs") && name.starts_with(&only) && keep(&name))
    });
    attacks.sort();
    assert!(!attacks.is_empty());
    attacks
}

/// Grades attacks and demands of the whole what makes a grader right.
fn defend(level: &str, keep: impl Fn(&str) -> bool) {
    let bait = Bait::new();
    let course = Course::new();
    let attacks = attacks(keep);
    class(&course, &attacks);
    let (ran, records) = grade(&course, level, "out");
    let mut table = String::new();
    let mut wrong = Vec::new();
    for attack in &attacks {
        let name = attack.file_stem().expect("a name").to_string_lossy();
        let record = &records[&*name];
        let verdict = record["verdict"].as_str().unwrap_or_default();
        let stage = record["stage"].as_str().unwrap_or("-");
        table.push_str(&format!("{name:44} {verdict:12} {stage}\n"));
        // Found wrong, stopped or refused. Nothing is left open for somebody who might be talked round.
        let refused = ["failed", "timed_out", "crashed", "rejected", "tampered", "limit"];
        if !refused.contains(&verdict) || record["points"] == record["max_points"] {
            wrong.push(format!("{name}: {record}"));
        }
        if !expected(attack, verdict, stage) {
            wrong.push(format!("{name}: {verdict} at {stage} is not what its first line expects"));
        }
    }
    println!("{level}\n{table}");
    assert!(wrong.is_empty(), "{table}\n{}", wrong.join("\n"));
    bait.untouched();
    let honest = &records["honest"];
    assert_eq!(honest["verdict"], "passed", "{honest}");
    assert_eq!(honest["points"], honest["max_points"], "{honest}");
    assert_eq!(honest["isolation"], level, "{honest}");
    let mut files = Vec::new();
    all_files(&course.root.join("out"), &mut files);
    for file in files {
        let text = String::from_utf8_lossy(&fs::read(&file).expect("readable")).into_owned();
        assert!(!text.contains(SECRET), "{} tells the secret", file.display());
        assert!(!text.contains('\u{1b}'), "{} has an escape sequence in it", file.display());
    }
    assert!(!ran.stdout.contains(SECRET) && !ran.stderr.contains(SECRET));
    if can_see_processes() {
        assert_eq!(descendants(ran.pid), Vec::<String>::new(), "left behind");
        for argument in ["4711.1", "25", "20"] {
            let left: Vec<_> = with_argument(argument)
                .into_iter()
                .filter(|line| line.contains("/bin/sleep") || line.contains("4711"))
                .collect();
            assert_eq!(left, Vec::<String>::new(), "left behind");
        }
    }
    let work = course.root.join("target/loomlings/work");
    assert_eq!(fs::read_dir(work).into_iter().flatten().count(), 0, "working folders are left");
}

/// What the first line of an attack allows, in our words.
fn expected(attack: &Path, verdict: &str, stage: &str) -> bool {
    let text = fs::read(attack).expect("readable");
    let text = String::from_utf8_lossy(&text).into_owned();
    let Some(expect) = text.lines().next().and_then(|line| line.split("expect=").nth(1)) else {
        return true;
    };
    let words = expect.split_whitespace().next().unwrap_or_default();
    words.split('|').any(|word| match word {
        "fail" => {
            ["failed", "crashed", "timed_out", "tampered", "rejected", "limit"].contains(&verdict)
        }
        "compile_error" => verdict == "failed" && ["build", "test"].contains(&stage),
        // Whichever comes first: its time by the clock, or by the processor, which a quiet machine gives it sooner.
        "timeout" => ["timed_out", "limit", "rejected"].contains(&verdict),
        "limit" => verdict == "limit" || verdict == "rejected",
        "leaked" => verdict == "tampered" || verdict == "rejected",
        "rejected" => verdict == "rejected",
        "tampered" => verdict == "tampered" || verdict == "rejected",
        _ => false,
    })
}

/// How far this machine can keep answers apart, as the checker itself found out.
fn best() -> String {
    let course = Course::new();
    class(&course, &[]);
    let ran = course.run(&["grade", "submissions", "--out", "out", "--only", "chunks"]);
    let level = ran.stdout.split("as far as ").nth(1).map(|rest| rest[..2].to_string());
    level.unwrap_or_else(|| panic!("{}{}", ran.stdout, ran.stderr))
}

/// Says what is not tried here, so that nobody takes it for passed.
fn can(level: &str) -> bool {
    let best = best();
    if best.as_str() < level {
        eprintln!("SKIPPED: this machine keeps answers apart as far as {best} only, not {level}");
        return false;
    }
    true
}

#[test]
fn no_attack_passes_and_the_honest_answer_does() {
    if can("L3") {
        defend("L3", |_| true);
    } else if can("L2") {
        defend("L2", |_| true);
    }
}

/// Those that run something: without namespaces the rest holds all the same.
#[test]
fn no_attack_passes_where_there_are_no_namespaces() {
    if can("L2") {
        defend("L2", |name| !compiles_without_end(name));
    }
}

/// Each of them takes as long as a compiler may.
fn compiles_without_end(name: &str) -> bool {
    ["o25", "o26", "o27", "o28", "o33", "38_", "39_"].iter().any(|start| name.starts_with(start))
}

/// Words and lints refuse most attacks before they run. Whoever finds a way around those meets the jail, so here it is alone.
#[test]
fn the_jail_holds_where_nothing_is_refused_beforehand() {
    // What the grader's own environment says is nobody's business: so there is something in it, which only a new process has.
    if std::env::var_os(TOKEN).is_none() {
        let own = std::env::current_exe().expect("this test");
        let name = "the_jail_holds_where_nothing_is_refused_beforehand";
        let mut command = std::process::Command::new(own);
        let ran = command.args([name, "--exact", "--nocapture"]).env(TOKEN, SECRET).output();
        let ran = ran.expect("it starts");
        print!("{}", String::from_utf8_lossy(&ran.stdout));
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        return;
    }
    let best = if can("L3") { Level::L3 } else { Level::L2 };
    if !can(best.name()) {
        return;
    }
    let bait = Bait::new();
    let all = attacks(|name| !compiles_without_end(name));
    alone(best, &all);
    // Without namespaces others are in sight: those who reach for them must not get hold of them.
    let reaching: Vec<PathBuf> =
        all.into_iter().filter(|attack| is_of_class(attack, "host")).collect();
    if best > Level::L2 && !reaching.is_empty() {
        alone(Level::L2, &reaching);
    }
    bait.untouched();
    let own = std::process::id();
    assert_eq!(descendants(own), Vec::<String>::new(), "left behind");
    assert_eq!(with_argument("4711.1"), Vec::<String>::new(), "left behind");
}

/// The variable in a grader's environment that holds a secret.
const TOKEN: &str = "GRADER_TOKEN";

fn is_of_class(attack: &Path, class: &str) -> bool {
    let text = fs::read(attack).expect("readable");
    let text = String::from_utf8_lossy(&text);
    text.lines().next().is_some_and(|line| line.contains(&format!("class={class} ")))
}

/// Judges attacks with neither words nor lints.
fn alone(level: Level, attacks: &[PathBuf]) {
    let course = Course::new();
    class(&course, &[]);
    let runner = runner(&course, level, true);
    let catalogue = Catalogue::load(&course.root).expect("the course");
    // As an exercise that is about `unsafe` would be judged: then nothing of the language is in the way either.
    let mut chunks = catalogue.find("chunks").expect("it is in the course").clone();
    chunks.allow_unsafe = true;
    let root = real();
    let root = root.to_str().expect("a path in UTF-8");
    let (mut table, mut wrong) = (String::new(), Vec::new());
    for attack in attacks {
        let name = attack.file_stem().expect("a name").to_string_lossy().into_owned();
        let text =
            String::from_utf8_lossy(&fs::read(attack).expect("readable")).replace("{ROOT}", root);
        let answer = Answer::new(chunks.path(), text.into_bytes());
        let plan = runner.plan(&chunks, answer, &[], false).expect("a plan");
        let report = match runner.check(&plan, &Cancel::never(), &mut |_| {}) {
            Ok(report) => report.expect("nobody cancels"),
            Err(error) => {
                wrong.push(format!("{name} breaks the machinery: {error:#}"));
                continue;
            }
        };
        let text = serde_json::to_string(&report).expect("plain data");
        if text.contains(SECRET) {
            wrong.push(format!("{name} tells the secret"));
        }
        let tests = report.stage(Stage::Test).map(|stage| {
            stage.checks.iter().map(|check| format!(" {}", check.verdict)).collect::<String>()
        });
        let at = report.stage.map_or("-", Stage::name);
        table.push_str(&format!(
            "{name:44} {:12} {at:12}{}\n",
            report.verdict.name(),
            tests.unwrap_or_default()
        ));
        if report.solved() {
            wrong.push(format!("{name} passes: {text}"));
        }
        // Whoever speaks in the place of a check still has no value that is right.
        let honest = ["12_", "o14", "o32", "o36"].iter().any(|start| name.starts_with(start));
        let compared = report.stage(Stage::Test).into_iter().flat_map(|stage| &stage.checks);
        let mut compared = compared.filter(|check| check.name.ends_with("_agrees"));
        if !honest && compared.any(|check| check.verdict == Verdict::Passed) {
            wrong.push(format!("{name} has a value that it cannot know: {text}"));
        }
    }
    println!("{level} alone\n{table}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn runner(course: &Course, level: Level, alone: bool) -> Runner {
    let toolchain = Toolchain::prepare(&course.root, &mut |_| {}).expect("warm crates");
    let untrusted = Untrusted::prepare(&course.root, level, CHECKER.into()).expect("writable");
    let untrusted = if alone { untrusted.jail_alone() } else { untrusted };
    Runner {
        root: course.root.clone(),
        toolchain,
        verdicts: None,
        incremental: false,
        untrusted: Some(untrusted),
    }
}

/// What keeping apart costs: `cargo test -p checker --test attacks -- --ignored --nocapture`.
#[test]
#[ignore = "measures; wants a quiet machine"]
fn what_a_jail_costs() {
    let course = Course::new();
    let catalogue = Catalogue::load(&course.root).expect("the course");
    let chunks = catalogue.find("chunks").expect("it is in the course");
    let solution = fs::read(course.root.join(chunks.solution())).expect("a solution");
    let mut base = None;
    for level in Level::ALL {
        if !can(level.name()) {
            continue;
        }
        let runner = runner(&course, level, false);
        let answer = Answer::new(chunks.path(), solution.clone());
        let plan = runner.plan(chunks, answer, &[], false).expect("a plan");
        let compiling = Instant::now();
        let runs = 60;
        let once = runner.repeat_tests(&plan, 1, None, &Cancel::never()).expect("it runs");
        let compiling = compiling.elapsed();
        let began = Instant::now();
        let found = runner.repeat_tests(&plan, runs, None, &Cancel::never()).expect("it runs");
        let checks = runs * found.len();
        assert!(found.iter().chain(&once).all(|check| check.refused == 0), "{found:?}");
        let each = (began.elapsed().saturating_sub(compiling)).as_secs_f64() * 1e3 / checks as f64;
        let base = *base.get_or_insert(each);
        println!(
            "{level}: {each:.2} ms a check (six at a time), {:+.2} ms, ratio {:.2}; to the first check {:.0} ms",
            each - base,
            each / base,
            compiling.as_secs_f64() * 1e3
        );
    }
}

#[test]
fn roots_processes_become_somebody_else() {
    if !rustix::process::geteuid().is_root() {
        eprintln!("SKIPPED: only root can let a process become another user");
        return;
    }
    let found = jail::reachable(Path::new(CHECKER), &[]);
    let Some(user) = found.user else {
        eprintln!("SKIPPED: nobody else can read this checker: {:?}", found.why);
        return;
    };
    let (read, mut execute) = jail::system_libraries();
    let id = Path::new("/usr/bin/id").canonicalize().expect("every system has it");
    execute.push(id.clone());
    let limits = JailLimits {
        memory: 1 << 28,
        addresses: 1 << 37,
        cpu: 10,
        file: 0,
        descriptors: 64,
        tasks: 64,
    };
    for level in [Level::L1, Level::L2, Level::L3].into_iter().filter(|level| *level <= found.level)
    {
        let jail = Jail {
            helper: CHECKER.into(),
            level,
            read: read.clone(),
            execute: execute.clone(),
            write: Vec::new(),
            processes: false,
            limits: limits.clone(),
            user: Some(user),
        };
        let command = Command::new(&id).arg("-u").jail(Some(jail));
        let outcome = run(&command, &Cancel::never(), None).expect("it starts");
        assert!(outcome.succeeded(), "{level}: {outcome:?}");
        // In a namespace of its own it is called root, and is not.
        let shown = if level == Level::L3 { "0".to_string() } else { user.to_string() };
        assert_eq!(outcome.stdout.text().trim(), shown, "{level}");
    }
}
