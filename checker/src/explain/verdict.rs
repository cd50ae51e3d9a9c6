//! What a verdict means: what happened, what Go would have done, one place to look.
//!
//! It may not give advice that only fits one exercise (hints do), and it may not say more than the facts in hand: every
//! general sentence in here is true of any answer that gets it.

use super::text::visible_line;
use super::{counted, file_name, listed, words};
use crate::event::{Blocked, Cause, CheckResult, Kind, Schedule, Stage, Verdict};
use std::collections::BTreeSet;

/// One paragraph about a check; empty where its message has said it all.
pub fn paragraph(stage: Stage, check: &CheckResult) -> String {
    let sentences = match check.verdict {
        Verdict::Passed | Verdict::Skipped => Vec::new(),
        Verdict::Failed if stage == Stage::Model => model_failure(check),
        Verdict::Failed => Vec::new(),
        Verdict::TimedOut => timed_out(check),
        Verdict::Crashed => crashed(check),
        Verdict::Rejected => vec!["The course does not allow this in an answer; nothing of it was run.".to_string()],
        Verdict::NotModelled => vec![
            "This is not a mistake of yours: the answer compiles and is merely unproven. You may go on; to have it proven, \
             use what the model knows."
                .to_string(),
        ],
        Verdict::TooLarge => too_large(check),
    };
    sentences.join(" ")
}

/// How a model check that passed was proven, in a few words.
pub fn proof(check: &CheckResult) -> Option<String> {
    if check.verdict != Verdict::Passed {
        return None;
    }
    let executions = check.executions?;
    Some(match (check.bound, executions) {
        (Some(bound), 1) => format!("the one schedule with at most {} holds", counted(bound.into(), "preemption")),
        (Some(bound), n) => format!("all {n} schedules with at most {} hold", counted(bound.into(), "preemption")),
        (None, 1) => "the one schedule there is holds".to_string(),
        (None, n) => format!("all {n} schedules hold"),
    })
}

fn model_failure(check: &CheckResult) -> Vec<String> {
    let Some(schedule) = &check.schedule else {
        // What no schedule shows cannot be shown by one.
        return vec!["Every schedule was explored, and none of them did this.".to_string()];
    };
    let mut said = Vec::new();
    match check.kind {
        Some(Kind::Deadlock) => said.extend(deadlock(schedule)),
        Some(Kind::Livelock) => said.push(
            "The threads go on for ever and get nowhere: what they wait for by looking again and again can no longer come. \
             Go's runtime would not notice either, because its goroutines are running. Look for the one that should have \
             changed the value, and at what it did last."
                .to_string(),
        ),
        Some(Kind::DataRace) => said.push(
            "Two threads reach the same memory, at least one of them writes, and nothing orders the two. This is what Go's \
             -race reports, when both happen to occur in the run that it watches."
                .to_string(),
        ),
        Some(Kind::Panic) => said.extend(panicked(schedule)),
        Some(Kind::Leak) => said.push(
            "The call returned and left something behind. In Go this is a leaked goroutine: it stays until the process \
             ends, and nobody says a word."
                .to_string(),
        ),
        Some(Kind::Nondeterministic) => said.push(
            "The same schedule led to different operations, so exploring schedules proves nothing here. Something other than \
             the schedule decides: the order of a hash map, the time, a random number, an address."
                .to_string(),
        ),
        Some(Kind::Assertion) | None => match check.cause {
            Some(Cause::MemoryOrdering) => said.extend(memory_ordering(schedule)),
            Some(Cause::Scheduling) | None => said.extend(scheduling(schedule)),
        },
    }
    if check.cause == Some(Cause::MemoryOrdering) && !matches!(check.kind, Some(Kind::Assertion) | None) {
        said.extend(memory_ordering(schedule));
    }
    said
}

fn scheduling(schedule: &Schedule) -> Vec<String> {
    let mut said = vec![preemptions(schedule)];
    match interruption(schedule) {
        Some(cut) => {
            said.push(
                "Every row by itself is a safe access, and so neither the compiler nor Go's -race has anything to report; \
                 what others do between two rows of one thread is what breaks it."
                    .to_string(),
            );
            said.push(format!(
                "Look at {}: {} stops after step {} and goes on at step {}, and in between {} {}.",
                cut.object,
                cut.thread,
                cut.before,
                cut.after,
                listed(&cut.others),
                if cut.others.len() == 1 { "changes it" } else { "change it" },
            ));
        }
        None => said.push("It is enough that the threads come in this order; a test run may never take it.".to_string()),
    }
    said
}

