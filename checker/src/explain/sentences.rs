//! A bad schedule as numbered sentences: what a screen reader can read aloud, and what fits a log.
//!
//! It says what the lanes show, in the same order, with no picture and no sign that stands for a word.

use super::compact::{Detail, rows};
use super::lanes::Picture;
use super::sheet::ends_here;
use super::text::visible_line;
use super::{file_name, is_library, words};

/// The sentences, one a line.
pub fn tell(picture: &Picture<'_>, detail: Detail) -> String {
    let schedule = picture.schedule;
    let mut out = String::new();
    for row in rows(schedule, detail) {
        let number = if row.first == row.last {
            format!("{}.", row.first)
        } else {
            format!("{} to {}.", row.first, row.last)
        };
        let thread = match row.thread.as_deref().map(visible_line) {
            // What is told there is somebody else's end.
            Some(thread) if row.words.contains(" ended: ") => format!("In {thread}: "),
            Some(thread) if row.words.starts_with('…') => format!("{thread}: "),
            Some(thread) => format!("{thread} "),
            None => String::new(),
        };
        let ends = row.at.and_then(|at| ends_here(&schedule.steps, at));
        let place = match (row.at, ends) {
            (_, Some(ends)) => format!(" {ends}"),
            (Some(at), None) => place(picture, &schedule.steps[at].file, schedule.steps[at].line),
            (None, None) => String::new(),
        };
        out.push_str(&format!("{number} {thread}{}.{place}\n", aloud(&row.words)));
    }
    for blocked in &schedule.blocked {
        out.push_str(&format!(
            "At the end {} {}.{}\n",
            visible_line(&blocked.thread),
            aloud(&words::blocked(blocked)),
            place(picture, &blocked.file, blocked.line)
        ));
    }
    if !picture.broken.is_empty() {
        out.push_str(&format!("Broken: {}\n", words::assertion(picture.broken)));
    }
    out
}

/// ` (lost_update.rs line 13: let seen = read(hits);)`
fn place(picture: &Picture<'_>, file: &str, line: u32) -> String {
    if line == 0 {
        return String::new();
    }
    if is_library(file) {
        return " (from inside the standard library)".to_string();
    }
    let name = visible_line(file_name(file));
    match picture.source.line(file, line) {
        Some(text) => format!(" ({name} line {line}: {})", visible_line(&text)),
        None => format!(" ({name} line {line})"),
    }
}

/// Signs that a picture can afford and a voice cannot.
fn aloud(words: &str) -> String {
    words
        .replacen(" = ", ": ", 1)
        .replace(" → ", " to ")
        .replace("(×", "(repeated, times ")
        .replace("locks, unlocks", "locks and unlocks")
        .replace("… ", "")
}
