//! A screen -> cells. Pure: the same screen at the same size gives the same cells.
//!
//! It may not keep anything from one drawing to the next, and it writes to no terminal. Everything it shows is there in words:
//! a colour only repeats what a sign or a word says.

use super::ansi;
use super::screen::{Pane, Progressing, Row, Screen};
use crate::event::{CheckResult, Report, Schedule, Verdict};
use crate::explain::compact::Detail;
use crate::explain::compiler::rendered;
use crate::explain::lanes::{self, Picture};
use crate::explain::style::{Style as Emphasis, Tone};
use crate::explain::{Source, counted};
use crate::report::checklist::{Look, sign};
use crate::report::problem::problem;
use crate::watch::{KEYS, Page};
use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;
use ratatui_core::style::{Color, Modifier, Style};
use ratatui_core::text::{Line, Span};
use ratatui_core::widgets::Widget;

/// From this width on, the checklist stands beside the problem.
const BESIDE: u16 = 110;
/// Columns of the checklist, where it stands beside the problem.
const CHECKLIST: u16 = 46;
/// From this width on, a Go counterpart stands beside the learner's file.
const TWO_TEXTS: u16 = 96;
/// A terminal lower than this leaves out what is only good to have.
const LOW: u16 = 18;

/// A piece of the screen that leads to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Column and row, from 0.
    pub at: (u16, u16),
    /// What stands there.
    pub text: String,
}

/// A drawn screen.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The cells.
    pub cells: Buffer,
    /// Where the learner's file is named.
    pub links: Vec<Link>,
    /// Lines that the pane can be scrolled down, and lines that it shows.
    pub room: (usize, usize),
}

/// Draws a screen of that many columns and rows. Without `colours`, only weight and inversion are used.
pub fn draw(screen: &Screen, columns: u16, rows: u16, colours: bool) -> Drawn {
    let area = Rect::new(0, 0, columns, rows);
    let mut pen = Pen { cells: Buffer::empty(area), colours, room: (0, 0) };
    if columns >= 8 && rows >= 4 {
        pen.screen(screen, area);
    }
    let links = links(&pen.cells, &screen.task.path);
    if !colours {
        for cell in &mut pen.cells.content {
            (cell.fg, cell.bg) = (Color::Reset, Color::Reset);
        }
    }
    Drawn { cells: pen.cells, links, room: pen.room }
}

/// Where the learner's file is named, line and column included.
fn links(cells: &Buffer, path: &str) -> Vec<Link> {
    let mut links = Vec::new();
    if path.is_empty() {
        return links;
    }
    let area = cells.area;
    for y in 0..area.height {
        let symbol = |x: u16| cells[(x, y)].symbol();
        // A path is written in letters of one column each, so columns and characters go together where it stands.
        let row: Vec<&str> = (0..area.width).map(symbol).collect();
        let wanted: Vec<String> = path.chars().map(String::from).collect();
        let mut x = 0;
        while x + wanted.len() <= row.len() {
            if row[x..].iter().zip(&wanted).all(|(cell, c)| cell == c) {
                let mut end = x + wanted.len();
                while row
                    .get(end)
                    .is_some_and(|c| *c == ":" || c.starts_with(|c: char| c.is_ascii_digit()))
                {
                    end += 1;
                }
                let text = row[x..end].concat();
                // Columns fit into sixteen bits: they came from there.
                links
                    .push(Link { at: (x as u16, y), text: text.trim_end_matches(':').to_string() });
                x = end;
            } else {
                x += 1;
            }
        }
    }
    links
}

struct Pen {
    cells: Buffer,
    colours: bool,
    room: (usize, usize),
}

fn strong() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

fn faint() -> Style {
    Style::new().add_modifier(Modifier::DIM)
}

fn title(text: &str) -> Line<'static> {
    Line::styled(text.to_string(), strong())
}

/// The colour of a verdict.
fn tone(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Passed => Style::new().fg(Color::Green),
        Verdict::NotModelled | Verdict::TooLarge => Style::new().fg(Color::Yellow),
        Verdict::Skipped => faint(),
        _ => strong().fg(Color::Red),
    }
}

