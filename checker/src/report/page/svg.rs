//! The picture: lanes, and beside each row its line of source. For a lecture's slide, an issue, a mail.
//!
//! It is drawn as text in columns of one width, and says what each piece of text must measure, so that it looks the same
//! whichever fixed-width font there is.

use super::{shown, text};
use crate::event::Report;
use crate::explain::compact::Detail;
use crate::explain::finding::sentence;
use crate::explain::sheet::{Mark, Row, Sheet};
use crate::explain::text::{cut, visible_line, width, wrap};
use crate::explain::words::assertion;
use crate::explain::{Source, file_name};
use crate::report::problem::broken;
use std::fmt::Write;

/// Width of one character, and what else is measured in pixels.
const EM: f64 = 7.8;
const LINE: f64 = 18.0;
const ROW: f64 = 12.0;
const MARGIN: f64 = 24.0;
/// From a lane's stroke to its words.
const INDENT: f64 = 16.0;

/// Characters that a lane and the source get at most.
const LANE: usize = 30;
const SOURCE: usize = 56;

/// The picture of the first check that shows a schedule; nothing where none does.
pub fn svg(report: &Report, source: &dyn Source, detail: Detail) -> Option<String> {
    let (_, check, schedule) = shown(report).first().copied()?;
    let sheet = Sheet::new(schedule, detail);
    let drawing = Drawing::new(&sheet, source);
    let columns = ((drawing.width - 2.0 * MARGIN) / EM) as usize;
    let title = visible_line(&sentence(check));
    let mut out = String::new();
    let mut y = MARGIN + LINE;
    for line in wrap(&title, columns) {
        words(&mut out, "title", MARGIN, y, &line);
        y += LINE + 2.0;
    }
    y += LINE;
    drawing.rows(&mut out, &mut y);
    let broken = broken(check);
    if !broken.is_empty() {
        y += 6.0;
        for (nth, line) in wrap(&assertion(broken), columns.saturating_sub(2)).iter().enumerate() {
            let line = if nth == 0 { format!("✗ {line}") } else { format!("  {line}") };
            y += LINE;
            words(&mut out, "bad", MARGIN, y, &line);
        }
    }
    let height = y + MARGIN;
    let mut all = String::new();
    let _ = writeln!(
        all,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title says\" viewBox=\"0 0 {w:.0} {height:.0}\" \
         width=\"{w:.0}\" height=\"{height:.0}\">",
        w = drawing.width
    );
    let _ = writeln!(all, "<title id=\"title\">{}: a bad schedule</title>", text(&report.exercise));
    let _ = writeln!(all, "<desc id=\"says\">{}</desc>", text(&title));
    let _ = writeln!(all, "<style>\n{STYLE}</style>");
    let _ = writeln!(all, "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>");
    all.push_str(&out);
    all.push_str("</svg>\n");
    Some(all)
}

struct Drawing<'a, 's> {
    sheet: &'a Sheet<'s>,
    source: &'a dyn Source,
    /// Where each lane's stroke is.
    lanes: Vec<f64>,
    /// Where the line numbers end, and the source begins.
    right: f64,
    width: f64,
}

impl<'a, 's> Drawing<'a, 's> {
    fn new(sheet: &'a Sheet<'s>, source: &'a dyn Source) -> Drawing<'a, 's> {
        let mut x = MARGIN + 4.0 * EM;
        let lanes: Vec<f64> = (0..sheet.threads.len())
            .map(|lane| {
                let own = sheet.rows.iter().filter(|row| row.lane == Some(lane));
                let longest = own.map(|row| width(&row.words).min(LANE)).max().unwrap_or(0);
                let at = x;
                // "interrupted" must have room in every lane.
                x += INDENT + longest.max(12).max(width(sheet.threads[lane])) as f64 * EM + 14.0;
                at
            })
            .collect();
        let right = x + 5.0 * EM;
        Drawing { sheet, source, lanes, right, width: right + EM + SOURCE as f64 * EM + MARGIN }
    }

