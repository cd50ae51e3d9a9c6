//! `watch`: which view the loop gets, and what its doings look like as lines for people, or as JSON for programs.

use super::check::{Disk, options};
use super::warm::Bar;
use super::{Course, Exit};
use crate::cli::Format;
use crate::event::Event;
use crate::explain::text::strip_ansi;
use crate::report::Reporter;
use crate::report::json::Json;
use crate::report::plain::{Mode, Options, Plain};
use crate::runner::Runner;
use crate::store::Verdicts;
use crate::toolchain::Toolchain;
use crate::watch::full::{self, Full};
use crate::watch::{self, At, KEYS, Page, Prepare, View, Watch};
use anyhow::{Context, Result};
use std::io::{self, Write};
use std::time::Duration;

/// Watches until the learner quits.
pub fn watch(course: &Course, first: &str, format: Format, plain: bool) -> Result<Exit> {
    let index = course
        .catalogue
        .exercises()
        .iter()
        .position(|exercise| exercise.name == first)
        .unwrap_or(0);
    let root = course.root.clone();
    let prepare: Prepare = Box::new(move |progress| {
        let toolchain = Toolchain::prepare(&root, progress)?;
        // A disk that cannot be written to costs time at every check, and nothing else.
        let verdicts = Verdicts::open(&root.join("target/loomlings/verdicts")).ok();
        Ok(Runner { root, toolchain, verdicts, incremental: true, untrusted: None })
    });
    let is_full = format == Format::Human && !plain && full::possible();
    let begins = course.progress.best().is_empty();
    let welcome = course.catalogue.welcome_message.as_deref().filter(|_| begins);
    let watch = |view: &mut dyn View| {
        let (root, catalogue, progress) = (&course.root, &course.catalogue, &course.progress);
        watch::run(Watch { root, catalogue, prepare, progress, view, full: is_full }, index)
    };
    if is_full {
        let no_solutions = !course.catalogue.has_solutions();
        let screen = full::Screen { no_solutions, ..full::Screen::default() };
        let mut view = Full::enter(screen, course.style.has_colours(), course.root.clone())
            .context("cannot take the terminal over; `watch --plain` needs none")?;
        if let Some(welcome) = welcome {
            view.welcome(welcome.trim());
        }
        watch(&mut view)?;
    } else if format == Format::Human {
        if let Some(welcome) = welcome {
            println!("{}\n", welcome.trim());
        }
        let source = Disk(course.root.clone());
        let options = Options { aloud: plain, ..options(course, Mode::Live) };
        watch(&mut Lines { source, options, warm: Bar::default() })?;
    } else {
        watch(&mut JsonLines)?;
    }
    Ok(Exit::Fine)
}

/// The keys that lines tell of after each verdict; `?` tells of all.
const LINE_KEYS: [&str; 7] = ["n", "h", "l", "r", "x", "?", "q"];

/// Lines for people.
struct Lines {
    source: Disk,
    options: Options,
    warm: Bar,
}

impl View for Lines {
    fn event(&mut self, event: &Event, _since: Duration) -> io::Result<()> {
        let mut out = io::stdout().lock();
        Plain::new(&mut out, &self.source, self.options.clone()).event(event)?;
        if matches!(event, Event::Finished(_)) {
            let keys = KEYS.iter().filter(|(key, _)| LINE_KEYS.contains(key));
            let keys: Vec<String> = keys.map(|(key, what)| format!("{key} {what}")).collect();
            writeln!(out, "\n{}", keys.join("   "))?;
        }
        Ok(())
    }

    fn exercise(&mut self, at: &At<'_>) -> io::Result<()> {
        let exercise = at.exercise;
        let mut out = io::stdout().lock();
        writeln!(
            out,
            "\n{}: edit {} and save it",
            exercise.full_name(),
            exercise.path().display()
        )?;
        writeln!(
            out,
            "{} points, about {} minutes; the chapter's lesson is {}\n",
            exercise.points,
            exercise.minutes,
            exercise.lesson().display()
        )?;
        out.flush()
    }

    fn page(&mut self, page: Page) -> io::Result<()> {
        let colours = self.options.style.has_colours();
        let shown = |text: &str| if colours { text.to_string() } else { strip_ansi(text) };
        let mut out = io::stdout().lock();
        // What the learner has before them anyway is not printed.
        if !page.own {
            if !page.title.is_empty() {
                writeln!(out, "{}\n", page.title)?;
            }
            writeln!(out, "{}", shown(page.text.trim_end()))?;
        }
        if let Some((title, text)) = &page.beside {
            writeln!(out, "\n{title}\n\n{}", shown(text.trim_end()))?;
        }
        out.flush()
    }

    fn warming(&mut self, progress: Option<(usize, usize, String)>) -> io::Result<()> {
        self.warm.show(progress);
        Ok(())
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "{text}")?;
        out.flush()
    }
}

/// One JSON object a line; every event of a check tells its milliseconds since the save.
struct JsonLines;

impl View for JsonLines {
    fn event(&mut self, event: &Event, since: Duration) -> io::Result<()> {
        let since = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
        Json::timed(&mut io::stdout().lock(), Box::new(move || since)).event(event)
    }

    fn exercise(&mut self, at: &At<'_>) -> io::Result<()> {
        let exercise = at.exercise;
        let line = serde_json::json!({
            "event": "exercise",
            "name": exercise.name,
            "chapter": exercise.dir,
            "path": exercise.path(),
        });
        writeln!(io::stdout().lock(), "{line}")
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        let line = serde_json::json!({ "event": "said", "text": text });
        writeln!(io::stdout().lock(), "{line}")
    }

    fn page(&mut self, page: Page) -> io::Result<()> {
        let (other, beside) = page.beside.unzip();
        let line = serde_json::json!({
            "event": "said",
            "title": page.title,
            "text": strip_ansi(&page.text),
            "other": other,
            "beside": beside.as_deref().map(strip_ansi),
        });
        writeln!(io::stdout().lock(), "{line}")
    }

    fn warming(&mut self, progress: Option<(usize, usize, String)>) -> io::Result<()> {
        let Some((done, total, krate)) = progress else { return Ok(()) };
        Json::new(&mut io::stdout().lock()).event(&Event::Warming { done, total, krate })
    }
}
