//! Which steps lead to the failure: those from which a way goes there, over the order in which one thread does its steps,
//! over what threads do to the same object, over starts and ends of threads, and over wake-ups.
//!
//! It works on the schedule alone and never edits it. Where it does not know an operation it takes it for one that
//! changes its object: rather a way too many, and a step shown too often, than one folded that mattered.

use super::access::object;
use crate::event::{Kind, Schedule, Step};
use std::collections::{BTreeMap, BTreeSet};

/// For each step, whether it leads to the failure (or is it).
pub fn leads_to_failure(schedule: &Schedule, kind: Option<Kind>) -> Vec<bool> {
    let steps = &schedule.steps;
    let mut leads = vec![false; steps.len()];
    // Without an end that is known nothing can be said to lead there.
    if kind == Some(Kind::Nondeterministic) {
        leads.fill(true);
        return leads;
    }
    let mut later = Later::default();
    if matches!(kind, Some(Kind::Deadlock | Kind::Leak)) && !schedule.blocked.is_empty() {
        for blocked in &schedule.blocked {
            later.threads.insert(&blocked.thread);
            match (blocked.op.as_str(), blocked.object.as_deref()) {
                ("join" | "end of scope" | "end of the check", Some(thread)) => {
                    later.awaited.insert(thread);
                }
                ("park", _) => {
                    later.parked.insert(&blocked.thread);
                }
                (_, Some(object)) => later.touch(object, true),
                (_, None) => {}
            }
        }
    } else {
        let panic = steps.iter().rposition(|step| step.op == "panic");
        let Some(failure) = panic.or(steps.len().checked_sub(1)) else { return leads };
        later.add(&steps[failure]);
        leads[failure] = true;
    }
    for (at, step) in steps.iter().enumerate().rev() {
        if leads[at] || later.depends_on(step) {
            leads[at] = true;
            later.add(step);
        }
    }
    leads
}

/// Marks the steps that do not lead to the failure.
pub fn mark(schedule: &mut Schedule, kind: Option<Kind>) {
    let leads = leads_to_failure(schedule, kind);
    for (step, leads) in schedule.steps.iter_mut().zip(leads) {
        step.aside = !leads;
    }
}

/// What the later steps that lead to the failure depend on.
#[derive(Default)]
struct Later<'s> {
    /// Threads that still do such a step.
    threads: BTreeSet<&'s str>,
    /// Objects that such a step is about; whether one of them changes it.
    objects: BTreeMap<&'s str, bool>,
    /// Threads whose end such a step notices.
    awaited: BTreeSet<&'s str>,
    /// A scope ends, which waits for every thread started in it.
    scope_ends: bool,
    /// Threads that such a step looks at, be they at their end or not.
    asked: BTreeSet<&'s str>,
    /// Threads that park.
    parked: BTreeSet<&'s str>,
}

impl<'s> Later<'s> {
    fn touch(&mut self, object: &'s str, changes: bool) {
        *self.objects.entry(object).or_default() |= changes;
    }

    fn add(&mut self, step: &'s Step) {
        self.threads.insert(&step.thread);
        if let Some(object) = object(step) {
            self.touch(object, changes(step));
        }
        match (step.op.as_str(), about(step)) {
            ("join" | "is_finished", Some(thread)) => {
                self.awaited.insert(thread);
            }
            ("end of scope", _) => self.scope_ends = true,
            ("park", _) => {
                self.parked.insert(&step.thread);
            }
            ("end", _) => {
                self.asked.insert(&step.thread);
            }
            _ => {}
        }
    }

    fn depends_on(&self, step: &Step) -> bool {
        let on_the_same = || {
            let object = object(step)?;
            let changed_later = *self.objects.get(object)?;
            Some(changed_later || changes(step))
        };
        self.threads.contains(step.thread.as_str())
            || on_the_same().unwrap_or(false)
            || match (step.op.as_str(), about(step)) {
                ("spawn", Some(thread)) => self.threads.contains(thread),
                ("unpark", Some(thread)) => self.parked.contains(thread),
                ("is_finished", Some(thread)) => self.asked.contains(thread),
                ("end", _) => self.scope_ends || self.awaited.contains(step.thread.as_str()),
                _ => false,
            }
    }
}

/// The thread that a step is about.
fn about(step: &Step) -> Option<&str> {
    step.target.as_deref().or(step.object.as_deref())
}

