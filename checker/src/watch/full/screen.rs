//! What is on the screen: state, folded from the events of checks and from the learner's keys.
//!
//! Pure. It may not draw, and it does not know how large anything will be on the terminal; how far a pane can be scrolled is
//! told to it by whoever drew last.

use crate::event::{CheckResult, Diagnostic, Event, Report, Schedule, Stage, StageResult, Verdict};
use crate::explain::Texts;
use crate::watch::input::{Input, Key};
use crate::watch::{Page, Request};

/// One exercise in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place in the course, from 0.
    pub index: usize,
    /// Its name.
    pub name: String,
    /// Its chapter.
    pub chapter: String,
    /// What it is worth.
    pub points: u32,
    /// About how long it takes.
    pub minutes: u32,
    /// The best that came of it so far.
    pub best: Option<Verdict>,
}

/// Which exercises the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    #[default]
    All,
    /// Neither solved nor unproven.
    Open,
    Solved,
    Unproven,
}

impl Filter {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Filter::All => "all",
            Filter::Open => "open",
            Filter::Solved => "solved",
            Filter::Unproven => "unproven",
        }
    }

    fn next(self) -> Filter {
        match self {
            Filter::All => Filter::Open,
            Filter::Open => Filter::Solved,
            Filter::Solved => Filter::Unproven,
            Filter::Unproven => Filter::All,
        }
    }

    fn lets_through(self, row: &Row) -> bool {
        let unproven = row.best.is_some_and(Verdict::is_unproven);
        match self {
            Filter::All => true,
            Filter::Open => row.best != Some(Verdict::Passed) && !unproven,
            Filter::Solved => row.best == Some(Verdict::Passed),
            Filter::Unproven => unproven,
        }
    }
}

/// What fills the screen between the head and the key bar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Pane {
    /// The exercise: task, checklist, first problem.
    #[default]
    Exercise,
    /// All exercises.
    List,
    /// A text to read.
    Page(Page),
    /// A bad schedule up to its nth step.
    Schedule(usize),
}

/// The exercise at hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Task {
    /// Its name.
    pub name: String,
    /// Its chapter.
    pub chapter: String,
    /// The learner's file, relative to the workspace.
    pub path: String,
    /// The same, from the root of the file system.
    pub absolute: String,
    /// What it is worth.
    pub points: u32,
    /// About how long it takes.
    pub minutes: u32,
    /// Its place in the course, from 0.
    pub index: usize,
    /// What the unsolved file says at its top.
    pub text: String,
}

/// A stage, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progressing {
    /// Which stage.
    pub stage: Stage,
    /// It has begun.
    pub running: bool,
    /// Checks that have ended.
    pub checks: Vec<CheckResult>,
    /// Its result, when it has ended.
    pub result: Option<StageResult>,
}

/// The whole screen.
#[derive(Debug, Clone, Default)]
pub struct Screen {
    /// The exercise at hand.
    pub task: Task,
    /// All exercises, in the order of the course.
    pub rows: Vec<Row>,
    /// The stages of the running or newest check.
    pub stages: Vec<Progressing>,
    /// The first error that the compiler reported, before its stage has ended.
    pub error: Option<Diagnostic>,
    /// The verdict on the file as it is.
    pub report: Option<Report>,
    /// The texts that the report names, as they were when it was made.
    pub texts: Texts,
    /// There are no reference answers to compare with: this is a pack for students.
    pub no_solutions: bool,
    /// What fills the middle.
    pub pane: Pane,
    /// Lines that the pane is scrolled down.
    pub scroll: usize,
    /// The last thing said.
    pub message: String,
    /// Crates built and to build, and the newest, while the first start prepares.
    pub warming: Option<(usize, usize, String)>,
    /// The row of the list that is chosen, among those shown.
    pub chosen: usize,
    /// Which exercises the list shows.
    pub filter: Filter,
    /// What their names must contain.
    pub search: String,
    /// Keys go into the search.
    pub searching: bool,
    /// Lines that the pane could be scrolled down when it was drawn last, and lines that it showed.
    pub room: (usize, usize),
    /// The system does not tell of saves, so they are looked for.
    pub polling: bool,
    /// Said to somebody who begins, above the first task.
    pub welcome: String,
}

impl Screen {
    /// Another exercise is at hand.
    pub fn enter(&mut self, task: Task) {
        self.task = task;
        self.stages.clear();
        (self.report, self.error) = (None, None);
        self.message.clear();
        self.show(Pane::Exercise);
    }

