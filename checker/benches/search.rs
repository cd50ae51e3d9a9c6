//! How long the model searches the course's solutions, how many executions that takes, and what the log costs of it.
//!
//! `cargo bench -p checker --bench search` prints a table, of the exercises named behind a `--` or of all. Nothing passes or
//! fails by its speed; the bench ends only when a solution does not compile, or when the search without a log is another one.
//! One process explores at a time. Unix only; on Linux the times are processor times, elsewhere those of the wall.

use checker::catalogue::{Bound, Catalogue, Check, Exercise, generate};
use checker::event::Stage;
use checker::process::{self, Cancel};
use checker::toolchain::{Compilation, Driver, Emit, Extern, Toolchain, World};
use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
use serde_json::Value;
use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often a search is timed, with its log and without in turn. The least time counts: whatever else the machine does
/// only adds to it.
const ROUNDS: usize = 5;
/// Longer than any compilation.
const PATIENCE: Duration = Duration::from_secs(120);
/// Every check is searched with up to that many preemptions, whatever its own bound is.
const DEEPEST: usize = 3;
const BLINK: Duration = Duration::from_millis(60);
const LONG: Duration = Duration::from_millis(500);

fn main() {
    // `cargo test --benches` only asks whether this builds.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the checker's workspace");
    let course = Catalogue::load(root).expect("a catalogue without mistakes");
    let toolchain = Toolchain::prepare(root, &mut |_| {}).expect("the warm crates");
    println!(
        "{:<28} {:<52} {:>8} {:>8} {:>8}  {:>6} {:>9} {:>9} {:>9}",
        "exercise",
        "check",
        "bound 1",
        "bound 2",
        "bound 3",
        "asked",
        "ms asked",
        "ms to 3",
        "no log"
    );
    let mut models = Vec::new();
    let asked: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    for exercise in course.exercises() {
        if !asked.is_empty() && !asked.contains(&exercise.name) {
            continue;
        }
        if !exercise.stages().expect("its files").contains(&Stage::Model) {
            continue;
        }
        let runner = Runner::build(root, &toolchain, exercise);
        let checks = exercise.model_checks().expect("checks without mistakes");
        let searched: Vec<Searched> = checks.iter().map(|check| runner.search(check)).collect();
        for (check, searched) in checks.iter().zip(&searched) {
            println!(
                "{:<28} {:<52} {:>8} {:>8} {:>8}  {:>6} {:>9.1} {:>9.1} {:>9.1}",
                exercise.name,
                check.name,
                searched.executions[0],
                searched.executions[1],
                searched.executions[2],
                runner.bound_of(check),
                ms(searched.asked),
                ms(searched.deepest),
                ms(searched.unlogged),
            );
        }
        models.push(searched);
    }
    summary(&models);
}

/// What came of one check.
struct Searched {
    /// Of bounds 1, 2 and 3; with a `>` in front where the search gave up.
    executions: [String; DEEPEST],
    finished: bool,
    /// The whole process: with the check's own bound …
    asked: Duration,
    /// … with bound 3 …
    deepest: Duration,
    /// … with its own bound, and no log.
    unlogged: Duration,
    /// A process that explores nothing.
    start: Duration,
}

fn summary(models: &[Vec<Searched>]) {
    let checks: Vec<&Searched> = models.iter().flatten().collect();
    let share = |name: &str, all: &[Duration], limit: Duration| {
        let within = all.iter().filter(|time| **time <= limit).count();
        println!(
            "{name:<64} {within:>4} of {} ({:.0} %) within {} ms",
            all.len(),
            100.0 * within as f64 / all.len().max(1) as f64,
            limit.as_millis()
        );
    };
    let asked: Vec<Duration> = checks.iter().map(|check| check.asked).collect();
    // A search that gave up has not finished, however fast.
    let deepest: Vec<Duration> = checks
        .iter()
        .map(|check| if check.finished { check.deepest } else { Duration::MAX })
        .collect();
    let sums: Vec<Duration> =
        models.iter().map(|model| model.iter().map(|check| check.asked).sum()).collect();
    println!();
    for limit in [BLINK, LONG] {
        share("one check, at its own bound", &asked, limit);
        share("one check, at bound 3", &deepest, limit);
        share("all checks of an exercise, one after the other", &sums, limit);
    }
    // What starting a process takes is nothing the log could cost.
    let net = |time: Duration, check: &Searched| ms(time.saturating_sub(check.start));
    let with: f64 = checks.iter().map(|check| net(check.asked, check)).sum();
    let without: f64 = checks.iter().map(|check| net(check.unlogged, check)).sum();
    let starts: Vec<Duration> = checks.iter().map(|check| check.start).collect();
    println!("\na process that explores nothing takes {:.1} ms", ms(least(starts)));
    println!(
        "searching with the log takes {with:.0} ms, without {without:.0} ms: the log costs a factor of {:.2}",
        with / without
    );
}

/// The model runner of one exercise's solution.
struct Runner<'a> {
    toolchain: &'a Toolchain,
    exercise: &'a Exercise,
    program: PathBuf,
    folder: tempfile::TempDir,
}

