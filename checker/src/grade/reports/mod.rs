//! The grade book as files: for people, for grade books, for other graders' formats.
//!
//! Each is a fold over a [`Book`], and pure: the same book gives the same bytes, with no time and no machine in them. Whatever a
//! student or a roster wrote is text there and nothing else: no formula, no markup, no control sequence, no command to whoever
//! shows it. None of them may decide what anything counts.

pub mod changes;
pub mod classroom50;
pub mod csv;
pub mod exercism;
pub mod feedback;
pub mod gradescope;
pub mod html;
pub mod junit;
pub mod likeness;
pub mod markdown;

use super::book::{Book, Cell, Counts, Row, names};
use super::record::{CheckRecord, Record, StageRecord};
use crate::event::{CheckResult, Report, Schedule, StageResult, Verdict};
use crate::explain::Source;
use crate::explain::compact::Detail;
use crate::explain::text::visible_line;
use crate::explain::words::assertion;
use crate::report::page;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What lies beside the results: schedules, answers, and the course's own files.
pub trait Archive {
    /// The bad schedule of that hash.
    fn schedule(&self, hash: &str) -> Option<Schedule>;
    /// The text of the answer with that hash.
    fn answer(&self, hash: &str) -> Option<String>;
    /// A file of the course, relative to the workspace.
    fn course(&self, file: &str) -> Option<String>;
}

/// A file of a report, relative to the folder of results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where it goes; made of harmless names only.
    pub path: String,
    /// What is in it.
    pub text: String,
}

impl File {
    fn new(path: impl Into<String>, text: impl Into<String>) -> File {
        File { path: path.into(), text: text.into() }
    }
}

/// The folder of pages that students may see.
pub const FEEDBACK: &str = "feedback";
/// The folder of the same pages with what students do not get to see, where there is such.
pub const TEACHER: &str = "teacher";

/// Every file of the report. The page for one answer's bad schedules is made once, however many students handed it in.
///
/// What students get to see is made of what is shown of a record; only `report.html` and `teacher/` know the rest.
pub fn all(book: &Book, archive: &dyn Archive, likeness: &[likeness::Cluster]) -> Vec<File> {
    let mut files = vec![File::new("report.html", html::page(book, likeness))];
    if !is_shown(book) {
        files.extend(pages(book, archive, TEACHER));
    }
    let shown = shown(book);
    files.extend(pages(&shown, archive, FEEDBACK));
    for row in &book.rows {
        let path = format!("gradescope/{}/results.json", file_name(row));
        // Knows itself what the student may not see, and tells those who grade.
        files.push(File::new(path, gradescope::json(row)));
    }
    files.extend(of_students(&shown, archive));
    files
}

/// Students get to see all of it.
fn is_shown(book: &Book) -> bool {
    let mut cells = book.rows.iter().flat_map(|row| &row.cells);
    cells.all(|cell| cell.record.is_shown())
}

/// The book as students get to see it.
fn shown(book: &Book) -> Book {
    let mut book = book.clone();
    for cell in book.rows.iter_mut().flat_map(|row| &mut row.cells) {
        cell.record = cell.record.shown();
    }
    book
}

/// A page for each student, in that folder, and the pages of bad schedules that they lead to.
fn pages(book: &Book, archive: &dyn Archive, folder: &str) -> Vec<File> {
    let mut files = Vec::new();
    let mut drawn = BTreeSet::new();
    for row in &book.rows {
        let path = format!("{folder}/{}.html", file_name(row));
        files.push(File::new(path, feedback::page(row, archive, folder)));
        for cell in &row.cells {
            let record = &cell.record;
            if let Some(path) = schedule_page(record, folder)
                && drawn.insert(path.clone())
            {
                let source = Sources { record, archive };
                let page = page::html(&report(record, archive), &source, Detail::Compact);
                files.extend(page.map(|text| File::new(path, text)));
            }
        }
    }
    files
}

/// What is not a page.
fn of_students(book: &Book, archive: &dyn Archive) -> Vec<File> {
    let mut files = vec![
        File::new("summary.md", markdown::summary(book)),
        File::new("junit.xml", junit::xml(book, archive)),
        File::new("grades.csv", csv::grades(book)),
        File::new("canvas.csv", csv::canvas(book)),
        File::new("moodle.csv", csv::moodle(book)),
    ];
    for row in &book.rows {
        let name = file_name(row);
        for record in row.cells.iter().map(|cell| &cell.record).filter(|record| !record.missing) {
            let path = format!("exercism/{name}/{}/results.json", record.exercise);
            files.push(File::new(path, exercism::json(record)));
        }
    }
    files
}

