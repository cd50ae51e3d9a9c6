//! The class on one page: who got where, what is hard, what is alike. No script, nothing fetched.

use super::likeness::Cluster;
use super::{file_name, outcome};
use crate::event::Verdict;
use crate::grade::book::{Book, Cell, Counts, Row};
use crate::report::page::text;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What ends a page.
pub(super) const FOOT: &str = "</main>\n</body>\n</html>\n";

/// What begins a page.
pub(super) fn head(title: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n",
        text(title),
        include_str!("report.css")
    )
}

/// The page.
pub fn page(book: &Book, likeness: &[Cluster]) -> String {
    let mut out = head("Loomlings: a class");
    let _ = writeln!(out, "<h1>A class of {}</h1>", book.rows.len());
    map(&mut out, book);
    difficulty(&mut out, book);
    alike(&mut out, likeness);
    out.push_str(FOOT);
    out
}

/// A sentence of the course, with its code set as code.
pub(super) fn prose(raw: &str) -> String {
    let safe = text(raw);
    let parts: Vec<&str> = safe.split('`').collect();
    // Quotes that do not close are none.
    if parts.len().is_multiple_of(2) {
        return safe;
    }
    let mut out = String::new();
    for (nth, part) in parts.iter().enumerate() {
        match nth.is_multiple_of(2) {
            true => out.push_str(part),
            false => {
                let _ = write!(out, "<code>{part}</code>");
            }
        }
    }
    out
}

/// The colour of a verdict; the word beside it says the same.
pub(super) fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "all",
        Verdict::Skipped => "nothing",
        verdict if verdict.is_unproven() || verdict == Verdict::InfraError => "open",
        _ => "none",
    }
}

/// The colour of a cell.
pub(super) fn class(cell: &Cell) -> &'static str {
    let record = &cell.record;
    match cell.counts {
        Counts::Excused => "nothing",
        Counts::Review(_) => "open",
        Counts::Points(_) if record.missing || record.untouched => "nothing",
        Counts::Points(points) => {
            let most = crate::grade::book::points::Points::whole(record.max_points);
            match points.percent_of(most) {
                100.. => "all",
                50..100 => "most",
                1..50 => "some",
                _ => "none",
            }
        }
    }
}

