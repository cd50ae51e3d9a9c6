//! Which rows of a schedule the learner sees: the ones that matter, in a dozen lines where possible.
//!
//! It may not reorder steps, and it may never drop one on an object that the bug is about: those are told one by one
//! however long the schedule is, unless the same thread repeats itself.

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
        groups.retain(|group| !is_told_by_join(steps, group.steps[0]));
        let measures: [&dyn Fn(Vec<Group>) -> Vec<Group>; 4] = [
            &|groups| fold(groups, 2, Sort::Lifecycle, |at| is_lifecycle(&steps[at]), steps),
            &|groups| {
                fold(
                    groups,
                    2,
                    Sort::Others,
                    |at| !is_lifecycle(&steps[at]) && !on(&focus, &steps[at]),
                    steps,
                )
            },
            &|groups| repeats(groups, steps),
            &|groups| sections(groups, steps),
        ];
        for (nth, measure) in measures.into_iter().enumerate() {
            // Spawns and joins in a row always become one row; the rest only when there is need.
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
            stale: false,
        };
        rows.splice(head..end, [gap]);
    }
    rows
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
            Sort::Repeat => format!("{} (×{})", words::step(first), self.steps.len()),
            Sort::Section => words::step(first).replacen("locks ", "locks, unlocks ", 1),
        };
        Row {
            first: first.step,
            last: last.step,
            thread: Some(first.thread.clone()),
            words,
            at: (self.sort != Sort::Others).then_some(self.steps[0]),
            stale: self.steps.iter().any(|&at| steps[at].stale),
        }
    }
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
            && (sort != Sort::Lifecycle || steps[a].op == steps[b].op)
    };
    merge(groups, sort, least, joins)
}

/// Folds what one thread does over and over.
fn repeats(groups: Vec<Group>, steps: &[Step]) -> Vec<Group> {
    merge(groups, Sort::Repeat, 2, |a, b| {
        let (a, b) = (&steps[a.steps[0]], &steps[b.steps[0]]);
        (&a.thread, &a.op, &a.object, &a.value, a.line)
            == (&b.thread, &b.op, &b.object, &b.value, b.line)
    })
}

/// Folds a lock with its unlock where nothing happens between them.
fn sections(groups: Vec<Group>, steps: &[Step]) -> Vec<Group> {
    merge(groups, Sort::Section, 2, |a, b| {
        let (a, b) = (&steps[a.steps[0]], &steps[b.steps[0]]);
        a.op == "lock" && b.op == "unlock" && (&a.thread, &a.object) == (&b.thread, &b.object)
    })
}

/// Folds neighbours, each of which goes with the one before it.
fn merge(
    groups: Vec<Group>,
    sort: Sort,
    least: usize,
    joins: impl Fn(&Group, &Group) -> bool,
) -> Vec<Group> {
    let mut runs: Vec<Vec<Group>> = Vec::new();
    for group in groups {
        match runs.last_mut() {
            Some(run)
                if group.sort == Sort::One
                    && run
                        .last()
                        .is_some_and(|last| last.sort == Sort::One && joins(last, &group)) =>
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
                sort,
            });
        } else {
            merged.extend(run);
        }
    }
    merged
}

/// `starts T1, T2`; `T1, T2 ended: ok`.
fn lifecycle_words<'s>(steps: impl Iterator<Item = &'s Step>) -> String {
    let mut all: Vec<String> = Vec::new();
    for words in steps.map(words::step) {
        let previous = all.last().cloned().unwrap_or_default();
        if let (Some(_), Some(thread)) =
            (previous.strip_prefix("starts "), words.strip_prefix("starts "))
        {
            all.pop();
            all.push(format!("{previous}, {thread}"));
            continue;
        }
        match (previous.split_once(" ended"), words.split_once(" ended")) {
            (Some((threads, how)), Some((thread, same))) if how == same => {
                all.pop();
                all.push(format!("{threads}, {thread} ended{how}"));
            }
            _ => all.push(words),
        }
    }
    all.join("; ")
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
                    ordering: None,
                    stale: false,
                    latest: None,
                    file: "a.rs".into(),
                    line: 1,
                    column: 1,
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
    fn a_lock_and_its_unlock_share_a_row_where_there_is_need() {
        let lines = "T1 lock hits\nT1 unlock hits\nT2 lock hits\nT2 unlock hits\n".repeat(4);
        let told = told(&schedule(&lines), Detail::Compact);
        assert_eq!(told.len(), 8);
        assert_eq!(told[0], "1-2 T1 locks, unlocks hits");
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
            })
            .to_vec();
        assert_eq!(focus(&schedule).into_iter().collect::<Vec<_>>(), ["a", "b"]);
    }
}
