//! Plan → events: carries a plan out, stage by stage, and says what happens.
//!
//! It may not print, know who listens, or decide what a result looks like. `Err` means that our own machinery broke; an
//! answer that fails is a verdict. `watch`, `run`, `check-all` and `dev check` all come through [`Runner::check`].
//!
//! What runs beside what: the answer is compiled twice at once, as it is and against the stand-ins. As soon as the real
//! compiler has the metadata, `build` is decided and the cases are compiled against it; runners are compiled against metadata too,
//! and linked when the code is there ([`children::Site::link`]).

mod build;
mod cases;
mod children;
mod model;
mod parallel;
mod policy;
mod suite;
mod test;
mod untrusted;

pub use parallel::in_parallel;
pub use untrusted::{COMPILE_SECONDS, Untrusted};

use crate::catalogue::overlay::Private;
use crate::catalogue::{Case, Exercise};
use crate::diagnose::diagnose;
use crate::event::{CheckResult, Diagnostic, Event, Report, Stage, StageResult, Verdict};
use crate::plan::{Answer, Plan, Prepared};
use crate::process::Cancel;
use crate::store::Verdicts;
use crate::toolchain::Toolchain;
use anyhow::{Context, Result};
use build::Ready;
use children::{Code, Site};
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Carries out plans with one toolchain in one workspace.
pub struct Runner {
    /// The course's folder.
    pub root: PathBuf,
    /// The compilers and warm crates.
    pub toolchain: Toolchain,
    /// Where verdicts are remembered; `None` asks anew each time.
    pub verdicts: Option<Verdicts>,
    /// Keep the compilers' working data between checks of the same exercise, and have runners compiled before there is something to
    /// link them with: for somebody who saves again and again.
    pub incremental: bool,
    /// What keeps answers in that nobody trusts; `None` for one's own.
    pub untrusted: Option<Untrusted>,
}

/// What the stages report while they run, on whichever thread.
#[derive(Clone)]
struct Emit {
    exercise: String,
    to: mpsc::Sender<Event>,
}

impl Emit {
    fn send(&self, event: Event) {
        // Nobody listens any more only after a cancellation.
        let _ = self.to.send(event);
    }

    fn stage_started(&self, stage: Stage) {
        self.send(Event::StageStarted { exercise: self.exercise.clone(), stage });
    }

    fn check(&self, stage: Stage, check: &CheckResult) {
        self.send(Event::CheckFinished {
            exercise: self.exercise.clone(),
            stage,
            check: check.clone(),
        });
    }

    fn stage_finished(&self, result: &StageResult) {
        self.send(Event::StageFinished { exercise: self.exercise.clone(), result: result.clone() });
    }
}

impl Runner {
    /// Checks one answer; `None` when it was cancelled.
    ///
    /// # Errors
    /// When our own machinery broke: a compiler that cannot be started, a full disk, an oracle that fails.
    pub fn check(
        &self,
        plan: &Plan,
        cancel: &Cancel,
        emit: &mut dyn FnMut(Event),
    ) -> Result<Option<Report>> {
        let began = Instant::now();
        emit(Event::Started {
            exercise: plan.exercise.name.clone(),
            path: plan.answer.path.clone(),
            answer: plan.answer.hash.clone(),
            stages: plan.stages.clone(),
        });
        if let Some(mut report) = self
            .verdicts
            .as_ref()
            .filter(|_| !plan.anew)
            .and_then(|verdicts| verdicts.get(&plan.key))
        {
            report.cached = true;
            report.ms = millis(began);
            add_diagnosis(plan, &mut report)?;
            for result in &report.stages {
                emit(Event::StageFinished {
                    exercise: report.exercise.clone(),
                    result: result.clone(),
                });
            }
            emit(Event::Finished(report.clone()));
            return Ok(Some(report));
        }

        let site = Site::new(self, plan, cancel)?;
        let (to, events) = mpsc::channel();
        let sender = Emit { exercise: plan.exercise.name.clone(), to };
        let stages = std::thread::scope(|scope| {
            // The stages own the only senders: when the last of them has ended, so does this loop.
            let stages = scope.spawn(|| run_stages(&site, sender));
            for event in events {
                if !cancel.is_cancelled() {
                    emit(event);
                }
            }
            stages.join()
        });
        let stages = stages.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        // Before the question whether something broke: a compiler or an oracle that was ended half-way may look as if it had.
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let stages = stages?;
        let (verdict, stage) = Report::decide(&stages);
        let mut report = Report {
            exercise: plan.exercise.name.clone(),
            verdict,
            stage,
            ms: millis(began),
            stages,
            diagnosis: None,
            known_as: None,
            answer: plan.answer.hash.clone(),
            cached: false,
        };
        if let Some(verdicts) = &self.verdicts {
            // A verdict that cannot be remembered is still a verdict.
            let _ = verdicts.put(&plan.key, &report);
        }
        // Not remembered with the verdict: what is known grows with the course, and the key does not cover it.
        add_diagnosis(plan, &mut report)?;
        emit(Event::Finished(report.clone()));
        Ok(Some(report))
    }
}

