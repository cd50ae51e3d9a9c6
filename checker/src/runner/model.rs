//! `model`: is the answer right under every schedule?
//!
//! The same file is compiled against the stand-ins, and each check of `model.rs` is explored in a process of its own. It
//! may not treat what the model does not know as a failure: that is `not_modelled`, unproven.

use super::children::{Code, Compiled, Job, Site};
use super::suite::Suite;
use super::{Emit, SILENCED, TOO_LONG, decide, in_parallel, millis, readable};
use crate::catalogue::{Bound, Check, generate};
use crate::event::{Cause, CheckResult, Diagnostic, Kind, Stage, StageResult, Verdict};
use crate::explain::Source;
use crate::explain::compiler::Message;
use crate::explain::{engine, schedule, unknown};
use crate::process::{Ended, Outcome};
use crate::toolchain::{self, Driver, World};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

/// The budget of a search is counted in executions, so that a loaded machine changes no verdict. This bound on the wall
/// clock only ends what no longer counts anything.
const DEADLINE: Duration = Duration::from_secs(300);

/// What the model runner sends.
#[derive(Debug, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
enum Record {
    Passed {
        bound: Option<u32>,
        executions: u64,
    },
    Failed {
        kind: Kind,
        message: String,
        bound: Option<u32>,
        executions: Option<u64>,
        file: Option<String>,
        line: Option<u32>,
        schedule: Option<Value>,
    },
    TooLarge {
        bound: Option<u32>,
        executions: Option<u64>,
        message: String,
    },
    TimedOut {
        message: String,
        #[serde(default)]
        threads: Value,
    },
    NotModelled {
        message: String,
    },
}

/// Compiles the answer against the stand-ins; `ready` is told when there is metadata, and dropped in any case.
pub fn compile_answer(site: &Site, ready: Sender<()>) -> Result<Compiled> {
    site.compile_answer(World::Model, Driver::Rustc, &mut |message| {
        if matches!(message, Message::Artifact { emit, .. } if emit == "metadata") {
            let _ = ready.send(());
        }
    })
}

/// Links the model runner and explores every check. `library` waits for the answer's compilation.
pub fn run(
    site: &Site,
    emit: &Emit,
    is_ready: Receiver<()>,
    library: impl FnOnce() -> Result<Compiled>,
) -> Result<StageResult> {
    let began = Instant::now();
    emit.stage_started(Stage::Model);
    let result = |verdict, checks, message| StageResult {
        stage: Stage::Model,
        verdict,
        ms: millis(began),
        checks,
        diagnostics: Vec::new(),
        message,
    };
    let finish = |result: StageResult| {
        emit.stage_finished(&result);
        Ok(result)
    };
    let compiled = OnceCell::new();
    let has_code = || {
        let library = library()?;
        Ok(compiled.get_or_init(|| library).succeeded())
    };
    let mut code = Code::to_come(has_code);
    // Without metadata there is nothing to compile a runner against.
    let known = is_ready.recv().is_ok() || code.came()?;

    let mut checks = Vec::new();
    for suite in Suite::of(site, Stage::Model) {
        let linked = if known { link(site, &suite, &mut code)? } else { None };
        let Some(linked) = linked else {
            let library = compiled.get().context("the answer's library was waited for")?;
            return finish(match why_unknown(site, library)? {
                Some(message) => result(Verdict::NotModelled, Vec::new(), Some(message)),
                None => result(Verdict::Skipped, Vec::new(), None),
            });
        };
        if linked.succeeded() {
            checks.extend(explore_all(site, emit, &suite, &linked.output)?);
            continue;
        }
        let why = why_unknown(site, &linked)?;
        let verdict = if why.is_some() { Verdict::NotModelled } else { Verdict::Skipped };
        if !suite.private {
            return finish(result(verdict, Vec::new(), why));
        }
        // What only a private check asks for is no reason to doubt what the others found.
        let refused = suite.refused(verdict, why.as_deref().unwrap_or("cancelled"));
        refused.iter().for_each(|check| emit.check(Stage::Model, check));
        checks.extend(refused);
    }
    finish(result(decide(&checks), checks, None))
}

