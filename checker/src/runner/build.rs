//! `build`: does the learner's file compile, with the real `std` and the real crates?
//!
//! It may not judge style: clippy advises, and only errors and the lints that the exercise names refuse an answer.

use super::children::Site;
use super::{Emit, millis, policy};
use crate::event::{Diagnostic, Event, Stage, StageResult, Verdict};
use crate::explain::compiler::Message;
use crate::process::Ended;
use crate::toolchain::{Driver, World};
use anyhow::{Result, bail};
use std::sync::mpsc::Sender;
use std::time::Instant;

pub struct Built {
    pub result: StageResult,
    /// The library is there, not only its metadata.
    pub has_code: bool,
}

/// How far the answer's compilation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {
    /// Other crates can be checked against it.
    Metadata,
    /// Programs can be linked with it.
    Code,
}

/// Compiles the answer; `ready` is told of each of the two as soon as it is so, and dropped in any case.
pub fn compile_answer(site: &Site, emit: &Emit, ready: Sender<Ready>) -> Result<Built> {
    let began = Instant::now();
    emit.stage_started(Stage::Build);
    if let Some(result) = refused_unseen(site) {
        emit.stage_finished(&result);
        return Ok(Built { result, has_code: false });
    }
    // Whoever cannot tell the words of a file apart has not looked for those that are refused.
    let readable = !site.runner.untrusted.as_ref().is_some_and(|untrusted| untrusted.lints)
        || str::from_utf8(&site.plan.answer.bytes).is_ok_and(policy::reads);
    let mut decided = None;
    let mut has_code = false;
    let mut said = Vec::new();
    let compiled =
        site.compile_answer(World::Real, Driver::Clippy, &mut |message| match message {
            Message::Diagnostic(diagnostic) => {
                said.push(diagnostic.clone());
                emit.send(Event::Diagnosed {
                    exercise: emit.exercise.clone(),
                    stage: Stage::Build,
                    diagnostic: diagnostic.clone(),
                });
            }
            // The metadata is written once every error is out: the question is answered, generating code is not part of it.
            Message::Artifact { emit: kind, .. } if kind == "metadata" && readable => {
                let result = passed(&said, millis(began));
                emit.stage_finished(&result);
                decided = Some(result);
                let _ = ready.send(Ready::Metadata);
            }
            // Before the compiler has tidied up and ended: whoever links does not wait for that.
            Message::Artifact { emit: kind, .. } if kind == "link" && decided.is_some() => {
                has_code = true;
                let _ = ready.send(Ready::Code);
            }
            Message::Artifact { .. } => {}
        })?;
    if compiled.succeeded() && !readable {
        let result = StageResult {
            verdict: Verdict::Rejected,
            message: Some("the file cannot be looked through before it is compiled".to_string()),
            ..passed(&compiled.diagnostics, millis(began))
        };
        emit.stage_finished(&result);
        return Ok(Built { result, has_code: false });
    }
    if compiled.succeeded() {
        let result = decided.unwrap_or_else(|| {
            let result = passed(&compiled.diagnostics, millis(began));
            emit.stage_finished(&result);
            let _ = ready.send(Ready::Metadata);
            result
        });
        if !has_code {
            let _ = ready.send(Ready::Code);
        }
        return Ok(Built { result, has_code: true });
    }
    if let Some(mut result) = decided {
        // Rare: an error that only generating code finds (a constant that overflows in an instance of a generic).
        result.verdict = Verdict::Failed;
        result.diagnostics = compiled.diagnostics;
        result.ms = millis(began);
        emit.stage_finished(&result);
        return Ok(Built { result, has_code: false });
    }
    let (verdict, message) = match compiled.outcome.ended {
        Ended::Exited(_)
            if site.runner.untrusted.is_some()
                && compiled.errors().any(|error| policy::is_forbidden(error, &policy::LINTS)) =>
        (
            Verdict::Rejected,
            Some(
                "a graded answer does without files, network, environment and processes, and leaves panics and the end of the \
                 process to the checks"
                    .to_string(),
            ),
        ),
        Ended::Exited(_)
            if compiled.errors().any(|error| policy::is_forbidden(error, &["unsafe_code"])) => (
            Verdict::Rejected,
            Some(
                "this exercise is solved without `unsafe`: what happens in such code neither the compiler nor the model can \
                 vouch for"
                    .to_string(),
            ),
        ),
        Ended::Exited(_) if compiled.has_errors() => (Verdict::Failed, None),
        Ended::TimedOut => (
            Verdict::TimedOut,
            Some("the compiler did not end in time: does a macro or a constant in the file loop?".to_string()),
        ),
        Ended::Signaled { .. } | Ended::TooMuchOutput
            if site.used_up(&compiled.outcome).is_some() => (
            Verdict::Limit,
            site.used_up(&compiled.outcome).map(|what| {
                format!("the compiler used {what}: does a macro, a type or a constant in the file grow without end?")
            }),
        ),
        Ended::Signaled { name, .. } => {
            (Verdict::Crashed, Some(format!("the compiler was ended by {name}: {}", compiled.rest.trim())))
        }
        Ended::Cancelled | Ended::TooMuchOutput => (Verdict::Skipped, None),
        Ended::Exited(code) if site.runner.untrusted.is_some() => {
            (Verdict::Crashed, Some(format!("the compiler ended with {code} and without an error message")))
        }
        Ended::Exited(code) => bail!("the compiler ended with {code} and without an error message: {}", compiled.rest.trim()),
    };
    let result = StageResult {
        stage: Stage::Build,
        verdict,
        ms: millis(began),
        checks: Vec::new(),
        diagnostics: compiled.diagnostics,
        message,
    };
    emit.stage_finished(&result);
    Ok(Built { result, has_code: false })
}

/// The result of an answer that no compiler needs to see: it is no text, or it says what nobody trusts.
pub fn refused_unseen(site: &Site) -> Option<StageResult> {
    if let Some((line, byte)) = site.plan.answer.not_text() {
        return Some(not_text(site, line, byte, 0));
    }
    site.runner.untrusted.as_ref().filter(|untrusted| untrusted.lints)?;
    let text = str::from_utf8(&site.plan.answer.bytes).ok()?;
    let refusal = policy::refusal(text)?;
    let path = site.plan.answer.path.display();
    Some(StageResult {
        stage: Stage::Build,
        verdict: Verdict::Rejected,
        ms: 0,
        checks: Vec::new(),
        diagnostics: Vec::new(),
        message: Some(format!("{path}:{}:{}: {}", refusal.line, refusal.column, refusal.message)),
    })
}

fn passed(diagnostics: &[Diagnostic], ms: u64) -> StageResult {
    StageResult {
        stage: Stage::Build,
        verdict: Verdict::Passed,
        ms,
        checks: Vec::new(),
        diagnostics: diagnostics.to_vec(),
        message: None,
    }
}

fn not_text(site: &Site, line: usize, byte: usize, ms: u64) -> StageResult {
    let path = site.plan.answer.path.display();
    let message = format!(
        "{path} is not UTF-8 text: line {line} (byte {byte}) is something else. Save the file as UTF-8, or put the unsolved file \
         back with `checker reset {}`",
        site.plan.exercise.name
    );
    StageResult {
        stage: Stage::Build,
        verdict: Verdict::Failed,
        ms,
        checks: Vec::new(),
        diagnostics: Vec::new(),
        message: Some(message),
    }
}
