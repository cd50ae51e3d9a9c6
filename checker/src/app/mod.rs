//! What each command does: finds the course, puts the parts together, and turns what comes of it into an exit status.
//!
//! It may not judge or draw: it chooses who does. Messages go to stderr, results to stdout.

mod check;
mod grade;
mod pack;
mod report;
mod screen;
mod warm;

use crate::catalogue::overlay::Overlay;
use crate::catalogue::{Catalogue, CatalogueError, Exercise, UnknownExercise};
use crate::cli::{Cli, Color, Command, Dev, Format};
use crate::commands::{CommandError, doctor, hint, list, reset, show};
use crate::dev;
use crate::explain::style::Style;
use crate::grade::run::BrokenOverlay;
use crate::plan::AnswerError;
use crate::runner::Runner;
use crate::store::{Outcome, Progress, Verdicts};
use anyhow::{Context, Result};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use thiserror::Error;

/// The exit status, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Solved, or everything is as it should be.
    Fine = 0,
    /// Not solved.
    NotSolved = 1,
    /// Wrong usage.
    Usage = 2,
    /// The checker itself failed.
    Broken = 3,
}

impl Exit {
    fn fine_if(fine: bool) -> Exit {
        if fine { Exit::Fine } else { Exit::NotSolved }
    }
}

/// A call that cannot be right, said in words.
#[derive(Debug, Error)]
#[error("{0}")]
struct Usage(String);

/// Runs the checker as the command line asks.
pub fn main(cli: Cli) -> ExitCode {
    let exit = run(cli).unwrap_or_else(|error| {
        // A reader that has gone away wants no more output and no complaint.
        if is_closed_pipe(&error) {
            return Exit::Fine;
        }
        let _ = writeln!(io::stderr(), "{error:#}");
        if is_usage(&error) { Exit::Usage } else { Exit::Broken }
    });
    ExitCode::from(exit as u8)
}

