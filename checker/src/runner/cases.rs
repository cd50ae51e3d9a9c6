//! `compile_fail`: does the compiler reject the misuse, and still allow the use?
//!
//! A case is compiled against the metadata of the answer. It may not compare the compiler's text: a learner's own code
//! changes the notes of a message, so only the refused lines and their codes count.

use super::children::{Compiled, Job, Site};
use super::{Emit, decide, millis};
use crate::catalogue::{Case, Expected, Mark};
use crate::event::{CheckResult, Diagnostic, Stage, StageResult, Verdict};
use crate::process::Ended;
use crate::store::Key;
use crate::toolchain::{self, Driver, World};
use anyhow::{Context, Result, bail};
use std::time::Instant;

pub fn run(site: &Site, emit: &Emit) -> Result<StageResult> {
    let began = Instant::now();
    emit.stage_started(Stage::CompileFail);
    let outcomes: Vec<Result<(CheckResult, Vec<Diagnostic>)>> = std::thread::scope(|scope| {
        let handles: Vec<_> = site
            .plan
            .cases
            .iter()
            .map(|case| {
                scope.spawn(move || {
                    let (check, diagnostics) = remembered(site, case)?;
                    emit.check(Stage::CompileFail, &check);
                    Ok((check, diagnostics))
                })
            })
            .collect();
        handles.into_iter().map(super::join).collect()
    });
    let mut checks = Vec::new();
    let mut diagnostics = Vec::new();
    for outcome in outcomes {
        let (check, mut said) = outcome?;
        // What the compiler said about a case matters to the learner only where the case is not as it should be.
        if check.verdict != Verdict::Passed {
            diagnostics.append(&mut said);
        }
        checks.push(check);
    }
    let result = StageResult {
        stage: Stage::CompileFail,
        verdict: decide(&checks),
        ms: millis(began),
        checks,
        diagnostics,
        message: None,
    };
    emit.stage_finished(&result);
    Ok(result)
}

/// A rule of the language holds whatever the answer is: it is asked once for the text of its case and the compiler.
fn remembered(site: &Site, case: &Case) -> Result<(CheckResult, Vec<Diagnostic>)> {
    let verdicts = match &site.runner.verdicts {
        Some(verdicts) if !case.design => verdicts,
        _ => return judge(site, case),
    };
    let path = site.runner.root.join(&case.path);
    let text = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut key = Key::builder();
    key.part("case", &text);
    key.part("name", case.name.as_bytes());
    key.part("warm", site.runner.toolchain.warm_hash.as_bytes());
    key.part("checker", env!("CHECKER_SOURCES").as_bytes());
    let key = key.finish();
    if let Some(check) = verdicts.lesson(&key) {
        return Ok((check, Vec::new()));
    }
    let (check, diagnostics) = judge(site, case)?;
    // One that cannot be remembered is asked again.
    let _ = verdicts.put_lesson(&key, &check);
    Ok((check, diagnostics))
}

/// Compiles one case and compares where the compiler objects with where it should.
pub fn judge(site: &Site, case: &Case) -> Result<(CheckResult, Vec<Diagnostic>)> {
    let compiled = compile(site, case, &site.runner.root.join(&case.path))?;
    let says = case.says.clone();
    let mut check = match compiled.outcome.ended {
        Ended::Exited(0) if case.marks.is_empty() => CheckResult::passed(&case.name, says),
        Ended::Exited(code)
            if site.runner.untrusted.is_some()
                && !compiled.succeeded()
                && !compiled.has_errors() =>
        {
            // Somebody's file may have brought the compiler to that.
            let message = format!("the compiler ended with {code} and without an error message");
            CheckResult::refused(&case.name, says, Verdict::Crashed, message)
        }
        Ended::Exited(_) if !compiled.succeeded() && !compiled.has_errors() => {
            bail!(
                compiled.broke_down(&format!("the compiler broke down on {}", case.path.display()))
            )
        }
        Ended::Exited(_) => match compare(&case.marks, &compiled.diagnostics) {
            Ok(()) => CheckResult::passed(&case.name, says),
            Err(message) => CheckResult::refused(&case.name, says, Verdict::Failed, message),
        },
        Ended::TimedOut => CheckResult::refused(
            &case.name,
            says,
            Verdict::TimedOut,
            "the compiler did not end within a minute",
        ),
        Ended::Signaled { name, .. } => match site.used_up(&compiled.outcome) {
            Some(what) => CheckResult::refused(
                &case.name,
                says,
                Verdict::Limit,
                format!("the compiler used {what}"),
            ),
            None => CheckResult::refused(
                &case.name,
                says,
                Verdict::Crashed,
                format!("the compiler was ended by {name}"),
            ),
        },
        Ended::TooMuchOutput => {
            let message = "the compiler said more than anybody could read";
            CheckResult::refused(&case.name, says, Verdict::Limit, message)
        }
        Ended::Cancelled => CheckResult::refused(&case.name, says, Verdict::Skipped, "cancelled"),
    };
    check.lesson = !case.design;
    check.codes = compiled.errors().filter_map(|error| error.code.clone()).collect();
    check.codes.sort();
    check.codes.dedup();
    Ok((check, compiled.diagnostics))
}

/// Compiles a case file (or a variant of it) against the answer's metadata.
pub fn compile(site: &Site, case: &Case, source: &std::path::Path) -> Result<Compiled> {
    let out = site.make_folder(&format!("case-{}", case.name))?;
    // A crate name has no dots or dashes; the case's name becomes part of no message.
    let job = Job {
        driver: Driver::Rustc,
        world: World::Real,
        emit: toolchain::Emit::Metadata,
        name: "case",
        source,
        out: &out,
        externs: vec![site.answer_extern(World::Real, "rmeta")],
        shown_as: Some(&case.path),
        remap: None,
        reads: Vec::new(),
    };
    site.compile(&job, &mut |_| {})
}

/// The refused lines, held against the marked ones.
fn compare(marks: &[Mark], diagnostics: &[Diagnostic]) -> Result<(), String> {
    let errors: Vec<&Diagnostic> = diagnostics
        .iter()
        // Without a span: "aborting due to …".
        .filter(|diagnostic| diagnostic.level == "error" && diagnostic.line.is_some())
        .collect();
    for mark in marks {
        let here = || errors.iter().filter(|error| error.line == Some(mark.line));
        if here().any(|error| accepts(mark, error)) {
            continue;
        }
        return Err(match here().next() {
            None => format!(
                "line {} compiles, but it must be refused with {}",
                mark.line,
                expected(mark)
            ),
            Some(other) => format!(
                "line {} is refused with {} ({}), but the reason must be {}",
                mark.line,
                other.code.as_deref().unwrap_or("an error without a code"),
                other.message,
                expected(mark)
            ),
        });
    }
    match errors.iter().find(|error| !marks.iter().any(|mark| Some(mark.line) == error.line)) {
        None => Ok(()),
        Some(error) => Err(format!(
            "line {} must compile, but it is refused: {}{}",
            error.line.unwrap_or_default(),
            error.code.as_deref().map(|code| format!("{code}: ")).unwrap_or_default(),
            error.message
        )),
    }
}

fn accepts(mark: &Mark, error: &Diagnostic) -> bool {
    match &mark.expected {
        Expected::Codes(codes) => error.code.as_ref().is_some_and(|code| codes.contains(code)),
        Expected::Message(start) => error.code.is_none() && error.message.starts_with(start),
    }
}

fn expected(mark: &Mark) -> String {
    match &mark.expected {
        Expected::Codes(codes) => codes.join(" or "),
        Expected::Message(start) => format!("an error that begins with \"{start}\""),
    }
}
