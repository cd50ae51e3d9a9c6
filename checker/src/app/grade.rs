//! `grade` and `merge`.

use super::check::{interruptible, processors};
use super::{Course, Exit, Usage, from_here, warm};
use crate::catalogue::overlay::Overlay;
use crate::cli::{Grade, Merge};
use crate::explain::counted;
use crate::grade::intake;
use crate::grade::roster::Roster;
use crate::grade::run::{
    ANSWERS, Class, Progress, RESULTS, SCHEDULES, Summary, run, try_overlay, write_whole,
};
use crate::grade::shard::{self, Shard};
use crate::process::{Level, jail};
use crate::runner::{Runner, Untrusted};
use crate::store::{Key, Verdicts};
use anyhow::{Context, Result};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// So many verdicts of graded answers are kept.
const MOST_VERDICTS: usize = 200_000;

pub fn grade(
    course: &Course,
    overlay: Option<&Overlay>,
    asked: &Grade,
    out: &mut dyn Write,
) -> Result<Exit> {
    let usage = |error: anyhow::Error| Usage(format!("{error:#}"));
    let variables = |name: &str| std::env::var(name).ok();
    let shard = match asked.shard {
        Some(shard) => Some(shard),
        None => Shard::from_variables(&variables).map_err(Usage)?,
    };
    let exercises = match asked.only.is_empty() {
        true => course.catalogue.exercises().to_vec(),
        false => {
            let mut exercises = Vec::new();
            for name in &asked.only {
                exercises.push(course.catalogue.find(name)?.clone());
            }
            exercises
        }
    };
    let roster = asked.roster.as_deref().map(from_here).transpose()?;
    let roster = roster.map(|path| Roster::read(&path)).transpose().map_err(usage)?;
    let intake = intake::take(&from_here(&asked.submissions)?, &exercises).map_err(usage)?;
    let target = from_here(&asked.out)?;
    fs::create_dir_all(&target)
        .map_err(|error| Usage(format!("cannot create {}: {error}", asked.out.display())))?;
    for note in &intake.notes {
        writeln!(io::stderr(), "note: {note}")?;
    }
    if let Some(roster) = &roster {
        for submission in &intake.submissions {
            if !roster.students.iter().any(|student| student.student == submission.student) {
                writeln!(io::stderr(), "note: {} is not on the roster", submission.student)?;
            }
        }
    }

    let (runner, why_not_further) = runner(course, asked)?;
    let jobs = asked.jobs.map_or_else(processors, usize::from);
    let cancel = interruptible()?;
    if let Some(overlay) = overlay {
        writeln!(
            io::stderr(),
            "the overlay adds {}; what the course says is right has to pass first",
            counted(overlay.checks as u64, "check")
        )?;
        if try_overlay(&runner, &exercises, jobs, &cancel)?.is_none() {
            writeln!(io::stderr(), "stopped before anybody was graded")?;
            return Ok(Exit::Broken);
        }
    }
    let class = Class {
        overlay: overlay.map(hash),
        runner: &runner,
        exercises: &exercises,
        intake: &intake,
        roster: roster
            .map(|roster| roster.students.into_iter().map(|student| student.student).collect())
            .unwrap_or_default(),
        shard,
        out: target,
        jobs,
        why_not_further,
    };
    let mut bar = Bar::new();
    let summary = run(&class, &cancel, &mut |progress| bar.show(&progress));
    bar.end();
    let Some(summary) = summary? else {
        writeln!(io::stderr(), "stopped. The same command goes on where this was")?;
        return Ok(Exit::Broken);
    };
    tell(out, &summary, shard, asked)?;
    // Results are there, and for some of them nothing of the student's was the reason.
    Ok(if summary.broken > 0 { Exit::Broken } else { Exit::Fine })
}

/// Overlays that differ in anything have another hash.
fn hash(overlay: &Overlay) -> String {
    let mut key = Key::builder();
    for (name, text) in &overlay.files {
        key.part(name, text);
    }
    key.finish().hex()
}

fn runner(course: &Course, asked: &Grade) -> Result<(Runner, Vec<String>)> {
    let helper = std::env::current_exe().context("cannot find the checker's own program")?;
    let toolchain = warm::prepare(&course.root)?;
    let needed = toolchain.needs_reading().chain([course.root.clone()]).collect::<Vec<_>>();
    let found = jail::reachable(&helper, &needed);
    let level = asked.isolation.map_or(found.level, |most| most.min(found.level));
    if let Some(needed) = asked.require_isolation
        && level < needed
    {
        let why = found.why.iter().map(|why| format!("\n  {why}")).collect::<String>();
        return Err(Usage(format!(
            "answers can be kept apart as far as {level} here, and {needed} is required: nothing was run{why}"
        ))
        .into());
    }
    if level < Level::L2 {
        writeln!(
            io::stderr(),
            "WARNING: answers are kept apart as far as {level} only: they can read and write files of this account. Grade people \
             you do not trust on Linux, in a container or a virtual machine, with --require-isolation L2"
        )?;
        for why in &found.why {
            writeln!(io::stderr(), "  {why}")?;
        }
    }
    let untrusted = Untrusted::prepare(&course.root, level, helper)?
        .as_user(found.user)
        .compiling_at_most(asked.compile_seconds);
    let store = course.root.join("target/loomlings/graded");
    let verdicts = Verdicts::open_for(&store, MOST_VERDICTS).ok();
    let runner = Runner {
        root: course.root.clone(),
        toolchain,
        verdicts,
        incremental: false,
        untrusted: Some(untrusted),
    };
    Ok((runner, found.why))
}

