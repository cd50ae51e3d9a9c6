//! `watch`: the loop's doings as lines for people, or as JSON for programs.

use super::check::{Disk, options};
use super::{Course, Exit};
use crate::catalogue::Exercise;
use crate::cli::Format;
use crate::event::Event;
use crate::report::Reporter;
use crate::report::json::Json;
use crate::report::plain::{Mode, Options, Plain};
use crate::watch::{self, KEYS, Screen, Watch};
use anyhow::Result;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

/// Watches until the learner quits.
pub fn watch(course: &Course, first: &str, format: Format, plain: bool) -> Result<Exit> {
    let index = course
        .catalogue
        .exercises()
        .iter()
        .position(|exercise| exercise.name == first)
        .unwrap_or(0);
    let begins = course.progress.best().is_empty();
    if let (Format::Human, true, Some(welcome)) =
        (format, begins, &course.catalogue.welcome_message)
    {
        println!("{}\n", welcome.trim());
    }
    let runner = Arc::new(course.runner(true)?);
    let mut lines = Lines {
        source: Disk(course.root.clone()),
        options: Options { aloud: plain, ..options(course, Mode::Live) },
    };
    let mut json = JsonLines;
    let screen: &mut dyn Screen = match format {
        Format::Human => &mut lines,
        Format::Json => &mut json,
    };
    watch::run(
        Watch { catalogue: &course.catalogue, runner, progress: &course.progress, screen },
        index,
    )?;
    Ok(Exit::Fine)
}

/// Lines for people.
struct Lines {
    source: Disk,
    options: Options,
}

impl Screen for Lines {
    fn event(&mut self, event: &Event, _since: Duration) -> io::Result<()> {
        let mut out = io::stdout().lock();
        Plain::new(&mut out, &self.source, self.options.clone()).event(event)?;
        if matches!(event, Event::Finished(_)) {
            let keys: Vec<String> =
                KEYS.iter().map(|(key, what)| format!("{key} {what}")).collect();
            writeln!(out, "\n{}", keys.join("   "))?;
        }
        Ok(())
    }

    fn exercise(&mut self, exercise: &Exercise) -> io::Result<()> {
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

    fn say(&mut self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "{text}")?;
        out.flush()
    }
}

/// One JSON object a line; every event of a check tells its milliseconds since the save.
struct JsonLines;

impl Screen for JsonLines {
    fn event(&mut self, event: &Event, since: Duration) -> io::Result<()> {
        let since = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
        Json::timed(&mut io::stdout().lock(), Box::new(move || since)).event(event)
    }

    fn exercise(&mut self, exercise: &Exercise) -> io::Result<()> {
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
}
