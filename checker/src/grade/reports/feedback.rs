//! One student's page: what came of each exercise, where to look, and how to see it happen again.

use super::html::prose;
use super::{Archive, Sources, counts, outcome, report, schedule_page};
use crate::event::{Verdict, Visibility};
use crate::explain::Source;
use crate::explain::finding::sentence;
use crate::explain::text::visible_text;
use crate::explain::words::assertion;
use crate::grade::book::{Cell, Row};
use crate::grade::record::{CheckRecord, StageRecord};
use crate::report::page::text;
use std::fmt::Write;

/// The page, which lies in that folder.
pub fn page(row: &Row, archive: &dyn Archive, folder: &str) -> String {
    let mut out = super::html::head(&format!("{}: feedback", row.shown));
    out.push_str("<article class=\"feedback\">\n");
    let total = row.total();
    let _ = write!(
        out,
        "<h1>{}</h1>\n<p class=\"total\">{} of {} points",
        text(&row.shown),
        total.points,
        total.most
    );
    if total.open > 0 {
        let _ = write!(out, "; {} still to be looked at", total.open);
    }
    out.push_str(
        "</p>\n<p class=\"note\">Points are for what a file has beyond the one that was handed out: what that one passes already earns \
         none.</p>\n<ol class=\"exercises\">\n",
    );
    for cell in &row.cells {
        exercise(&mut out, cell, archive, folder);
    }
    out.push_str("</ol>\n</article>\n");
    out.push_str(super::html::FOOT);
    out
}

fn exercise(out: &mut String, cell: &Cell, archive: &dyn Archive, folder: &str) {
    let record = &cell.record;
    let name = text(&record.exercise);
    let class = super::html::class(cell);
    // What was not worked on has nothing to tell.
    let closed = super::solved(cell) || record.missing || record.untouched;
    let open = if closed { "" } else { " open" };
    let _ = writeln!(
        out,
        "<li id=\"{name}\"><details{open}><summary><b>{name}</b> <span class=\"{class}\">{}</span> {}</summary>",
        text(&outcome(record)),
        text(&counts(cell))
    );
    for note in cell.notes.iter().chain(&record.review_because) {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", text(note));
    }
    if let Some(known) = &record.diagnosis {
        let _ = writeln!(
            out,
            "<p class=\"note\">A known mistake fails in the same way: {}</p>",
            prose(known)
        );
    }
    for stage in &record.stages {
        write_stage(out, stage, folder);
    }
    for part in &record.parts {
        let points = part.points.map_or("open".to_string(), |points| points.to_string());
        let _ = writeln!(out, "<p>{}: {points} of {}</p>", text(&part.title), part.max_points);
    }
    let judged = report(record, archive);
    let first = judged
        .stages
        .iter()
        .flat_map(|stage| &stage.checks)
        .find(|check| check.verdict != Verdict::Passed && check.schedule.is_some());
    if let (Some(page), Some(check)) = (schedule_page(record, folder), first) {
        let _ = writeln!(
            out,
            "<p class=\"schedule\">{} <a href=\"../{}\">The schedule, step by step</a></p>",
            prose(&sentence(check)),
            text(&page)
        );
        if let Some(line) = place(check.line, check.file.as_deref(), &Sources { record, archive }) {
            let _ = writeln!(out, "<pre>{line}</pre>");
        }
    }
    // A private check cannot be asked at home.
    let at_home = |stage: &StageRecord| {
        let refused = |check: &CheckRecord| check.verdict == stage.verdict && !check.lesson;
        let mut refused = stage.checks.iter().filter(|check| refused(check)).peekable();
        stage.verdict != Verdict::Passed
            && (refused.peek().is_none() || refused.any(|c| !c.private))
    };
    if !record.missing && record.stages.iter().any(at_home) {
        let _ = writeln!(
            out,
            "<p>See it happen again: <code class=\"command\">cargo run -p checker -- run {name}</code>, with your file in its place; the \
             chapter's lesson: <code class=\"command\">cargo run -p checker -- show {name} lesson</code>.</p>"
        );
    }
    out.push_str("</details></li>\n");
}

fn place(line: Option<u32>, file: Option<&str>, source: &dyn Source) -> Option<String> {
    let (line, file) = (line?, file?);
    Some(format!("{}:{line}  {}", text(file), text(&source.line(file, line)?)))
}

fn write_stage(out: &mut String, stage: &StageRecord, folder: &str) {
    let points = match stage.max_points {
        0 => String::new(),
        most => {
            let points = stage.points.map_or("open".to_string(), |points| points.to_string());
            format!(" ({points} of {most})")
        }
    };
    let _ = writeln!(
        out,
        "<p class=\"stage\">{} <b>{}</b> {}{points}</p>",
        sign(stage.verdict),
        stage.stage,
        text(stage.stage.question())
    );
    if let Some(message) = &stage.message {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", prose(message));
    }
    for error in &stage.diagnostics {
        let _ = writeln!(out, "<pre>{}</pre>", lines(&error.rendered));
    }
    if stage.verdict == Verdict::Skipped || stage.checks.is_empty() {
        return;
    }
    out.push_str("<ul class=\"checks\">\n");
    for check in &stage.checks {
        let says = if check.says.is_empty() { &check.name } else { &check.says };
        let _ = write!(out, "<li>{} {}", sign(check.verdict), prose(says));
        if folder == super::TEACHER && check.visibility != Visibility::Shown {
            let _ = write!(
                out,
                " <span class=\"key\">({} for students)</span>",
                check.visibility.name()
            );
        }
        if check.verdict != Verdict::Passed {
            let message = check.message.as_deref().map(assertion);
            let why = check.finding.iter().chain(&message).flat_map(|why| why.lines());
            for why in why {
                let _ = write!(out, "<p class=\"why\">{}</p>", prose(why));
            }
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

/// Several lines as they are.
fn lines(raw: &str) -> String {
    visible_text(raw).lines().map(text).collect::<Vec<_>>().join("\n")
}

fn sign(verdict: Verdict) -> String {
    let class = super::html::tone(verdict);
    let (sign, word, _) = crate::report::checklist::sign(verdict);
    format!("<span class=\"{class}\">{sign}<span class=\"word\"> {word}</span></span>")
}
