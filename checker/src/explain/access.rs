//! Who looked at what, and who changed it: the steps of a schedule as reads and writes of values.
//!
//! An atomic's operation is one access. What a thread does between taking a lock and leaving it is one access too: the
//! guard knows whether it was used to look or to change. It may not guess: what the steps do not say is left open.

use crate::event::Step;

/// One time that a thread looks at what an object holds, or changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access<'s> {
    /// Whose it is.
    pub thread: &'s str,
    /// What it is about.
    pub object: &'s str,
    /// Index of the step that begins it.
    pub first: usize,
    /// Index of the step that ends it; the same one unless a lock is held in between.
    pub last: usize,
    /// It certainly saw the value that was there.
    pub looks: bool,
    /// It wrote, or (through a lock) may have.
    pub changes: bool,
    /// It wrote without looking: a plain store.
    pub blind: bool,
    /// What was there.
    pub before: Option<&'s str>,
    /// What was there afterwards.
    pub after: Option<&'s str>,
    /// A lock was held meanwhile.
    pub locked: bool,
}

impl Access<'_> {
    /// The value is certainly another one than before.
    pub fn changed(&self) -> bool {
        matches!((self.before, self.after), (Some(before), Some(after)) if before != after)
    }
}

/// All accesses, in the order in which they begin. A lock that is never left is none: nobody knows what it comes to.
pub fn accesses(steps: &[Step]) -> Vec<Access<'_>> {
    steps
        .iter()
        .enumerate()
        .filter_map(|(at, step)| {
            let object = object(step)?;
            if takes(step) { section(steps, at, object) } else { atomic(step, at, object) }
        })
        .collect()
}

/// The object that the step works on; a thread that it is about is none.
pub fn object(step: &Step) -> Option<&str> {
    let about_a_thread = matches!(
        step.op.as_str(),
        "spawn"
            | "join"
            | "end"
            | "end of scope"
            | "detach"
            | "unpark"
            | "park"
            | "is_finished"
            | "panic"
    );
    step.object.as_deref().filter(|_| !about_a_thread)
}

/// The step has taken a lock, which some later step leaves.
pub fn takes(step: &Step) -> bool {
    match step.op.as_str() {
        "lock" | "read" | "write" => true,
        "try_lock" | "try_read" | "try_write" => step.ok == Some(true),
        _ => false,
    }
}

/// The step leaves a lock.
pub fn leaves(step: &Step) -> bool {
    step.op.ends_with("unlock")
}

/// Index of the step with which this thread leaves the lock that it has taken in step `at`.
pub fn left_at(steps: &[Step], at: usize) -> Option<usize> {
    let taken = &steps[at];
    let own = |step: &Step| step.thread == taken.thread && step.object == taken.object;
    // A reader may take the lock again before it leaves it once: which of the two it leaves first, nobody can tell.
    let next = steps
        .iter()
        .enumerate()
        .skip(at + 1)
        .find(|(_, step)| own(step) && (leaves(step) || takes(step)));
    next.filter(|(_, step)| leaves(step)).map(|(at, _)| at)
}

fn section<'s>(steps: &'s [Step], first: usize, object: &'s str) -> Option<Access<'s>> {
    let (taken, last) = (&steps[first], left_at(steps, first)?);
    let left = &steps[last];
    let access = left.access.as_deref().unwrap_or_default();
    Some(Access {
        thread: &taken.thread,
        object,
        first,
        last,
        looks: matches!(access, "read" | "update"),
        changes: !taken.op.ends_with("read") && matches!(access, "write" | "update"),
        blind: false,
        before: taken.holds.as_deref(),
        after: left.holds.as_deref(),
        locked: true,
    })
}

fn atomic<'s>(step: &'s Step, at: usize, object: &'s str) -> Option<Access<'s>> {
    let value = step.value.as_deref();
    let (looks, changes, before, after) = match step.op.as_str() {
        "load" => (true, false, value, value),
        "store" => (false, true, None, value),
        op if op.starts_with("compare_exchange") => match step.ok {
            Some(true) => {
                (true, true, step.expected.as_deref(), value.and_then(|v| v.rsplit(" -> ").next()))
            }
            // What it found is not kept apart from the words that tell it.
            _ => (true, false, None, None),
        },
        op if op == "swap" || op.starts_with("fetch_") => {
            (true, true, step.old.as_deref(), value.and_then(|v| v.rsplit(" -> ").next()))
        }
        _ => return None,
    };
    Some(Access {
        thread: &step.thread,
        object,
        first: at,
        last: at,
        looks,
        changes,
        blind: step.op == "store",
        before,
        after,
        locked: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(thread: &str, op: &str, value: Option<&str>) -> Step {
        Step {
            thread: thread.into(),
            op: op.into(),
            object: Some("hits".into()),
            value: value.map(Into::into),
            ..Step::default()
        }
    }

    fn holding(mut step: Step, holds: &str, access: &str) -> Step {
        step.holds = Some(holds.into());
        step.access = (!access.is_empty()).then(|| access.into());
        step
    }

    #[test]
    fn what_happens_between_lock_and_unlock_is_one_access() {
        let steps = [
            holding(step("T1", "lock", None), "0", ""),
            step("T2", "load", Some("7")),
            holding(step("T1", "unlock", None), "1", "update"),
        ];
        let all = accesses(&steps);
        assert_eq!(all.len(), 2);
        let section = all[0];
        assert_eq!((section.first, section.last, section.locked), (0, 2, true));
        assert!(section.looks && section.changes && !section.blind && section.changed());
        assert_eq!((section.before, section.after), (Some("0"), Some("1")));
        assert_eq!((all[1].looks, all[1].changes, all[1].after), (true, false, Some("7")));
    }

    #[test]
    fn a_lock_that_is_not_left_and_an_attempt_that_failed_are_none() {
        let mut failed = step("T2", "try_lock", None);
        failed.ok = Some(false);
        let steps = [step("T1", "lock", None), failed, step("T2", "unlock", None)];
        assert_eq!(accesses(&steps), []);
    }

    #[test]
    fn a_read_modify_write_looks_and_changes_a_store_only_changes() {
        let mut add = step("T1", "fetch_add", Some("3 -> 4"));
        add.old = Some("3".into());
        let mut exchange = step("T1", "compare_exchange", Some("4 -> 9"));
        (exchange.expected, exchange.ok) = (Some("4".into()), Some(true));
        let mut missed = step("T1", "compare_exchange", Some("no, it is 9 instead of 4"));
        missed.ok = Some(false);
        let steps = [add, exchange, missed, step("T1", "store", Some("1"))];
        let told: Vec<_> = accesses(&steps)
            .iter()
            .map(|one| (one.looks, one.changes, one.blind, one.before, one.after))
            .collect();
        assert_eq!(
            told,
            [
                (true, true, false, Some("3"), Some("4")),
                (true, true, false, Some("4"), Some("9")),
                (true, false, false, None, None),
                (false, true, true, None, Some("1")),
            ]
        );
    }

    #[test]
    fn readers_of_a_lock_change_nothing() {
        let steps = [
            holding(step("T1", "read", None), "0", ""),
            holding(step("T1", "unlock", None), "0", "read"),
        ];
        assert!(accesses(&steps).iter().all(|one| one.looks && !one.changes));
    }
}