impl Pen {
    fn emphasis(&self) -> Emphasis {
        if self.colours { Emphasis::COLOURS } else { Emphasis::PLAIN }
    }

    fn look(&self, columns: u16) -> Look {
        Look { columns: usize::from(columns), style: self.emphasis(), aloud: false }
    }

    fn screen(&mut self, screen: &Screen, area: Rect) {
        let top = self.head(screen, area);
        let rows = area.height;
        self.keys(screen, Rect::new(0, rows - 1, area.width, 1));
        self.status(screen, Rect::new(0, rows - 2, area.width, 1));
        let body = Rect::new(0, top, area.width, rows.saturating_sub(top + 2));
        if body.height == 0 {
            return;
        }
        match &screen.pane {
            Pane::Exercise => self.exercise(screen, body),
            Pane::List => self.list(screen, body),
            Pane::Page(page) => self.page(screen, page, body),
            Pane::Schedule(at) => self.schedule(screen, *at, body),
        }
    }

    fn line(&mut self, line: &Line<'_>, area: Rect) {
        line.render(area, &mut self.cells);
    }

    /// The exercise, what is earned, and how far the course is; the number of rows used.
    fn head(&mut self, screen: &Screen, area: Rect) -> u16 {
        let task = &screen.task;
        let [(solved, all), (points, most)] = screen.score();
        let right = if area.width >= 60 {
            format!("{solved} of {all} solved, {points} of {most} points")
        } else {
            format!("{solved}/{all}")
        };
        let name = format!("{}/{}", task.chapter, task.name);
        let about = format!("  {} points, about {} min", task.points, task.minutes);
        let mut left = vec![Span::styled(name, strong())];
        if area.width >= 80 {
            left.push(Span::styled(about, faint()));
        }
        self.line(&Line::from(left), Rect::new(0, 0, area.width, 1));
        self.right(&right, area, 0);
        if area.height < LOW {
            return 1;
        }
        self.line(&progress(screen, area.width), Rect::new(0, 1, area.width, 1));
        let rule = "─".repeat(usize::from(area.width));
        self.line(&Line::styled(rule, faint()), Rect::new(0, 2, area.width, 1));
        3
    }

    fn right(&mut self, text: &str, area: Rect, y: u16) {
        let width = u16::try_from(text.len()).unwrap_or(u16::MAX).min(area.width);
        let gap = u16::from(width < area.width);
        let area = Rect::new(area.width - width - gap, y, width + gap, 1);
        self.line(&Line::raw(format!("{}{text}", " ".repeat(gap.into()))), area);
    }

    fn keys(&mut self, screen: &Screen, area: Rect) {
        let list: &[(&str, &str)] = match &screen.pane {
            Pane::List if screen.searching => {
                &[("type", "search"), ("Enter", "go"), ("Esc", "all")]
            }
            Pane::List => &[
                ("Enter", "go"),
                ("/", "search"),
                ("f", "filter"),
                ("c", "check all"),
                ("Esc", "back"),
            ],
            Pane::Page(_) => &[("Esc", "back"), ("↑↓", "scroll"), ("?", "help")],
            Pane::Schedule(_) => &[("←→", "step"), ("↑↓", "scroll"), ("Esc", "back")],
            Pane::Exercise => &KEYS,
        };
        let mut spans = Vec::new();
        let mut used = 0;
        let wide = |(key, word): &(&str, &str)| key.chars().count() + word.chars().count() + 3;
        // What ends it and what explains it must not fall off the edge.
        let last = if screen.pane == Pane::Exercise { 2 } else { 0 };
        let (first, always) = list.split_at(list.len() - last);
        let kept: usize = always.iter().map(wide).sum();
        let room = usize::from(area.width).saturating_sub(kept);
        let first = first.iter().take_while(|entry| {
            used += wide(entry);
            used <= room
        });
        for (key, word) in first.chain(always) {
            spans.push(Span::styled((*key).to_string(), strong()));
            spans.push(Span::raw(format!(" {word}  ")));
        }
        self.line(&Line::from(spans), area);
    }

