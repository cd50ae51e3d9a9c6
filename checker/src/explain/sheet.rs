//! A bad schedule as rows and lanes, before anybody knows what it is drawn on: a terminal, a page, a picture.
//!
//! It may not decide which rows there are (`compact` does) or what they say (`words` does).

use super::access::{leaves, takes};
use super::compact::{self, Detail};
use super::{is_library, words};
use crate::event::{Schedule, Step};

/// Everything there is to draw.
#[derive(Debug, Clone)]
pub struct Sheet<'s> {
    /// The threads, in the order of spawning: one lane each.
    pub threads: Vec<&'s str>,
    /// The file that most steps are in.
    pub home: &'s str,
    /// From the first step to the last; then those who cannot go on.
    pub rows: Vec<Row<'s>>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'s> {
    /// Numbers of the first and the last step; 0 for a thread that waits.
    pub first: usize,
    /// See `first`.
    pub last: usize,
    /// The lane of the thread that acts, where it is one alone.
    pub lane: Option<usize>,
    /// What happens.
    pub words: String,
    /// The file of the source line that belongs beside the row; empty where there is none.
    pub file: &'s str,
    /// That line.
    pub line: u32,
    /// What stands in the place of a source line.
    pub note: Option<String>,
    /// What it is besides.
    pub mark: Mark,
    /// Threads that are there in this row.
    pub alive: Vec<bool>,
    /// The lane of the thread that could have gone on and is interrupted by this row.
    pub interrupts: Option<usize>,
    /// The row stands for these, told one by one.
    pub inside: Vec<Row<'s>>,
}

/// What a row is, besides what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// Nothing in particular.
    #[default]
    None,
    /// A value that was not the latest was read.
    Stale,
    /// The sentence on top names it.
    Proven,
    /// Nothing in it leads to the failure.
    Aside,
    /// A thread that cannot go on.
    Blocked,
}

