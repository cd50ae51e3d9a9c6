//! Exercism's `results.json`, version 3 (exercism/docs, building/tooling/test-runners/interface.md): a test for each check, in
//! the order of the files, and one for a stage that failed beside its checks.

use super::{found, outcome};
use crate::event::Verdict;
use crate::explain::text::{visible_line, visible_text};
use crate::grade::record::{CheckRecord, Record, StageRecord};
use serde_json::{Value, json};

/// So long is the message of a test that is shown as a whole; the ellipsis included.
const MOST: usize = 500;

/// The format's own bound for the message of an answer that nothing could be asked of, in bytes.
const MOST_BYTES: usize = 65_535;

/// One answer's.
pub fn json(record: &Record) -> String {
    let ran = |stage: &StageRecord| !stage.checks.is_empty() && stage.verdict != Verdict::Skipped;
    let status = match record.verdict {
        Verdict::Passed => "pass",
        _ if record.stages.iter().any(ran) => "fail",
        _ => "error",
    };
    // Where nothing was asked, the message is all that a student gets: there always is one.
    let message = match status {
        "error" => Value::from(within(why(record), MOST_BYTES)),
        _ => Value::Null,
    };
    let tests: Vec<Value> = match status {
        "error" => Vec::new(),
        _ => record.stages.iter().flat_map(tests).collect(),
    };
    let results = json!({ "version": 3, "status": status, "message": message, "tests": tests });
    format!("{results:#}\n")
}

fn why(record: &Record) -> String {
    let said = record.stages.iter().flat_map(|stage| {
        let errors = stage.diagnostics.iter().map(|error| error.rendered.clone());
        errors.chain(stage.message.clone())
    });
    let said = visible_text(&said.collect::<Vec<_>>().join("\n"));
    if said.trim().is_empty() { outcome(record) } else { said }
}

fn tests(stage: &StageRecord) -> Vec<Value> {
    let name = stage.stage.name();
    let mut tests: Vec<Value> = stage.checks.iter().map(|check| test(name, check)).collect();
    let passed = [Verdict::Passed, Verdict::Skipped].contains(&stage.verdict);
    let told = stage.checks.iter().any(|check| check.verdict == stage.verdict);
    if !passed && !told {
        let error = stage.diagnostics.first().map(|error| error.message.clone());
        let why = stage.message.clone().or(error);
        let why = why.unwrap_or_else(|| stage.verdict.name().to_string());
        tests.push(written(
            format!("{name}: {}", stage.stage.question()),
            stage.verdict,
            &visible_line(&why),
        ));
    }
    tests
}

fn test(stage: &str, check: &CheckRecord) -> Value {
    let message = if check.verdict == Verdict::Passed { String::new() } else { found(check) };
    written(format!("{stage}: {}", visible_line(&check.name)), check.verdict, &message)
}

fn written(name: String, verdict: Verdict, message: &str) -> Value {
    let status = match verdict {
        Verdict::Passed => "pass",
        Verdict::Failed | Verdict::Rejected => "fail",
        _ => "error",
    };
    let message = match status {
        "pass" => Value::Null,
        _ => Value::from(shortened(message)),
    };
    json!({ "name": name, "status": status, "message": message, "output": Value::Null })
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= MOST {
        return text.to_string();
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}

/// At most that many bytes, cut between two characters.
fn within(text: String, most: usize) -> String {
    if text.len() <= most {
        return text;
    }
    let cut = '…';
    let end = (0..=most - cut.len_utf8()).rev().find(|end| text.is_char_boundary(*end));
    format!("{}{cut}", &text[..end.unwrap_or(0)])
}