    /// The one line about what is going on.
    fn status(&mut self, screen: &Screen, area: Rect) {
        let line = if let Some((done, total, krate)) = &screen.warming {
            warming(*done, *total, krate, area.width)
        } else if !screen.message.is_empty() {
            Line::styled(screen.message.clone(), Style::new().fg(Color::Yellow))
        } else if let Some(report) = &screen.report {
            outcome(report, area.width)
        } else if screen.stages.is_empty() {
            Line::raw("")
        } else {
            Line::styled("checking …", faint())
        };
        let note = " saves are looked for: the system does not tell of them";
        let room = usize::from(area.width).saturating_sub(line.width());
        self.line(&line, area);
        if screen.polling && note.len() < room {
            self.right(note, area, area.y);
        }
    }

    fn exercise(&mut self, screen: &Screen, area: Rect) {
        if area.width >= BESIDE {
            let left = Rect { width: CHECKLIST, ..area };
            let mut overview = checklist(screen, CHECKLIST, Checks::All);
            overview.truncate(area.height.into());
            self.lines(&overview, left);
            for y in area.y..area.bottom() {
                self.line(&Line::styled("│", faint()), Rect::new(CHECKLIST + 1, y, 1, 1));
            }
            let right = Rect::new(CHECKLIST + 3, area.y, area.width - CHECKLIST - 3, area.height);
            let main = self.main(screen, right.width);
            self.scrolled(screen, main, right);
            return;
        }
        let detail = match (area.height + 4 >= 2 * LOW, area.height + 4 >= LOW) {
            (true, _) => Checks::All,
            (_, true) => Checks::NotPassed,
            // The first of them is told below, and there is room for no more.
            _ if screen.report.is_some() => Checks::None,
            _ => Checks::NotPassed,
        };
        let mut all = checklist(screen, area.width, detail);
        all.push(Line::raw(""));
        all.extend(self.main(screen, area.width));
        self.scrolled(screen, all, area);
    }

