//! Exercism's `results.json`, version 3: a test for each check, in the order of the files.

use super::found;
use crate::event::Verdict;
use crate::grade::record::{CheckRecord, Record};
use serde_json::{Value, json};

/// The format's own bound for a message; the ellipsis included.
const MOST: usize = 500;

/// One answer's.
pub fn json(record: &Record) -> String {
    let ran = |verdict: Verdict| verdict != Verdict::Skipped;
    let built = record.stages.iter().any(|stage| !stage.checks.is_empty() && ran(stage.verdict));
    let status = match record.verdict {
        Verdict::Passed => "pass",
        _ if built => "fail",
        _ => "error",
    };
    let said = record.stages.iter().flat_map(|stage| {
        let errors = stage.diagnostics.iter().map(|error| error.rendered.clone());
        errors.chain(stage.message.clone())
    });
    let message =
        if status == "error" { said.collect::<Vec<_>>().join("\n") } else { String::new() };
    let tests: Vec<Value> = record
        .stages
        .iter()
        .flat_map(|stage| stage.checks.iter().map(move |check| test(stage.stage.name(), check)))
        .collect();
    let results = json!({
        "version": 3,
        "status": status,
        "message": if message.is_empty() { Value::Null } else { Value::from(message) },
        "tests": if status == "error" { Vec::new() } else { tests },
    });
    format!("{results:#}\n")
}

fn test(stage: &str, check: &CheckRecord) -> Value {
    let status = match check.verdict {
        Verdict::Passed => "pass",
        Verdict::Failed => "fail",
        _ => "error",
    };
    let message = match check.verdict {
        Verdict::Passed => Value::Null,
        _ => Value::from(shortened(&found(check))),
    };
    json!({ "name": format!("{stage}: {}", check.name), "status": status, "message": message, "output": Value::Null })
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= MOST {
        return text.to_string();
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}