fn tell(out: &mut dyn Write, summary: &Summary, shard: Option<Shard>, asked: &Grade) -> Result<()> {
    let whole = shard.map_or_else(String::new, |shard| format!(" (part {shard})"));
    writeln!(
        out,
        "{} students, {} exercises, {} results{whole}; answers kept apart as far as {}",
        summary.students, summary.exercises, summary.results, summary.isolation
    )?;
    writeln!(
        out,
        "{} answers differ: {} judged now ({} checks), {} from the store, {} from an earlier run",
        summary.answers, summary.judged, summary.checks, summary.from_store, summary.from_journal
    )?;
    writeln!(
        out,
        "{} solved, {} untouched, {} missing, {} to be looked at",
        summary.solved, summary.untouched, summary.missing, summary.review
    )?;
    if summary.broken > 0 {
        writeln!(
            out,
            "{} results have an infra_error: run this again to try those anew",
            summary.broken
        )?;
    }
    let name = shard.map_or_else(|| RESULTS.to_string(), Shard::file_name);
    writeln!(out, "{}", asked.out.join(name).display())?;
    Ok(())
}

/// How far grading has come, on stderr: a line that is written over on a terminal, now and then a line elsewhere.
struct Bar {
    terminal: bool,
    last: Option<Instant>,
}

impl Bar {
    fn new() -> Bar {
        Bar { terminal: io::stderr().is_terminal(), last: None }
    }

    fn show(&mut self, progress: &Progress) {
        let every =
            if self.terminal { Duration::from_millis(200) } else { Duration::from_secs(30) };
        let due = self.last.is_none_or(|last| last.elapsed() >= every);
        if progress.total == 0 || !(due || (self.terminal && progress.done == progress.total)) {
            return;
        }
        self.last = Some(Instant::now());
        let left = match progress.left {
            Some(left) if progress.done < progress.total => format!(", about {} left", short(left)),
            _ => String::new(),
        };
        let text = format!("{} of {} answers{left}", progress.done, progress.total);
        let _ = match self.terminal {
            true => write!(io::stderr(), "\r{text}\x1b[K"),
            false => writeln!(io::stderr(), "{text}"),
        };
    }

    fn end(&self) {
        if self.terminal && self.last.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

fn short(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..100 => format!("{seconds} s"),
        seconds @ 100..6_000 => format!("{} min", seconds.div_ceil(60)),
        seconds => format!("{} h {} min", seconds / 3_600, seconds % 3_600 / 60),
    }
}

pub fn merge(asked: &Merge, out: &mut dyn Write) -> Result<Exit> {
    let usage = |error: anyhow::Error| Usage(format!("{error:#}"));
    let mut paths = Vec::new();
    for part in &asked.parts {
        paths.push(from_here(part)?);
    }
    let files = shard::find(&paths).map_err(usage)?;
    let lines = shard::merge(&files).map_err(usage)?;
    let target = from_here(&asked.out)?;
    fs::create_dir_all(&target)
        .map_err(|error| Usage(format!("cannot create {}: {error}", asked.out.display())))?;
    // What results refer to lies beside each part.
    for (file, kind) in files.iter().flat_map(|file| [(file, SCHEDULES), (file, ANSWERS)]) {
        let from = file.with_file_name(kind);
        let to = target.join(kind);
        if !from.is_dir() || from == to {
            continue;
        }
        fs::create_dir_all(&to).with_context(|| format!("cannot create {}", to.display()))?;
        for entry in from.read_dir().with_context(|| format!("cannot read {}", from.display()))? {
            let entry = entry?;
            let copy = to.join(entry.file_name());
            // Pages are made anew by `report`.
            if !copy.exists() && copy.extension().is_some_and(|end| end == "json" || end == "rs") {
                fs::copy(entry.path(), &copy)
                    .with_context(|| format!("cannot write {}", copy.display()))?;
            }
        }
    }
    let mut text = Vec::new();
    for line in &lines {
        text.extend_from_slice(line.as_bytes());
        text.push(b'\n');
    }
    write_whole(&target.join(RESULTS), &[&text])?;
    writeln!(out, "{} results of {} parts", lines.len(), files.len())?;
    writeln!(out, "{}", asked.out.join(RESULTS).display())?;
    Ok(Exit::Fine)
}