    fn rows(&self, out: &mut String, y: &mut f64) {
        let head = *y;
        for (lane, thread) in self.sheet.threads.iter().enumerate() {
            words(
                out,
                &format!("head {}", colour(lane)),
                self.lanes[lane] - 4.0,
                head,
                &visible_line(thread),
            );
        }
        words(out, "head dim", self.right + EM, head, &visible_line(file_name(self.sheet.home)));
        *y += 8.0;
        let mut strokes = String::new();
        let mut acts = String::new();
        for row in &self.sheet.rows {
            let room = row.lane.map_or(LANE * 2, |_| LANE);
            let lines = wrap(&row.words, room);
            let height = lines.len() as f64 * LINE + ROW;
            self.strokes(&mut strokes, row, *y, height);
            self.act(&mut acts, row, *y, height, &lines);
            *y += height;
        }
        out.push_str(&strokes);
        out.push_str(&acts);
    }

    /// Each living thread's stroke through the row.
    fn strokes(&self, out: &mut String, row: &Row<'_>, y: f64, height: f64) {
        for (lane, x) in self.lanes.iter().enumerate() {
            let cut = row.interrupts == Some(lane);
            if row.alive.get(lane) == Some(&true) || row.lane == Some(lane) {
                let class = if cut { "life cut" } else { "life" };
                let _ = writeln!(
                    out,
                    "<path class=\"{class}\" d=\"M{x:.1} {y:.1}V{:.1}\"/>",
                    y + height
                );
            }
            if cut {
                words(
                    out,
                    "interrupted",
                    x + INDENT - 6.0,
                    y + ROW / 2.0 + LINE - 5.0,
                    "interrupted",
                );
            }
        }
    }

    fn act(&self, out: &mut String, row: &Row<'_>, y: f64, height: f64, lines: &[String]) {
        let middle = y + height / 2.0;
        let first = y + ROW / 2.0 + LINE - 5.0;
        let class = match row.mark {
            Mark::None => "",
            Mark::Stale => " stale",
            Mark::Proven => " proven",
            Mark::Aside => " aside",
            Mark::Blocked => " bad",
        };
        let tone = row.lane.map_or("dim", colour);
        let _ = writeln!(out, "<g class=\"{tone}{class}\">");
        if row.first > 0 {
            let number = row.first.to_string();
            let x = MARGIN + 2.5 * EM - width(&number) as f64 * EM;
            words(out, "number", x, first, &number);
        }
        let x =
            row.lane.map_or(self.lanes.first().copied().unwrap_or(MARGIN), |lane| self.lanes[lane]);
        if row.lane.is_some() {
            match row.mark {
                Mark::Blocked => {
                    let _ = writeln!(
                        out,
                        "<path class=\"dot\" d=\"M{:.1} {:.1}h10v10h-10z\"/>",
                        x - 5.0,
                        middle - 5.0
                    );
                }
                mark => {
                    let radius = if mark == Mark::Proven { 6 } else { 4 };
                    let _ = writeln!(
                        out,
                        "<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{middle:.1}\" r=\"{radius}\"/>"
                    );
                }
            }
        }
        for (nth, line) in lines.iter().enumerate() {
            words(out, "act", x + INDENT, first + nth as f64 * LINE, line);
        }
        out.push_str("</g>\n");
        self.beside(out, row, first);
    }

    fn beside(&self, out: &mut String, row: &Row<'_>, y: f64) {
        if let Some(note) = &row.note {
            words(out, "dim", self.right + EM, y, &cut(&visible_line(note), SOURCE));
        }
        if row.line == 0 {
            return;
        }
        let line = self
            .source
            .line(row.file, row.line)
            .map(|line| visible_line(&line))
            .unwrap_or_default();
        let (number, line) = if row.file == self.sheet.home {
            (row.line.to_string(), line)
        } else {
            (String::new(), format!("{}:{} {line}", visible_line(file_name(row.file)), row.line))
        };
        words(out, "number", self.right - width(&number) as f64 * EM, y, &number);
        words(out, "code", self.right + EM, y, &cut(&line, SOURCE));
    }
}

/// A piece of text, as wide as its characters are.
fn words(out: &mut String, class: &str, x: f64, y: f64, raw: &str) {
    if raw.trim().is_empty() {
        return;
    }
    let length = width(raw) as f64 * EM;
    let _ = writeln!(
        out,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{length:.1}\" xml:space=\"preserve\">{}</text>",
        text(raw)
    );
}

fn colour(lane: usize) -> &'static str {
    ["t0", "t1", "t2", "t3", "t4"][lane % 5]
}

const STYLE: &str = include_str!("picture.css");