/// How far the schedule is from threads that run undisturbed.
fn preemptions(schedule: &Schedule) -> String {
    match schedule.preemptions {
        0 => "This schedule has no preemption: every thread runs until it ends or has to wait.".to_string(),
        n => format!(
            "This schedule has {}: {} a thread that could have gone on is interrupted, as the operating system may do \
             at any step.",
            counted(n.into(), "preemption"),
            match n {
                1 => "once".to_string(),
                2 => "twice".to_string(),
                n => format!("{n} times"),
            }
        ),
    }
}

fn memory_ordering(schedule: &Schedule) -> Vec<String> {
    let mut said = vec![
        "No interleaving of up-to-date reads breaks it; a stale read does: the orderings allow it. Go's sync/atomic knows \
         only one ordering, the strictest, so this cannot be written in Go; in Rust the ordering is part of every \
         operation."
            .to_string(),
    ];
    if let Some(read) = schedule.steps.iter().rev().find(|step| step.stale) {
        let object = visible_line(read.object.as_deref().unwrap_or("a value"));
        said.push(format!(
            "Look at step {}, where {} reads an old {object}: which earlier read was to guarantee that it sees the new one, and which \
             write does that read have to be paired with?",
            read.step,
            visible_line(&read.thread),
        ));
    }
    said
}

fn deadlock(schedule: &Schedule) -> Vec<String> {
    let waits: Vec<String> = schedule
        .blocked
        .iter()
        .map(|blocked| format!("{} {}", visible_line(&blocked.thread), words::blocked(blocked).replace("waits here", "waits")))
        .collect();
    let mut said = Vec::new();
    if !waits.is_empty() {
        said.push(format!("Nobody can go on: {}.", waits.join("; ")));
    }
    said.push(
        "Go says \"all goroutines are asleep - deadlock!\" only when every goroutine of the process is blocked; a server, which \
         always has one more, hangs without a word."
            .to_string(),
    );
    said.extend(where_to_look(&schedule.blocked));
    said
}

/// What to compare, by what the threads wait in.
fn where_to_look(blocked: &[Blocked]) -> Option<String> {
    let locks: Vec<&Blocked> = blocked.iter().filter(|blocked| blocked.op.ends_with("lock")).collect();
    if let Some(own) = locks.iter().find(|blocked| blocked.held_by.as_deref() == Some(&blocked.thread)) {
        return Some(format!(
            "{} asks for a lock that it holds itself: like Go's sync.Mutex, a std Mutex cannot be taken twice. Look for the \
             guard that is still alive at {}.",
            visible_line(&own.thread),
            at_line(own),
        ));
    }
    let wanted: BTreeSet<&str> = locks.iter().filter_map(|blocked| blocked.object.as_deref()).collect();
    let holders: BTreeSet<&str> = locks.iter().filter_map(|blocked| blocked.held_by.as_deref()).collect();
    if wanted.len() > 1 && locks.iter().filter(|blocked| holders.contains(blocked.thread.as_str())).count() > 1 {
        let wanted: Vec<String> = wanted.into_iter().map(visible_line).collect();
        return Some(format!("Compare the order in which the threads take {}.", listed(&wanted)));
    }
    if let Some(recv) = blocked.iter().find(|blocked| blocked.op.starts_with("recv")) {
        return Some(format!(
            "A receive ends when a value comes or when every sender is gone, and nobody closes a channel by hand. Look for the \
             sender that is still alive while {} waits at {}.",
            visible_line(&recv.thread),
            at_line(recv),
        ));
    }
    let send = blocked.iter().find(|blocked| blocked.op == "send")?;
    Some(format!(
        "A send into a full channel waits for a receiver. Look for the one that should be receiving while {} waits at {}.",
        visible_line(&send.thread),
        at_line(send),
    ))
}

fn at_line(blocked: &Blocked) -> String {
    match blocked.line {
        0 => "its end".to_string(),
        line => format!("line {line}"),
    }
}

fn panicked(schedule: &Schedule) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(first) = schedule.steps.iter().find(|step| step.op == "panic") {
        let place = match first.line {
            0 => String::new(),
            line => format!(" at line {line} of {}", visible_line(file_name(&first.file))),
        };
        said.push(format!("{} panics first, in step {}{place}.", visible_line(&first.thread), first.step));
    }
    said.push(
        "In Go a panic that nobody recovers ends the whole process; in Rust it ends its thread, and whoever joins that thread \
         gets an Err."
            .to_string(),
    );
    said
}

