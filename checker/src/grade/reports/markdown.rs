//! A summary for a merge request, a step of a workflow, a wiki.
//!
//! A student's bytes stand in it as text: no markup, no mention, no line that a runner could take for a command.

use super::outcome;
use crate::explain::text::visible_line;
use crate::grade::book::{Book, Counts};

/// One student: their exercises. Several: their totals.
pub fn summary(book: &Book) -> String {
    let mut out = String::from("# Loomlings\n\n");
    if let [row] = &book.rows[..] {
        let total = row.total();
        out.push_str(&format!("{} of {} points.\n\n", total.points, total.most));
        out.push_str("| exercise | what came of it | points |\n|---|---|---|\n");
        for cell in &row.cells {
            let points = match cell.counts {
                Counts::Points(points) => format!("{points} of {}", cell.record.max_points),
                Counts::Review(_) => "to be looked at".to_string(),
                Counts::Excused => "excused".to_string(),
            };
            let mut came = outcome(&cell.record);
            for note in &cell.notes {
                came.push_str(&format!("; {note}"));
            }
            out.push_str(&format!(
                "| {} | {} | {points} |\n",
                plain(&cell.record.exercise),
                plain(&came)
            ));
        }
        return out;
    }
    out.push_str("| student | solved | points | to be looked at |\n|---|---|---|---|\n");
    for row in &book.rows {
        let total = row.total();
        let solved = row.cells.iter().filter(|cell| super::solved(cell)).count();
        out.push_str(&format!(
            "| {} | {solved} of {} | {} of {} | {} |\n",
            plain(&row.shown),
            row.cells.len(),
            total.points,
            total.most,
            total.open
        ));
    }
    out
}

/// Text that Markdown and HTML leave as it is.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in visible_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A mention or a link of the place that shows it, a table's edge, emphasis, code.
            '@' | '#' | '|' | '*' | '_' | '`' | '[' | ']' | '!' | '\\' | '~' | ':' | '$' => {
                out.push_str(&format!("&#{};", c as u32));
            }
            c => out.push(c),
        }
    }
    out
}
