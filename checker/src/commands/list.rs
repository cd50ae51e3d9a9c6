//! `list`: the exercises and how far the learner is.

use super::CommandError;
use crate::catalogue::{Catalogue, Exercise};
use crate::event::Verdict;
use crate::store;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

/// How far the learner is with one exercise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Progress {
    /// It passed every stage.
    Solved,
    /// Neither right nor shown to be wrong; which of the two reasons.
    Unproven(Verdict),
    /// It was checked and is wrong; in which way.
    Failed(Verdict),
    /// It was not checked yet.
    #[default]
    Unseen,
}

impl Progress {
    /// The verdict that it comes from, where there is one.
    pub fn verdict(self) -> Option<Verdict> {
        match self {
            Progress::Solved => Some(Verdict::Passed),
            Progress::Unproven(verdict) | Progress::Failed(verdict) => Some(verdict),
            Progress::Unseen => None,
        }
    }

    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Progress::Solved => "solved",
            Progress::Unproven(_) => "unproven",
            Progress::Failed(_) => "failed",
            Progress::Unseen => "unseen",
        }
    }
}

impl From<Verdict> for Progress {
    fn from(verdict: Verdict) -> Progress {
        match verdict {
            Verdict::Passed => Progress::Solved,
            verdict if verdict.is_unproven() => Progress::Unproven(verdict),
            verdict => Progress::Failed(verdict),
        }
    }
}

/// The progress by the name of the exercise; one that is not in it was not checked yet.
pub type ProgressMap = BTreeMap<String, Progress>;

/// The learner's record as progress.
pub fn progress_of(record: &store::Progress) -> ProgressMap {
    let best = record.best().into_iter();
    best.map(|(exercise, outcome)| (exercise, Progress::from(outcome.verdict()))).collect()
}

/// Writes a table for people.
pub fn human(
    out: &mut dyn Write,
    catalogue: &Catalogue,
    progress: &ProgressMap,
) -> Result<(), CommandError> {
    let of = |exercise: &Exercise| progress.get(&exercise.name).copied().unwrap_or_default();
    let exercises = catalogue.exercises();
    let widest = exercises.iter().map(|exercise| exercise.name.len()).max().unwrap_or_default();
    for chapter in catalogue.chapters() {
        writeln!(out, "{chapter}")?;
        for exercise in exercises.iter().filter(|exercise| exercise.dir == chapter) {
            let state = match of(exercise) {
                Progress::Unseen => "",
                progress => progress.name(),
            };
            writeln!(
                out,
                "  {state:<8}  {:widest$}  {:>3} points  {:>3} min  {:<4}  {}",
                exercise.name,
                exercise.points,
                exercise.minutes,
                exercise.track.name(),
                exercise.path().display()
            )?;
        }
    }
    let solved: Vec<&Exercise> =
        exercises.iter().filter(|exercise| of(exercise) == Progress::Solved).collect();
    let points = |exercises: &[&Exercise]| exercises.iter().map(|e| e.points).sum::<u32>();
    let all: Vec<&Exercise> = exercises.iter().collect();
    writeln!(out)?;
    write!(
        out,
        "{} of {} solved, {} of {} points",
        solved.len(),
        all.len(),
        points(&solved),
        points(&all)
    )?;
    let unproven = all.iter().filter(|e| matches!(of(e), Progress::Unproven(_))).count();
    if unproven > 0 {
        write!(out, "; {unproven} unproven")?;
    }
    writeln!(out)?;
    Ok(())
}

/// One line of `list --format json`.
#[derive(Serialize)]
struct Line<'e> {
    event: &'static str,
    name: &'e str,
    chapter: &'e str,
    path: PathBuf,
    solution: PathBuf,
    go: PathBuf,
    lesson: PathBuf,
    points: u32,
    minutes: u32,
    track: &'static str,
    verdict: Option<Verdict>,
    progress: &'static str,
}

/// Writes one JSON object a line.
pub fn json(
    out: &mut dyn Write,
    catalogue: &Catalogue,
    progress: &ProgressMap,
) -> Result<(), CommandError> {
    for exercise in catalogue.exercises() {
        let progress = progress.get(&exercise.name).copied().unwrap_or_default();
        let line = Line {
            event: "exercise",
            name: &exercise.name,
            chapter: &exercise.dir,
            path: exercise.path(),
            solution: exercise.solution(),
            go: exercise.go(),
            lesson: exercise.lesson(),
            points: exercise.points,
            minutes: exercise.minutes,
            track: exercise.track.name(),
            verdict: progress.verdict(),
            progress: progress.name(),
        };
        serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::fixture;

    fn written(
        write: fn(&mut dyn Write, &Catalogue, &ProgressMap) -> Result<(), CommandError>,
        progress: &[(&str, Progress)],
    ) -> String {
        let dir = fixture::three();
        let catalogue = Catalogue::load(dir.path()).expect("no mistakes");
        let progress = progress.iter().map(|(name, p)| (name.to_string(), *p)).collect();
        let mut out = Vec::new();
        write(&mut out, &catalogue, &progress).expect("a vector takes everything");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn the_table_is_by_chapter_and_ends_with_the_sum() {
        let progress =
            [("lost_update", Progress::Solved), ("chunks", Progress::Unproven(Verdict::TooLarge))];
        assert_eq!(
            written(human, &progress),
            "\
00_start
  solved    lost_update   10 points   10 min  core  exercises/00_start/lost_update.rs
02_scope
  unproven  chunks        10 points   10 min  core  exercises/02_scope/chunks.rs
            wait_group    10 points   10 min  core  exercises/02_scope/wait_group.rs

1 of 3 solved, 10 of 30 points; 1 unproven
"
        );
    }

    #[test]
    fn the_contract_of_json_is_kept() {
        let progress = [
            ("lost_update", Progress::from(Verdict::TimedOut)),
            ("chunks", Progress::from(Verdict::NotModelled)),
        ];
        let text = written(json, &progress);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(
            lines[0],
            r#"{"event":"exercise","name":"lost_update","chapter":"00_start","path":"exercises/00_start/lost_update.rs","solution":"solutions/00_start/lost_update.rs","go":"exercises/00_start/lost_update.go","lesson":"exercises/00_start/README.md","points":10,"minutes":10,"track":"core","verdict":"timed_out","progress":"failed"}"#
        );
        assert!(lines[1].ends_with(r#""verdict":"not_modelled","progress":"unproven"}"#));
        assert!(lines[2].ends_with(r#""verdict":null,"progress":"unseen"}"#));
    }

    #[test]
    fn every_verdict_is_one_kind_of_progress() {
        assert_eq!(Progress::from(Verdict::Passed), Progress::Solved);
        assert_eq!(Progress::from(Verdict::Crashed), Progress::Failed(Verdict::Crashed));
        assert_eq!(Progress::from(Verdict::TooLarge).name(), "unproven");
        assert_eq!(Progress::from(Verdict::TimedOut).verdict(), Some(Verdict::TimedOut));
    }
}