fn timed_out(check: &CheckResult) -> Vec<String> {
    let mut said = vec!["It did not end within its time limit.".to_string()];
    for waiting in &check.waiting {
        let object = waiting.object.as_deref().map(|object| format!(" {}", visible_line(object))).unwrap_or_default();
        let place = match waiting.line {
            0 => String::new(),
            line => format!(" ({} line {line})", visible_line(file_name(&waiting.file))),
        };
        said.push(format!(
            "The last that {} did was {}{object}{place}.",
            visible_line(&waiting.thread),
            visible_line(&waiting.op).replace('_', " ")
        ));
    }
    if check.waiting.is_empty() {
        said.push(
            "Either a thread waits for something that never comes, or a loop does not end. Go's runtime would say \"all \
             goroutines are asleep\" in the first case, and only if every goroutine of the process is."
                .to_string(),
        );
    }
    said
}

fn crashed(check: &CheckResult) -> Vec<String> {
    let mut said = vec!["The process ended before the check could say how it went.".to_string()];
    said.extend(check.message.as_deref().and_then(signal));
    said
}

/// What a signal named in the text usually means.
fn signal(text: &str) -> Option<String> {
    const MEANINGS: [(&str, &str); 6] = [
        ("SIGABRT", "the process ended itself: a panic while another one was unwinding, a stack overflow, or abort()"),
        ("SIGSEGV", "it touched memory that it does not own; safe Rust does so only when a thread's stack overflows"),
        ("SIGBUS", "it touched memory that is not there"),
        ("SIGILL", "it ran into an instruction that is none"),
        ("SIGKILL", "somebody else ended it, mostly because memory ran out"),
        ("SIGXCPU", "it used up the processor time that it is allowed"),
    ];
    let (name, meaning) = MEANINGS.iter().find(|(name, _)| text.contains(name))?;
    Some(format!("{name}: {meaning}."))
}

fn too_large(check: &CheckResult) -> Vec<String> {
    let mut said = Vec::new();
    match (check.executions, check.bound) {
        (Some(executions), Some(bound)) => said.push(format!(
            "{} with at most {} were explored and none of them fails, but there are more than fit the budget.",
            counted(executions, "schedule"),
            counted(bound.into(), "preemption")
        )),
        _ => said.push("There are more schedules than fit the budget; none of those explored fails.".to_string()),
    }
    said.push(
        "That is unproven, not wrong: you may go on. Fewer steps on shared objects, or fewer threads, make it provable.".to_string(),
    );
    said
}

/// A thread that others come between.
struct Interruption {
    thread: String,
    object: String,
    before: usize,
    after: usize,
    others: Vec<String>,
}

/// The last place where somebody changes an object between two steps that a thread does on it.
fn interruption(schedule: &Schedule) -> Option<Interruption> {
    let steps = &schedule.steps;
    for (after, step) in steps.iter().enumerate().rev() {
        let Some(object) = step.object.as_deref() else { continue };
        let uses = |other: &crate::event::Step| other.object.as_deref() == Some(object);
        let Some(before) = (0..after).rev().find(|&at| steps[at].thread == step.thread && uses(&steps[at])) else { continue };
        // Main looks at the result after everybody is done, and inside a critical section nobody can come between.
        let is_start = step.op.ends_with("lock") && !step.op.ends_with("unlock") || changes(&step.op);
        if !is_start || steps[before].thread == "main" {
            continue;
        }
        let mut others: Vec<String> = Vec::new();
        for other in steps[before + 1..after].iter().filter(|other| uses(other) && changes(&other.op)) {
            let name = visible_line(&other.thread);
            if !others.contains(&name) {
                others.push(name);
            }
        }
        if !others.is_empty() {
            return Some(Interruption {
                thread: visible_line(&step.thread),
                object: visible_line(object),
                before: steps[before].step,
                after: step.step,
                others,
            });
        }
    }
    None
}

