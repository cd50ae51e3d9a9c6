//! JUnit XML for CI: a suite per exercise, a case per check.
//!
//! A check that ran and is wrong is a `failure`; one that could not be decided (time-outs and unproven ones too) is an
//! `error` that says so; one that was not reached is `skipped`. No times in it but the stages', so that equal work differs in
//! nothing else.

use super::Reporter;
use super::problem::broken;
use crate::event::{CheckResult, Event, Report, Stage, StageResult, Verdict};
use crate::explain::Source;
use crate::explain::compact::Detail;
use crate::explain::compiler::rendered;
use crate::explain::finding::sentence;
use crate::explain::lanes::Picture;
use crate::explain::sentences::tell;
use crate::explain::style::Style;
use crate::explain::text::{visible_line, visible_text};
use crate::explain::verdict::paragraph;
use crate::explain::words::assertion;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event as Xml};
use std::io::{self, Write};

/// Collects the results and writes them at the end: a suite's head counts its cases.
pub struct Junit<'w> {
    out: &'w mut dyn Write,
    source: &'w dyn Source,
    reports: Vec<Report>,
}

impl<'w> Junit<'w> {
    /// Writes to `out` when it is finished.
    pub fn new(out: &'w mut dyn Write, source: &'w dyn Source) -> Junit<'w> {
        Junit { out, source, reports: Vec::new() }
    }
}

impl Reporter for Junit<'_> {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        if let Event::Finished(report) = event {
            self.reports.push(report.clone());
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        // Exercises end in any order; the file does not tell which.
        self.reports.sort_by(|a, b| a.exercise.cmp(&b.exercise));
        let mut writer = Writer::new_with_indent(&mut *self.out, b' ', 1);
        writer.write_event(Xml::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let suites: Vec<(&Report, Vec<Case>)> =
            self.reports.iter().map(|report| (report, cases(report, self.source))).collect();
        let all = Counts::of(suites.iter().flat_map(|(_, cases)| cases));
        writer
            .create_element("testsuites")
            .with_attribute(("name", "loomlings"))
            .with_attribute(("tests", all.tests.to_string().as_str()))
            .with_attribute(("failures", all.failures.to_string().as_str()))
            .with_attribute(("errors", all.errors.to_string().as_str()))
            .write_inner_content(|writer| {
                suites.iter().try_for_each(|(report, cases)| suite(writer, report, cases))
            })?;
        writeln!(self.out)?;
        self.out.flush()
    }
}

/// One check, or a stage without any.
struct Case {
    stage: Stage,
    name: String,
    /// Only where the stage is the case: single checks are not timed.
    ms: Option<u64>,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    Refused { element: &'static str, verdict: Verdict, message: String, text: String },
}

#[derive(Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Counts {
    fn of<'c>(cases: impl IntoIterator<Item = &'c Case>) -> Counts {
        let mut counts = Counts::default();
        for case in cases {
            counts.tests += 1;
            if let Outcome::Refused { element, .. } = case.outcome {
                match element {
                    "failure" => counts.failures += 1,
                    "skipped" => counts.skipped += 1,
                    _ => counts.errors += 1,
                }
            }
        }
        counts
    }
}

fn cases(report: &Report, source: &dyn Source) -> Vec<Case> {
    let mut cases = Vec::new();
    for stage in &report.stages {
        for check in &stage.checks {
            let name = if check.says.is_empty() { &check.name } else { &check.says };
            let outcome = match check.verdict {
                Verdict::Passed => Outcome::Passed,
                verdict => refused(verdict, message(check), story(stage.stage, check, source)),
            };
            cases.push(Case { stage: stage.stage, name: name.clone(), ms: None, outcome });
        }
        // A stage can fail before its checks begin: nothing of that may get lost.
        let told = stage.checks.iter().any(|check| check.verdict == stage.verdict);
        if stage.checks.is_empty() || !told {
            cases.push(Case {
                stage: stage.stage,
                name: stage.stage.question().to_string(),
                ms: Some(stage.ms),
                outcome: whole_stage(stage),
            });
        }
    }
    cases
}

