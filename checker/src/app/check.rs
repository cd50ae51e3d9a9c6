//! `run`, `check-all` and `dev check`.

use super::{Course, Exit, Usage, columns, command, from_here, remember};
use crate::catalogue::Exercise;
use crate::cli::{AllFormat, CheckAll, DevCheck, Format, Run};
use crate::dev::check::{self, Demands};
use crate::event::{Event, Report};
use crate::explain::Source;
use crate::explain::compact::Detail;
use crate::plan::Answer;
use crate::process::Cancel;
use crate::report::Reporter;
use crate::report::json::Json;
use crate::report::junit::Junit;
use crate::report::page;
use crate::report::plain::{Mode, Options, Plain};
use crate::runner::in_parallel;
use crate::store::Outcome;
use anyhow::{Context, Result};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The texts that results name, as they lie in the course's folder.
pub struct Disk(pub PathBuf);

impl Source for Disk {
    fn text(&self, file: &str) -> Option<Cow<'_, str>> {
        let bytes = std::fs::read(self.0.join(file)).ok()?;
        Some(Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

/// How lines for people look here.
pub fn options(course: &Course, mode: Mode) -> Options {
    Options {
        columns: columns(),
        style: course.style,
        mode,
        command: command(),
        solutions: course.catalogue.has_solutions(),
        ..Options::default()
    }
}

/// Checks one answer once.
pub fn run(course: &Course, asked: &Run, out: &mut dyn Write) -> Result<Exit> {
    let exercise = course.exercise(asked.exercise.as_deref())?;
    // What a private check says about the learner's own file is no progress of theirs.
    let own = asked.file.is_none() && asked.overlay.is_none();
    let path = match &asked.file {
        Some(file) => from_here(file)?,
        None => exercise.path(),
    };
    let answer = Answer::read(&course.root, &path, &exercise.name)?;
    let runner = course.runner(own)?;
    let stages: Vec<_> = asked.stage.into_iter().collect();
    let plan = runner.plan(exercise, answer, &stages, false)?;
    let disk = Disk(course.root.clone());
    let source = |file: &str| {
        let private = exercise.private.as_ref();
        match private.and_then(|private| private.absolute(Path::new(file))) {
            Some(path) => std::fs::read_to_string(path).ok(),
            None => disk.text(file).map(Cow::into_owned),
        }
    };
    let mut reporter: Box<dyn Reporter + '_> = match asked.format {
        Format::Human => {
            let detail = if asked.unfold { Detail::Full } else { Detail::Compact };
            let options = Options { aloud: asked.plain, detail, ..options(course, Mode::Full) };
            Box::new(Plain::new(out, &source, options))
        }
        Format::Json => Box::new(Json::new(out)),
    };
    let mut written = Ok(());
    let report = runner.check(&plan, &interruptible()?, &mut |event| {
        // The first failure to write is the one that counts, and no reason to judge differently.
        if written.is_ok() {
            written = reporter.event(&event);
        }
    })?;
    written.context("cannot write the result")?;
    reporter.finish().context("cannot write the result")?;
    let Some(report) = report else { return Ok(Exit::NotSolved) };
    if own && asked.stage.is_none() {
        keep(course, &report);
    }
    if let Some(file) = &asked.schedule {
        let judged = |name: &str| {
            // The bytes that the schedule is about, whatever was saved meanwhile.
            if Path::new(name) == plan.answer.path {
                return Some(String::from_utf8_lossy(&plan.answer.bytes).into_owned());
            }
            source.text(name).map(Cow::into_owned)
        };
        show(file, &report, &judged, asked.unfold)?;
    }
    Ok(Exit::fine_if(report.solved()))
}

/// Writes the bad schedule to a file; a line says so, or why not.
fn show(file: &Path, report: &Report, source: &dyn Source, unfold: bool) -> Result<()> {
    let detail = if unfold { Detail::Full } else { Detail::Compact };
    let drawn = match file.extension() {
        Some(ending) if ending == "svg" => page::svg(report, source, detail),
        _ => page::html(report, source, detail),
    };
    let Some(drawn) = drawn else {
        writeln!(io::stderr(), "no check shows a bad schedule; {} is not written", file.display())?;
        return Ok(());
    };
    let path = from_here(file)?;
    std::fs::write(&path, drawn)
        .map_err(|error| Usage(format!("cannot write {}: {error}", file.display())))?;
    writeln!(io::stderr(), "wrote {}", file.display())?;
    Ok(())
}

fn keep(course: &Course, report: &Report) {
    if let Some(outcome) = Outcome::of(report) {
        remember(course.progress.record(&report.exercise, &report.answer, outcome));
    }
}

/// Checks every exercise. Reports come in the order of the course, whichever is ready first.
pub fn all(course: &Course, asked: &CheckAll, out: &mut dyn Write) -> Result<Exit> {
    if asked.solutions {
        course.needs_solutions("check-all --solutions")?;
    }
    let runner = course.runner(false)?;
    let cancel = interruptible()?;
    let exercises = course.catalogue.exercises();
    let jobs = asked.jobs.map_or_else(processors, usize::from).min(exercises.len().max(1));
    let source = Disk(course.root.clone());
    let mut reporter: Box<dyn Reporter + '_> = match asked.format {
        AllFormat::Human => Box::new(Plain::new(out, &source, options(course, Mode::Compact))),
        AllFormat::Json => Box::new(Json::new(out)),
        AllFormat::Junit => Box::new(Junit::new(out, &source)),
    };
    let mut solved = 0;
    let mut waiting = BTreeMap::new();
    let mut due = 0;
    let check = |index: usize| one(course, &runner, &exercises[index], asked.solutions, &cancel);
    let outcome = in_parallel(jobs, exercises.len(), check, |index, checked| {
        waiting.insert(index, checked);
        while let Some((events, report)) = waiting.remove(&due) {
            due += 1;
            for event in &events {
                reporter.event(event).context("cannot write the result")?;
            }
            if let Some(report) = report {
                solved += usize::from(report.solved());
                if !asked.solutions {
                    keep(course, &report);
                }
            }
        }
        Ok(())
    });
    outcome?;
    reporter.finish().context("cannot write the result")?;
    Ok(Exit::fine_if(solved == exercises.len()))
}