/// After this operation the object may be another than before. A lock's guard may have written; that is known at its end.
fn changes(op: &str) -> bool {
    op == "unlock" || op == "write_unlock" || op == "store" || op == "swap" || op.starts_with("fetch_") || op.starts_with("compare_exchange")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Step;

    fn failed(kind: Kind, cause: Option<Cause>, schedule: Option<Schedule>) -> CheckResult {
        CheckResult {
            kind: Some(kind),
            cause,
            schedule,
            ..CheckResult::refused("name", "It holds.", Verdict::Failed, "message")
        }
    }

    fn step(step: usize, thread: &str, op: &str, object: &str) -> Step {
        Step {
            step,
            thread: thread.into(),
            op: op.into(),
            object: Some(object.into()),
            value: None,
            ordering: None,
            stale: false,
            latest: None,
            file: "src/answer.rs".into(),
            line: step as u32,
            column: 1,
        }
    }

    fn waits(thread: &str, op: &str, object: &str, held_by: Option<&str>) -> Blocked {
        Blocked {
            thread: thread.into(),
            op: op.into(),
            object: Some(object.into()),
            held_by: held_by.map(Into::into),
            file: "src/answer.rs".into(),
            line: 26,
            column: 1,
        }
    }

    #[test]
    fn a_lost_update_names_the_two_steps_that_somebody_came_between() {
        let steps = vec![
            step(1, "T1", "lock", "hits"),
            step(2, "T1", "unlock", "hits"),
            step(3, "T2", "lock", "hits"),
            step(4, "T2", "unlock", "hits"),
            step(5, "T1", "lock", "hits"),
            step(6, "T1", "unlock", "hits"),
            step(7, "main", "lock", "hits"),
        ];
        let schedule = Schedule { preemptions: 1, steps, ..Schedule::default() };
        let text = paragraph(Stage::Model, &failed(Kind::Assertion, Some(Cause::Scheduling), Some(schedule)));
        assert!(text.starts_with("This schedule has 1 preemption: once a thread"), "{text}");
        assert!(text.ends_with("Look at hits: T1 stops after step 2 and goes on at step 5, and in between T2 changes it."), "{text}");
    }

    #[test]
    fn where_nobody_comes_between_nothing_is_claimed_about_it() {
        let steps = vec![step(1, "T1", "lock", "hits"), step(2, "T1", "unlock", "hits"), step(3, "main", "lock", "hits")];
        let schedule = Schedule { steps, ..Schedule::default() };
        let text = paragraph(Stage::Model, &failed(Kind::Assertion, Some(Cause::Scheduling), Some(schedule)));
        assert!(text.starts_with("This schedule has no preemption"), "{text}");
        assert!(!text.contains("in between"), "{text}");
    }

    #[test]
    fn a_memory_ordering_bug_points_at_its_stale_read() {
        let mut steps = vec![step(1, "T1", "store", "DATA"), step(2, "main", "load", "DATA")];
        steps[1].stale = true;
        let schedule = Schedule { steps, ..Schedule::default() };
        let text = paragraph(Stage::Model, &failed(Kind::Assertion, Some(Cause::MemoryOrdering), Some(schedule)));
        assert!(text.starts_with("No interleaving of up-to-date reads breaks it; a stale read does"), "{text}");
        assert!(text.contains("Look at step 2, where main reads an old DATA"), "{text}");
    }

    #[test]
    fn a_deadlock_says_who_waits_for_what_and_what_to_compare() {
        let of = |blocked| failed(Kind::Deadlock, None, Some(Schedule { blocked, ..Schedule::default() }));
        let cycle = vec![waits("T1", "lock", "b", Some("T2")), waits("T2", "lock", "a", Some("T1"))];
        let text = paragraph(Stage::Model, &of(cycle));
        assert!(text.starts_with("Nobody can go on: T1 waits for b, held by T2; T2 waits for a, held by T1."), "{text}");
        assert!(text.ends_with("Compare the order in which the threads take a and b."), "{text}");

        let own = paragraph(Stage::Model, &of(vec![waits("T1", "lock", "a", Some("T1"))]));
        assert!(own.contains("cannot be taken twice"), "{own}");
        let recv = paragraph(Stage::Model, &of(vec![waits("main", "recv", "jobs", None)]));
        assert!(recv.contains("sender that is still alive while main waits at line 26"), "{recv}");
    }

    #[test]
    fn unproven_is_never_called_wrong() {
        for verdict in [Verdict::NotModelled, Verdict::TooLarge] {
            let mut check = CheckResult::refused("n", "s", verdict, "m");
            check.executions = Some(20_000);
            check.bound = Some(3);
            let text = paragraph(Stage::Model, &check);
            assert!(text.contains("unproven") && text.contains("go on"), "{text}");
        }
    }

    #[test]
    fn a_time_out_names_each_threads_last_operation_and_a_signal_is_explained() {
        let mut check = CheckResult::refused("n", "s", Verdict::TimedOut, "m");
        check.waiting = vec![waits("T1", "try_lock", "a", None)];
        assert_eq!(
            paragraph(Stage::Test, &check),
            "It did not end within its time limit. The last that T1 did was try lock a (answer.rs line 26)."
        );
        let check = CheckResult::refused("n", "s", Verdict::Crashed, "ended by signal 6 (SIGABRT)");
        assert!(paragraph(Stage::Test, &check).contains("SIGABRT: the process ended itself"));
    }

    #[test]
    fn a_proof_counts_its_schedules_and_names_its_bound() {
        let mut check = CheckResult::passed("n", "s");
        assert_eq!(proof(&check), None);
        (check.executions, check.bound) = (Some(118), Some(3));
        assert_eq!(proof(&check).as_deref(), Some("all 118 schedules with at most 3 preemptions hold"));
        (check.executions, check.bound) = (Some(1), Some(1));
        assert_eq!(proof(&check).as_deref(), Some("the one schedule with at most 1 preemption holds"));
    }
}