/// Links checks with the answer; nothing where it does not compile.
fn link(site: &Site, suite: &Suite, code: &mut Code) -> Result<Option<Compiled>> {
    let source = site.folder(&suite.named("schedules.rs"));
    let text = generate::model_runner(suite.checks, &suite.folder.join("model.rs"));
    fs::write(&source, text).context("cannot write the model runner")?;
    let job = Job {
        driver: Driver::Rustc,
        world: World::Model,
        emit: toolchain::Emit::Program,
        name: &suite.named("schedules"),
        source: &source,
        out: &site.folder("model"),
        externs: site.answer_externs(World::Model),
        shown_as: None,
        remap: suite.remap.clone(),
        reads: vec![suite.folder.clone()],
    };
    site.link(&job, code)
}

/// Why the model does not know the answer; `None` when the compiler was cancelled.
fn why_unknown(site: &Site, compiled: &Compiled) -> Result<Option<String>> {
    if let Some(error) = broken(compiled) {
        bail!(
            "the answer cannot be compiled against the model, for a reason that is not in it (is another checker building the \
             warm crates anew? then run this again): {}",
            error.message
        );
    }
    match compiled.outcome.ended {
        Ended::Cancelled => Ok(None),
        // The real compiler will have said so, too.
        Ended::Signaled { .. } | Ended::TimedOut | Ended::TooMuchOutput
            if site.runner.untrusted.is_some() =>
        {
            Ok(Some("the compiler did not end by itself on this file".to_string()))
        }
        _ if compiled.has_errors() => {
            let answer = String::from_utf8_lossy(&site.plan.answer.bytes);
            let errors: Vec<_> = compiled.errors().cloned().collect();
            Ok(Some(unknown::not_modelled(&errors, &answer)))
        }
        _ => bail!(compiled.broke_down("the answer cannot be compiled against the model")),
    }
}

/// An error that names no place in any source says nothing about the answer: a crate is not there or not the one that
/// others were compiled with, or the linker failed.
fn broken(compiled: &Compiled) -> Option<&Diagnostic> {
    compiled.errors().find(|error| {
        error.line.is_none()
            || matches!(error.code.as_deref(), Some("E0460" | "E0462" | "E0514"))
            || ["extern location for", "required to be available in"]
                .iter()
                .any(|text| error.message.contains(text))
    })
}

/// Explores the checks, as many at a time as there are processors: exploring never waits for anything.
fn explore_all(
    site: &Site,
    emit: &Emit,
    suite: &Suite,
    program: &Path,
) -> Result<Vec<CheckResult>> {
    let checks = suite.checks;
    let processors = std::thread::available_parallelism().map_or(2, usize::from);
    let mut found = BTreeMap::new();
    in_parallel(
        processors,
        checks.len(),
        |index| explore(site, suite, &checks[index], program),
        |index, check| {
            emit.check(Stage::Model, &check);
            found.insert(index, check);
            Ok(())
        },
    )?;
    Ok(found.into_values().collect())
}

fn explore(site: &Site, suite: &Suite, check: &Check, program: &Path) -> Result<CheckResult> {
    let limits = &site.plan.exercise.limits;
    let mut args: Vec<OsString> = vec![(&check.name).into()];
    match check.bound {
        _ if site.plan.deep => args.push("--unbounded".into()),
        Some(Bound::Unbounded) => args.push("--unbounded".into()),
        Some(Bound::Preemptions(bound)) => {
            args.extend(["--bound".into(), bound.to_string().into()])
        }
        None => args.extend(["--bound".into(), limits.bound.to_string().into()]),
    }
    let most = check.max_executions.unwrap_or(limits.max_executions);
    args.extend(["--max-executions".into(), most.to_string().into()]);
    // A panic located there is an assertion of the check, however it is worded; anywhere else it is the answer's.
    args.extend(["--file".into(), suite.shown.join("model.rs").into()]);

    let outcome = site.run_check(program, args.clone(), DEADLINE)?;
    let mut result = read(site, check, &outcome)?;
    let has_schedule = result.schedule.is_some();
    if result.verdict == Verdict::Failed
        && has_schedule
        && result.kind != Some(Kind::Nondeterministic)
    {
        // The same search with every read up to date: what still fails is a matter of order alone, and its schedule is
        // the simpler one to read.
        args.push("--sequential".into());
        let again = read(site, check, &site.run_check(program, args, DEADLINE)?)?;
        result.cause = match again.verdict {
            Verdict::Failed => {
                result = again;
                Some(Cause::Scheduling)
            }
            Verdict::Passed => Some(Cause::MemoryOrdering),
            _ => None,
        };
    }
    schedule::name_check(&mut result, &Texts(site));
    schedule::conclude(&mut result, &Texts(site));
    schedule::shorten_paths(&mut result, &site.runner.root);
    Ok(result)
}

