//! Gradescope's `results.json`, one for each student (gradescope-autograders.readthedocs.io, "Specifications"). All output is
//! `text`, since other formats render a student's bytes.

use super::{counts, found, outcome};
use crate::event::Verdict;
use crate::grade::book::{Cell, Counts, Row};
use serde_json::{Value, json};

/// One student's.
pub fn json(row: &Row) -> String {
    let total = row.total();
    let tests: Vec<Value> =
        row.cells.iter().filter(|cell| cell.counts != Counts::Excused).map(test).collect();
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

fn test(cell: &Cell) -> Value {
    let record = &cell.record;
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
        "output": crate::explain::text::visible_text(&output.join("\n")),
        "output_format": "text",
        "name_format": "text",
        "visibility": "visible",
    })
}
