//! Which rows of a schedule the learner sees: the ones that matter, in a dozen lines where possible.
//!
//! It may not reorder steps, and it may never drop one on an object that the bug is about: those are told one by one
//! however long the schedule is, unless the same thread repeats itself. Every row knows its steps, so that whoever draws
//! it can unfold it.

use super::access::{leaves, takes};
use super::words;
use crate::event::{Schedule, Step};
use std::collections::{BTreeMap, BTreeSet};

/// How much of the schedule is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Detail {
    /// What the bug is about, the rest folded.
    #[default]
    Compact,
    /// Every step.
    Full,
}

/// From this many rows on, a little is folded; more only as far as it is needed.
const COMFORTABLE: usize = 12;

/// A schedule on its way to ever more rows (a spin loop, say) is shown from both ends.
const MOST: usize = 40;

/// A row: one step, or several folded into one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Number of the first step.
    pub first: usize,
    /// Number of the last step.
    pub last: usize,
    /// Whose steps these are; nobody's where steps of several threads are left out.
    pub thread: Option<String>,
    /// What happened, in words.
    pub words: String,
    /// Index of the step whose source line belongs beside the row.
    pub at: Option<usize>,
    /// Indices of all its steps.
    pub steps: Vec<usize>,
    /// The row stands for steps that it does not tell one by one.
    pub folded: bool,
    /// Nothing in it leads to the failure.
    pub aside: bool,
    /// A value that was not the latest was read.
    pub stale: bool,
}

/// The rows of a schedule.
pub fn rows(schedule: &Schedule, detail: Detail) -> Vec<Row> {
    let steps = &schedule.steps;
    let focus = focus(schedule);
    let mut groups: Vec<Group> =
        (0..steps.len()).map(|at| Group { steps: vec![at], sort: Sort::One }).collect();
    if detail == Detail::Compact {
        let proven = proven(schedule);
        groups = aside(groups, steps, &proven);
        groups.retain(|group| group.sort != Sort::One || !is_told_by_join(steps, group.steps[0]));
        let measures: [&dyn Fn(Vec<Group>) -> Vec<Group>; 4] = [
            &|groups| {
                let groups = sections(groups, steps);
                fold(groups, 2, Sort::Lifecycle, |at| is_lifecycle(&steps[at]), steps)
            },
            &|groups| {
                fold(
                    groups,
                    2,
                    Sort::Others,
                    |at| {
                        !is_lifecycle(&steps[at])
                            && !on(&focus, &steps[at])
                            && !proven.contains(&at)
                    },
                    steps,
                )
            },
            &|groups| repeats(groups, steps, Sort::One),
            &|groups| repeats(groups, steps, Sort::Section),
        ];
        for (nth, measure) in measures.into_iter().enumerate() {
            // Starts and ends in a row always become one row, and so does a lock that is left at once: nothing is lost by
            // that. The rest only when there is need.
            if nth == 0 || groups.len() > COMFORTABLE {
                groups = measure(groups);
            }
        }
    }
    let mut rows: Vec<Row> = groups.iter().map(|group| group.row(steps)).collect();
    if detail == Detail::Compact && rows.len() > MOST {
        let (head, tail) = (MOST / 4, MOST - MOST / 4);
        let end = rows.len() - tail;
        let gap = Row {
            first: rows[head].first,
            last: rows[end - 1].last,
            thread: None,
            words: format!("… {} steps not shown", rows[end - 1].last + 1 - rows[head].first),
            at: None,
            steps: rows[head..end].iter().flat_map(|row| row.steps.iter().copied()).collect(),
            folded: true,
            aside: false,
            stale: false,
        };
        rows.splice(head..end, [gap]);
    }
    rows
}

/// The row of one step, told by itself.
pub fn row(schedule: &Schedule, at: usize) -> Row {
    Group { steps: vec![at], sort: Sort::One }.row(&schedule.steps)
}