/// It may leave its object another than it was, or orders those who use it.
fn changes(step: &Step) -> bool {
    let failed = step.ok == Some(false);
    match step.op.as_str() {
        "load" | "read" | "read_unlock" | "try_read" | "is_poisoned" | "get" => false,
        "try_lock" | "try_write" => !failed,
        op if op.starts_with("compare_exchange") => !failed,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Blocked;

    /// `T1 load hits`, one step a line; the numbers of the steps that lead to the failure.
    fn leading(kind: Kind, lines: &str, blocked: &[(&str, &str, &str)]) -> Vec<usize> {
        let steps: Vec<Step> = lines
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| {
                let (ok, line) = match line.strip_suffix(" failed") {
                    Some(line) => (Some(false), line),
                    None => (None, line),
                };
                let mut words = line.splitn(3, ' ').map(ToString::to_string);
                Step {
                    thread: words.next().expect("a thread"),
                    op: words.next().expect("an operation").replace("end_of_", "end of "),
                    object: words.next(),
                    ok,
                    ..Step::default()
                }
            })
            .collect();
        let blocked = blocked
            .iter()
            .map(|(thread, op, object)| Blocked {
                thread: (*thread).into(),
                op: (*op).into(),
                object: (!object.is_empty()).then(|| (*object).into()),
                ..Blocked::default()
            })
            .collect();
        let schedule = Schedule { steps, blocked, ..Schedule::default() };
        let leads = leads_to_failure(&schedule, Some(kind));
        (1..=leads.len()).filter(|number| leads[number - 1]).collect()
    }

    #[test]
    fn a_thread_that_nobody_meets_does_not_lead_to_the_failure() {
        let steps = "
            main spawn T1
            main spawn T2
            T2 store other
            T1 store hits
            T2 load other
            main load hits
            main panic";
        assert_eq!(leading(Kind::Assertion, steps, &[]), [1, 2, 4, 6, 7]);
    }

    #[test]
    fn two_reads_of_one_object_are_in_no_order_and_a_failed_attempt_is_a_read() {
        assert_eq!(leading(Kind::Assertion, "T1 load a\nT2 load a\nT2 panic", &[]), [2, 3]);
        assert_eq!(leading(Kind::Assertion, "T1 store a\nT2 load a\nT2 panic", &[]), [1, 2, 3]);
        assert_eq!(leading(Kind::Assertion, "T1 load a\nT2 store a\nT2 panic", &[]), [1, 2, 3]);
        assert_eq!(
            leading(Kind::Assertion, "T1 try_lock a failed\nT2 load a\nT2 panic", &[]),
            [2, 3]
        );
        assert_eq!(leading(Kind::Assertion, "T1 read a\nT2 read a\nT2 panic", &[]), [2, 3]);
    }

    #[test]
    fn who_unlocks_leads_to_who_locks_next_and_so_does_everything_before() {
        let steps = "
            T1 store secret
            T1 lock a
            T1 unlock a
            T1 store late
            T2 lock a
            T2 unlock a
            T2 panic";
        assert_eq!(leading(Kind::Assertion, steps, &[]), [1, 2, 3, 5, 6, 7]);
    }

    #[test]
    fn starts_ends_messages_and_wake_ups_are_ways() {
        assert_eq!(leading(Kind::Assertion, "T1 spawn T2\nT2 panic", &[]), [1, 2]);
        assert_eq!(
            leading(Kind::Assertion, "T1 store x\nT1 end\nT2 end\nmain join T1\nmain panic", &[]),
            [1, 2, 4, 5]
        );
        assert_eq!(
            leading(Kind::Assertion, "T1 store x\nT1 end\nmain end_of_scope\nmain panic", &[]),
            [1, 2, 3, 4]
        );
        assert_eq!(
            leading(Kind::Assertion, "T1 send jobs\nT1 store x\nmain recv jobs\nmain panic", &[]),
            [1, 3, 4]
        );
        assert_eq!(
            leading(
                Kind::Assertion,
                "T1 notify_all gate\nT2 notify_all door\nmain wait gate\nmain panic",
                &[]
            ),
            [1, 3, 4]
        );
        assert_eq!(
            leading(Kind::Assertion, "T1 unpark main\nT2 unpark T3\nmain park\nmain panic", &[]),
            [1, 3, 4]
        );
    }

    #[test]
    fn in_a_deadlock_everything_leads_there_that_a_waiting_thread_or_its_object_has_seen() {
        let steps = "
            main spawn T1
            main spawn T2
            main spawn T3
            T3 store other
            T3 end
            T1 lock a
            T2 lock b";
        let blocked = [("T1", "lock", "b"), ("T2", "lock", "a"), ("main", "join", "T1")];
        assert_eq!(leading(Kind::Deadlock, steps, &blocked), [1, 2, 3, 6, 7]);
        let awaited = [("main", "join", "T3")];
        assert_eq!(leading(Kind::Deadlock, "T3 end\nT2 end", &awaited), [1]);
        let wanted = [("main", "recv", "jobs")];
        assert_eq!(leading(Kind::Deadlock, "T3 send jobs\nT2 send logs", &wanted), [1]);
    }

    #[test]
    fn the_last_panic_is_the_failure_and_later_steps_do_not_lead_there() {
        assert_eq!(
            leading(Kind::Panic, "T1 panic\nT1 end\nmain join T1\nmain panic\nT2 store x", &[]),
            [1, 2, 3, 4]
        );
        assert_eq!(leading(Kind::Livelock, "T2 store x\nT1 load flag", &[]), [2]);
        assert_eq!(leading(Kind::Assertion, "", &[]), [0_usize; 0]);
    }

    #[test]
    fn where_the_run_itself_is_in_doubt_nothing_is_left_out() {
        assert_eq!(leading(Kind::Nondeterministic, "T1 load a\nT2 load b", &[]), [1, 2]);
    }
}
