//! A bad schedule as a picture for the terminal: one lane per thread, time going down, the learner's source at the right.
//!
//! It may not decide which rows matter (`compact` does) or what they say (`words` does), and nothing in the picture is
//! told by colour alone.

use super::compact::Detail;
use super::sheet::{Mark, Sheet};
use super::style::{Style, Tone};
use super::text::{cut, indented, padded, visible_line, width, wrap};
use super::{Source, file_name, words};
use crate::event::Schedule;

/// A schedule and what it breaks.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    /// What happened.
    pub schedule: &'a Schedule,
    /// The broken check's message.
    pub broken: &'a str,
    /// Where source lines come from.
    pub source: &'a dyn Source,
}

/// Narrower than this there is one column for all threads.
const LANES_FROM: usize = 80;

/// In the lane of a thread that could have gone on.
const INTERRUPTED: &str = "┆ interrupted";

/// Columns that the source gets at least before lanes become wide.
const SOURCE: usize = 24;

/// The picture, `columns` wide, every line ended.
pub fn draw(picture: &Picture<'_>, columns: usize, detail: Detail, style: Style) -> String {
    let columns = columns.max(24);
    let sheet = Sheet::new(picture.schedule, detail);
    let lanes = columns >= LANES_FROM && sheet.threads.len() <= 6;
    let mut out = Drawing::new(&sheet, picture.source, lanes).draw(columns, style);
    if !picture.broken.is_empty() {
        let mut lines = indented(&words::assertion(picture.broken), "  ", columns);
        lines.replace_range(0..1, "✗");
        for line in lines.lines() {
            out.push_str(&style.paint(Tone::Bad, line));
            out.push('\n');
        }
    }
    out
}

/// What stands in one row, before anybody knows how wide it may be.
struct Entry {
    number: String,
    /// The lane of the thread that acts.
    lane: Option<usize>,
    words: String,
    place: String,
    source: String,
    tone: Option<Tone>,
    /// Threads that are there in this row.
    alive: Vec<bool>,
    /// The lane of the thread that this row interrupts.
    interrupts: Option<usize>,
}

struct Drawing {
    heads: Vec<String>,
    /// The file that most rows are about: named once, above the lines.
    home: String,
    entries: Vec<Entry>,
}

impl Drawing {
    fn new(sheet: &Sheet<'_>, source: &dyn Source, lanes: bool) -> Drawing {
        let line_of = |file: &str, line: u32| {
            let text = source.line(file, line).map(|text| visible_line(&text)).unwrap_or_default();
            // The column of lines belongs to one file; a line of another brings its name along.
            if line == 0 || file == sheet.home {
                text
            } else {
                format!("{}:{line} {text}", visible_line(file_name(file)))
            }
        };
        let mut entries: Vec<Entry> = sheet
            .rows
            .iter()
            .map(|row| Entry {
                number: if row.first > 0 { row.first.to_string() } else { String::new() },
                lane: row.lane,
                words: row.words.clone(),
                place: match row.line {
                    line if line > 0 && row.file == sheet.home => line.to_string(),
                    _ => String::new(),
                },
                source: row.note.clone().unwrap_or_else(|| line_of(row.file, row.line)),
                tone: match row.mark {
                    Mark::None => None,
                    Mark::Stale => Some(Tone::Unsure),
                    Mark::Proven => Some(Tone::Strong),
                    Mark::Aside => Some(Tone::Faint),
                    Mark::Blocked => Some(Tone::Bad),
                },
                alive: row.alive.clone(),
                interrupts: row.interrupts,
            })
            .collect();
        let mut heads: Vec<String> = sheet.threads.iter().map(|name| visible_line(name)).collect();
        if !lanes {
            for entry in &mut entries {
                if let Some(name) =
                    entry.lane.map(|lane| &heads[lane]).filter(|name| !name.is_empty())
                {
                    entry.words = format!("{name}: {}", entry.words);
                }
                entry.lane = Some(0);
                entry.alive = vec![false];
                entry.interrupts = None;
            }
            heads = vec![String::new()];
        }
        Drawing { heads, home: visible_line(file_name(sheet.home)), entries }
    }

