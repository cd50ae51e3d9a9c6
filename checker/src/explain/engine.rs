//! What the model's engine writes about one bad schedule, as a schedule of events.
//!
//! The engine tells each operation's parts one by one (`old`, `expected`, `ok`, `target`). A step keeps them for those who
//! reason about it, and has one value and one object for those who read it: they are put together here and nowhere else.
//! Unknown fields are passed over: the engine may learn to say more.

use crate::event::{Blocked, Object, Schedule, Step};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct RawSchedule {
    #[serde(default)]
    executions: u64,
    #[serde(default)]
    preemptions: u32,
    #[serde(default)]
    threads: Vec<String>,
    #[serde(default)]
    steps: Vec<Step>,
    #[serde(default)]
    blocked: Vec<RawBlocked>,
    #[serde(default)]
    objects: Vec<Object>,
}

#[derive(Deserialize)]
struct RawBlocked {
    #[serde(flatten)]
    blocked: Blocked,
    waits_for: Option<String>,
}

/// The schedule, or why it is none.
///
/// # Errors
/// When a step lacks what every step has: our machinery is broken then, not the answer.
pub fn schedule(json: Value) -> serde_json::Result<Schedule> {
    let raw: RawSchedule = serde_json::from_value(json)?;
    Ok(Schedule {
        executions: raw.executions,
        preemptions: raw.preemptions,
        threads: raw.threads,
        steps: raw.steps.into_iter().map(step).collect(),
        blocked: raw.blocked.into_iter().map(blocked).collect(),
        objects: raw.objects,
        finding: None,
    })
}

/// Threads that cannot go on, or what each was last doing: the same form without the rest.
///
/// # Errors
/// As for [`schedule`].
pub fn waiting(json: Value) -> serde_json::Result<Vec<Blocked>> {
    let Value::Array(rows) = json else { return Ok(Vec::new()) };
    // A thread that has done nothing yet has no operation to name.
    let rows = rows.into_iter().filter(|row| row.get("op").is_some());
    rows.map(|row| serde_json::from_value(row).map(blocked)).collect()
}

fn step(mut step: Step) -> Step {
    if step.object.is_none() {
        step.object.clone_from(&step.target);
    }
    let found = step.value.take();
    step.value = match (step.ok, &step.expected, &step.old, found) {
        (Some(true), Some(expected), _, Some(new)) => Some(format!("{expected} -> {new}")),
        (Some(false), Some(expected), _, Some(found)) if *expected == found => {
            Some(format!("no, for no reason: it is {found}"))
        }
        (Some(false), Some(expected), _, Some(found)) => {
            Some(format!("no, it is {found} instead of {expected}"))
        }
        (Some(true), None, _, None) => Some("got it".to_string()),
        (Some(false), None, _, None) => Some("it is locked".to_string()),
        (_, _, Some(old), Some(new)) => Some(format!("{old} -> {new}")),
        (_, _, _, value) => value,
    };
    step
}

fn blocked(raw: RawBlocked) -> Blocked {
    let mut blocked = raw.blocked;
    if blocked.object.is_none() {
        blocked.object = raw.waits_for;
    }
    blocked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::words;
    use serde_json::json;

    #[test]
    fn the_parts_of_an_operation_become_one_value() {
        let steps = [
            json!({"step": 1, "thread": "main", "op": "spawn", "target": "T1", "file": "a.rs", "line": 4, "column": 9}),
            json!({"step": 2, "thread": "T1", "op": "fetch_add", "object": "AtomicU64#1", "value": "1", "old": "0", "ordering": "Relaxed", "stale": false}),
            json!({"step": 3, "thread": "T1", "op": "compare_exchange", "object": "AtomicU64#1", "value": "7", "expected": "1", "ok": false}),
            json!({"step": 4, "thread": "T1", "op": "compare_exchange_weak", "object": "AtomicU64#1", "value": "1", "expected": "1", "ok": false}),
            json!({"step": 5, "thread": "T1", "op": "try_lock", "object": "Mutex#1", "ok": false}),
            json!({"step": 6, "thread": "main", "op": "join", "target": "T1", "value": "panicked", "preempted": true}),
            json!({"step": 7, "thread": "main", "op": "load", "object": "x", "value": "0", "stale": true, "latest": "1"}),
        ];
        let read = schedule(
            json!({"executions": 3, "preemptions": 1, "threads": ["main", "T1"], "steps": steps}),
        )
        .expect("as the engine writes it");
        let told: Vec<String> = read.steps.iter().map(words::step).collect();
        assert_eq!(
            told,
            [
                "starts T1",
                "adds to AtomicU64#1: 0 → 1",
                "compare-exchanges AtomicU64#1: no, it is 7 instead of 1",
                "compare-exchanges AtomicU64#1: no, for no reason: it is 1",
                "tries to lock Mutex#1: it is locked",
                "T1 ended: panicked",
                "reads x = 0 (stale: latest is 1)"
            ]
        );
    }

    #[test]
    fn a_thread_that_waits_for_another_names_it() {
        let rows = json!([
            {"thread": "main", "op": "end of scope", "object": null, "waits_for": "T1", "file": "a.rs", "line": 4, "column": 9},
            {"thread": "T1"}
        ]);
        let read = waiting(rows).expect("as the engine writes it");
        assert_eq!(
            read.iter().map(words::blocked).collect::<Vec<_>>(),
            ["waits here for T1 to end"]
        );
    }
}