fn map(out: &mut String, book: &Book) {
    // Where students do not get to see everything, whoever grades goes on to pages that show it.
    let folder = if super::is_shown(book) { super::FEEDBACK } else { super::TEACHER };
    out.push_str(
        "<h2>Students and exercises</h2>\n<p class=\"key\">Points: <span class=\"all\">all</span> <span class=\"most\">half or \
         more</span> <span class=\"some\">less</span> <span class=\"none\">none</span> <span class=\"open\">?</span> to be looked at \
         <span class=\"nothing\">–</span> nothing handed in, or as it was handed out; EX excused</p>\n\
         <div class=\"wide\" role=\"region\" aria-label=\"Points\" tabindex=\"0\">\n<table class=\"map\">\n<thead>\n<tr><th rowspan=\"2\">student</th><th rowspan=\"2\">points</th>",
    );
    let mut chapters: Vec<(&str, usize)> = Vec::new();
    for item in &book.items {
        match chapters.last_mut() {
            Some((chapter, count)) if *chapter == item.chapter => *count += 1,
            _ => chapters.push((&item.chapter, 1)),
        }
    }
    for (chapter, count) in chapters {
        let _ = write!(out, "<th colspan=\"{count}\">{}</th>", text(chapter));
    }
    out.push_str("</tr>\n<tr>");
    for item in &book.items {
        let _ = write!(out, "<th class=\"name\"><span>{}</span></th>", text(&item.name));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &book.rows {
        line(out, row, folder);
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn line(out: &mut String, row: &Row, folder: &str) {
    let page = format!("{folder}/{}.html", file_name(row));
    let total = row.total();
    let open = if total.open > 0 { format!(" +{}?", total.open) } else { String::new() };
    let _ = write!(
        out,
        "<tr><th><a href=\"{page}\">{}</a></th><td>{} / {}{open}</td>",
        text(&row.shown),
        total.points,
        total.most
    );
    for cell in &row.cells {
        let shown = match cell.counts {
            Counts::Excused => "EX".to_string(),
            Counts::Review(_) => "?".to_string(),
            Counts::Points(_) if cell.record.missing || cell.record.untouched => "–".to_string(),
            Counts::Points(points) => points.to_string(),
        };
        let name = text(&cell.record.exercise);
        let _ = write!(
            out,
            "<td class=\"{}\"><a href=\"{page}#{name}\" title=\"{name}: {}\">{shown}</a></td>",
            class(cell),
            text(&outcome(&cell.record))
        );
    }
    out.push_str("</tr>\n");
}

/// How the class fared with one exercise.
#[derive(Default)]
struct Fared<'b> {
    tried: usize,
    solved: usize,
    checks: BTreeMap<&'b str, usize>,
    known: BTreeMap<&'b str, usize>,
}

fn difficulty(out: &mut String, book: &Book) {
    out.push_str(
        "<h2>What is hard</h2>\n<div class=\"wide\">\n<table class=\"hard\">\n<thead><tr><th>exercise</th><th>tried</th><th>solved</th><th>the check that \
         refused most</th><th>known mistakes</th></tr></thead>\n<tbody>\n",
    );
    for (column, item) in book.items.iter().enumerate() {
        let mut fared = Fared::default();
        for row in &book.rows {
            let cell = &row.cells[column];
            let record = &cell.record;
            if record.missing || record.untouched {
                continue;
            }
            fared.tried += 1;
            fared.solved += usize::from(super::solved(cell));
            // The first stage that did not pass is what stood in the way.
            let first = record.stages.iter().find(|stage| Some(stage.stage) == record.stage);
            let checks = first.iter().flat_map(|stage| &stage.checks);
            let mut refused = checks.filter(|check| check.verdict != Verdict::Passed).peekable();
            if let (Some(stage), None) = (first, refused.peek()) {
                // It did not come to a check: what does not compile is asked nothing.
                *fared.checks.entry(stage.stage.question()).or_default() += 1;
            }
            for check in refused {
                let says = if check.says.is_empty() { &check.name } else { &check.says };
                *fared.checks.entry(says).or_default() += 1;
            }
            if let Some(known) = &record.known_as {
                *fared.known.entry(known).or_default() += 1;
            }
        }
        let most =
            fared.checks.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(**name)));
        let most = most.map_or(String::new(), |(says, count)| format!("{} ({count})", prose(says)));
        let known: Vec<String> = fared
            .known
            .iter()
            .map(|(name, count)| format!("{} ({count})", text(&name.replace('_', " "))))
            .collect();
        let _ = writeln!(
            out,
            "<tr><th>{}</th><td data-is=\"tried\">{}</td><td data-is=\"solved\">{}</td><td data-is=\"refused by\">{most}</td>\
             <td data-is=\"known as\">{}</td></tr>",
            text(&item.name),
            fared.tried,
            fared.solved,
            known.join(", ")
        );
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn alike(out: &mut String, likeness: &[Cluster]) {
    out.push_str("<h2>Answers that are alike</h2>\n");
    if likeness.is_empty() {
        out.push_str("<p>None beyond what the task itself makes alike.</p>\n");
        return;
    }
    out.push_str(
        "<p>This is evidence for a conversation, and no points depend on it: there are few ways to write something short.</p>\n<ul>\n",
    );
    for cluster in likeness {
        let how = if cluster.identical {
            "byte for byte"
        } else {
            "but for names, numbers, comments and layout"
        };
        let students: Vec<String> = cluster.students.iter().map(|student| text(student)).collect();
        let _ = writeln!(
            out,
            "<li><b>{}</b>, {how}: {}</li>",
            text(&cluster.exercise),
            students.join(", ")
        );
    }
    out.push_str("</ul>\n");
}