fn is_usage(error: &anyhow::Error) -> bool {
    error.is::<Usage>()
        || error.is::<UnknownExercise>()
        || error.is::<AnswerError>()
        || error
            .downcast_ref::<CommandError>()
            .is_some_and(|error| matches!(error, CommandError::NotThere(_)))
        || error.downcast_ref::<CatalogueError>().is_some_and(|error| {
            matches!(error, CatalogueError::NoWorkspace { .. } | CatalogueError::Invalid(_))
        })
        || error.is::<dev::new::NewError>()
        || error.is::<BrokenOverlay>()
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// What every command that checks something needs.
struct Course {
    root: PathBuf,
    catalogue: Catalogue,
    progress: Progress,
    style: Style,
}

impl Course {
    fn open(style: Style) -> Result<Course> {
        let here = std::env::current_dir().context("cannot tell where this is run")?;
        let root = Catalogue::find_root(&here)?;
        let catalogue = Catalogue::load(&root)?;
        let progress = Progress::open(&root.join(".loomlings"));
        Ok(Course { root, catalogue, progress, style })
    }

    /// The exercise that is named, or else the one at hand: where the learner was last, unless that is solved.
    fn exercise(&self, name: Option<&str>) -> Result<&Exercise> {
        if let Some(name) = name {
            return Ok(self.catalogue.find(name)?);
        }
        let best = self.progress.best();
        let open = |exercise: &&Exercise| {
            best.get(&exercise.name).is_none_or(|best| *best == Outcome::Failed)
        };
        let exercises = self.catalogue.exercises();
        let last = self.progress.current().and_then(|name| self.catalogue.find(&name).ok());
        last.filter(open)
            .or_else(|| exercises.iter().find(open))
            .or(last)
            .or_else(|| exercises.first())
            .ok_or_else(|| Usage("info.toml names no exercise".to_string()).into())
    }

    /// Complains where the course is one as students have it.
    fn needs_solutions(&self, command: &str) -> Result<()> {
        match self.catalogue.has_solutions() {
            true => Ok(()),
            false => Err(Usage(format!(
                "this is the course as students have it: it comes without reference answers, and `checker {command}` needs \
                 them\ndo that in the whole course, from which this one was made"
            ))
            .into()),
        }
    }

    /// Gives exercises what a teacher's overlay has for them, where one is named.
    fn lay_over(&mut self, folder: Option<&Path>) -> Result<Option<Overlay>> {
        let Some(folder) = folder else { return Ok(None) };
        let found = self.catalogue.add_overlay(folder);
        Ok(Some(found.map_err(|error| Usage(error.to_string()))?))
    }

    /// `incremental`: for somebody who saves the same file again and again.
    fn runner(&self, incremental: bool) -> Result<Runner> {
        let toolchain = warm::prepare(&self.root)?;
        // A disk that cannot be written to costs time at every check, and nothing else.
        let verdicts = Verdicts::open(&self.root.join("target/loomlings/verdicts")).ok();
        Ok(Runner { root: self.root.clone(), toolchain, verdicts, incremental, untrusted: None })
    }
}

fn run(cli: Cli) -> Result<Exit> {
    let style = style(cli.color, &io::stdout());
    let course = || Course::open(style);
    let mut out = io::stdout().lock();
    match cli.command {
        Command::Watch(asked) => {
            drop(out);
            let course = course()?;
            let exercise = course.exercise(asked.exercise.as_deref())?.name.clone();
            screen::watch(&course, &exercise, asked.format, asked.plain)
        }
        Command::Run(asked) => {
            let mut course = course()?;
            course.lay_over(asked.overlay.as_deref())?;
            check::run(&course, &asked, &mut out)
        }
        Command::CheckAll(asked) => check::all(&course()?, &asked, &mut out),
        Command::List(asked) => {
            let course = course()?;
            let progress = list::progress_of(&course.progress);
            match asked.format {
                Format::Human => list::human(&mut out, &course.catalogue, &progress)?,
                Format::Json => list::json(&mut out, &course.catalogue, &progress)?,
            }
            Ok(Exit::Fine)
        }
        Command::Hint(asked) => {
            let course = course()?;
            let exercise = course.exercise(asked.exercise.as_deref())?;
            let level =
                asked.level.unwrap_or_else(|| (course.progress.hints(&exercise.name) + 1).min(3));
            hint::hint(&mut out, exercise, level)?;
            remember(course.progress.record_hint(&exercise.name, level));
            Ok(Exit::Fine)
        }
        Command::Reset(asked) => {
            let course = course()?;
            reset::reset(&mut out, course.exercise(Some(&asked.exercise))?)?;
            Ok(Exit::Fine)
        }
        Command::Show(asked) => {
            let course = course()?;
            let exercise = course.exercise(Some(&asked.exercise))?;
            let solved = course.progress.best().get(&exercise.name) == Some(&Outcome::Solved);
            show::show(&mut out, &mut io::stderr().lock(), exercise, asked.part, solved)?;
            Ok(Exit::Fine)
        }
        Command::Doctor => {
            let here = std::env::current_dir().context("cannot tell where this is run")?;
            let root = Catalogue::find_root(&here)?;
            let writable = [root.join("target"), root.join(".loomlings")];
            let fine = doctor::doctor(&mut out, &root, &Catalogue::load(&root), &writable)?;
            Ok(Exit::fine_if(fine))
        }
        Command::Grade(asked) => {
            let mut course = course()?;
            course.needs_solutions("grade")?;
            let overlay = course.lay_over(asked.overlay.as_deref())?;
            grade::grade(&course, overlay.as_ref(), &asked, &mut out)
        }
        Command::Merge(asked) => grade::merge(&asked, &mut out),
        Command::Report(asked) => report::report(&course()?, &asked, &mut out),
        Command::Dev(Dev::New { exercise }) => {
            let here = std::env::current_dir().context("cannot tell where this is run")?;
            let root = Catalogue::find_root(&here)?;
            if let Ok(course) = Course::open(style) {
                course.needs_solutions("dev new")?;
            }
            dev::new::new(&mut out, &root, &exercise)?;
            Ok(Exit::Fine)
        }
        Command::Dev(Dev::Check(asked)) => check::dev(&course()?, &asked, &mut out),
        Command::Dev(Dev::Pack(asked)) => pack::pack(&course()?, &asked, &mut out),
        Command::Dev(Dev::Sync) => {
            let course = course()?;
            course.needs_solutions("dev sync")?;
            for path in dev::sync::sync(&course.catalogue).context("cannot write the manifests")? {
                writeln!(out, "wrote {}", path.display())?;
            }
            Ok(Exit::Fine)
        }
    }
}

/// Progress that cannot be kept is worth a word and no more.
fn remember(kept: io::Result<()>) {
    if let Err(error) = kept {
        let _ = writeln!(io::stderr(), "progress cannot be kept: {error}");
    }
}

fn style(color: Color, to: &impl IsTerminal) -> Style {
    let on = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            to.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        }
    };
    if on { Style::COLOURS } else { Style::PLAIN }
}

/// Columns of the terminal, or what fits most files and logs.
fn columns() -> usize {
    #[cfg(unix)]
    if let Ok(size) = rustix::termios::tcgetwinsize(io::stdout())
        && size.ws_col > 0
    {
        return usize::from(size.ws_col);
    }
    100
}

/// What to type to call the checker again, as far as can be told.
fn command() -> String {
    if std::env::var_os("CARGO").is_some() {
        "cargo run -p checker --".to_string()
    } else {
        "checker".to_string()
    }
}

/// A path as given on the command line, as the workspace sees it.
fn from_here(path: &Path) -> Result<PathBuf> {
    let here = std::env::current_dir().context("cannot tell where this is run")?;
    Ok(here.join(path))
}
