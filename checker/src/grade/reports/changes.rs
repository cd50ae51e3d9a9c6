//! What is different between two runs: after a check of the course was mended, whose results change, and how?

use super::markdown::plain;
use super::outcome;
use crate::grade::record::Record;
use std::collections::{BTreeMap, BTreeSet};

/// Result for result, those that count something else or have another verdict; as Markdown.
pub fn text(before: &[Record], after: &[Record]) -> String {
    let by_name = |records: &'_ [Record]| {
        records
            .iter()
            .map(|record| ((record.student.clone(), record.exercise.clone()), record.clone()))
            .collect::<BTreeMap<_, _>>()
    };
    let (before, after) = (by_name(before), by_name(after));
    let names: BTreeSet<&(String, String)> = before.keys().chain(after.keys()).collect();
    let mut lines = Vec::new();
    let mut by_course: BTreeSet<&str> = BTreeSet::new();
    for name in names {
        let (old, new) = (before.get(name), after.get(name));
        if let (Some(old), Some(new)) = (old, new) {
            if (old.verdict, old.stage, old.points, old.review)
                == (new.verdict, new.stage, new.points, new.review)
            {
                continue;
            }
            if old.answer == new.answer && old.course != new.course {
                by_course.insert(&new.exercise);
            }
        }
        let told = |record: Option<&Record>| match record {
            None => "not graded".to_string(),
            Some(record) => {
                let points = record.points.map_or("open".to_string(), |points| points.to_string());
                format!("{}, {points} of {}", plain(&outcome(record)), record.max_points)
            }
        };
        let why = match (old, new) {
            (Some(old), Some(new)) if old.answer != new.answer => "another answer",
            (Some(old), Some(new)) if old.course != new.course => "the course changed",
            (Some(old), Some(new)) if old.isolation != new.isolation => "another isolation",
            (Some(_), Some(_)) => "same answer, same course: somebody should look",
            _ => "",
        };
        lines.push(format!(
            "| {} | {} | {} | {} | {why} |\n",
            plain(&name.0),
            plain(&name.1),
            told(old),
            told(new)
        ));
    }
    if lines.is_empty() {
        return "Nothing is different.\n".to_string();
    }
    let mut out = format!("{} different.\n", crate::explain::counted(lines.len() as u64, "result"));
    if !by_course.is_empty() {
        let names: Vec<String> = by_course.into_iter().map(plain).collect();
        out.push_str(&format!(
            "Exercises that the course judges differently now: {}.\n",
            names.join(", ")
        ));
    }
    out.push_str("\n| student | exercise | before | after | why |\n|---|---|---|---|---|\n");
    out.extend(lines);
    out
}