impl Runner<'_> {
    /// Compiles the solution and the checks as the stage does.
    fn build<'a>(root: &Path, toolchain: &'a Toolchain, exercise: &'a Exercise) -> Runner<'a> {
        let folder = tempfile::tempdir().expect("a folder");
        let compile = |name: &str, source: &Path, emit, externs: Vec<Extern>| {
            let compilation = Compilation {
                toolchain,
                driver: Driver::Rustc,
                world: World::Model,
                emit,
                name,
                source,
                out: folder.path(),
                externs,
                root,
                shown_as: None,
                remap: None,
                incremental: None,
                deny: &[],
                forbid: &[],
                lint_settings: None,
                private: None,
            };
            let call = compilation.call();
            let command = process::Command::new(call.program)
                .args(call.args)
                .envs(call.env)
                .cwd(root)
                .deadline(PATIENCE);
            let outcome =
                process::run(&command, &Cancel::never(), None).expect("the compiler runs");
            assert!(outcome.succeeded(), "{}: {}", exercise.name, outcome.stderr.text());
            compilation.output()
        };
        let solution = exercise.absolute(exercise.solution());
        let file = compile("answer", &solution, Emit::Library, Vec::new());
        let checks = exercise.model_checks().expect("checks without mistakes");
        let source = folder.path().join("schedules.rs");
        let text = generate::model_runner(&checks, &exercise.absolute(exercise.model_file()));
        fs::write(&source, text).expect("the folder is ours");
        let answer = Extern { name: "answer".to_string(), file };
        let program = compile("schedules", &source, Emit::Program, vec![answer]);
        Runner { toolchain, exercise, program, folder }
    }

    /// The bound that the checker asks for.
    fn bound_of(&self, check: &Check) -> String {
        match check.bound {
            Some(Bound::Unbounded) => "none".to_string(),
            Some(Bound::Preemptions(bound)) => bound.to_string(),
            None => self.exercise.limits.bound.to_string(),
        }
    }

    fn search(&self, check: &Check) -> Searched {
        let bound = |bound: &str| match bound {
            "none" => vec!["--unbounded".to_string()],
            _ => vec!["--bound".to_string(), bound.to_string()],
        };
        let asked = bound(&self.bound_of(check));
        let deepest = bound(&DEEPEST.to_string());
        let mut finished = true;
        let executions = std::array::from_fn(|index| {
            let (record, _) = self.explore(check, &bound(&(index + 1).to_string()));
            let executions = &record["executions"];
            match record["verdict"].as_str() {
                Some("passed") => executions.to_string(),
                Some("too_large") => {
                    finished = false;
                    format!(
                        ">{}",
                        check.max_executions.unwrap_or(self.exercise.limits.max_executions)
                    )
                }
                // A witness that needs more preemptions: nothing is wrong before the bound that is asked for.
                Some("failed") if record["schedule"].is_null() => "unseen".to_string(),
                _ => panic!("{}/{}: {record}", self.exercise.name, check.name),
            }
        });
        let mut times: [Vec<Duration>; 4] = Default::default();
        for _ in 0..ROUNDS {
            let unlogged: Vec<String> =
                asked.iter().cloned().chain(["--no-log".to_string()]).collect();
            let (with, time) = self.explore(check, &asked);
            let (without, time_unlogged) = self.explore(check, &unlogged);
            for field in ["verdict", "bound", "executions", "total_executions"] {
                assert_eq!(
                    with[field], without[field],
                    "{}: `{field}` differs without a log: {without}",
                    check.name
                );
            }
            times[0].push(time);
            times[1].push(if asked == deepest { time } else { self.explore(check, &deepest).1 });
            times[2].push(time_unlogged);
            times[3].push(self.run(&["no_such_check".into()]).took);
        }
        let [asked, deepest, unlogged, start] = times.map(least);
        Searched { executions, finished, asked, deepest, unlogged, start }
    }

    /// One exploration: what it says, and how long its process took.
    fn explore(&self, check: &Check, options: &[String]) -> (Value, Duration) {
        let most = check.max_executions.unwrap_or(self.exercise.limits.max_executions);
        let mut args: Vec<OsString> = vec![
            (&check.name).into(),
            "--max-executions".into(),
            most.to_string().into(),
            "--file".into(),
            self.exercise.model_file().into(),
        ];
        args.extend(options.iter().map(OsString::from));
        let outcome = self.run(&args);
        assert!(outcome.succeeded, "{}: the runner broke", check.name);
        (serde_json::from_slice(&outcome.said).expect("one record"), outcome.took)
    }

    /// Nothing ends a search that goes on for ever but its own budget.
    fn run(&self, args: &[OsString]) -> Ran {
        let (ours, theirs) = UnixStream::pair().expect("two ends");
        let began = Instant::now();
        let mut child = Command::new(&self.program)
            .args(args)
            .env(Toolchain::library_path_variable(), self.toolchain.library_path())
            .env("RUST_BACKTRACE", "0")
            .current_dir(self.folder.path())
            .stdin(OwnedFd::from(theirs))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the runner starts");
        let mut said = Vec::new();
        (&ours).read_to_end(&mut said).expect("the verdict");
        // It has ended, but its traces are still there until it is waited for.
        let id = WaitId::Pid(Pid::from_child(&child));
        waitid(id, WaitIdOptions::EXITED | WaitIdOptions::NOWAIT).expect("it ends");
        let wall = began.elapsed();
        let took = processor_time(child.id()).unwrap_or(wall);
        Ran { said, succeeded: child.wait().expect("it has ended").success(), took }
    }
}

/// A process that has ended.
struct Ran {
    said: Vec<u8>,
    succeeded: bool,
    took: Duration,
}

/// What the exploring thread of a process has had of a processor: that is how long it takes on an idle machine, however
/// busy this one is. `None` where the system does not say; then the clock on the wall has to do.
fn processor_time(process: u32) -> Option<Duration> {
    let told = fs::read_to_string(format!("/proc/{process}/schedstat")).ok()?;
    let nanoseconds: u64 = told.split_whitespace().next()?.parse().ok()?;
    (nanoseconds > 0).then(|| Duration::from_nanos(nanoseconds))
}

fn least(times: Vec<Duration>) -> Duration {
    times.into_iter().min().unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