/// The objects that the bug is about: those that blocked threads wait for or hold, those that were read stale with whatever
/// else the same threads share, and else all that more than one thread touches.
fn focus(schedule: &Schedule) -> BTreeSet<&str> {
    let blocked: BTreeSet<&str> =
        schedule.blocked.iter().filter_map(|blocked| blocked.object.as_deref()).collect();
    if schedule
        .steps
        .iter()
        .any(|step| step.object.as_deref().is_some_and(|object| blocked.contains(object)))
    {
        return blocked;
    }
    let mut users: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for step in schedule.steps.iter().filter(|step| !is_lifecycle(step)) {
        if let Some(object) = step.object.as_deref() {
            users.entry(object).or_default().insert(&step.thread);
        }
    }
    users.into_iter().filter(|(_, threads)| threads.len() > 1).map(|(object, _)| object).collect()
}

fn on(focus: &BTreeSet<&str>, step: &Step) -> bool {
    // A panic is what happened, whatever it was about. With no shared object at all everything matters alike.
    step.stale
        || step.op == "panic"
        || focus.is_empty()
        || step.object.as_deref().is_some_and(|object| focus.contains(object))
}

fn is_lifecycle(step: &Step) -> bool {
    matches!(step.op.as_str(), "spawn" | "join" | "end" | "end of scope" | "detach")
}

/// The end of a thread that somebody waits for later: that step tells it, at the place where it matters.
fn is_told_by_join(steps: &[Step], at: usize) -> bool {
    let step = &steps[at];
    let waits = |later: &Step| match later.op.as_str() {
        "join" => [&later.object, &later.value].contains(&&Some(step.thread.clone())),
        "end of scope" => later.thread != step.thread,
        _ => false,
    };
    step.op == "end" && steps[at..].iter().any(waits)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    One,
    Lifecycle,
    Others,
    Aside,
    Repeat,
    Section,
}

struct Group {
    steps: Vec<usize>,
    sort: Sort,
}

impl Group {
    fn row(&self, steps: &[Step]) -> Row {
        let (first, last) = (&steps[self.steps[0]], &steps[self.steps[self.steps.len() - 1]]);
        let words = match self.sort {
            Sort::One => words::step(first),
            Sort::Lifecycle => lifecycle_words(self.steps.iter().map(|&at| &steps[at])),
            Sort::Others => others_words(self.steps.iter().map(|&at| &steps[at])),
            Sort::Aside => aside_words(self.steps.iter().map(|&at| &steps[at])),
            Sort::Repeat
                if takes(first) && self.steps.len() > 1 && leaves(&steps[self.steps[1]]) =>
            {
                format!(
                    "{} (×{})",
                    words::section(first, &steps[self.steps[1]]),
                    self.steps.len() / 2
                )
            }
            Sort::Repeat => format!("{} (×{})", words::step(first), self.steps.len()),
            Sort::Section => words::section(first, last),
        };
        let alone = self.steps.iter().all(|&at| steps[at].thread == first.thread);
        Row {
            first: first.step,
            last: last.step,
            thread: alone.then(|| first.thread.clone()),
            words,
            at: (!matches!(self.sort, Sort::Others | Sort::Aside)).then_some(self.steps[0]),
            steps: self.steps.clone(),
            folded: self.steps.len() > 1,
            aside: self.steps.iter().all(|&at| steps[at].aside),
            stale: self.steps.iter().any(|&at| steps[at].stale),
        }
    }
}

/// Indices of the steps that the finding names.
fn proven(schedule: &Schedule) -> BTreeSet<usize> {
    let named = schedule.finding.iter().flat_map(|finding| &finding.steps);
    named.filter_map(|number| schedule.steps.iter().position(|step| step.step == *number)).collect()
}

/// Folds what does not lead to the failure, whoever does it. A panic is never beside the point, nor is what a sentence on
/// top of the schedule names.
fn aside(groups: Vec<Group>, steps: &[Step], proven: &BTreeSet<usize>) -> Vec<Group> {
    let beside = |group: &Group| {
        let at = group.steps[0];
        steps[at].aside && steps[at].op != "panic" && !proven.contains(&at)
    };
    merge(groups, Sort::Aside, 2, |a, b| beside(a) && beside(b))
}

