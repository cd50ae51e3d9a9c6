//! Gradescope's `results.json`, one for each student (gradescope-autograders.readthedocs.io, "Specifications"). All output is
//! `text`, since other formats render a student's bytes.

use super::{counts, found, outcome};
use crate::event::{Verdict, Visibility};
use crate::explain::text::visible_text;
use crate::grade::book::{Cell, Counts, Row};
use serde_json::{Value, json};

/// One student's.
pub fn json(row: &Row) -> String {
    let total = row.total();
    let graded = || row.cells.iter().filter(|cell| cell.counts != Counts::Excused);
    let mut tests: Vec<Value> = graded().map(test).collect();
    tests.extend(graded().flat_map(for_graders));
    let mut output = format!("{} of {} points", total.points, total.most);
    if total.open > 0 {
        output.push_str(&format!("; {} exercises still to be looked at, at least", total.open));
    }
    let results = json!({
        "score": total.points.number(),
        "output": output,
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "stdout_visibility": "hidden",
        "visibility": "visible",
        "tests": tests,
    });
    format!("{results:#}\n")
}

/// What the student does not get to see of an exercise: entries that Gradescope shows to those who grade, and that count
/// nothing of their own.
fn for_graders(cell: &Cell) -> Vec<Value> {
    let record = &cell.record;
    let checks = record
        .stages
        .iter()
        .flat_map(|stage| stage.checks.iter().map(move |check| (stage.stage, check)));
    let hidden = checks.filter(|(_, check)| {
        check.visibility != Visibility::Shown && check.verdict != Verdict::Skipped
    });
    hidden
        .map(|(stage, check)| {
            let passed = check.verdict == Verdict::Passed;
            json!({
                "name": format!("{}: {stage}/{}", record.exercise, check.name),
                "status": if passed { "passed" } else { "failed" },
                "output": visible_text(&format!("{}: {}", check.verdict.name(), found(check))),
                "output_format": "text",
                "name_format": "text",
                "visibility": "hidden",
            })
        })
        .collect()
}

fn test(cell: &Cell) -> Value {
    let record = &cell.record.shown();
    let score = match cell.counts {
        Counts::Points(points) | Counts::Review(points) => points.number(),
        Counts::Excused => 0.0,
    };
    let mut output = vec![format!("{}; {}", outcome(record), counts(cell))];
    output.extend(cell.notes.iter().cloned());
    output.extend(record.review_because.iter().map(|why| format!("open because: {why}")));
    for check in record.stages.iter().flat_map(|stage| &stage.checks) {
        if check.verdict != Verdict::Passed && check.verdict != Verdict::Skipped {
            output.push(format!("{}: {}", check.verdict.name(), found(check)));
        }
    }
    output.extend(record.diagnosis.clone());
    let passed = record.verdict == Verdict::Passed;
    json!({
        "name": record.exercise,
        "score": score,
        "max_score": record.max_points,
        "status": if passed { "passed" } else { "failed" },
        "output": visible_text(&output.join("\n")),
        "output_format": "text",
        "name_format": "text",
        "visibility": "visible",
    })
}