fn whole_stage(stage: &StageResult) -> Outcome {
    if stage.verdict == Verdict::Passed {
        return Outcome::Passed;
    }
    let errors: Vec<_> = stage.diagnostics.iter().filter(|said| said.level == "error").collect();
    let message = match (&stage.message, errors.first()) {
        (Some(message), _) => message.clone(),
        (None, Some(error)) => error.message.clone(),
        (None, None) => stage.verdict.name().to_string(),
    };
    let text =
        errors.iter().map(|error| rendered(error, Style::PLAIN)).collect::<Vec<_>>().join("\n");
    refused(stage.verdict, message, text)
}

fn refused(verdict: Verdict, message: String, text: String) -> Outcome {
    let (element, message) = match verdict {
        Verdict::Failed | Verdict::Rejected => ("failure", message),
        Verdict::Skipped => ("skipped", message),
        verdict if verdict.is_unproven() => ("error", format!("unproven, not wrong: {message}")),
        _ => ("error", message),
    };
    Outcome::Refused { element, verdict, message, text }
}

fn message(check: &CheckResult) -> String {
    check.message.as_deref().map_or_else(|| check.verdict.name().to_string(), assertion)
}

/// The schedule read aloud, and what it means.
fn story(stage: Stage, check: &CheckResult, source: &dyn Source) -> String {
    let mut text = String::new();
    if let Some(schedule) = &check.schedule {
        let picture = Picture { schedule, broken: broken(check), source };
        text.push_str(&format!("{}\n", visible_line(&sentence(check))));
        text.push_str(&tell(&picture, Detail::Compact));
    }
    let paragraph = paragraph(stage, check);
    if !paragraph.is_empty() {
        text.push_str(&paragraph);
        text.push('\n');
    }
    if !check.output.is_empty() {
        text.push_str("Printed by the answer:\n");
        text.push_str(&visible_text(&check.output));
    }
    text
}

fn suite<W: Write>(writer: &mut Writer<W>, report: &Report, cases: &[Case]) -> io::Result<()> {
    let counts = Counts::of(cases);
    writer
        .create_element("testsuite")
        .with_attribute(("name", valid(&report.exercise).as_str()))
        .with_attribute(("tests", counts.tests.to_string().as_str()))
        .with_attribute(("failures", counts.failures.to_string().as_str()))
        .with_attribute(("errors", counts.errors.to_string().as_str()))
        .with_attribute(("skipped", counts.skipped.to_string().as_str()))
        .with_attribute(("time", seconds(report.ms).as_str()))
        .write_inner_content(|writer| {
            cases.iter().try_for_each(|case| write_case(writer, report, case))
        })?;
    Ok(())
}

fn write_case<W: Write>(writer: &mut Writer<W>, report: &Report, case: &Case) -> io::Result<()> {
    let class = format!("{}.{}", report.exercise, case.stage);
    let mut element = writer
        .create_element("testcase")
        .with_attribute(("classname", valid(&class).as_str()))
        .with_attribute(("name", valid(&case.name).as_str()));
    if let Some(ms) = case.ms {
        element = element.with_attribute(("time", seconds(ms).as_str()));
    }
    let Outcome::Refused { element: tag, verdict, message, text } = &case.outcome else {
        element.write_empty()?;
        return Ok(());
    };
    element.write_inner_content(|writer| {
        let mut inner =
            writer.create_element(*tag).with_attribute(("message", valid(message).as_str()));
        if *tag != "skipped" {
            inner = inner.with_attribute(("type", verdict.name()));
        }
        if text.is_empty() {
            inner.write_empty()?;
        } else {
            inner.write_text_content(BytesText::new(&valid(text)))?;
        }
        Ok::<(), io::Error>(())
    })?;
    Ok(())
}

fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1_000, ms % 1_000)
}

/// What would steer a terminal or turn a line around is made visible; of the rest, XML 1.0 has no way to write some characters,
/// not even escaped, and they are left out.
fn valid(text: &str) -> String {
    visible_text(text)
        .chars()
        .filter(|&c| matches!(c, '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..))
        .collect()
}
