//! One student's result for one exercise: a line of `results.jsonl`.
//!
//! Pure. It holds facts and points, no times and no names of machines: equal work gives equal bytes, on whatever machine and
//! in however many parts it was done. So it also leaves out what an answer printed, which is never the same twice. Reports
//! are folds over records and the course's own files.

use super::score::{Scheme, Score, score};
use super::steady::steady;
use crate::catalogue::Exercise;
use crate::event::{
    Cause, CheckResult, Diagnostic, Kind, Report, Schedule, Stage, StageResult, Verdict, Visibility,
};
use crate::explain::text::strip_ansi;
use crate::plan::Prepared;
use crate::process::Level;
use crate::store::Key;
use serde::{Deserialize, Serialize};

/// What came of one exercise of one student.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The student, as the submission or the roster names them.
    pub student: String,
    /// Name of the exercise.
    pub exercise: String,
    /// Verdict of the first stage, in table order, that did not pass; `skipped` where there is no file.
    pub verdict: Verdict,
    /// That stage; none when all passed or nothing was there.
    pub stage: Option<Stage>,
    /// The points; none where somebody has to look (`review`).
    pub points: Option<u32>,
    /// What the exercise is worth.
    pub max_points: u32,
    /// Points that are certain, whatever somebody finds who looks.
    pub at_least: u32,
    /// Somebody has to look: something could not be proven, or the checker broke down.
    #[serde(default)]
    pub review: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_because: Option<String>,
    /// Nothing was handed in for this exercise, or nothing that could be taken.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missing: bool,
    /// Why something that lies there was not taken: a link, too large, a directory …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_taken: Option<String>,
    /// The file is the unsolved one, byte for byte.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub untouched: bool,
    /// The stages, in table order; none where nothing was judged.
    pub stages: Vec<StageRecord>,
    /// The parts of a large exercise, in the order of `info.toml`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartRecord>,
    /// What a known wrong answer that fails in the same way tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagnosis: Option<String>,
    /// The name of that wrong answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_as: Option<String>,
    /// SHA-256 of the answer's bytes, in hex: equal answers have equal hashes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Hash of all that decides besides the answer: the exercise's course files, limits, checker, crates, compiler.
    pub course: String,
    /// How far the answer was kept apart while it was judged.
    pub isolation: Level,
}

/// What came of one stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageRecord {
    /// Which stage.
    pub stage: Stage,
    /// What came of it.
    pub verdict: Verdict,
    /// What it counts; none while it is open. Always 0 where the points are shared out among parts.
    pub points: Option<u32>,
    /// What it is worth.
    pub max_points: u32,
    /// Its checks, in the order of the file.
    pub checks: Vec<CheckRecord>,
    /// The compiler's errors, without colours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
    /// What concerns the stage as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// What came of one check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRecord {
    /// The function's (or the case file's) name.
    pub name: String,
    /// What it asserts, in the learner's words.
    pub says: String,
    /// What came of it.
    pub verdict: Verdict,
    /// Why, where it did not pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// How the execution went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// What kind of mistake it reveals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// Where the failing assertion stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line of the failing assertion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The bad schedule, by the hash under which it lies in `schedules/HASH.json` beside the results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<String>,
    /// What the schedule proves, in the field's own term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// Preemption bound up to which every schedule was explored (or at which it failed).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<u32>,
    /// Executions explored at that bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub executions: Option<u64>,
    /// The seed of its random input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// A rule of the language shown to the learner: no demand on the answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lesson: bool,
    /// Codes of the compiler's errors, where the check is a case to compile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// It is a teacher's own: the course that students have is without it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
    /// How much of it the student gets to see.
    #[serde(default, skip_serializing_if = "is_shown")]
    pub visibility: Visibility,
}

fn is_shown(visibility: &Visibility) -> bool {
    *visibility == Visibility::Shown
}

/// What stands for checks that are not shown where nothing else tells why a stage did not pass.
const NOT_SHOWN: &str = "A check that is not shown.";

impl CheckRecord {
    /// What came of it, and nothing else.
    fn bare(name: &str, says: &str, verdict: Verdict) -> CheckRecord {
        record_check(&CheckResult { verdict, ..CheckResult::passed(name, says) }, None)
    }