impl<'s> Sheet<'s> {
    /// The rows of a schedule, in so much detail.
    pub fn new(schedule: &'s Schedule, detail: Detail) -> Sheet<'s> {
        let threads = threads(schedule);
        let cast = Cast { lives: lives(schedule, &threads), threads: &threads };
        let rows = compact::rows(schedule, detail);
        let mut all: Vec<Row<'s>> =
            rows.iter().map(|row| Sheet::row(schedule, &cast, row)).collect();
        let end = schedule.steps.last().map_or(0, |step| step.step + 1);
        for blocked in &schedule.blocked {
            let library = is_library(&blocked.file);
            all.push(Row {
                first: 0,
                last: 0,
                lane: threads.iter().position(|name| *name == blocked.thread),
                words: words::blocked(blocked),
                file: if library { "" } else { &blocked.file },
                line: if library { 0 } else { blocked.line },
                note: library.then(|| LIBRARY.to_string()),
                mark: Mark::Blocked,
                alive: alive(&cast.lives, end, end),
                interrupts: None,
                inside: Vec::new(),
            });
        }
        Sheet { home: home(schedule), threads, rows: all }
    }

    fn row(schedule: &'s Schedule, cast: &Cast<'_, 's>, row: &compact::Row) -> Row<'s> {
        let step = row.at.map(|at| &schedule.steps[at]);
        let ends = row.at.and_then(|at| ends_here(&schedule.steps, at));
        let library = step.is_some_and(|step| is_library(&step.file));
        let note = ends.or_else(|| library.then(|| LIBRARY.to_string()));
        let (file, line) = match step {
            Some(step) if note.is_none() => (step.file.as_str(), step.line),
            _ => ("", 0),
        };
        let mut whole = Sheet::flat(schedule, cast, row, (file, line), note);
        if row.folded {
            let inside = row.steps.iter().map(|&at| compact::row(schedule, at));
            whole.inside = inside.map(|row| Sheet::row(schedule, cast, &row)).collect();
        }
        whole
    }

    fn flat(
        schedule: &'s Schedule,
        cast: &Cast<'_, 's>,
        row: &compact::Row,
        (file, line): (&'s str, u32),
        note: Option<String>,
    ) -> Row<'s> {
        let named = |at: &usize| {
            let finding = schedule.finding.as_ref();
            finding.is_some_and(|finding| finding.steps.contains(&schedule.steps[*at].step))
        };
        let mark = match () {
            () if row.stale => Mark::Stale,
            () if row.steps.iter().any(named) => Mark::Proven,
            () if row.aside => Mark::Aside,
            () => Mark::None,
        };
        let interrupts = row.steps.first().filter(|&&at| at > 0 && schedule.steps[at].preempted);
        let lane_of = |own: &str| cast.threads.iter().position(|name| *name == own);
        Row {
            first: row.first,
            last: row.last,
            lane: row.thread.as_deref().and_then(lane_of),
            words: row.words.clone(),
            file,
            line,
            note,
            mark,
            alive: alive(&cast.lives, row.first, row.last),
            interrupts: interrupts.and_then(|&at| lane_of(&schedule.steps[at - 1].thread)),
            inside: Vec::new(),
        }
    }
}

/// Who there is in a schedule. Found once: a schedule may have thousands of steps.
struct Cast<'c, 's> {
    threads: &'c [&'s str],
    lives: Vec<(usize, usize)>,
}

const LIBRARY: &str = "(from inside the standard library)";

/// The threads, in the order of spawning, as far as anything is known of them.
fn threads(schedule: &Schedule) -> Vec<&str> {
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

/// The file that most steps are in; of several, the one that comes first.
fn home(schedule: &Schedule) -> &str {
    let mut files: Vec<(&str, usize)> = Vec::new();
    for step in &schedule.steps {
        match files.iter_mut().find(|(file, _)| *file == step.file) {
            Some((_, count)) => *count += 1,
            None if step.file.is_empty() || is_library(&step.file) => {}
            None => files.push((&step.file, 1)),
        }
    }
    let most = files.iter().map(|(_, count)| *count).max();
    files.iter().find(|(_, count)| Some(*count) == most).map_or("", |(file, _)| file)
}

/// The first and the last step of a thread's life, for each thread: started before and not done yet. A thread that waits for
/// ever is never done, and the first one is always there.
fn lives(schedule: &Schedule, names: &[&str]) -> Vec<(usize, usize)> {
    let has_ends = has_ends(schedule);
    names
        .iter()
        .enumerate()
        .map(|(lane, name)| {
            if lane == 0 {
                return (0, usize::MAX);
            }
            let is_it = |text: &Option<String>| text.as_deref() == Some(*name);
            let mut own = schedule.steps.iter().filter(|step| step.thread == *name);
            let started = schedule.steps.iter().find(|step| {
                step.op == "spawn"
                    && (is_it(&step.target) || is_it(&step.object) || is_it(&step.value))
            });
            let from = started.map_or_else(
                || own.clone().next().map_or(usize::MAX, |step| step.step),
                |step| step.step + 1,
            );
            let blocked = schedule.blocked.iter().any(|blocked| blocked.thread == *name);
            let ended = own.clone().any(|step| step.op == "end");
            let to = match own.next_back() {
                _ if blocked => usize::MAX,
                // It was never heard of again, and is still there.
                None if started.is_some() => usize::MAX,
                None => 0,
                Some(_) if !ended && started.is_some() && has_ends => usize::MAX,
                Some(step) => step.step,
            };
            (from, to)
        })
        .collect()
}

/// Which threads exist while these steps run.
fn alive(lives: &[(usize, usize)], first: usize, last: usize) -> Vec<bool> {
    lives.iter().map(|&(from, to)| from <= last && first <= to).collect()
}

/// The log tells when threads end, so that one whose end is not told goes on.
fn has_ends(schedule: &Schedule) -> bool {
    schedule.steps.iter().any(|step| step.op == "end")
}

/// What ends in this step, where the step has no place of its own in the source: a destructor has no caller, and so the
/// engine tells the place where that began which ends now.
pub fn ends_here(steps: &[Step], at: usize) -> Option<String> {
    let step = &steps[at];
    match step.op.as_str() {
        _ if leaves(step) => {
            let own = |other: &&Step| other.thread == step.thread && other.object == step.object;
            steps[..at]
                .iter()
                .rev()
                .find(own)
                .filter(|lock| takes(lock) && (&lock.file, lock.line) == (&step.file, step.line))
                .map(|lock| format!("(guard of line {} ends)", lock.line))
        }
        "detach" if step.line > 0 => Some(format!("(thread of line {})", step.line)),
        "disconnect" if step.line > 0 => Some(format!("(channel of line {})", step.line)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(number: usize, thread: &str, op: &str, object: &str) -> Step {
        Step {
            step: number,
            thread: thread.into(),
            op: op.into(),
            object: Some(object.into()),
            file: "a.rs".into(),
            line: 7,
            ..Step::default()
        }
    }

    #[test]
    fn a_folded_row_holds_its_steps_one_by_one() {
        let steps = vec![
            step(1, "T1", "lock", "hits"),
            step(2, "T1", "unlock", "hits"),
            step(3, "T2", "load", "x"),
        ];
        let schedule = Schedule { steps, ..Schedule::default() };
        let sheet = Sheet::new(&schedule, Detail::Compact);
        let told: Vec<(&str, usize)> =
            sheet.rows.iter().map(|row| (row.words.as_str(), row.inside.len())).collect();
        assert_eq!(told, [("locks, unlocks hits", 2), ("reads x", 0)]);
        let inside: Vec<&str> = sheet.rows[0].inside.iter().map(|row| row.words.as_str()).collect();
        assert_eq!(inside, ["locks hits", "unlocks hits"]);
        assert_eq!(sheet.rows[0].inside[1].note.as_deref(), Some("(guard of line 7 ends)"));
        assert_eq!((sheet.home, sheet.threads.as_slice()), ("a.rs", &["T1", "T2"][..]));
    }

    #[test]
    fn a_loop_that_went_round_for_long_is_told() {
        // Looking at all steps for each of them would take minutes.
        let steps: Vec<Step> =
            (1..=50_000).map(|number| step(number, "T1", "load", "done")).collect();
        let schedule = Schedule { steps, ..Schedule::default() };
        let sheet = Sheet::new(&schedule, Detail::Compact);
        assert_eq!(sheet.rows.len(), 1);
        assert_eq!(
            (sheet.rows[0].words.as_str(), sheet.rows[0].inside.len()),
            ("reads done (×50000)", 50_000)
        );
    }

    #[test]
    fn a_thread_is_there_from_its_start_to_its_end() {
        let mut start = step(1, "main", "spawn", "T1");
        start.target = Some("T1".into());
        let steps = vec![
            start,
            step(2, "main", "store", "x"),
            step(3, "T1", "load", "x"),
            step(4, "T1", "end", ""),
            step(5, "main", "load", "x"),
        ];
        let schedule = Schedule { steps, ..Schedule::default() };
        let sheet = Sheet::new(&schedule, Detail::Full);
        let there: Vec<bool> = sheet.rows.iter().map(|row| row.alive[1]).collect();
        assert_eq!(there, [false, true, true, true, false]);
    }

    #[test]
    fn a_thread_that_was_only_started_is_there_to_the_last() {
        let steps = vec![step(1, "main", "spawn", "T1"), step(2, "main", "load", "x")];
        let schedule =
            Schedule { threads: vec!["main".into(), "T1".into()], steps, ..Schedule::default() };
        assert!(Sheet::new(&schedule, Detail::Full).rows[1].alive[1]);
    }
}