    /// The first problem, or that there is none; then the task.
    fn main(&self, screen: &Screen, columns: u16) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        if let Some(report) = &screen.report {
            let text = problem(report, &screen.texts, Detail::Compact, self.look(columns));
            if report.solved() {
                lines.push(Line::styled("Solved: every stage passed.", tone(Verdict::Passed)));
                let next = match screen.no_solutions {
                    false => {
                        "n goes on, S compares yours with the reference answer, d shows the lesson."
                    }
                    true => "n goes on, d shows the lesson.",
                };
                lines.extend(wrapped(&[Line::raw(next)], columns));
                lines.extend(self.advice(report, columns));
            } else {
                let head = if report.verdict.is_unproven() {
                    "Why it is unproven (n goes on all the same)"
                } else {
                    "The first problem"
                };
                lines.push(title(head));
                lines.extend(wrapped(&ansi::lines(&text), columns));
            }
            lines.push(Line::raw(""));
        } else if let Some(error) = &screen.error {
            lines.push(title("The first problem"));
            let text = rendered(error, self.emphasis());
            lines.extend(wrapped(&ansi::lines(&text), columns));
            lines.push(Line::raw(""));
        }
        // Below a problem: on a small screen there is room for one thing, and the welcome has been read.
        if !screen.welcome.is_empty() && screen.score()[0].0 == 0 {
            lines.extend(wrapped(&markdown(&screen.welcome), columns));
            lines.push(Line::raw(""));
        }
        lines.push(title("The task"));
        lines.extend(wrapped(&markdown(&screen.task.text), columns));
        lines
    }

    fn advice(&self, report: &Report, columns: u16) -> Vec<Line<'static>> {
        let said = report.stages.iter().flat_map(|stage| &stage.diagnostics);
        let warnings: Vec<_> = said.filter(|said| said.level == "warning").collect();
        let mut lines = Vec::new();
        if !warnings.is_empty() {
            lines.push(Line::raw(""));
            lines.push(title("Clippy's advice (it does not refuse an answer)"));
        }
        for warning in warnings {
            lines.extend(wrapped(&ansi::lines(&warning.rendered), columns));
        }
        lines
    }

    fn lines(&mut self, lines: &[Line<'_>], area: Rect) {
        for (y, line) in (area.y..area.bottom()).zip(lines) {
            self.line(line, Rect { y, height: 1, ..area });
        }
    }

    /// As much of the lines as fits, from where the pane is scrolled to.
    fn scrolled(&mut self, screen: &Screen, lines: Vec<Line<'static>>, area: Rect) {
        let shown = usize::from(area.height);
        let most = lines.len().saturating_sub(shown);
        let from = screen.scroll.min(most);
        self.room = (most, shown);
        self.lines(&lines[from..], area);
        if most > from {
            let below = counted((most - from) as u64, "more line");
            let text = format!(" ↓ {below} ");
            let width = u16::try_from(text.chars().count()).unwrap_or(area.width).min(area.width);
            let corner = Rect::new(area.right() - width, area.bottom() - 1, width, 1);
            self.line(&Line::styled(text, Style::new().add_modifier(Modifier::REVERSED)), corner);
        }
    }

    fn list(&mut self, screen: &Screen, area: Rect) {
        let shown = screen.shown();
        let mut head =
            format!("{} of {} exercises: {}", shown.len(), screen.rows.len(), screen.filter.name());
        if screen.searching || !screen.search.is_empty() {
            head.push_str(&format!(", with \"{}\"", screen.search));
        }
        self.line(&title(&head), Rect { height: 1, ..area });
        let area = Rect { y: area.y + 1, height: area.height - 1, ..area };
        let room = usize::from(area.height);
        let from = screen.chosen.saturating_sub(room / 2).min(shown.len().saturating_sub(room));
        self.room = (0, room);
        let wide = screen.rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
        for ((at, row), y) in shown.iter().enumerate().skip(from).zip(area.y..area.bottom()) {
            let row_area = Rect { y, height: 1, ..area };
            self.line(&entry(row, wide, row.index == screen.task.index), row_area);
            if at == screen.chosen {
                // One bar from edge to edge, whatever colours stand in it.
                let chosen = Style::new().fg(Color::Reset).bg(Color::Reset);
                self.cells.set_style(row_area, chosen.add_modifier(Modifier::REVERSED));
            }
        }
        if shown.is_empty() {
            self.line(&Line::styled("none; Esc shows all", faint()), area);
        }
    }

    fn page(&mut self, screen: &Screen, page: &Page, area: Rect) {
        let mut lines = Vec::new();
        match &page.beside {
            Some((other, text)) if area.width >= TWO_TEXTS => {
                let half = (area.width - 3) / 2;
                let left = wrapped(&ansi::lines(&page.text), half);
                let right = wrapped(&ansi::lines(text), half);
                lines.push(beside(&title(&page.title), &title(other), half));
                let empty = Line::raw("");
                for at in 0..left.len().max(right.len()) {
                    let of = |lines: &[Line<'static>]| lines.get(at).unwrap_or(&empty).clone();
                    lines.push(beside(&of(&left), &of(&right), half));
                }
            }
            _ => {
                if !page.title.is_empty() {
                    lines.push(title(&page.title));
                }
                lines.extend(wrapped(&markdown(&page.text), area.width));
                if let Some((other, text)) = &page.beside {
                    lines.push(Line::raw(""));
                    lines.push(title(other));
                    lines.extend(wrapped(&markdown(text), area.width));
                }
            }
        }
        self.scrolled(screen, lines, area);
    }

    fn schedule(&mut self, screen: &Screen, at: usize, area: Rect) {
        let Some((schedule, check)) = screen.schedule() else { return };
        let steps = schedule.steps.len();
        let at = at.clamp(1, steps);
        let step = &schedule.steps[at - 1];
        let ends = at == steps;
        let so_far = Schedule {
            steps: schedule.steps[..at].to_vec(),
            blocked: if ends { schedule.blocked.clone() } else { Vec::new() },
            ..schedule.clone()
        };
        let broken = if ends { check.message.as_deref().unwrap_or_default() } else { "" };
        let picture = Picture { schedule: &so_far, broken, source: &screen.texts };
        let text = lanes::draw(&picture, area.width.into(), Detail::Full, self.emphasis());
        // A schedule is drawn to a width; a line that is longer all the same is prose.
        let lanes = wrapped(&ansi::lines(&text), area.width);
        let head = format!("step {at} of {steps}: {} {}", step.thread, what(step));
        self.line(&title(&head), Rect { height: 1, ..area });
        let excerpt = if area.height >= 14 { 7 } else { 0 };
        let middle = Rect::new(area.x, area.y + 1, area.width, area.height - 1 - excerpt);
        self.scrolled(screen, lanes, middle);
        if excerpt > 0 {
            let below = Rect::new(area.x, middle.bottom(), area.width, excerpt);
            self.excerpt(screen, &step.file, step.line, below);
        }
    }

    /// The lines around one of the learner's.
    fn excerpt(&mut self, screen: &Screen, file: &str, line: u32, area: Rect) {
        let rule = format!("── {file}:{line} ");
        let rest = usize::from(area.width).saturating_sub(rule.chars().count());
        let rule = Line::styled(format!("{rule}{}", "─".repeat(rest)), faint());
        self.line(&rule, Rect { height: 1, ..area });
        let Some(text) = screen.texts.text(file) else { return };
        let around = u32::from(area.height - 1) / 2;
        let first = line.saturating_sub(around).max(1);
        let lines = text.lines().enumerate().skip(first as usize - 1);
        for ((at, text), y) in lines.zip(area.y + 1..area.bottom()) {
            let here = at + 1 == line as usize;
            let sign = if here { "▶" } else { " " };
            let text = format!("{sign}{:4} │ {text}", at + 1);
            let line = if here { title(&text) } else { Line::raw(text) };
            self.line(&line, Rect { y, height: 1, ..area });
        }
    }
}

fn what(step: &crate::event::Step) -> String {
    let mut text = step.op.clone();
    for part in [&step.object, &step.value].into_iter().flatten() {
        text.push(' ');
        text.push_str(part);
    }
    if step.stale {
        text.push_str(" (old)");
    }
    text
}

/// The chapter at hand, exercise by exercise, and the course as a bar.
fn progress(screen: &Screen, columns: u16) -> Line<'static> {
    let mut spans = vec![Span::raw(format!("{} ", screen.task.chapter))];
    for row in screen.rows.iter().filter(|row| row.chapter == screen.task.chapter) {
        let (sign, style) = mark(row);
        let style = if row.index == screen.task.index {
            style.add_modifier(Modifier::REVERSED)
        } else {
            style
        };
        spans.push(Span::styled(sign, style));
    }
    let used: usize = spans.iter().map(|span| span.content.chars().count()).sum();
    let [_, (points, most)] = screen.score();
    let room = usize::from(columns).saturating_sub(used + 18).min(40);
    if room >= 10 && most > 0 {
        let full = room * points as usize / most as usize;
        spans.push(Span::raw("   course "));
        spans.push(Span::styled("█".repeat(full), Style::new().fg(Color::Green)));
        spans.push(Span::styled("░".repeat(room - full), faint()));
        spans.push(Span::raw(format!(" {} %", 100 * points / most)));
    }
    Line::from(spans)
}