fn one(
    course: &Course,
    runner: &crate::runner::Runner,
    exercise: &Exercise,
    solution: bool,
    cancel: &Cancel,
) -> Result<(Vec<Event>, Option<Report>)> {
    let path = if solution { exercise.solution() } else { exercise.path() };
    let answer = Answer::read(&course.root, Path::new(&path), &exercise.name)?;
    let plan = runner.plan(exercise, answer, &[], false)?;
    let mut events = Vec::new();
    let report = runner.check(&plan, cancel, &mut |event| events.push(event))?;
    Ok((events, report))
}

/// Proves the exercises.
pub fn dev(course: &Course, asked: &DevCheck, out: &mut dyn Write) -> Result<Exit> {
    course.needs_solutions("dev check")?;
    let mut exercises: Vec<&Exercise> = Vec::new();
    for name in &asked.exercises {
        exercises.push(course.catalogue.find(name)?);
    }
    if exercises.is_empty() {
        exercises.extend(course.catalogue.exercises());
    }
    let runner = course.runner(false)?;
    let demands = Demands {
        stress: asked.stress.map_or(0, usize::from),
        deep: asked.deep,
        record: asked.record,
    };
    let total = exercises.len();
    let mut finished = 0;
    let mut done = |proof: &check::Proof| {
        finished += 1;
        let word = if proof.holds() { "proven" } else { "NOT proven" };
        let _ = writeln!(io::stderr(), "{finished}/{total} {}: {word}", proof.exercise);
    };
    let proofs =
        check::run(&runner, &exercises, demands, processors(), &interruptible()?, &mut done)?;
    write!(out, "{}", check::table(&proofs))?;
    Ok(Exit::fine_if(proofs.len() == total && proofs.iter().all(check::Proof::holds)))
}

pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// A handle that Ctrl-C and requests to end cancel, so that no child outlives the checker.
pub fn interruptible() -> Result<Cancel> {
    let cancel = Cancel::new().context("cannot make a way to cancel a check")?;
    let mut signals = crate::watch::ending_signals()?;
    let handle = cancel.clone();
    std::thread::spawn(move || {
        if signals.forever().next().is_some() {
            handle.cancel();
        }
    });
    Ok(cancel)
}
