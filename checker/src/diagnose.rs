//! How the known wrong answers fail, and which of them an answer fails like.
//!
//! `dev check --record` writes down how every wrong answer of an exercise fails; an answer that fails in exactly the same way
//! is told what that wrong answer has to say. It may not judge: it reads a verdict that has been reached without it, adds a
//! sentence, and says nothing where two known mistakes fail alike or the unsolved file does.

use crate::catalogue::{Exercise, SampleKind};
use crate::event::{CheckResult, Kind, Report, Stage, StageResult, Verdict};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// How an answer fails: the stage that decides, and what each check that did not pass came to, from that stage on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The first stage in table order that did not pass.
    pub stage: Stage,
    /// For each check its name, verdict, kind, cause and codes: the same for everybody who makes this mistake.
    pub checks: Vec<String>,
    /// Checks on real threads that this mistake fails for some random inputs, or under some schedules, and not for all.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub sometimes: BTreeSet<String>,
    /// What the assertions said, and which operations the schedules consist of: the same for most who make this mistake.
    pub words: Vec<String>,
}

impl Failure {
    /// How it fails; nothing where it does not, or where nothing is proven.
    pub fn of(report: &Report) -> Option<Failure> {
        let stage = report.stage?;
        if report.verdict.is_unproven() {
            return None;
        }
        let (checks, sometimes, words) = (Vec::new(), BTreeSet::new(), Vec::new());
        let mut failure = Failure { stage, checks, sometimes, words };
        for result in report.stages.iter().filter(|result| result.stage >= stage) {
            failure.add(result);
        }
        Some(failure)
    }

    /// Takes back what is not always so: these checks of the test stage fail only sometimes.
    pub fn not_always(&mut self, sometimes: BTreeSet<String>) {
        self.checks.retain(|line| !names(line, Stage::Test, &sometimes));
        self.words
            .retain(|line| !sometimes.iter().any(|name| line.starts_with(&format!("{name}: "))));
        self.sometimes = sometimes;
    }

    /// An answer that fails as `other` does fails as this one was recorded to: the same checks, but for those that fail
    /// only sometimes.
    pub fn covers(&self, other: &Failure) -> bool {
        let mut other = other.clone();
        other.not_always(self.sometimes.clone());
        self.stage == other.stage && self.checks == other.checks
    }

    /// As `covers`, and word for word.
    fn covers_exactly(&self, other: &Failure) -> bool {
        let mut other = other.clone();
        other.not_always(self.sometimes.clone());
        *self == other
    }

    fn add(&mut self, result: &StageResult) {
        if matches!(result.verdict, Verdict::Passed | Verdict::Skipped) {
            return;
        }
        let before = self.checks.len();
        for check in &result.checks {
            if check.verdict != Verdict::Passed && !check.lesson {
                self.checks.push(line(result.stage, check));
                self.words.extend(words(result.stage, check));
            }
        }
        if self.checks.len() == before {
            // It did not get as far as its checks. Errors are compared by their codes: the text quotes the learner's names.
            let errors = result.diagnostics.iter().filter(|said| said.level == "error");
            let codes: BTreeSet<String> = errors
                .map(|error| error.code.clone().unwrap_or_else(|| error.message.clone()))
                .collect();
            let codes: Vec<String> = codes.into_iter().collect();
            self.checks.push(format!("{}: {} {}", result.stage, result.verdict, codes.join(" ")));
        }
    }
}

fn names(line: &str, stage: Stage, checks: &BTreeSet<String>) -> bool {
    checks.iter().any(|name| line.starts_with(&format!("{stage}: {name}: ")))
}

/// What does not depend on the learner's names and values.
fn line(stage: Stage, check: &CheckResult) -> String {
    let mut text = format!("{stage}: {}: {}", check.name, check.verdict);
    if let Some(kind) = check.kind {
        text.push_str(&format!(", {}", kind.name()));
    }
    if let Some(cause) = check.cause {
        text.push_str(&format!(", {cause:?}"));
    }
    if !check.codes.is_empty() {
        text.push_str(&format!(", {}", check.codes.join(" ")));
    }
    text
}