    fn show(&mut self, pane: Pane) {
        self.pane = pane;
        self.scroll = 0;
        self.searching = false;
    }

    /// Shows a text; the same text again closes it.
    pub fn page(&mut self, page: Page) {
        match &self.pane {
            Pane::Page(open) if *open == page => self.show(Pane::Exercise),
            _ => self.show(Pane::Page(page)),
        }
    }

    /// Says one thing; a longer text becomes a page.
    pub fn say(&mut self, text: &str) {
        if text.lines().count() > 1 {
            self.page(Page { text: text.to_string(), ..Page::default() });
        } else {
            self.message = text.to_string();
        }
    }

    /// How far a first start has come; nothing when it is done.
    pub fn warming(&mut self, progress: Option<(usize, usize, String)>) {
        self.warming = progress;
    }

    /// Opens or closes the list, with the exercise at hand chosen.
    pub fn toggle_list(&mut self) {
        if self.pane == Pane::List {
            self.show(Pane::Exercise);
            return;
        }
        self.show(Pane::List);
        (self.filter, self.search) = (Filter::All, String::new());
        self.chosen = self.task.index;
    }

    /// The exercises that the list shows.
    pub fn shown(&self) -> Vec<&Row> {
        let wanted = self.search.to_lowercase();
        let fits = |row: &&Row| {
            self.filter.lets_through(row)
                && format!("{}/{}", row.chapter, row.name).to_lowercase().contains(&wanted)
        };
        self.rows.iter().filter(fits).collect()
    }

    /// Exercises solved and points earned, each with what there is.
    pub fn score(&self) -> [(u32, u32); 2] {
        let solved = || self.rows.iter().filter(|row| row.best == Some(Verdict::Passed));
        let points = |rows: &mut dyn Iterator<Item = &Row>| rows.map(|row| row.points).sum::<u32>();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        [
            (count(solved().count()), count(self.rows.len())),
            (points(&mut solved()), points(&mut self.rows.iter())),
        ]
    }

    /// The first bad schedule of the report.
    pub fn schedule(&self) -> Option<(&Schedule, &CheckResult)> {
        let stages = self.report.iter().flat_map(|report| &report.stages);
        stages
            .flat_map(|stage| &stage.checks)
            .filter(|check| check.verdict != Verdict::Passed)
            .find_map(|check| Some((check.schedule.as_ref()?, check)))
            .filter(|(schedule, _)| !schedule.steps.is_empty())
    }

    /// Takes note of an event of the check that answers the newest save.
    pub fn event(&mut self, event: &Event) {
        match event {
            Event::Started { stages, .. } => {
                let begin = |stage: &Stage| Progressing {
                    stage: *stage,
                    running: false,
                    checks: Vec::new(),
                    result: None,
                };
                self.stages = stages.iter().map(begin).collect();
                (self.report, self.error) = (None, None);
                self.message.clear();
                // What a page tells may be what the learner works with; a schedule belongs to bytes that are gone.
                if matches!(self.pane, Pane::Schedule(_)) {
                    self.show(Pane::Exercise);
                } else if self.pane == Pane::Exercise {
                    self.scroll = 0;
                }
            }
            Event::StageStarted { stage, .. } => {
                if let Some(stage) = self.of(*stage) {
                    stage.running = true;
                }
            }
            Event::CheckFinished { stage, check, .. } => {
                if let Some(stage) = self.of(*stage) {
                    stage.running = true;
                    stage.checks.push(check.clone());
                }
            }
            Event::StageFinished { result, .. } => {
                if let Some(stage) = self.of(result.stage) {
                    stage.running = false;
                    stage.result = Some(result.clone());
                }
            }
            Event::Finished(report) => {
                for result in &report.stages {
                    if let Some(stage) = self.of(result.stage) {
                        stage.running = false;
                        stage.result = Some(result.clone());
                    }
                }
                self.judged(&report.exercise, report.verdict);
                self.report = Some(report.clone());
            }
            Event::Diagnosed { diagnostic, .. } if diagnostic.level == "error" => {
                self.error.get_or_insert(diagnostic.clone());
            }
            Event::Warming { .. } | Event::Diagnosed { .. } => {}
        }
    }

    /// Takes note of a verdict on any exercise: the best one counts.
    pub fn judged(&mut self, exercise: &str, verdict: Verdict) {
        let rank = |verdict: Option<Verdict>| match verdict {
            Some(Verdict::Passed) => 3,
            Some(verdict) if verdict.is_unproven() => 2,
            Some(_) => 1,
            None => 0,
        };
        if let Some(row) = self.rows.iter_mut().find(|row| row.name == exercise)
            && rank(Some(verdict)) > rank(row.best)
        {
            row.best = Some(verdict);
        }
    }