/// Folds runs of at least `least` neighbouring single steps of one thread that are all of that sort.
fn fold(
    groups: Vec<Group>,
    least: usize,
    sort: Sort,
    belongs: impl Fn(usize) -> bool,
    steps: &[Step],
) -> Vec<Group> {
    let joins = |a: &Group, b: &Group| {
        let (a, b) = (a.steps[0], b.steps[0]);
        belongs(a)
            && belongs(b)
            && steps[a].thread == steps[b].thread
            // Starts and ends stay apart: what lies between them is what the schedule is about.
            && (sort != Sort::Lifecycle || starts(&steps[a]) == starts(&steps[b]))
    };
    merge(groups, sort, least, joins)
}

/// A thread is started, or let go at once, as Go's `go` does.
fn starts(step: &Step) -> bool {
    matches!(step.op.as_str(), "spawn" | "detach")
}

/// Folds what one thread does over and over.
fn repeats(groups: Vec<Group>, steps: &[Step], sort: Sort) -> Vec<Group> {
    let same = |a: usize, b: usize| {
        let (a, b) = (&steps[a], &steps[b]);
        (&a.thread, &a.op, &a.object, &a.value, &a.holds, a.line)
            == (&b.thread, &b.op, &b.object, &b.value, &b.holds, b.line)
    };
    merge_sort(groups, sort, Sort::Repeat, 2, |a, b| {
        a.steps.len() == b.steps.len() && a.steps.iter().zip(&b.steps).all(|(&a, &b)| same(a, b))
    })
}

/// Folds a lock with its unlock where nothing happens between them.
fn sections(groups: Vec<Group>, steps: &[Step]) -> Vec<Group> {
    merge(groups, Sort::Section, 2, |a, b| {
        let (a, b) = (&steps[a.steps[0]], &steps[b.steps[0]]);
        // An attempt that may fail is worth a row of its own.
        let takes = matches!(a.op.as_str(), "lock" | "read" | "write");
        takes && leaves(b) && (&a.thread, &a.object) == (&b.thread, &b.object)
    })
}

/// Folds neighbouring single steps, each of which goes with the one before it.
fn merge(
    groups: Vec<Group>,
    into: Sort,
    least: usize,
    joins: impl Fn(&Group, &Group) -> bool,
) -> Vec<Group> {
    merge_sort(groups, Sort::One, into, least, joins)
}

/// Folds neighbours of one sort, each of which goes with the one before it.
fn merge_sort(
    groups: Vec<Group>,
    from: Sort,
    into: Sort,
    least: usize,
    joins: impl Fn(&Group, &Group) -> bool,
) -> Vec<Group> {
    let mut runs: Vec<Vec<Group>> = Vec::new();
    for group in groups {
        match runs.last_mut() {
            Some(run)
                if group.sort == from
                    && run.last().is_some_and(|last| last.sort == from && joins(last, &group)) =>
            {
                run.push(group);
            }
            _ => runs.push(vec![group]),
        }
    }
    let mut merged = Vec::new();
    for run in runs {
        if run.len() >= least {
            merged.push(Group {
                steps: run.into_iter().flat_map(|group| group.steps).collect(),
                sort: into,
            });
        } else {
            merged.extend(run);
        }
    }
    merged
}

/// `starts T1, T2 and drops their handles`; `T1, T2 ended: ok`.
fn lifecycle_words<'s>(steps: impl Iterator<Item = &'s Step>) -> String {
    let mut all: Vec<String> = Vec::new();
    let (mut started, mut let_go): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for step in steps {
        let about = step.target.as_deref().or(step.object.as_deref()).unwrap_or("a thread");
        match step.op.as_str() {
            "spawn" => started.push(about),
            "detach" => let_go.push(about),
            _ => {
                let words = words::step(step);
                let previous = all.last().cloned().unwrap_or_default();
                match (previous.split_once(" ended"), words.split_once(" ended")) {
                    (Some((threads, how)), Some((thread, same))) if how == same => {
                        all.pop();
                        all.push(format!("{threads}, {thread} ended{how}"));
                    }
                    _ => all.push(words),
                }
            }
        }
    }
    let names = |threads: &[&str]| super::text::visible_line(&threads.join(", "));
    let handles = |n: usize| if n == 1 { "handle" } else { "handles" };
    match (started.len(), let_go.len()) {
        (0, 0) => {}
        (_, 0) => all.insert(0, format!("starts {}", names(&started))),
        (0, n) => all.insert(0, format!("drops the {} of {}", handles(n), names(&let_go))),
        (_, n) if started == let_go => {
            let whose = if n == 1 { "its" } else { "their" };
            all.insert(0, format!("starts {}, drops {whose} {}", names(&started), handles(n)));
        }
        (_, n) => all.insert(
            0,
            format!("starts {}, drops the {} of {}", names(&started), handles(n), names(&let_go)),
        ),
    }
    all.join("; ")
}