/// What the student's own files are called.
pub fn file_name(row: &Row) -> String {
    // With pseudonyms not even the name of a file tells who it is.
    names::file_name(if row.hidden { &row.shown } else { &row.person.student })
}

/// Where the page of a record's bad schedules lies that a page of that folder leads to; none where it has none.
pub fn schedule_page(record: &Record, folder: &str) -> Option<String> {
    let has_one =
        record.stages.iter().flat_map(|s| &s.checks).any(|check| check.schedule.is_some());
    let answer = record.answer.as_deref().filter(|_| has_one)?;
    let within = if folder == TEACHER { "teacher/" } else { "" };
    // Both are ours: a name of the course, and hexadecimal digits.
    Some(format!("{within}schedules/{}-{}.html", record.exercise, answer.get(..16)?))
}

/// The record as the runner's report, for whatever shows those.
pub fn report(record: &Record, archive: &dyn Archive) -> Report {
    let stages = record.stages.iter().map(|stage| stage_result(stage, archive)).collect();
    Report {
        exercise: record.exercise.clone(),
        verdict: record.verdict,
        stage: record.stage,
        ms: 0,
        stages,
        diagnosis: record.diagnosis.clone(),
        known_as: record.known_as.clone(),
        answer: record.answer.clone().unwrap_or_default(),
        cached: false,
    }
}

fn stage_result(stage: &StageRecord, archive: &dyn Archive) -> StageResult {
    StageResult {
        stage: stage.stage,
        verdict: stage.verdict,
        ms: 0,
        checks: stage.checks.iter().map(|check| check_result(check, archive)).collect(),
        diagnostics: stage.diagnostics.clone(),
        message: stage.message.clone(),
    }
}

fn check_result(check: &CheckRecord, archive: &dyn Archive) -> CheckResult {
    CheckResult {
        verdict: check.verdict,
        message: check.message.clone(),
        kind: check.kind,
        cause: check.cause,
        file: check.file.clone(),
        line: check.line,
        schedule: check.schedule.as_deref().and_then(|hash| archive.schedule(hash)),
        bound: check.bound,
        executions: check.executions,
        seed: check.seed,
        lesson: check.lesson,
        codes: check.codes.clone(),
        ..CheckResult::passed(check.name.clone(), check.says.clone())
    }
}

/// The files that a record's schedules name: the student's own answer, and the course's.
pub struct Sources<'a> {
    /// Whose.
    pub record: &'a Record,
    /// Where they lie.
    pub archive: &'a dyn Archive,
}

impl Source for Sources<'_> {
    fn text(&self, file: &str) -> Option<Cow<'_, str>> {
        let own = file.starts_with("exercises/")
            && file.ends_with(&format!("/{}.rs", self.record.exercise));
        let text = match own {
            true => self.archive.answer(self.record.answer.as_deref()?),
            false => self.archive.course(file),
        };
        text.map(Cow::Owned)
    }
}

/// What a cell counts, in words.
fn counts(cell: &Cell) -> String {
    match cell.counts {
        Counts::Points(points) => format!("{points} of {} points", cell.record.max_points),
        Counts::Review(certain) => {
            format!("open: at least {certain} of {} points", cell.record.max_points)
        }
        Counts::Excused => "excused".to_string(),
    }
}

/// What came of a record in a word.
fn outcome(record: &Record) -> String {
    match (&record.not_taken, record.missing, record.stage) {
        (Some(why), _, _) => format!("not taken: {}", visible_line(why)),
        (None, true, _) => "nothing handed in".to_string(),
        (None, false, _) if record.untouched => "as it was handed out".to_string(),
        (None, false, Some(stage)) => format!("{} at {stage}", record.verdict.name()),
        (None, false, None) => record.verdict.name().to_string(),
    }
}

/// Handed in, and right.
fn solved(cell: &Cell) -> bool {
    !cell.record.missing && cell.record.verdict == Verdict::Passed
}

/// What a check found, in one line.
fn found(check: &CheckRecord) -> String {
    let says = if check.says.is_empty() { &check.name } else { &check.says };
    let message = || check.message.as_deref().map(assertion);
    match check.finding.clone().or_else(message) {
        Some(why) if check.verdict != Verdict::Passed => {
            format!("{} ({})", visible_line(says), visible_line(&why))
        }
        _ => visible_line(says),
    }
}

#[cfg(test)]
mod tests;
