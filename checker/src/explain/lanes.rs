//! A bad schedule as a picture for the terminal: one lane per thread, time going down, the learner's source at the right.
//!
//! It may not decide which rows matter (`compact` does) or what they say (`words` does), and nothing in the picture is
//! told by colour alone.

use super::compact::{Detail, Row, rows};
use super::style::{Style, Tone};
use super::text::{cut, indented, padded, visible_line, width, wrap};
use super::{Source, file_name, is_library, words};
use crate::event::{Schedule, Step};

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

/// Columns that the source gets at least before lanes become wide.
const SOURCE: usize = 24;

/// The picture, `columns` wide, every line ended.
pub fn draw(picture: &Picture<'_>, columns: usize, detail: Detail, style: Style) -> String {
    let columns = columns.max(24);
    let names = thread_names(picture.schedule);
    let rows = rows(picture.schedule, detail);
    let lanes = columns >= LANES_FROM && names.len() <= 6;
    let sheet = Sheet::new(picture, &names, &rows, lanes);
    let mut out = sheet.draw(columns, style);
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

/// The threads, in the order of spawning, as far as anything is known of them.
fn thread_names(schedule: &Schedule) -> Vec<&str> {
    let mut names: Vec<&str> = schedule.threads.iter().map(String::as_str).collect();
    let others = schedule
        .steps
        .iter()
        .map(|step| &step.thread)
        .chain(schedule.blocked.iter().map(|b| &b.thread));
    for name in others {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
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
}

struct Sheet {
    heads: Vec<String>,
    /// The file that most rows are about: named once, above the lines.
    home: String,
    entries: Vec<Entry>,
}

impl Sheet {
    fn new(picture: &Picture<'_>, names: &[&str], rows: &[Row], lanes: bool) -> Sheet {
        let schedule = picture.schedule;
        let home = home(schedule);
        let lane_of = |thread: &str| names.iter().position(|name| *name == thread);
        let place = |file: &str, line: u32| {
            if line > 0 && file == home { line.to_string() } else { String::new() }
        };
        let source = |file: &str, line: u32| {
            if is_library(file) {
                return "(from inside the standard library)".to_string();
            }
            let text =
                picture.source.line(file, line).map(|text| visible_line(&text)).unwrap_or_default();
            // The column of lines belongs to one file; a line of another brings its name along.
            if line == 0 || file == home {
                text
            } else {
                format!("{}:{line} {text}", visible_line(file_name(file)))
            }
        };
        let mut entries = Vec::new();
        for row in rows {
            let step = row.at.map(|at| &schedule.steps[at]);
            let guard = row.at.and_then(|at| guard_of(&schedule.steps, at));
            entries.push(Entry {
                number: row.first.to_string(),
                lane: row.thread.as_deref().and_then(lane_of),
                words: row.words.clone(),
                place: match (step, guard) {
                    (Some(step), None) => place(&step.file, step.line),
                    _ => String::new(),
                },
                source: match (step, guard) {
                    (_, Some(line)) => format!("(guard of line {line} ends)"),
                    (Some(step), None) => source(&step.file, step.line),
                    (None, None) => String::new(),
                },
                tone: row.stale.then_some(Tone::Unsure),
                alive: alive(schedule, names, row.first, row.last),
            });
        }
        let end = schedule.steps.last().map_or(0, |step| step.step + 1);
        for blocked in &schedule.blocked {
            entries.push(Entry {
                number: String::new(),
                lane: lane_of(&blocked.thread),
                words: words::blocked(blocked),
                place: place(&blocked.file, blocked.line),
                source: source(&blocked.file, blocked.line),
                tone: Some(Tone::Bad),
                alive: alive(schedule, names, end, end),
            });
        }
        let mut heads: Vec<String> = names.iter().map(|name| visible_line(name)).collect();
        if !lanes {
            for entry in &mut entries {
                let name = entry.lane.map_or("", |lane| names[lane]);
                if !name.is_empty() {
                    entry.words = format!("{}: {}", visible_line(name), entry.words);
                }
                entry.lane = Some(0);
                entry.alive = vec![false];
            }
            heads = vec![String::new()];
        }
        Sheet { heads, home: visible_line(file_name(home)), entries }
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
                line.push_str(&self.lane_line(entry, words, &starts, style));
                if first && beside && !(entry.place.is_empty() && entry.source.is_empty()) {
                    let used: usize = self.lane_width(entry, words, &starts);
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
    fn lane_line(&self, entry: &Entry, words: &str, starts: &[usize], style: Style) -> String {
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
                line.push_str(&style.paint(Tone::Faint, "│"));
                used = start + 1;
            }
        }
        line
    }

    fn lane_width(&self, entry: &Entry, words: &str, starts: &[usize]) -> usize {
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

/// The file that most steps are in.
fn home(schedule: &Schedule) -> &str {
    let files = schedule
        .steps
        .iter()
        .map(|step| step.file.as_str())
        .filter(|file| !file.is_empty() && !is_library(file));
    let mut best = ("", 0);
    for file in files.clone() {
        let count = files.clone().filter(|other| *other == file).count();
        if count > best.1 {
            best = (file, count);
        }
    }
    best.0
}

/// Which threads exist while these steps run: started before and not done yet. A thread that waits for ever is never done.
fn alive(schedule: &Schedule, names: &[&str], first: usize, last: usize) -> Vec<bool> {
    names
        .iter()
        .enumerate()
        .map(|(lane, name)| {
            let is_it = |text: &Option<String>| text.as_deref() == Some(*name);
            let mut own = schedule.steps.iter().filter(|step| step.thread == *name);
            let started = schedule
                .steps
                .iter()
                .find(|step| step.op == "spawn" && (is_it(&step.object) || is_it(&step.value)));
            let from = started.map_or_else(
                || own.clone().next().map_or(usize::MAX, |step| step.step),
                |step| step.step + 1,
            );
            let blocked = schedule.blocked.iter().any(|blocked| blocked.thread == *name);
            let to = if blocked { usize::MAX } else { own.next_back().map_or(0, |step| step.step) };
            lane == 0 || (from <= last && first <= to)
        })
        .collect()
}

/// The line of the guard whose end this unlock is: a guard's end has no place of its own in the source, so the engine tells
/// the place of its lock.
pub fn guard_of(steps: &[Step], at: usize) -> Option<u32> {
    let unlock = &steps[at];
    if !unlock.op.ends_with("unlock") {
        return None;
    }
    steps[..at]
        .iter()
        .rev()
        .find(|step| step.thread == unlock.thread && step.object == unlock.object)
        .filter(|lock| {
            lock.op.ends_with("lock") && (&lock.file, lock.line) == (&unlock.file, unlock.line)
        })
        .map(|lock| lock.line)
}
