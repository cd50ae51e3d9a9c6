//! Exercises → pictures of bad schedules, each from a real run of the model.
//!
//! Nothing is drawn that was not found: the unsolved file is asked first, then the wrong answers that the model is there to
//! catch. Verdicts are remembered by content, so that the next book asks nothing again.

use anyhow::{Context, Result, bail};
use checker::catalogue::{Catalogue, Exercise, SampleKind};
use checker::event::{CheckResult, Report, Stage};
use checker::explain::Source;
use checker::explain::compact::Detail;
use checker::explain::finding::sentence;
use checker::plan::Answer;
use checker::process::Cancel;
use checker::report::page;
use checker::runner::{Runner, in_parallel};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Whose schedule a picture shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// That of the file that the learner begins with.
    Unsolved,
    /// That of a wrong answer, of which the course says this.
    Wrong {
        /// What the mistake is.
        says: String,
    },
}

/// A bad schedule, drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The drawing.
    pub svg: String,
    /// What it shows, in a sentence.
    pub says: String,
    /// What the check says that is broken by it.
    pub breaks: String,
    /// Whose it is.
    pub whose: Whose,
}

/// The pictures, by the exercises' names; `done` hears of each exercise that was looked at.
///
/// # Errors
/// When the checker's own machinery broke, or the work was cancelled.
pub fn pictures(
    catalogue: &Catalogue,
    runner: &Runner,
    jobs: usize,
    cancel: &Cancel,
    done: &mut dyn FnMut(&str, bool),
) -> Result<BTreeMap<String, Picture>> {
    let exercises = catalogue.exercises();
    let mut all = BTreeMap::new();
    let look = |index: usize| {
        let exercise = &exercises[index];
        picture(exercise, runner, cancel)
            .with_context(|| format!("while {} was drawn", exercise.name))
    };
    in_parallel(jobs, exercises.len(), look, |index, found| {
        done(&exercises[index].name, found.is_some());
        if let Some(found) = found {
            all.insert(exercises[index].name.clone(), found);
        }
        Ok(())
    })?;
    Ok(all)
}

fn picture(exercise: &Exercise, runner: &Runner, cancel: &Cancel) -> Result<Option<Picture>> {
    if !exercise.stages()?.contains(&Stage::Model) {
        return Ok(None);
    }
    let unsolved = (exercise.start(), Whose::Unsolved);
    let wrong = exercise.read_samples(SampleKind::Wrong)?.into_iter();
    let wrong = wrong
        .filter(|sample| sample.caught_by == Some(Stage::Model))
        .map(|sample| (sample.path, Whose::Wrong { says: sample.says }));
    for (path, whose) in std::iter::once(unsolved).chain(wrong) {
        let answer = Answer::read(&runner.root, &path, &exercise.name)?;
        let bytes = answer.bytes.clone();
        // The model alone: a test that hangs would hang here each time anew, since nobody remembers that it did.
        let plan = runner.plan(exercise, answer, &[Stage::Model], false)?;
        let Some(report) = runner.check(&plan, cancel, &mut |_| {})? else {
            bail!("interrupted; nothing is written");
        };
        let texts = Judged { root: &runner.root, path: path.clone(), bytes };
        if let (Some(svg), Some(check)) =
            (page::svg(&report, &texts, Detail::Compact), first_shown(&report))
        {
            return Ok(Some(Picture {
                svg,
                says: sentence(check),
                breaks: check.says.clone(),
                whose,
            }));
        }
    }
    Ok(None)
}

/// The check that the picture is of.
fn first_shown(report: &Report) -> Option<&CheckResult> {
    let mut checks = report.stages.iter().flat_map(|stage| &stage.checks);
    checks.find(|check| {
        check.schedule.as_ref().is_some_and(|s| !s.steps.is_empty() || !s.blocked.is_empty())
    })
}

/// The texts that a schedule names: the answer as it was judged, and the course's files.
struct Judged<'a> {
    root: &'a Path,
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Source for Judged<'_> {
    fn text(&self, file: &str) -> Option<Cow<'_, str>> {
        if Path::new(file) == self.path {
            return Some(String::from_utf8_lossy(&self.bytes));
        }
        let text = std::fs::read(self.root.join(file)).ok()?;
        Some(Cow::Owned(String::from_utf8_lossy(&text).into_owned()))
    }
}