fn mark(row: &Row) -> (&'static str, Style) {
    match row.best {
        Some(verdict) => (sign(verdict).0, tone(verdict)),
        None => ("·", faint()),
    }
}

fn entry(row: &Row, wide: usize, here: bool) -> Line<'static> {
    let (sign, style) = mark(row);
    Line::from(vec![
        Span::raw(if here { "▶ " } else { "  " }),
        Span::styled(sign, style),
        Span::styled(format!(" {:wide$}", row.name), strong()),
        Span::raw(format!("  {:>3} points  {:>3} min  ", row.points, row.minutes)),
        Span::styled(row.chapter.clone(), faint()),
    ])
}

fn warming(done: usize, total: usize, krate: &str, columns: u16) -> Line<'static> {
    let room = usize::from(columns).saturating_sub(60).clamp(6, 30);
    let full = (room * done).checked_div(total).unwrap_or(0).min(room);
    Line::raw(format!(
        "building the course's crates, once [{}{}] {done}/{total} {krate}",
        "=".repeat(full),
        " ".repeat(room - full),
    ))
}

fn outcome(report: &Report, columns: u16) -> Line<'static> {
    let (sign, word, _) = sign(report.verdict);
    let mut text = format!("{sign} {word}");
    if let Some(stage) = report.stage {
        text.push_str(&format!(" at {stage}"));
        // The time behind it must not fall off the edge.
        if columns >= 72 {
            text.push_str(&format!(": {}", stage.question()));
        }
    }
    text.push_str(&if report.cached {
        "  (known)".to_string()
    } else {
        format!("  {} ms", report.ms)
    });
    Line::styled(text, tone(report.verdict))
}

