//! Lines for people: a checklist, the first problem in full, and what to do next.
//!
//! It may not move a cursor or overwrite anything: its output is the same on a terminal, in a pipe and in a file, apart
//! from colours.

use super::Reporter;
use super::checklist::{self, Look, sign};
use super::problem::problem;
use crate::event::{Diagnostic, Event, Report, Verdict};
use crate::explain::compact::Detail;
use crate::explain::compiler::rendered;
use crate::explain::style::{Style, Tone};
use crate::explain::text::{cut, indented, padded, visible_line, width};
use crate::explain::{Source, counted, listed};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How much is written about each exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Everything: for one answer.
    #[default]
    Full,
    /// The same, each stage as soon as it has ended: for somebody who waits.
    Live,
    /// One line an exercise and a summary: for many.
    Compact,
}

/// What whoever runs the checker decides.
#[derive(Debug, Clone)]
pub struct Options {
    /// Columns to use.
    pub columns: usize,
    /// Colours or none.
    pub style: Style,
    /// Sentences instead of pictures, words instead of signs.
    pub aloud: bool,
    /// Everything about one answer, or a line about each of many.
    pub mode: Mode,
    /// Every step of a bad schedule.
    pub detail: Detail,
    /// What the learner types to call the checker.
    pub command: String,
    /// There are reference answers to compare with: a pack for students has none.
    pub solutions: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            columns: 100,
            style: Style::PLAIN,
            aloud: false,
            mode: Mode::Full,
            detail: Detail::Compact,
            command: "cargo run -p checker --".to_string(),
            solutions: true,
        }
    }
}

impl Options {
    fn look(&self) -> Look {
        Look { columns: self.columns.max(24), style: self.style, aloud: self.aloud }
    }
}

/// Writes for people.
pub struct Plain<'w> {
    out: &'w mut dyn Write,
    source: &'w dyn Source,
    options: Options,
    /// The judged file of each exercise that has begun.
    paths: BTreeMap<String, String>,
    results: Vec<(String, Verdict)>,
}