    fn draw(&self, columns: usize, style: Style) -> String {
        let longest = |of: &dyn Fn(&Entry) -> usize| self.entries.iter().map(of).max().unwrap_or(0);
        let numbers = longest(&|entry| width(&entry.number)).max(2);
        let places = longest(&|entry| width(&entry.place));
        let sources = longest(&|entry| width(&entry.source))
            .max(width(&self.home).saturating_sub(places + 1));
        let free = columns - (numbers + 2).min(columns);
        // Too narrow for two columns: the source goes below.
        let share = SOURCE.max(columns * 3 / 10);
        let beside = places + sources > 0 && free >= 44;
        let right = if beside { places + 1 + sources.min(share) + 2 } else { 0 };
        let starts = self.starts(free.saturating_sub(right).max(16));
        let wanted = self.wanted(&starts);
        let area = wanted.min(free.saturating_sub(right)).max(16);
        let source_width = if beside {
            free.saturating_sub(area + 2 + places + 1)
        } else {
            free.saturating_sub(4)
        };

        let mut out = String::new();
        if self.heads.len() > 1 || beside {
            let mut line = String::new();
            for (head, start) in self.heads.iter().zip(&starts) {
                line = padded(&line, *start);
                line.push_str(head);
            }
            let home = if beside && !self.home.is_empty() {
                format!("  {}", cut(&self.home, source_width + places + 1))
            } else {
                String::new()
            };
            let line = format!("{}  {}{home}", padded("", numbers), padded(&line, area));
            out.push_str(&style.paint(Tone::Strong, line.trim_end()));
            out.push('\n');
        }
        for entry in &self.entries {
            let lane = entry.lane.unwrap_or(0);
            let start = if entry.lane.is_some() { starts[lane] } else { 0 };
            let lines = wrap(&entry.words, area.saturating_sub(start).max(8));
            for (nth, words) in lines.iter().enumerate() {
                let first = nth == 0;
                let number = if first { entry.number.as_str() } else { "" };
                let mut line = padded("", numbers - width(number).min(numbers));
                line.push_str(&style.paint(Tone::Faint, number));
                line.push_str("  ");
                line.push_str(&self.lane_line(entry, (words, first), &starts, style));
                if first && beside && !(entry.place.is_empty() && entry.source.is_empty()) {
                    let used: usize = self.lane_width(entry, (words, first), &starts);
                    line.push_str(&padded(
                        "",
                        area.saturating_sub(used) + 2 + places - width(&entry.place),
                    ));
                    line.push_str(&style.paint(Tone::Faint, &entry.place));
                    line.push(' ');
                    line.push_str(&cut(&entry.source, source_width));
                }
                out.push_str(line.trim_end());
                out.push('\n');
            }
            if !beside && !entry.source.is_empty() {
                let text = if entry.place.is_empty() {
                    entry.source.clone()
                } else {
                    format!("{}: {}", entry.place, entry.source)
                };
                out.push_str(&padded("", numbers + 4));
                out.push_str(&cut(&text, source_width));
                out.push('\n');
            }
        }
        out
    }

    /// One line of the lanes: the words in their own, a stroke where another thread is alive and the words leave room.
    fn lane_line(
        &self,
        entry: &Entry,
        (words, first): (&str, bool),
        starts: &[usize],
        style: Style,
    ) -> String {
        let mut line = String::new();
        let mut used = 0;
        let own = entry.lane;
        if own.is_none() {
            return words.to_string();
        }
        for (lane, &start) in starts.iter().enumerate() {
            if Some(lane) == own {
                line.push_str(&padded("", start - used));
                match entry.tone {
                    Some(tone) => line.push_str(&style.paint(tone, words)),
                    None => line.push_str(words),
                }
                used = start + width(words);
            } else if entry.alive[lane] && used < start {
                line.push_str(&padded("", start - used));
                // Said where there is room for it: the paragraph below tells it, too.
                let next = starts.iter().find(|&&next| next > start);
                let cut = first && entry.interrupts == Some(lane);
                let fits = next.is_some_and(|next| start + width(INTERRUPTED) < *next);
                let stroke = if cut && fits { INTERRUPTED } else { "│" };
                line.push_str(&style.paint(Tone::Faint, stroke));
                used = start + width(stroke);
            }
        }
        line
    }

    fn lane_width(&self, entry: &Entry, words: (&str, bool), starts: &[usize]) -> usize {
        width(&self.lane_line(entry, words, starts, Style::PLAIN))
    }

    /// Where each lane begins, so that the last one ends within `area`. Words may run on to the right, over lanes that say
    /// nothing in that row; a lane is made as wide as its words only where there is room.
    fn starts(&self, area: usize) -> Vec<usize> {
        let lanes = self.heads.len();
        let longest = |lane: usize| {
            let words = self
                .entries
                .iter()
                .filter(|entry| entry.lane == Some(lane))
                .map(|entry| width(&entry.words));
            words.max().unwrap_or(0).max(width(&self.heads[lane]))
        };
        let lengths: Vec<usize> = (0..lanes).map(longest).collect();
        let starts = |cap: usize| -> Vec<usize> {
            let mut at = 0;
            lengths
                .iter()
                .enumerate()
                .map(|(lane, length)| {
                    let start = at;
                    at += (*length).min(cap).max(width(&self.heads[lane])) + 2;
                    start
                })
                .collect()
        };
        // The last lane cannot run on, so it gets twice a lane's room before its words are wrapped.
        let fits = |cap: usize| {
            starts(cap).last().map_or(0, |last| last + lengths[lanes - 1].min(2 * cap)) <= area
        };
        let cap = (4..=area).rev().find(|&cap| fits(cap)).unwrap_or(4);
        starts(cap)
    }

    /// The room that the words take with these starts if nothing is wrapped.
    fn wanted(&self, starts: &[usize]) -> usize {
        let rows = self
            .entries
            .iter()
            .map(|entry| entry.lane.map_or(0, |lane| starts[lane]) + width(&entry.words));
        let heads = self.heads.iter().zip(starts).map(|(head, start)| start + width(head));
        rows.chain(heads).max().unwrap_or(0)
    }
}