    /// What a student gets to see of it.
    fn shown(&self) -> Option<CheckRecord> {
        let name_only = || CheckRecord {
            lesson: self.lesson,
            private: self.private,
            visibility: self.visibility,
            // What it says it asserts would be more than its name.
            ..CheckRecord::bare(&self.name, "", self.verdict)
        };
        match self.visibility {
            Visibility::Shown => Some(self.clone()),
            Visibility::NameOnly => Some(name_only()),
            Visibility::Hidden => None,
        }
    }
}

impl StageRecord {
    /// What a student gets to see of it. Its verdict and its points are what they are: where only hidden checks explain them, it
    /// says that there are such, and nothing else of them.
    fn shown(&self) -> StageRecord {
        let checks: Vec<CheckRecord> = self.checks.iter().filter_map(CheckRecord::shown).collect();
        let explains = |check: &CheckRecord| !check.lesson && check.verdict == self.verdict;
        let hidden = self
            .checks
            .iter()
            .find(|check| check.visibility == Visibility::Hidden && explains(check));
        let unexplained = self.verdict != Verdict::Passed && !checks.iter().any(explains);
        let mut shown = StageRecord { checks, ..self.clone() };
        if let Some(hidden) = hidden.filter(|_| unexplained) {
            shown.checks.push(CheckRecord {
                private: hidden.private,
                visibility: Visibility::NameOnly,
                ..CheckRecord::bare("not_shown", NOT_SHOWN, hidden.verdict)
            });
        }
        shown
    }
}

impl Record {
    /// The record as a student gets to see it.
    #[must_use]
    pub fn shown(&self) -> Record {
        let mut record = self.clone();
        record.stages = self.stages.iter().map(StageRecord::shown).collect();
        let mut checks = self.stages.iter().flat_map(|stage| &stage.checks);
        // A known mistake is told by how the course's checks fail; it would tell what those check that are not shown.
        if checks.any(|check| {
            let told = check.visibility == Visibility::Shown || check.private;
            !told && check.verdict != Verdict::Passed
        }) {
            (record.diagnosis, record.known_as) = (None, None);
        }
        record
    }

    /// A student gets to see all of it.
    pub fn is_shown(&self) -> bool {
        let mut checks = self.stages.iter().flat_map(|stage| &stage.checks);
        checks.all(|check| check.visibility == Visibility::Shown)
    }
}

/// What came of one part of a large exercise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRecord {
    /// What is achieved, in the learner's words.
    pub title: String,
    /// What it counts; none while it is open.
    pub points: Option<u32>,
    /// What it is worth.
    pub max_points: u32,
}

/// A bad schedule with the hash that names it.
pub type NamedSchedule = (String, Schedule);

/// Of the compiler's errors so many are kept: the first ones tell what the rest follows from.
const MOST_ERRORS: usize = 6;

/// What came of one answer, for every student who handed it in: without luck, without times, and with schedules by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The report; its checks hold no schedules.
    pub report: Report,
    /// The schedules of its checks.
    pub schedules: Vec<OfCheck>,
}

/// Which check a schedule belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfCheck {
    /// The stage.
    pub stage: Stage,
    /// The check's name.
    pub check: String,
    /// The name of the schedule: a hash of it.
    pub schedule: String,
    /// What it proves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
}

impl Judged {
    /// Takes a report apart: what is kept of it, and the schedules that it names.
    pub fn new(report: Report) -> (Judged, Vec<NamedSchedule>) {
        let mut report = steady(report);
        let (mut named, mut schedules) = (Vec::new(), Vec::new());
        for result in &mut report.stages {
            result.diagnostics = errors(&result.diagnostics);
            result.message = result.message.as_deref().map(strip_ansi);
            for check in &mut result.checks {
                let Some(schedule) = check.schedule.take() else { continue };
                // Serialising what was read from JSON cannot fail; a schedule without a name is only not shown.
                let Ok(text) = serde_json::to_vec(&schedule) else { continue };
                let name = Key::of_bytes(&text);
                schedules.push(OfCheck {
                    stage: result.stage,
                    check: check.name.clone(),
                    schedule: name.clone(),
                    finding: schedule.finding.as_ref().map(|finding| finding.sentence.clone()),
                });
                named.push((name, schedule));
            }
        }
        (Judged { report, schedules }, named)
    }

