//! The page: rows and lanes, the learner's source beside them, and what both mean.
//!
//! A list of sentences, in the order in which they happened, is what remains without a style sheet: that is what a screen
//! reader reads. There is no script, so nothing depends on one: rows open because `<details>` does, and a row and
//! its line of source light up together because the style sheet says so.

use super::{escaped, shown, text};
use crate::event::{CheckResult, Report, Schedule, Stage};
use crate::explain::compact::Detail;
use crate::explain::finding::sentence;
use crate::explain::sheet::{Mark, Row, Sheet};
use crate::explain::text::visible_text;
use crate::explain::verdict::paragraph;
use crate::explain::words::assertion;
use crate::explain::{Source, counted, file_name};
use crate::report::problem::broken;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The page; nothing where no check shows a schedule. In full detail every row is open.
pub fn html(report: &Report, source: &dyn Source, detail: Detail) -> Option<String> {
    let checks = shown(report);
    let (first, others) = checks.split_first()?;
    let mut out = String::new();
    let title = text(&report.exercise);
    out.push_str("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n");
    // An answer's text could hold anything. Nothing of this page runs, and nothing is fetched.
    out.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\" />\n");
    let _ = write!(out, "<title>{title}: a bad schedule</title>\n<style>\n{STYLE}");
    let parts: Vec<Part<'_>> = checks
        .iter()
        .enumerate()
        .map(|(nth, check)| Part::new(nth, check, source, detail))
        .collect();
    for part in &parts {
        part.rules(&mut out);
    }
    out.push_str("</style>\n</head>\n<body>\n<main>\n");
    let _ = writeln!(out, "<p class=\"exercise\">{title}</p>");
    parts[0].write(&mut out, first, 1);
    if let Some(known) = &report.diagnosis {
        let _ = writeln!(
            out,
            "<p class=\"note\">A known mistake fails in the same way: {}</p>",
            text(known)
        );
    }
    if !others.is_empty() {
        let _ = writeln!(
            out,
            "<h2>{}</h2>",
            text(&format!("{} more that fails", others.len()))
                .replace("1 more that fails", "One more that fails")
        );
        for (part, check) in parts[1..].iter().zip(others) {
            let _ = writeln!(
                out,
                "<details class=\"other\"><summary>{}</summary>",
                text(says(check.1))
            );
            part.write(&mut out, check, 3);
            out.push_str("</details>\n");
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    Some(out)
}

fn says(check: &CheckResult) -> &str {
    if check.says.is_empty() { &check.name } else { &check.says }
}

/// One check's schedule and the files that it is about.
struct Part<'s> {
    nth: usize,
    sheet: Sheet<'s>,
    /// Each file that a row names, with its text; the one most rows are in comes first.
    files: Vec<(&'s str, Option<String>)>,
    /// Lines that rows name, by file, and the lanes that do.
    lines: BTreeMap<(usize, u32), BTreeSet<usize>>,
    /// Rows that stand for several are open from the beginning.
    open: &'static str,
}

impl<'s> Part<'s> {
    fn new(
        nth: usize,
        (_, _, schedule): &(Stage, &'s CheckResult, &'s Schedule),
        source: &dyn Source,
        detail: Detail,
    ) -> Part<'s> {
        let sheet = Sheet::new(schedule, Detail::Compact);
        let mut files: Vec<(&str, Option<String>)> = Vec::new();
        let mut lines: BTreeMap<(usize, u32), BTreeSet<usize>> = BTreeMap::new();
        let all = sheet.rows.iter().flat_map(|row| std::iter::once(row).chain(&row.inside));
        let mut named: Vec<(&str, u32, Option<usize>)> =
            all.filter(|row| row.line > 0).map(|row| (row.file, row.line, row.lane)).collect();
        named.sort_by_key(|(file, ..)| *file != sheet.home);
        for (file, line, lane) in named {
            let at = files.iter().position(|(known, _)| *known == file).unwrap_or_else(|| {
                files.push((file, source.text(file).map(|text| text.into_owned())));
                files.len() - 1
            });
            lines.entry((at, line)).or_default().extend(lane);
        }
        Part { nth, sheet, files, lines, open: if detail == Detail::Full { " open" } else { "" } }
    }

    /// A row and its line of source light up together.
    fn rules(&self, out: &mut String) {
        let nth = self.nth;
        for (file, line) in self.lines.keys() {
            let id = format!("{file}-{line}");
            let _ = writeln!(
                out,
                "#c{nth}:has(.r{id}:hover,.r{id}:focus-within) .s{id},#c{nth}:has(.s{id}:hover) .r{id}{{background:var(--light)}}"
            );
        }
    }

    fn write(
        &self,
        out: &mut String,
        (stage, check, schedule): &(Stage, &CheckResult, &Schedule),
        level: usize,
    ) {
        let nth = self.nth;
        let _ = writeln!(out, "<section class=\"check\" id=\"c{nth}\">");
        let sentence = sentence(check);
        let (term, rest) =
            sentence.split_once(": ").unwrap_or((sentence.trim_end_matches('.'), ""));
        let _ = writeln!(out, "<h{level}>{}</h{level}>", text(term));
        if !rest.is_empty() {
            let _ = writeln!(out, "<p class=\"sentence\">{}</p>", capital(&text(rest)));
        }
        let place = match (&check.file, check.line) {
            (Some(file), Some(line)) => format!(", {}:{line}", text(file)),
            _ => String::new(),
        };
        let _ = writeln!(
            out,
            "<p class=\"about\">Refused: {} <span class=\"dim\">({stage}, {}{place})</span></p>",
            text(says(check)),
            text(&check.name)
        );
        let _ = write!(
            out,
            "<div class=\"pair\" style=\"--n:{}\">\n<div class=\"schedule\">\n",
            self.sheet.threads.len()
        );
        out.push_str(
            "<div class=\"heads\" aria-hidden=\"true\"><span></span><span class=\"lanes\">",
        );
        for (lane, thread) in self.sheet.threads.iter().enumerate() {
            let _ = write!(out, "<b class=\"{}\">{}</b>", colour(lane), text(thread));
        }
        out.push_str("</span><span>line</span></div>\n<ol class=\"rows\">\n");
        for row in &self.sheet.rows {
            self.row(out, row);
        }
        out.push_str("</ol>\n");
        let broken = broken(check);
        if !broken.is_empty() {
            let _ = writeln!(
                out,
                "<p class=\"broken\"><span aria-hidden=\"true\">✗ </span>{}</p>",
                text(&assertion(broken))
            );
        }
        out.push_str("</div>\n<div class=\"files\">\n");
        for (at, (file, source)) in self.files.iter().enumerate() {
            self.file(out, at, file, source.as_deref());
        }
        out.push_str("</div>\n</div>\n");
        let paragraph = paragraph(*stage, check);
        if !paragraph.is_empty() {
            let _ = writeln!(out, "<p class=\"meaning\">{}</p>", text(&paragraph));
        }
        let _ = writeln!(
            out,
            "<p class=\"dim\">Found in the {} execution, with {}. Each row is one step; a row with a sign opens.</p>\n</section>",
            ordinal(schedule.executions),
            counted(schedule.preemptions.into(), "preemption"),
        );
    }

    fn row(&self, out: &mut String, row: &Row<'_>) {
        let mut classes = format!("row{}", mark(row.mark));
        let at = self.files.iter().position(|(file, _)| *file == row.file);
        if let Some(at) = at.filter(|_| row.line > 0) {
            let _ = write!(classes, " r{at}-{}", row.line);
        }
        if row.inside.is_empty() {
            let _ = write!(out, "<li class=\"{classes}\">");
            self.inner(out, row);
            out.push_str("</li>\n");
        } else {
            let _ = write!(out, "<li class=\"{classes} folded\"><details{}><summary>", self.open);
            self.inner(out, row);
            out.push_str("</summary>\n<ol class=\"rows\">\n");
            for row in &row.inside {
                self.row(out, row);
            }
            out.push_str("</ol></details></li>\n");
        }
    }

    fn inner(&self, out: &mut String, row: &Row<'_>) {
        let number = match (row.first, row.last) {
            (0, _) => String::new(),
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}–{last}"),
        };
        let _ = write!(out, "<span class=\"number\">{number}</span><span class=\"lanes\">");
        for (lane, alive) in row.alive.iter().enumerate() {
            if Some(lane) != row.lane && *alive {
                let (cut, word) = match row.interrupts == Some(lane) {
                    true => (
                        " cut",
                        format!(
                            "<b class=\"who\">{}</b> interrupted",
                            text(self.sheet.threads[lane])
                        ),
                    ),
                    false => ("", String::new()),
                };
                let _ = write!(
                    out,
                    "<i class=\"life{cut}\" style=\"--at:{}\" aria-hidden=\"true\">{word}</i>",
                    lane + 1
                );
            }
        }
        let (at, who, tone) = match row.lane {
            Some(lane) => {
                // As far to the right as no other thread is there.
                let free = row.alive.iter().skip(lane + 1).take_while(|alive| !**alive).count();
                (
                    format!("{}/span {}", lane + 1, free + 1),
                    text(self.sheet.threads[lane]),
                    colour(lane),
                )
            }
            None => ("1/-1".to_string(), String::new(), "t0"),
        };
        let _ = write!(
            out,
            "<span class=\"act {tone}\" style=\"--at:{at}\"><b class=\"who\">{who}</b> {}</span></span>",
            text(&row.words)
        );
        self.place(out, row);
    }

    fn place(&self, out: &mut String, row: &Row<'_>) {
        let at = self.files.iter().position(|(file, _)| *file == row.file).filter(|_| row.line > 0);
        let (Some(at), None) = (at, &row.note) else {
            let note = row.note.as_deref().map(text).unwrap_or_default();
            let _ =
                write!(out, "<span class=\"place\"></span><span class=\"code dim\">{note}</span>");
            return;
        };
        let line =
            self.files[at].1.as_deref().and_then(|text| text.lines().nth(row.line as usize - 1));
        let name = if at == 0 { String::new() } else { format!("{}:", text(file_name(row.file))) };
        let _ = write!(
            out,
            "<a class=\"place\" href=\"#c{}f{at}l{}\" title=\"{}, line {}\">{name}{}</a><span class=\"code\" aria-hidden=\"true\">{}</span>",
            self.nth,
            row.line,
            text(row.file),
            row.line,
            row.line,
            text(line.unwrap_or_default().trim()),
        );
    }

    /// The file most rows are in is shown whole; of another, what surrounds the lines that are named.
    fn file(&self, out: &mut String, at: usize, file: &str, source: Option<&str>) {
        let _ = writeln!(out, "<figure><figcaption>{}</figcaption>", text(file));
        let Some(source) = source else {
            out.push_str("<p class=\"dim\">The text of this file is not at hand.</p></figure>\n");
            return;
        };
        let near = |number: u32| {
            let from = number.saturating_sub(AROUND);
            self.lines.range((at, from)..=(at, number + AROUND)).next().is_some()
        };
        out.push_str("<div class=\"source\" tabindex=\"0\">\n");
        let mut gap = false;
        for (number, line) in (1_u32..).zip(source.lines()) {
            if at > 0 && !near(number) {
                gap = true;
                continue;
            }
            if std::mem::take(&mut gap) {
                out.push_str(
                    "<div class=\"line dim\"><span class=\"number\">…</span><code></code></div>\n",
                );
            }
            let lanes = self.lines.get(&(at, number));
            let (class, id) = match lanes {
                Some(_) => (
                    format!(" named s{at}-{number}"),
                    format!(" id=\"c{}f{at}l{number}\"", self.nth),
                ),
                None => (String::new(), String::new()),
            };
            let _ = write!(
                out,
                "<div class=\"line{class}\"{id}><span class=\"number\">{number}</span><code>{}</code>",
                escaped(&visible_text(line))
            );
            if let Some(lanes) = lanes.filter(|lanes| !lanes.is_empty()) {
                out.push_str("<span class=\"by\">");
                for &lane in lanes {
                    let _ = write!(
                        out,
                        "<b class=\"{}\">{}</b>",
                        colour(lane),
                        text(self.sheet.threads[lane])
                    );
                }
                out.push_str("</span>");
            }
            out.push_str("</div>\n");
        }
        out.push_str("</div></figure>\n");
    }
}

/// Lines shown above and below one that is named.
const AROUND: u32 = 3;

fn colour(lane: usize) -> &'static str {
    ["t0", "t1", "t2", "t3", "t4"][lane % 5]
}

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::None => "",
        Mark::Stale => " stale",
        Mark::Proven => " proven",
        Mark::Aside => " aside",
        Mark::Blocked => " blocked",
    }
}

/// Threads have names of their own, which stay as they are.
fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    match chars.next() {
        Some(first) if sentence.starts_with("the ") => first.to_uppercase().chain(chars).collect(),
        _ => sentence.to_string(),
    }
}

fn ordinal(n: u64) -> String {
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

const STYLE: &str = include_str!("page.css");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counted_as_people_do() {
        let told: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 112, 1003].map(ordinal).to_vec();
        assert_eq!(
            told,
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th", "1003rd"]
        );
    }
}