/// An assertion's words, and in the model what the schedule consists of. A deadlock's message names objects and lines of the
/// learner's, so it says nothing about another file.
fn words(stage: Stage, check: &CheckResult) -> Option<String> {
    let told = check.verdict == Verdict::Failed
        && matches!(check.kind, None | Some(Kind::Assertion | Kind::Panic));
    let said = check.message.as_deref().filter(|_| told).unwrap_or_default();
    let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    // In the model the input is always the same; on threads it is random, and so are the numbers.
    let mut text = match stage {
        Stage::Model => lines.collect::<Vec<_>>().join("; "),
        _ => without_numbers(without_values(lines.next().unwrap_or_default())),
    };
    if let Some(schedule) = &check.schedule {
        let ops: BTreeSet<&str> = schedule.steps.iter().map(|step| step.op.as_str()).collect();
        text.push_str(&format!(" [{}]", ops.into_iter().collect::<Vec<_>>().join(" ")));
    }
    (!text.is_empty()).then(|| format!("{}: {}", check.name, text.trim()))
}

/// What an answer made of a random input is another text for each seed, and the seed is another one whenever the checker or
/// the model has changed. That it was not the right thing stays.
fn without_values(text: &str) -> &str {
    match text.find(" the answer gives ") {
        Some(end) if text.starts_with("for the input of seed ") => &text[..end],
        _ => text,
    }
}

/// Every run of numbers as one `#`: lists of another length read the same.
fn without_numbers(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let after = from.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
        if !(out.ends_with('#') && matches!(before, ", " | ".")) {
            out.push_str(before);
            out.push('#');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What is recorded about an exercise's answers, by the file's name without its ending.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// How the unsolved file fails. Nobody is told that the file they were given is a mistake of theirs.
    pub unsolved: Option<Failure>,
    /// How each wrong answer fails; nothing where no check fails every time.
    pub wrong: BTreeMap<String, Option<Failure>>,
}

/// A known wrong answer that fails in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// Its name.
    pub name: String,
    /// What it has to say.
    pub says: String,
}

impl Known {
    /// Where an exercise's record lies, relative to the workspace. Beside the answers: no verdict depends on it.
    pub fn path(exercise: &Exercise) -> PathBuf {
        exercise.tests_dir().join("wrong/failures.json")
    }

    /// The record of an exercise; nothing where there is none.
    ///
    /// # Errors
    /// When it cannot be read or is malformed; the message names the file and the command that writes it anew.
    pub fn read(exercise: &Exercise) -> Result<Option<Known>> {
        let path = Known::path(exercise);
        let text = match fs::read_to_string(exercise.absolute(&path)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text.with_context(|| format!("cannot read {}", path.display()))?,
        };
        let known = serde_json::from_str(&text).with_context(|| {
            format!(
                "{} is not what `checker dev check --record {}` writes",
                path.display(),
                exercise.name
            )
        })?;
        Ok(Some(known))
    }

    /// Writes the record where it differs from what is there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, exercise: &Exercise) -> Result<()> {
        let path: &Path = &exercise.absolute(Known::path(exercise));
        let text = serde_json::to_string_pretty(self).context("a record is plain data")? + "\n";
        if fs::read_to_string(path).is_ok_and(|there| there == text) {
            return Ok(());
        }
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    /// The wrong answer that fails like this: word for word, or else check for check. `says` knows the sentence of each.
    pub fn diagnose(
        &self,
        failure: &Failure,
        says: &BTreeMap<String, String>,
    ) -> Option<Diagnosis> {
        let exactly = |known: &Failure| known.covers_exactly(failure);
        let roughly = |known: &Failure| known.covers(failure);
        if self.unsolved.as_ref().is_some_and(exactly) {
            return None;
        }
        let alike = |how: &dyn Fn(&Failure) -> bool| -> Vec<Diagnosis> {
            let found = self.wrong.iter().filter(|(_, known)| known.as_ref().is_some_and(how));
            found
                .filter_map(|(name, _)| {
                    let says = says.get(name)?.clone();
                    Some(Diagnosis { name: name.clone(), says })
                })
                .collect()
        };
        let mut found = alike(&exactly);
        if found.is_empty() && !self.unsolved.as_ref().is_some_and(roughly) {
            found = alike(&roughly);
        }
        let first = found.first()?.clone();
        found.iter().all(|other| other.says == first.says).then_some(first)
    }
}