    /// What stands for an answer that could not be judged, because something of ours broke.
    pub fn broken(exercise: &str, answer: &str, stages: &[Stage], why: &str) -> Judged {
        let result = |(index, stage): (usize, &Stage)| StageResult {
            stage: *stage,
            verdict: if index == 0 { Verdict::InfraError } else { Verdict::Skipped },
            ms: 0,
            checks: Vec::new(),
            diagnostics: Vec::new(),
            message: (index == 0).then(|| strip_ansi(why)),
        };
        let report = Report {
            exercise: exercise.to_string(),
            verdict: Verdict::InfraError,
            stage: stages.first().copied(),
            ms: 0,
            stages: stages.iter().enumerate().map(result).collect(),
            diagnosis: None,
            known_as: None,
            answer: answer.to_string(),
            cached: false,
        };
        Judged { report, schedules: Vec::new() }
    }

    /// Nothing of ours broke on the way to it.
    pub fn is_sound(&self) -> bool {
        self.report.stages.iter().all(|result| result.verdict != Verdict::InfraError)
    }
}

/// What an exercise is, for all its records.
#[derive(Debug, Clone)]
pub struct Terms {
    /// How its points are shared out.
    pub scheme: Scheme,
    /// The titles of its parts.
    pub titles: Vec<String>,
    /// What it is worth.
    pub max_points: u32,
    /// Its name.
    pub exercise: String,
    /// What came of the unsolved file.
    pub unsolved: Vec<StageResult>,
    /// SHA-256 of the unsolved file.
    pub start: String,
    /// Hash of all that decides besides the answer.
    pub course: String,
    /// How far answers are kept apart.
    pub isolation: Level,
    /// What students do not get to see all of.
    pub seen: Seen,
}

/// What students get to see of an exercise's checks.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    checks: Vec<(Stage, String, Visibility)>,
    private: Vec<(Stage, String)>,
    /// Seeds of a teacher's own.
    seeds: Vec<u64>,
}

impl Seen {
    fn of(exercise: &Exercise, prepared: &Prepared) -> Seen {
        let mut seen = Seen::default();
        for stage in Stage::ALL {
            for check in prepared.checks(stage) {
                if let Some(visibility) = check.visibility {
                    seen.checks.push((stage, check.name.clone(), visibility));
                }
            }
            let private = exercise.private.iter().flat_map(|private| private.checks(stage));
            seen.private.extend(private.map(|check| (stage, check.name.clone())));
        }
        seen.seeds = exercise.private.iter().flat_map(|p| p.seeds.clone()).collect();
        seen
    }

    fn is_private(&self, stage: Stage, check: &CheckResult) -> bool {
        self.private.iter().any(|(other, name)| *other == stage && *name == check.name)
    }

    fn visibility(&self, stage: Stage, check: &CheckResult) -> Visibility {
        let mut checks = self.checks.iter();
        let said = checks.find(|(other, name, _)| *other == stage && *name == check.name);
        let said = said.map_or(Visibility::Shown, |(_, _, visibility)| *visibility);
        // What it says of such an input would tell the input.
        let told = check.verdict != Verdict::Passed
            && check.seed.is_some_and(|seed| self.seeds.contains(&seed));
        if told { said.max(Visibility::NameOnly) } else { said }
    }
}

impl Terms {
    /// The terms of an exercise, given what came of the unsolved file, and its hash.
    pub fn new(
        exercise: &Exercise,
        prepared: &Prepared,
        unsolved: &[StageResult],
        start: String,
        course: String,
        isolation: Level,
    ) -> Terms {
        Terms {
            scheme: Scheme::of(exercise, prepared.stages()),
            titles: exercise.parts.iter().map(|part| part.title.clone()).collect(),
            max_points: exercise.points,
            exercise: exercise.name.clone(),
            unsolved: unsolved.to_vec(),
            start,
            course,
            isolation,
            seen: Seen::of(exercise, prepared),
        }
    }

