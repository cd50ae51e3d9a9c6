//! Comma-separated values for grade books. A cell that a spreadsheet would take for a formula, or a workflow's log for a
//! command, gets an apostrophe in front.
//!
//! Canvas: `Student, ID, …, Section, TITLE` with a row of possible points (canvas-lms, lib/gradebook_importer.rb). Moodle: any header,
//! mapped while importing; grade and feedback belong together there, or the grade is lost.

use crate::explain::text::visible_line;
use crate::grade::book::{Book, Counts, Row};

/// Every exercise of every student, in points.
pub fn grades(book: &Book) -> String {
    let mut sheet = Sheet::new();
    let mut head =
        vec!["student".to_string(), "name".into(), "points".into(), "of".into(), "open".into()];
    head.extend(book.items.iter().map(|item| item.name.clone()));
    sheet.line(head);
    for row in &book.rows {
        let total = row.total();
        let mut line = vec![
            student(row),
            row.shown.clone(),
            total.points.to_string(),
            total.most.to_string(),
            total.open.to_string(),
        ];
        line.extend(row.cells.iter().map(|cell| match cell.counts {
            Counts::Points(points) => points.to_string(),
            // Empty, never 0: somebody has to look first.
            Counts::Review(_) => String::new(),
            Counts::Excused => "EX".to_string(),
        }));
        sheet.line(line);
    }
    sheet.text()
}

/// For Canvas: one assignment, the whole course. A line with something open stays empty there.
pub fn canvas(book: &Book) -> String {
    let mut sheet = Sheet::new();
    let head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Loomlings"];
    sheet.line(head.map(String::from).to_vec());
    let most: u64 = book.items.iter().map(|item| u64::from(item.points)).sum();
    let mut possible = vec![String::new(); head.len()];
    possible[0] = "Points Possible".into();
    possible[head.len() - 1] = most.to_string();
    sheet.line(possible);
    for row in &book.rows {
        let column = |name: &str| row.person.column(name).unwrap_or_default().to_string();
        let id = |name: &str| if row.hidden { String::new() } else { column(name) };
        let login = match id("sis login id") {
            login if login.is_empty() && !row.hidden => row.person.student.clone(),
            login => login,
        };
        sheet.line(vec![
            row.shown.clone(),
            id("id"),
            id("sis user id"),
            login,
            column("section"),
            total(row),
        ]);
    }
    sheet.text()
}

/// For Moodle: the total and a line of feedback.
pub fn moodle(book: &Book) -> String {
    let mut sheet = Sheet::new();
    let head = ["Email address", "ID number", "Full name", "Loomlings", "Loomlings (feedback)"];
    sheet.line(head.map(String::from).to_vec());
    for row in &book.rows {
        let id = |name: &str| match row.hidden {
            true => String::new(),
            false => row.person.column(name).unwrap_or_default().to_string(),
        };
        let sums = row.total();
        let solved = row.cells.iter().filter(|cell| super::solved(cell)).count();
        let mut feedback = format!(
            "{} of {} points; {solved} of {} exercises solved",
            sums.points,
            sums.most,
            row.cells.len()
        );
        if sums.open > 0 {
            feedback.push_str(&format!("; {} still to be looked at", sums.open));
        }
        sheet.line(vec![id("email"), id("idnumber"), row.shown.clone(), total(row), feedback]);
    }
    sheet.text()
}

fn student(row: &Row) -> String {
    if row.hidden { row.shown.clone() } else { row.person.student.clone() }
}

fn total(row: &Row) -> String {
    let all_excused =
        !row.cells.is_empty() && row.cells.iter().all(|cell| cell.counts == Counts::Excused);
    let total = row.total();
    match (all_excused, total.open) {
        (true, _) => "EX".to_string(),
        (false, 0) => total.points.to_string(),
        _ => String::new(),
    }
}

/// Lines of cells, each harmless to a spreadsheet.
struct Sheet(csv::Writer<Vec<u8>>);

impl Sheet {
    fn new() -> Sheet {
        // RFC 4180 ends lines so.
        Sheet(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new()))
    }

    fn line(&mut self, cells: Vec<String>) {
        // Writing to memory cannot fail, and every line has as many cells as the first.
        let _ = self.0.write_record(cells.iter().map(|cell| guarded(cell)));
    }

    fn text(self) -> String {
        let bytes = self.0.into_inner().unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// What a spreadsheet would take for a formula gets an apostrophe in front.
fn guarded(cell: &str) -> String {
    let number = cell.parse::<f64>().is_ok_and(f64::is_finite);
    let starts = |text: &str| text.trim_start().starts_with(['=', '+', '-', '@', '|', '%']);
    // Full-width forms are taken for the same by some.
    let wide = cell.trim_start().starts_with(['＝', '＋', '－', '＠']);
    let shown = visible_line(cell);
    // In a log, a line that begins so is a command to whoever runs the workflow.
    let command = ["::", "##["].iter().any(|start| shown.trim_start().starts_with(start));
    if !number && (starts(cell) || wide || command || cell.starts_with(['\t', '\r', '\n'])) {
        format!("'{shown}")
    } else {
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn what_a_spreadsheet_would_compute_stays_text() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("  @SUM(A1)"), "'  @SUM(A1)");
        assert_eq!(guarded("\t=1"), "'    =1");
        assert_eq!(guarded("::error::x"), "'::error::x");
        assert_eq!(guarded("##[error]x"), "'##[error]x");
        assert_eq!(guarded("7.5"), "7.5");
        assert_eq!(guarded("-7.5"), "-7.5");
        assert_eq!(guarded("a\nb\u{1b}[2J"), "a␊b␛[2J");
    }
}