/// `… 3 steps of T2 and T3, beside the point`.
fn aside_words<'s>(steps: impl Iterator<Item = &'s Step>) -> String {
    let (mut count, mut threads) = (0_u64, Vec::new());
    for step in steps {
        count += 1;
        let thread = super::text::visible_line(&step.thread);
        if !threads.contains(&thread) {
            threads.push(thread);
        }
    }
    let whose =
        if threads.len() > 1 { format!(" of {}", super::listed(&threads)) } else { String::new() };
    format!("… {}{whose}, beside the point", super::counted(count, "step"))
}

/// `… 6 steps on other objects (a, b)`.
fn others_words<'s>(steps: impl Iterator<Item = &'s Step>) -> String {
    let (mut count, mut objects) = (0_u64, Vec::new());
    for step in steps {
        count += 1;
        if let Some(object) = step.object.as_deref()
            && !objects.contains(&object)
        {
            objects.push(object);
        }
    }
    let what = match objects.as_slice() {
        [] => "that no other thread notices".to_string(),
        few if few.len() <= 3 => format!("on {}", super::text::visible_line(&few.join(", "))),
        _ => "on other objects".to_string(),
    };
    format!("… {} {what}", super::counted(count, "step"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Blocked;

    /// `T1 load hits 0` a line.
    fn schedule(lines: &str) -> Schedule {
        let steps = lines
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .enumerate()
            .map(|(at, line)| {
                let mut words = line.split_whitespace();
                let mut next = || words.next().map(ToString::to_string);
                Step {
                    step: at + 1,
                    thread: next().expect("a thread"),
                    op: next().expect("an operation"),
                    object: next(),
                    value: next(),
                    file: "a.rs".into(),
                    line: 1,
                    column: 1,
                    ..Step::default()
                }
            })
            .collect();
        Schedule { steps, ..Schedule::default() }
    }

    fn told(schedule: &Schedule, detail: Detail) -> Vec<String> {
        rows(schedule, detail)
            .into_iter()
            .map(|row| {
                format!(
                    "{}-{} {} {}",
                    row.first,
                    row.last,
                    row.thread.unwrap_or_default(),
                    row.words
                )
            })
            .collect()
    }

    #[test]
    fn spawns_and_joins_become_one_row_each_and_ends_are_told_by_joins() {
        let schedule = schedule(
            "main spawn T1\nmain spawn T2\nT1 load hits 0\nT1 end\nT2 load hits 0\nT2 end\nmain join T1 ok\nmain join T2 ok",
        );
        assert_eq!(
            told(&schedule, Detail::Compact),
            [
                "1-2 main starts T1, T2",
                "3-3 T1 reads hits = 0",
                "5-5 T2 reads hits = 0",
                "7-8 main T1, T2 ended: ok"
            ]
        );
        assert_eq!(told(&schedule, Detail::Full).len(), 8);
    }

    #[test]
    fn threads_that_are_started_and_let_go_take_one_row() {
        let schedule = schedule(
            "main spawn T1\nmain detach T1\nmain spawn T2\nmain detach T2\nmain load hits 0",
        );
        assert_eq!(
            told(&schedule, Detail::Compact),
            ["1-4 main starts T1, T2, drops their handles", "5-5 main reads hits = 0"]
        );
    }

    #[test]
    fn a_short_schedule_keeps_its_uninteresting_steps() {
        let schedule = schedule("T1 store mine 1\nT1 store mine 2\nT1 load hits 0\nT2 load hits 0");
        assert_eq!(told(&schedule, Detail::Compact).len(), 4);
    }

    #[test]
    fn in_a_long_schedule_steps_on_other_objects_are_folded_and_shared_ones_kept() {
        let mut lines = "T1 load hits 0\n".to_string();
        for n in 0..10 {
            lines.push_str(&format!("T1 store mine {n}\n"));
        }
        lines.push_str("T2 load hits 0\nT2 store hits 1\nT1 store hits 1\n");
        assert_eq!(
            told(&schedule(&lines), Detail::Compact),
            [
                "1-1 T1 reads hits = 0",
                "2-11 T1 … 10 steps on mine",
                "12-12 T2 reads hits = 0",
                "13-13 T2 writes hits = 1",
                "14-14 T1 writes hits = 1"
            ]
        );
    }

    #[test]
    fn steps_on_shared_objects_survive_any_folding_short_of_a_loop() {
        let mut lines = String::new();
        for n in 0..9 {
            lines.push_str(&format!("T1 load hits {n}\nT2 load hits {n}\n"));
        }
        assert_eq!(told(&schedule(&lines), Detail::Compact).len(), 18);
    }

    #[test]
    fn a_thread_that_repeats_itself_takes_one_row() {
        let mut lines = "T2 load flag false\n".to_string();
        lines.push_str(&"T1 load flag false\n".repeat(30));
        assert_eq!(
            told(&schedule(&lines), Detail::Compact),
            ["1-1 T2 reads flag = false", "2-31 T1 reads flag = false (×30)"]
        );
    }

    #[test]
    fn a_lock_and_its_unlock_share_a_row() {
        let lines = "T1 lock hits\nT1 unlock hits\nT2 lock hits\nT2 unlock hits\n".repeat(4);
        let told = told(&schedule(&lines), Detail::Compact);
        assert_eq!(told.len(), 8);
        assert_eq!(told[0], "1-2 T1 locks, unlocks hits");
        let repeated = "T1 lock hits\nT1 unlock hits\n".repeat(14);
        assert_eq!(
            super::tests::told(&self::schedule(&repeated), Detail::Compact),
            ["1-28 T1 locks, unlocks hits (×14)"]
        );
    }

    #[test]
    fn what_does_not_lead_to_the_failure_is_folded_and_a_panic_or_a_proof_never() {
        let mut schedule = schedule(
            "T1 load hits 0\nT2 load other 1\nT3 load more 1\nT3 store more 2\nT3 panic\nT2 load other 2\nT2 load other 3\nT1 panic",
        );
        for at in [1, 2, 3, 4, 5, 6] {
            schedule.steps[at].aside = true;
        }
        assert_eq!(
            told(&schedule, Detail::Compact),
            [
                "1-1 T1 reads hits = 0",
                "2-4  … 3 steps of T2 and T3, beside the point",
                "5-5 T3 panics",
                "6-7 T2 … 2 steps, beside the point",
                "8-8 T1 panics"
            ]
        );
        let all = rows(&schedule, Detail::Compact);
        assert_eq!(
            (all[1].steps.as_slice(), all[1].folded, all[1].aside),
            (&[1, 2, 3][..], true, true)
        );
        assert_eq!(told(&schedule, Detail::Full).len(), 8, "the schedule itself is as it was");
        schedule.finding = Some(crate::event::Finding {
            term: crate::event::Term::TornRead,
            sentence: String::new(),
            steps: vec![6],
        });
        assert_eq!(told(&schedule, Detail::Compact)[3], "6-6 T2 reads other = 2");
    }

    #[test]
    fn endless_schedules_are_shown_from_both_ends() {
        let mut lines = String::new();
        for n in 0..200 {
            lines.push_str(&format!("T{} load flag {n}\n", n % 2 + 1));
        }
        let told = told(&schedule(&lines), Detail::Compact);
        assert_eq!(told.len(), MOST + 1);
        assert_eq!(told[10], "11-170  … 160 steps not shown");
    }

    #[test]
    fn a_deadlock_is_about_what_the_blocked_threads_wait_for() {
        let mut schedule = schedule("T1 lock a\nT2 lock b\nT1 lock log\nT2 lock log");
        schedule.blocked = ["a", "b"]
            .map(|object| Blocked {
                thread: "T1".into(),
                op: "lock".into(),
                object: Some(object.into()),
                held_by: None,
                file: String::new(),
                line: 0,
                column: 0,
                ..Blocked::default()
            })
            .to_vec();
        assert_eq!(focus(&schedule).into_iter().collect::<Vec<_>>(), ["a", "b"]);
    }
}