    fn of(&mut self, stage: Stage) -> Option<&mut Progressing> {
        self.stages.iter_mut().find(|one| one.stage == stage)
    }

    /// What a key, the wheel or a click asks of the loop; what concerns the screen alone is done here.
    pub fn input(&mut self, input: Input) -> Option<Request> {
        match input {
            Input::Interrupt => return Some(Request::Quit),
            Input::Scroll(lines) if self.pane == Pane::List => self.choose(lines as isize),
            Input::Scroll(lines) => self.scroll_by(lines as isize),
            Input::Click(..) | Input::Resize(..) => {}
            Input::Key(key) => return self.key(key),
        }
        None
    }

    fn key(&mut self, key: Key) -> Option<Request> {
        match (&self.pane, key) {
            (Pane::List, key) => return self.key_in_list(key),
            (Pane::Schedule(at), Key::Left | Key::Right) => {
                let last = self.schedule().map_or(1, |(schedule, _)| schedule.steps.len());
                let next =
                    if key == Key::Left { at.saturating_sub(1).max(1) } else { (at + 1).min(last) };
                self.pane = Pane::Schedule(next);
                // The newest step is the one to look at.
                self.scroll = usize::MAX;
            }
            (Pane::Schedule(_), Key::Escape | Key::Char('s' | 'q')) => self.show(Pane::Exercise),
            (Pane::Page(_), Key::Escape | Key::Char('q')) => self.show(Pane::Exercise),
            (_, Key::Char('s')) => match self.schedule() {
                Some((schedule, _)) => {
                    let last = schedule.steps.len();
                    self.show(Pane::Schedule(last));
                    self.scroll = usize::MAX;
                }
                None => self.say("there is no bad schedule to show"),
            },
            (_, Key::Char(' ') | Key::PageDown) => self.scroll_by(self.room.1.max(2) as isize - 1),
            (_, Key::Down | Key::Char('j')) => self.scroll_by(1),
            (_, Key::Up | Key::Char('k')) => self.scroll_by(-1),
            (_, Key::PageUp | Key::Char('b')) => self.scroll_by(1 - self.room.1.max(2) as isize),
            (_, Key::Home) => self.scroll = 0,
            (_, Key::End) => self.scroll = usize::MAX,
            (_, Key::Char(key)) => return Some(Request::Key(key)),
            (_, Key::Left | Key::Right | Key::Enter | Key::Escape | Key::Backspace) => {}
        }
        None
    }

    fn key_in_list(&mut self, key: Key) -> Option<Request> {
        match key {
            Key::Enter => {
                let index = self.shown().get(self.chosen).map(|row| row.index);
                self.searching = false;
                if let Some(index) = index {
                    self.show(Pane::Exercise);
                    return Some(Request::GoTo(index));
                }
            }
            Key::Escape if self.searching || !self.search.is_empty() => {
                self.searching = false;
                self.search.clear();
                self.chosen = 0;
            }
            Key::Char(c) if self.searching => {
                self.search.push(c);
                self.chosen = 0;
            }
            Key::Backspace if self.searching => {
                self.search.pop();
                self.chosen = 0;
            }
            Key::Char('/') => self.searching = true,
            Key::Char('f') => {
                self.filter = self.filter.next();
                self.chosen = 0;
            }
            Key::Escape | Key::Char('l' | 'q') => self.show(Pane::Exercise),
            Key::Down | Key::Char('j') => self.choose(1),
            Key::Up | Key::Char('k') => self.choose(-1),
            Key::PageDown | Key::Char(' ') => self.choose(self.room.1.max(2) as isize - 1),
            Key::PageUp => self.choose(1 - self.room.1.max(2) as isize),
            Key::Home | Key::Char('g') => self.choose(isize::MIN),
            Key::End | Key::Char('G') => self.choose(isize::MAX),
            Key::Char(key @ ('c' | '?')) => return Some(Request::Key(key)),
            Key::Char(_) | Key::Left | Key::Right | Key::Backspace => {}
        }
        None
    }

    fn choose(&mut self, by: isize) {
        let last = self.shown().len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }

    fn scroll_by(&mut self, by: isize) {
        self.scroll = self.scroll.min(self.room.0).saturating_add_signed(by).min(self.room.0);
    }
}