/// Which checks stand below their stage.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Checks {
    All,
    NotPassed,
    None,
}

/// The file, and the stages with their checks.
fn checklist(screen: &Screen, columns: u16, detail: Checks) -> Vec<Line<'static>> {
    let mut lines = vec![Line::raw(screen.task.path.clone())];
    for stage in &screen.stages {
        lines.extend(stage_lines(stage, columns, detail));
    }
    lines
}

/// A check that alone is enough to refuse an answer.
fn refuses(check: &CheckResult) -> bool {
    !check.lesson && sign(check.verdict).2 == Tone::Bad
}

fn stage_lines(stage: &Progressing, columns: u16, detail: Checks) -> Vec<Line<'static>> {
    let (mark, style, time) = match &stage.result {
        Some(result) => (sign(result.verdict).0, tone(result.verdict), format!("{} ms", result.ms)),
        None if stage.running => match stage.checks.iter().find(|check| refuses(check)) {
            // Whatever the other checks say, the stage is not passed any more.
            Some(check) => (sign(check.verdict).0, tone(check.verdict), "…".to_string()),
            None => ("…", strong(), String::new()),
        },
        None => ("·", faint(), String::new()),
    };
    let time = match &stage.result {
        Some(result) if result.verdict == Verdict::Skipped => "skipped".to_string(),
        _ => time,
    };
    let mut head = vec![Span::styled(format!("{mark} {:12}", stage.stage.name()), style)];
    if columns >= 64 {
        head.push(Span::raw(format!("  {:37}", stage.stage.question())));
    }
    head.push(Span::styled(format!("  {time}"), faint()));
    let mut lines = vec![Line::from(head)];
    let checks = stage.result.as_ref().map_or(&stage.checks, |result| &result.checks);
    let skipped = stage.result.as_ref().is_some_and(|result| result.verdict == Verdict::Skipped);
    for check in checks.iter().filter(|_| !skipped) {
        let passed = check.verdict == Verdict::Passed;
        if detail == Checks::None || (detail == Checks::NotPassed && passed) {
            continue;
        }
        let (mark, word, _) = sign(check.verdict);
        let says = if check.says.is_empty() { &check.name } else { &check.says };
        let says: String = says.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let lead = match check.verdict {
            Verdict::Passed if check.lesson => "the rule: ".to_string(),
            Verdict::Passed => String::new(),
            _ => format!("{word}: "),
        };
        let mut texts =
            wrapped(&[Line::raw(format!("{lead}{says}"))], columns.saturating_sub(4)).into_iter();
        let first = texts.next().unwrap_or_default();
        let mut spans =
            vec![Span::raw("  "), Span::styled(format!("{mark} "), tone(check.verdict))];
        spans.extend(first.spans);
        lines.push(Line::from(spans));
        for more in texts {
            let mut spans = vec![Span::raw("    ")];
            spans.extend(more.spans);
            lines.push(Line::from(spans));
        }
    }
    lines
}