/// The texts that a schedule names: the answer's own bytes, and the course's files.
struct Texts<'a, 'b>(&'a Site<'b>);

impl Source for Texts<'_, '_> {
    fn text(&self, file: &str) -> Option<Cow<'_, str>> {
        let Texts(site) = self;
        if Path::new(file) == site.plan.answer.path {
            return Some(String::from_utf8_lossy(&site.plan.answer.bytes));
        }
        let private = site.plan.exercise.private.as_ref();
        let private = private.and_then(|private| private.absolute(Path::new(file)));
        let path = private.unwrap_or_else(|| site.runner.root.join(file));
        fs::read_to_string(path).ok().map(Cow::Owned)
    }
}

fn read(site: &Site, check: &Check, outcome: &Outcome) -> Result<CheckResult> {
    let refused =
        |verdict, message: String| CheckResult::refused(&check.name, &check.says, verdict, message);
    if let Some(what) = site.used_up(outcome) {
        return Ok(refused(Verdict::Limit, format!("it used {what}")));
    }
    if let Some(why) = site.tampered(outcome) {
        return Ok(refused(Verdict::Tampered, why));
    }
    let mut lines = outcome.channel.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let record = match (lines.next(), lines.next()) {
        (Some(line), None) => serde_json::from_slice::<Record>(line),
        (None, _) => Err(serde::de::Error::custom("no record")),
        _ => Err(serde::de::Error::custom("more than one record")),
    };
    let mut result = match (outcome.ended, record) {
        (Ended::Exited(_), _) if outcome.channel_overflowed => {
            refused(Verdict::Failed, TOO_LONG.to_string())
        }
        (Ended::Exited(0), Ok(record)) => match record {
            Record::Passed { bound, executions } => CheckResult {
                bound,
                executions: Some(executions),
                ..CheckResult::passed(&check.name, &check.says)
            },
            Record::Failed { kind, message, bound, executions, file, line, schedule } => {
                let mut schedule = schedule.map(engine::schedule).transpose()?;
                for step in schedule.iter_mut().flat_map(|schedule| &mut schedule.steps) {
                    step.value = step.value.take().map(readable);
                }
                CheckResult {
                    kind: Some(kind),
                    bound,
                    executions: executions
                        .or(schedule.as_ref().map(|schedule| schedule.executions)),
                    file,
                    line,
                    schedule,
                    ..refused(Verdict::Failed, readable(message))
                }
            }
            Record::TooLarge { bound, executions, message } => {
                CheckResult { bound, executions, ..refused(Verdict::TooLarge, message) }
            }
            Record::TimedOut { message, threads } => CheckResult {
                waiting: engine::waiting(threads)?,
                ..refused(Verdict::TimedOut, message)
            },
            Record::NotModelled { message } => refused(Verdict::NotModelled, message),
        },
        (Ended::Cancelled | Ended::TooMuchOutput, _) => {
            refused(Verdict::Skipped, "cancelled".to_string())
        }
        (Ended::TimedOut, _) => refused(
            Verdict::TimedOut,
            format!("the exploration had not ended after {} s", DEADLINE.as_secs()),
        ),
        (Ended::Signaled { name, .. }, _)
            if outcome.stderr.text().contains("has overflowed its stack") =>
        {
            refused(
                Verdict::Crashed,
                format!(
                    "a thread overflowed its stack ({name}): the model's threads have less stack than real ones; does a function call itself without end?"
                ),
            )
        }
        (Ended::Signaled { name, .. }, _) => {
            refused(Verdict::Crashed, format!("the model's process was ended by the signal {name}"))
        }
        (Ended::Exited(0), _) if site.runner.untrusted.is_some() => {
            refused(Verdict::Tampered, SILENCED.to_string())
        }
        (Ended::Exited(code), _) => refused(
            Verdict::Crashed,
            format!(
                "the model's process ended with status {code} before the check had: does the answer end the process?"
            ),
        ),
    };
    if result.verdict == Verdict::Crashed {
        result.output = outcome.stderr.text();
    }
    Ok(result)
}