/// What is known about an answer that fails like this; nothing where the exercise has no record, or not all was asked.
///
/// # Errors
/// When the record or a wrong answer's directives are malformed.
pub fn diagnose(exercise: &Exercise, report: &Report) -> Result<Option<Diagnosis>> {
    let Some(failure) = Failure::of(report) else { return Ok(None) };
    let all = exercise.stages().context("cannot read the exercise's directory")?;
    if report.stages.len() != all.len() {
        return Ok(None);
    }
    let Some(known) = Known::read(exercise)? else { return Ok(None) };
    let says = exercise
        .read_samples(SampleKind::Wrong)?
        .into_iter()
        .map(|sample| (sample.name, sample.says))
        .collect();
    Ok(known.diagnose(&failure, &says))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(checks: &[&str], words: &[&str]) -> Failure {
        let own = |texts: &[&str]| texts.iter().map(|text| text.to_string()).collect();
        let sometimes = BTreeSet::new();
        Failure { stage: Stage::Model, checks: own(checks), sometimes, words: own(words) }
    }

    fn known(unsolved: Option<Failure>, wrong: &[(&str, Failure)]) -> Known {
        let wrong = wrong.iter().map(|(name, failure)| (name.to_string(), Some(failure.clone())));
        Known { unsolved, wrong: wrong.collect() }
    }

    fn says(names: &[(&str, &str)]) -> BTreeMap<String, String> {
        names.iter().map(|(name, says)| (name.to_string(), says.to_string())).collect()
    }

    fn told(known: &Known, failure: &Failure) -> Option<String> {
        let says = says(&[("a", "A."), ("b", "B."), ("b_again", "B.")]);
        known.diagnose(failure, &says).map(|found| found.says)
    }

    #[test]
    fn an_answer_that_fails_word_for_word_alike_is_told_even_if_another_fails_the_same_checks() {
        let known = known(
            None,
            &[("a", failure(&["x"], &["left: 1"])), ("b", failure(&["x"], &["left: 0"]))],
        );
        assert_eq!(told(&known, &failure(&["x"], &["left: 0"])).as_deref(), Some("B."));
        assert_eq!(told(&known, &failure(&["x"], &["left: 7"])), None, "A or B: nobody knows");
        assert_eq!(told(&known, &failure(&["x", "y"], &["left: 0"])), None);
    }

    #[test]
    fn two_answers_with_one_sentence_are_one_mistake() {
        let known =
            known(None, &[("b", failure(&["x"], &["1"])), ("b_again", failure(&["x"], &["2"]))]);
        assert_eq!(told(&known, &failure(&["x"], &["3"])).as_deref(), Some("B."));
    }

    #[test]
    fn the_unsolved_file_and_what_fails_like_it_are_not_diagnosed() {
        let unsolved = failure(&["x"], &["left: 1"]);
        let known = known(
            Some(unsolved.clone()),
            &[("a", unsolved.clone()), ("b", failure(&["x"], &["left: 0"]))],
        );
        assert_eq!(told(&known, &unsolved), None);
        assert_eq!(told(&known, &failure(&["x"], &["left: 7"])), None);
        assert_eq!(told(&known, &failure(&["x"], &["left: 0"])).as_deref(), Some("B."));
    }

    #[test]
    fn what_fails_only_sometimes_may_or_may_not_fail() {
        let own = |texts: &[&str]| texts.iter().map(|text| text.to_string()).collect::<Vec<_>>();
        let failed = |checks: &[&str]| {
            let words = own(checks).iter().map(|name| format!("{name}: no")).collect();
            let checks = checks.iter().map(|name| format!("test: {name}: failed")).collect();
            Failure { stage: Stage::Test, checks, sometimes: BTreeSet::new(), words }
        };
        let mut recorded = failed(&["always", "often"]);
        recorded.not_always(BTreeSet::from(["often".to_string()]));
        let known = known(None, &[("a", recorded)]);
        assert_eq!(told(&known, &failed(&["always"])).as_deref(), Some("A."));
        assert_eq!(told(&known, &failed(&["always", "often"])).as_deref(), Some("A."));
        assert_eq!(told(&known, &failed(&["often"])), None);
        assert_eq!(told(&known, &failed(&["always", "other"])), None);
    }

    #[test]
    fn random_numbers_do_not_tell_two_failures_apart() {
        assert_eq!(without_numbers("left: [1, 20, 3], right: 4"), "left: [#], right: #");
        assert_eq!(without_numbers("left: [7], right: 12"), "left: [#], right: #");
        assert_eq!(without_numbers("lost 1_000 of 2.5 hits"), "lost # of # hits");
        assert_eq!(without_numbers("nothing"), "nothing");
    }

    #[test]
    fn random_inputs_do_not_tell_two_failures_apart() {
        let told = "for the input of seed 7 the answer gives [(true, None)], but right is [(false, Some(-3))]";
        assert_eq!(without_numbers(without_values(told)), "for the input of seed #");
        assert_eq!(without_values("the answer gives nothing"), "the answer gives nothing");
    }
}