/// Markdown as text: titles stand out, and the lines of a paragraph become one, to be cut anew where the pane ends. Code and
/// tables stay as they are.
fn markdown(text: &str) -> Vec<Line<'static>> {
    let mut out: Vec<Line<'static>> = Vec::new();
    let mut paragraph = String::new();
    let mut fenced = false;
    let close = |paragraph: &mut String, out: &mut Vec<Line<'static>>| {
        if !paragraph.is_empty() {
            out.extend(ansi::lines(&std::mem::take(paragraph)));
        }
    };
    for line in text.lines() {
        let bare = line.trim_start();
        let fence = bare.starts_with("```");
        fenced ^= fence;
        let item = bare.starts_with("- ")
            || bare.starts_with("* ")
            || bare.split_once(". ").is_some_and(|(n, _)| n.parse::<u8>().is_ok());
        let as_it_is = fenced || fence || bare.starts_with(['|', '<']) || line.starts_with("    ");
        if as_it_is || bare.is_empty() || line.starts_with('#') {
            close(&mut paragraph, &mut out);
            match line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#')) {
                Some(name) if !fenced => out.push(title(name)),
                _ if bare.is_empty() => out.push(Line::raw("")),
                _ => out.extend(ansi::lines(line)),
            }
        } else if item || paragraph.is_empty() {
            close(&mut paragraph, &mut out);
            paragraph.push_str(line.trim_end());
        } else {
            paragraph.push(' ');
            paragraph.push_str(bare.trim_end());
        }
    }
    close(&mut paragraph, &mut out);
    out
}

/// Lines that fit into so many columns, cut at spaces where there are any. What is cut off keeps its indentation.
fn wrapped(lines: &[Line<'static>], columns: u16) -> Vec<Line<'static>> {
    let columns = usize::from(columns.max(1));
    let mut out = Vec::new();
    for line in lines {
        if line.width() <= columns {
            out.push(line.clone());
            continue;
        }
        let graphemes: Vec<(String, Style)> =
            line.styled_graphemes(Style::new()).map(|g| (g.symbol.to_string(), g.style)).collect();
        let blank = graphemes.iter().take_while(|(symbol, _)| symbol == " ").count();
        // The rest of an item stands below its text, not below its dash.
        let is_item = matches!(&graphemes[blank..], [(dash, _), (space, _), ..] if dash == "-" && space == " ");
        let indent = if is_item { blank + 2 } else { blank };
        let indent = if indent * 2 > columns { 0 } else { indent };
        let mut from = 0;
        while from < graphemes.len() {
            let lead = if from == 0 { 0 } else { indent };
            let mut used = lead;
            let mut end = from;
            while end < graphemes.len() {
                let wide = Span::raw(graphemes[end].0.as_str()).width();
                if used + wide > columns && end > from {
                    break;
                }
                used += wide;
                end += 1;
            }
            if end < graphemes.len() {
                let space = (from + 1..end).rev().find(|at| graphemes[*at].0 == " ");
                // Not before the text has begun: that would cut the indentation off.
                end = space
                    .filter(|at| *at > from + if from == 0 { indent } else { 0 })
                    .unwrap_or(end);
            }
            let mut spans = vec![Span::raw(" ".repeat(lead))];
            spans.extend(
                graphemes[from..end].iter().map(|(text, style)| Span::styled(text.clone(), *style)),
            );
            out.push(Line::from(spans));
            from = end;
            while graphemes.get(from).is_some_and(|(symbol, _)| symbol == " ") {
                from += 1;
            }
        }
    }
    out
}

fn beside(left: &Line<'static>, right: &Line<'static>, half: u16) -> Line<'static> {
    let gap = usize::from(half).saturating_sub(left.width());
    let mut spans = left.spans.clone();
    if let Some(style) = (left.style != Style::new()).then_some(left.style) {
        spans = spans.into_iter().map(|span| span.patch_style(style)).collect();
    }
    spans.push(Span::raw(" ".repeat(gap)));
    spans.push(Span::styled(" │ ", faint()));
    let style = right.style;
    spans.extend(right.spans.iter().cloned().map(|span| span.patch_style(style)));
    Line::from(spans)
}