fn add_diagnosis(plan: &Plan, report: &mut Report) -> Result<()> {
    // How known mistakes fail was written down without the checks of anybody else.
    let found = match &plan.exercise.private {
        Some(private) => diagnose(&plan.exercise, &without(private, report))?,
        None => diagnose(&plan.exercise, report)?,
    };
    if let Some(found) = found {
        report.diagnosis = Some(found.says);
        report.known_as = Some(found.name);
    }
    Ok(())
}

/// The report as it would be without an overlay's checks.
fn without(private: &Private, report: &Report) -> Report {
    let mut report = report.clone();
    for result in &mut report.stages {
        let own = private.checks(result.stage);
        if own.is_empty() {
            continue;
        }
        result.checks.retain(|check| !own.iter().any(|private| private.name == check.name));
        if !result.checks.is_empty() {
            result.verdict = decide(&result.checks);
        }
    }
    (report.verdict, report.stage) = Report::decide(&report.stages);
    report
}

impl Runner {
    /// The plan for asking `asked` (all stages when empty) of an answer.
    ///
    /// # Errors
    /// When a course file is missing or malformed.
    pub fn plan(
        &self,
        exercise: &Exercise,
        answer: Answer,
        asked: &[Stage],
        deep: bool,
    ) -> Result<Plan> {
        Ok(self.prepare(exercise, asked, deep)?.plan(answer))
    }

    /// What is to be done with any answer to an exercise.
    ///
    /// # Errors
    /// When a course file is missing or malformed.
    pub fn prepare(&self, exercise: &Exercise, asked: &[Stage], deep: bool) -> Result<Prepared> {
        let untrusted = self.untrusted.as_ref().map(Untrusted::key);
        let mut versions =
            vec![env!("CHECKER_SOURCES"), &self.toolchain.warm_hash, &self.toolchain.version];
        versions.extend(untrusted.as_deref());
        Prepared::new(exercise, asked, deep, &versions)
    }
}

/// How often the checks of `test.rs` refused an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// The check.
    pub check: String,
    /// How often it was run.
    pub runs: usize,
    /// How often it did not pass.
    pub refused: usize,
    /// The first time that it did not.
    pub first: Option<CheckResult>,
}