    /// The record of a student who handed nothing in, or something that could not be taken.
    pub fn missing(&self, student: &str, not_taken: Option<String>) -> Record {
        Record {
            student: student.to_string(),
            exercise: self.exercise.clone(),
            verdict: Verdict::Skipped,
            stage: None,
            points: Some(0),
            max_points: self.max_points,
            at_least: 0,
            review: false,
            review_because: None,
            missing: true,
            not_taken,
            untouched: false,
            stages: Vec::new(),
            parts: Vec::new(),
            diagnosis: None,
            known_as: None,
            answer: None,
            course: self.course.clone(),
            isolation: self.isolation,
        }
    }

    /// The record of a student who handed in that answer.
    pub fn record(&self, student: &str, judged: &Judged) -> Record {
        let report = &judged.report;
        let worth = score(&self.scheme, &report.stages, &self.unsolved);
        let stages = report.stages.iter().enumerate().map(|(index, result)| {
            let item = match self.scheme {
                Scheme::Stages(_) => worth.items.get(index),
                Scheme::Parts(_) => None,
            };
            let named = |check: &CheckResult| {
                let mut named = judged.schedules.iter();
                named.find(|named| named.stage == result.stage && named.check == check.name)
            };
            StageRecord {
                stage: result.stage,
                verdict: result.verdict,
                points: item.map_or(Some(0), |item| item.points),
                max_points: item.map_or(0, |item| item.max),
                checks: result
                    .checks
                    .iter()
                    .map(|check| CheckRecord {
                        private: self.seen.is_private(result.stage, check),
                        visibility: self.seen.visibility(result.stage, check),
                        ..record_check(check, named(check))
                    })
                    .collect(),
                diagnostics: result.diagnostics.clone(),
                message: result.message.clone(),
            }
        });
        let stages: Vec<StageRecord> = stages.collect();
        let parts = self.titles.iter().zip(&worth.items).map(|(title, item)| PartRecord {
            title: title.clone(),
            points: item.points,
            max_points: item.max,
        });
        Record {
            student: student.to_string(),
            exercise: self.exercise.clone(),
            verdict: report.verdict,
            stage: report.stage,
            points: worth.points,
            max_points: self.max_points,
            at_least: worth.at_least,
            review: worth.points.is_none(),
            review_because: why_open(&worth, report),
            missing: false,
            not_taken: None,
            untouched: report.answer == self.start,
            stages,
            parts: parts.collect(),
            diagnosis: report.diagnosis.clone(),
            known_as: report.known_as.clone(),
            answer: Some(report.answer.clone()),
            course: self.course.clone(),
            isolation: self.isolation,
        }
    }
}

fn why_open(worth: &Score, report: &Report) -> Option<String> {
    if worth.points.is_some() {
        return None;
    }
    let because = |result: &StageResult| match result.verdict {
        Verdict::NotModelled => "the model does not know something that the answer uses",
        Verdict::TooLarge => "the answer has more schedules than could be explored",
        Verdict::InfraError => "the checker broke down",
        _ => "a check could not be decided",
    };
    let is_open = |result: &&StageResult| {
        result.verdict.is_unproven() || result.verdict == Verdict::InfraError
    };
    let open = report.stages.iter().find(is_open);
    Some(match open {
        Some(result) => match &result.message {
            Some(message) => format!("{}: {}", because(result), strip_ansi(message)),
            None => because(result).to_string(),
        },
        None => "a check could not be decided".to_string(),
    })
}

fn errors(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.level == "error")
        .take(MOST_ERRORS)
        .map(|diagnostic| Diagnostic {
            rendered: bounded(&without_folders(&strip_ansi(&diagnostic.rendered))),
            message: bounded(&without_folders(&diagnostic.message)),
            ..diagnostic.clone()
        })
        .collect()
}

/// A compiler can be brought to say any amount; so much of it helps.
const MOST_TEXT: usize = 4_000;

fn bounded(text: &str) -> String {
    match text.char_indices().nth(MOST_TEXT) {
        None => text.to_string(),
        Some((end, _)) => format!("{} …", &text[..end]),
    }
}