impl<'w> Plain<'w> {
    /// Writes to `out`; source lines come from `source`.
    pub fn new(out: &'w mut dyn Write, source: &'w dyn Source, options: Options) -> Plain<'w> {
        Plain { out, source, options, paths: BTreeMap::new(), results: Vec::new() }
    }

    fn full(&self, report: &Report) -> String {
        let look = self.options.look();
        let mut out = self.title(&report.exercise, report.cached);
        for result in &report.stages {
            out.push_str(&checklist::stage(result, look));
        }
        out.push_str(&self.rest(report));
        out
    }

    fn title(&self, exercise: &str, cached: bool) -> String {
        let mut title = visible_line(exercise);
        if let Some(path) = self.paths.get(exercise) {
            title.push_str(&format!("  {}", visible_line(path)));
        }
        if cached {
            title.push_str("  (nothing has changed since this was checked)");
        }
        format!("{}\n\n", self.options.style.paint(Tone::Strong, &title))
    }

    /// What follows the checklist: the first problem, advice, and one thing to do.
    fn rest(&self, report: &Report) -> String {
        let look = self.options.look();
        let mut out = String::new();
        let problem = problem(report, self.source, self.options.detail, look);
        if !problem.is_empty() {
            let head = if report.verdict.is_unproven() {
                "Why it is unproven"
            } else {
                "The first problem"
            };
            out.push_str(&format!("\n{}\n{problem}", look.style.paint(Tone::Strong, head)));
        }
        let advice = self.advice(report);
        if !advice.is_empty() {
            out.push_str(&format!(
                "\n{}\n{advice}",
                look.style.paint(Tone::Strong, "Clippy's advice (it does not refuse an answer)")
            ));
        }
        out.push_str(&format!("\n{}\n", self.next(report)));
        out
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        // Whoever waits wants to see it now.
        self.out.flush()
    }

    /// What the compilers merely advise, once the answer is right: before that it would only be in the way.
    fn advice(&self, report: &Report) -> String {
        if !report.solved() {
            return String::new();
        }
        let warnings = report.stages.iter().flat_map(|stage| &stage.diagnostics);
        let warnings: Vec<&Diagnostic> = warnings.filter(|said| said.level == "warning").collect();
        let mut out: String =
            warnings.iter().take(3).map(|warning| rendered(warning, self.options.style)).collect();
        if warnings.len() > 3 {
            out.push_str(&format!(
                "… and {}\n",
                counted(warnings.len() as u64 - 3, "more warning")
            ));
        }
        out
    }

    /// One thing to do.
    fn next(&self, report: &Report) -> String {
        let command = &self.options.command;
        let name = visible_line(&report.exercise);
        let (word, tone) = if report.solved() {
            ("Solved", Tone::Good)
        } else if report.verdict.is_unproven() {
            ("Unproven, not wrong", Tone::Unsure)
        } else {
            ("Next step", Tone::Strong)
        };
        let what = if report.solved() && !self.options.solutions {
            format!("go on with the next one: {command} list")
        } else if report.solved() {
            format!("compare your answer with the reference: {command} show {name} solution")
        } else if report.verdict.is_unproven() {
            format!("go on, or find a form that the model knows: {command} show {name} model")
        } else {
            format!("edit the file and check again; if you are stuck: {command} hint {name}")
        };
        format!("{}: {what}", self.options.style.paint(tone, word))
    }

    fn line(&self, report: &Report) -> String {
        let look = self.options.look();
        let (mark, word, tone) = sign(report.verdict);
        let name = visible_line(&report.exercise);
        let about = match report.stage {
            Some(stage) => format!("{stage}: {}", first_words(report)),
            None => String::new(),
        };
        if look.aloud {
            let about = if about.is_empty() { about } else { format!(" {about}") };
            return format!("{name}: {word}.{about}\n");
        }
        let head = format!("{mark} {}", padded(word, 9));
        let body = format!("{}  {about}", padded(&name, 24));
        let line = format!(
            "{}  {}",
            look.style.paint(tone, &head),
            cut(&body, look.columns.saturating_sub(width(&head) + 2))
        );
        format!("{}\n", line.trim_end())
    }

    fn summary(&self) -> String {
        let names = |wanted: &dyn Fn(Verdict) -> bool| -> Vec<&str> {
            self.results
                .iter()
                .filter(|(_, verdict)| wanted(*verdict))
                .map(|(name, _)| name.as_str())
                .collect()
        };
        let passed = names(&|verdict| verdict == Verdict::Passed);
        let unproven = names(&Verdict::is_unproven);
        let rest = names(&|verdict| verdict != Verdict::Passed && !verdict.is_unproven());
        let mut out =
            format!("{}: {} passed", counted(self.results.len() as u64, "exercise"), passed.len());
        if !unproven.is_empty() {
            out.push_str(&format!(", {} unproven ({})", unproven.len(), listed(&unproven)));
        }
        if !rest.is_empty() {
            out.push_str(&format!(", {} not passed ({})", rest.len(), listed(&rest)));
        }
        format!("\n{}", indented(&out, "", self.options.columns))
    }
}

/// What is wrong, in one line.
fn first_words(report: &Report) -> String {
    let Some(result) = report.stage.and_then(|stage| report.stage(stage)) else {
        return String::new();
    };
    let check = result.checks.iter().find(|check| check.verdict == result.verdict);
    let error = result.diagnostics.iter().find(|said| said.level == "error");
    visible_line(match (check, &result.message, error) {
        (Some(check), _, _) if !check.says.is_empty() => &check.says,
        (Some(check), _, _) => &check.name,
        (None, Some(message), _) => message,
        (None, None, Some(error)) => &error.message,
        (None, None, None) => "",
    })
}

impl Reporter for Plain<'_> {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        match event {
            Event::Started { exercise, path, .. } => {
                self.paths.insert(exercise.clone(), path.display().to_string());
                if self.options.mode == Mode::Live {
                    let title = self.title(exercise, false);
                    self.write(&title)?;
                }
            }
            Event::StageFinished { result, .. } if self.options.mode == Mode::Live => {
                let text = checklist::stage(result, self.options.look());
                self.write(&text)?;
            }
            Event::Finished(report) => {
                self.results.push((visible_line(&report.exercise), report.verdict));
                let text = match self.options.mode {
                    Mode::Full => self.full(report),
                    Mode::Live => self.rest(report),
                    Mode::Compact => self.line(report),
                };
                self.write(&text)?;
            }
            // Told together, in table order, when all is known: stages run side by side.
            Event::Warming { .. }
            | Event::StageStarted { .. }
            | Event::Diagnosed { .. }
            | Event::CheckFinished { .. }
            | Event::StageFinished { .. } => {}
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        if self.options.mode == Mode::Compact && !self.results.is_empty() {
            let summary = self.summary();
            self.out.write_all(summary.as_bytes())?;
        }
        self.out.flush()
    }
}