impl Runner {
    /// Compiles an answer once and runs the checks of its test stage `times` times, each time with other random input; a
    /// check that has used up its `budget` is run no more. Nothing when the answer does not get as far as that.
    ///
    /// # Errors
    /// When our own machinery broke.
    pub fn repeat_tests(
        &self,
        plan: &Plan,
        times: usize,
        budget: Option<Duration>,
        cancel: &Cancel,
    ) -> Result<Vec<Repeated>> {
        let site = Site::new(self, plan, cancel)?;
        let (to, _events) = mpsc::channel();
        let (ready, _is_ready) = mpsc::channel();
        let emit = Emit { exercise: plan.exercise.name.clone(), to };
        if !build::compile_answer(&site, &emit, ready)?.has_code {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for suite in suite::Suite::of(&site, Stage::Test) {
            let Ok(linked) = test::link(&site, &suite, &mut Code::there())? else { continue };
            found.extend(test::repeat(&site, &suite, &linked, times, budget)?);
        }
        Ok(found)
    }

    /// Compiles variants of an answer's cases: for each text, the codes and lines of the compiler's errors. Nothing when the
    /// answer itself does not compile.
    ///
    /// # Errors
    /// When our own machinery broke.
    pub fn compile_cases(
        &self,
        plan: &Plan,
        texts: &[(Case, String)],
        cancel: &Cancel,
    ) -> Result<Option<Vec<Vec<Diagnostic>>>> {
        let site = Site::new(self, plan, cancel)?;
        let (to, _events) = mpsc::channel();
        let (ready, _is_ready) = mpsc::channel();
        let emit = Emit { exercise: plan.exercise.name.clone(), to };
        if !build::compile_answer(&site, &emit, ready)?.has_code {
            return Ok(None);
        }
        let mut found = Vec::new();
        for (case, text) in texts {
            let source = site.folder("variant.rs");
            std::fs::write(&source, text).context("cannot write a variant of a case")?;
            let compiled = cases::compile(&site, case, &source)?;
            found.push(compiled.errors().cloned().collect());
        }
        Ok(Some(found))
    }
}

fn millis(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// All stages of a plan, in table order.
fn run_stages(site: &Site, emit: Emit) -> Result<Vec<StageResult>> {
    let asked = |stage| site.plan.stages.contains(&stage);
    if let Some(build) = build::refused_unseen(site) {
        emit.stage_started(Stage::Build);
        let mut stages = vec![build];
        stages.extend(site.plan.stages.iter().skip(1).map(|stage| skipped(*stage)));
        stages.iter().for_each(|result| emit.stage_finished(result));
        return Ok(stages);
    }
    std::thread::scope(|scope| {
        // Speculation: in most runs the answer compiles, and then the model's library is already there.
        let (model_ready, model_is_ready) = mpsc::channel();
        let library = asked(Stage::Model)
            .then(|| scope.spawn(move || model::compile_answer(site, model_ready)));
        let (ready, is_ready) = mpsc::channel();
        let code = scope.spawn({
            let emit = emit.clone();
            move || build::compile_answer(site, &emit, ready)
        });

        // Either the metadata is there, or the compiler ended without it.
        if is_ready.recv() != Ok(Ready::Metadata) {
            let build = join(code)?.result;
            let mut stages = vec![build];
            stages.extend(site.plan.stages.iter().skip(1).map(|stage| skipped(*stage)));
            stages.iter().skip(1).for_each(|result| emit.stage_finished(result));
            return Ok(stages);
        }
        let cases = asked(Stage::CompileFail).then(|| {
            let emit = emit.clone();
            scope.spawn(move || cases::run(site, &emit))
        });
        let model = library.map(|library| {
            let emit = emit.clone();
            scope.spawn(move || model::run(site, &emit, model_is_ready, || join(library)))
        });
        // The same for the code.
        let has_code = || Ok(is_ready.recv() == Ok(Ready::Code));
        let test = asked(Stage::Test).then(|| test::run(site, &emit, has_code));
        let mut stages = vec![join(code)?.result];
        stages.extend(test.transpose()?);
        if let Some(cases) = cases {
            stages.push(join(cases)?);
        }
        if let Some(model) = model {
            stages.push(join(model)?);
        }
        Ok(stages)
    })
}

fn join<T>(handle: std::thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    match handle.join() {
        Ok(result) => result.context("while an answer was checked"),
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// Said of a check whose verdict is longer than what is kept of it.
const TOO_LONG: &str =
    "what it has to say is longer than 4 MiB: does a panic message or a returned value never end?";

/// Said of a check that never said anything, although its process ended well.
const SILENCED: &str = "the process ended well before the check had said anything: somebody ended it in the check's place";

/// An answer may panic with a message of any length; what is passed on is what somebody would read of it.
fn readable(text: String) -> String {
    const HEAD: usize = 3_000;
    const TAIL: usize = 1_000;
    let all = text.chars().count();
    if all <= HEAD + TAIL {
        return text;
    }
    let head: String = text.chars().take(HEAD).collect();
    let tail: String = text.chars().skip(all - TAIL).collect();
    format!("{head}\n… {} characters left out …\n{tail}", all - HEAD - TAIL)
}

fn skipped(stage: Stage) -> StageResult {
    StageResult {
        stage,
        verdict: Verdict::Skipped,
        ms: 0,
        checks: Vec::new(),
        diagnostics: Vec::new(),
        message: None,
    }
}

/// A stage's verdict: a check that is wrong decides before one that is only unproven.
fn decide(checks: &[CheckResult]) -> Verdict {
    let counted = || checks.iter().filter(|check| !check.lesson).map(|check| check.verdict);
    counted()
        .find(|verdict| *verdict != Verdict::Passed && !verdict.is_unproven())
        .or_else(|| counted().find(|verdict| *verdict != Verdict::Passed))
        .unwrap_or(Verdict::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_message_loses_its_middle_and_a_short_one_nothing() {
        assert_eq!(readable("é".repeat(4_000)), "é".repeat(4_000));
        let long = readable(format!("left: {}right", "é".repeat(10_000)));
        assert!(long.starts_with("left: é") && long.ends_with("éright"), "{long}");
        assert!(long.contains("\n… 6011 characters left out …\n"), "{long}");
    }
}