/// Working folders have another name each time, and results must not.
fn without_folders(text: &str) -> String {
    const FOLDER: &str = "target/loomlings/work/.tmp";
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(FOLDER) {
        out.push_str(&rest[..at]);
        out.push_str("work");
        rest = rest[at + FOLDER.len()..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    }
    out + rest
}

fn record_check(check: &CheckResult, named: Option<&OfCheck>) -> CheckRecord {
    CheckRecord {
        name: check.name.clone(),
        says: check.says.clone(),
        verdict: check.verdict,
        message: check.message.clone(),
        kind: check.kind,
        cause: check.cause,
        file: check.file.clone(),
        line: check.line,
        schedule: named.map(|named| named.schedule.clone()),
        finding: named.and_then(|named| named.finding.clone()),
        bound: check.bound,
        executions: check.executions,
        seed: check.seed,
        lesson: check.lesson,
        codes: check.codes.clone(),
        private: false,
        visibility: Visibility::Shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_from_run_to_run_is_left_out() {
        let text = "error in target/loomlings/work/.tmpaB3xYz/checks.rs and target/loomlings/work/.tmp000000";
        assert_eq!(without_folders(text), "error in work/checks.rs and work");
        assert_eq!(bounded(&"é".repeat(5_000)).chars().count(), MOST_TEXT + 2);
    }

    fn stage(verdict: Verdict, checks: &[(&str, Verdict, Visibility)]) -> StageRecord {
        let check = |(name, verdict, visibility): &(&str, Verdict, Visibility)| CheckRecord {
            message: Some(format!("why of {name}")),
            seed: Some(7),
            private: true,
            visibility: *visibility,
            ..CheckRecord::bare(name, &format!("Says {name}."), *verdict)
        };
        StageRecord {
            stage: Stage::Test,
            verdict,
            points: Some(0),
            max_points: 4,
            checks: checks.iter().map(check).collect(),
            diagnostics: Vec::new(),
            message: None,
        }
    }

    fn told(stage: &StageRecord) -> Vec<String> {
        let told = |check: &CheckRecord| {
            let message = check.message.as_deref().unwrap_or("-");
            format!("{} {} {} {message}", check.name, check.says, check.verdict)
        };
        stage.shown().checks.iter().map(told).collect()
    }

    #[test]
    fn students_see_of_a_check_what_its_visibility_says() {
        use Verdict::{Failed, Passed};
        use Visibility::{Hidden, NameOnly, Shown};
        let all =
            [("open", Failed, Shown), ("named", Failed, NameOnly), ("secret", Failed, Hidden)];
        let shown = told(&stage(Failed, &all));
        assert_eq!(shown, ["open Says open. failed why of open", "named  failed -"]);
        assert_eq!(stage(Failed, &all).shown().checks[1].seed, None);
        // Nothing tells of a hidden check that passed.
        assert_eq!(told(&stage(Passed, &[("secret", Passed, Hidden)])), [""; 0]);
    }

    #[test]
    fn a_stage_that_only_hidden_checks_refuse_says_so_and_no_more() {
        use Verdict::{Failed, Passed};
        use Visibility::{Hidden, Shown};
        let checks =
            [("open", Passed, Shown), ("secret", Failed, Hidden), ("other", Failed, Hidden)];
        let stage = stage(Failed, &checks);
        let shown = told(&stage);
        assert_eq!(shown[1..], ["not_shown A check that is not shown. failed -"]);
        assert_eq!(stage.shown().verdict, Failed);
    }

    #[test]
    fn a_check_that_a_private_seed_refused_tells_its_name_alone() {
        let seen = Seen { seeds: vec![7], ..Seen::default() };
        let check = |verdict, seed| CheckResult {
            verdict,
            seed: Some(seed),
            ..CheckResult::passed("adds", "It adds.")
        };
        let of = |verdict, seed| seen.visibility(Stage::Test, &check(verdict, seed));
        assert_eq!(of(Verdict::Failed, 7), Visibility::NameOnly);
        assert_eq!(of(Verdict::Failed, 8), Visibility::Shown);
        assert_eq!(of(Verdict::Passed, 7), Visibility::Shown);
    }
}
