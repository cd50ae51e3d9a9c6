//! What a verdict means: what happened, what Go would have done, one place to look.
//!
//! It may not give advice that only fits one exercise (hints do), and it may not say more than the facts in hand: every
//! general sentence in here is true of any answer that gets it.

use super::text::visible_line;
use super::{counted, file_name, listed, words};
use crate::event::{
    Blocked, Cause, CheckResult, Finding, Kind, Schedule, Stage, Step, Term, Verdict,
};
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
        Verdict::Tampered => vec![
            "A check reports by itself, and this one was ended or silenced before it could: that never counts as passed."
                .to_string(),
        ],
        Verdict::Limit => vec!["No right answer to this exercise needs as much as that.".to_string()],
        Verdict::InfraError => vec!["This says nothing about the answer.".to_string()],
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
        (Some(bound), 1) => {
            format!(
                "the one schedule explored, with at most {}, holds",
                counted(bound.into(), "preemption")
            )
        }
        (Some(bound), n) => {
            format!(
                "all {n} schedules explored, with at most {}, hold",
                counted(bound.into(), "preemption")
            )
        }
        (None, 1) => "the one schedule there is holds".to_string(),
        (None, n) => format!("all {n} schedules hold"),
    })
}

fn model_failure(check: &CheckResult) -> Vec<String> {
    let Some(schedule) = &check.schedule else {
        // What no schedule shows cannot be shown by one.
        return vec!["Every schedule was explored, and none of them did this.".to_string()];
    };
    if let Some(finding) = &schedule.finding {
        return proven(finding, schedule);
    }
    let mut said = Vec::new();
    match check.kind {
        Some(Kind::Deadlock) => said.extend(deadlock(schedule, check.message.as_deref().unwrap_or_default())),
        Some(Kind::Livelock) => said.push(
            "The threads go on for ever and get nowhere: what they look for again and again does not come. \
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
             the schedule decides: the time, a random number, an address, how many references there are (`Arc::strong_count`, \
             `Weak::upgrade`). Locks that are taken in the order of their addresses can be taken in the order of a number that each \
             has: a program may do the former, and the model cannot follow it."
                .to_string(),
        ),
        Some(Kind::Assertion) | None => match check.cause {
            Some(Cause::MemoryOrdering) => said.extend(memory_ordering(schedule)),
            Some(Cause::Scheduling) | None => said.extend(scheduling(schedule)),
        },
    }
    if check.cause == Some(Cause::MemoryOrdering)
        && !matches!(check.kind, Some(Kind::Assertion) | None)
    {
        said.extend(memory_ordering(schedule));
    }
    said
}

/// What follows the sentence on top of the schedule, which has said what happened: how it can happen, what Go would have
/// done, one place to look.
fn proven(finding: &Finding, schedule: &Schedule) -> Vec<String> {
    let mut said = Vec::new();
    match finding.term {
        Term::LostUpdate | Term::DoubleInitialisation | Term::TornRead => {
            said.extend(preemptions(schedule));
            said.push(EACH_ROW_IS_SAFE.to_string());
            let numbers: Vec<String> = finding.steps.iter().map(ToString::to_string).collect();
            said.push(match finding.term {
                Term::DoubleInitialisation => format!(
                    "To find it empty and to fill it has to be one step; in Go that is what sync.Once is for. Look at steps {}.",
                    listed(&numbers)
                ),
                Term::TornRead => format!(
                    "What is changed together must be read together. Look at steps {}: which lock, or which one value, could \
                     hold both?",
                    listed(&numbers)
                ),
                _ => format!(
                    "Look at steps {} and {}: what could make the two one step, so that nobody comes between?",
                    numbers.first().map_or("", String::as_str),
                    numbers.last().map_or("", String::as_str),
                ),
            });
        }
        Term::StalePublish => said.extend(memory_ordering(schedule)),
        Term::Deadlock => {
            said.push(ASLEEP.to_string());
            said.extend(where_to_look(&schedule.blocked));
        }
        Term::MissedWakeup => said.push(
            "A notification is not kept for whoever comes later; Go's sync.Cond does not keep it either. Look at what is \
             locked from the look at the condition to the wait, and at whether the condition is changed under the same lock."
                .to_string(),
        ),
        Term::LeakedThread => {
            said.push(
                "In Go this is a leaked goroutine: it stays until the process ends, and nobody says a word.".to_string(),
            );
            said.extend(where_to_look(&schedule.blocked));
        }
        Term::UseAfterClose => said.push(
            "In Go a send on a closed channel panics. In Rust the drop of the last end on the other side is the close, and a \
             send or receive after it is an Err: not a mistake by itself, but news. Look at what this thread should do when \
             it comes."
                .to_string(),
        ),
        Term::UnobservedPanic => said.push(
            "In Go a panic that nobody recovers ends the whole process. In Rust it ends its thread, and only whoever joins \
             that thread gets an Err. Look for the join that is missing."
                .to_string(),
        ),
    }
    said
}

const EACH_ROW_IS_SAFE: &str = "Every row by itself is a safe access, and so neither the compiler nor Go's -race has anything to \
                                report; what others do between two rows of one thread is what breaks it.";

const ASLEEP: &str = "Go says \"all goroutines are asleep - deadlock!\" only when every goroutine of the process is blocked; a \
                      server, which always has one more, hangs without a word.";

fn scheduling(schedule: &Schedule) -> Vec<String> {
    let mut said = Vec::from_iter(preemptions(schedule));
    match interruption(schedule) {
        Some(cut) => {
            said.push(EACH_ROW_IS_SAFE.to_string());
            let verb = match (cut.holds, cut.others.len()) {
                (true, 1) => "holds it",
                (true, _) => "hold it",
                (false, 1) => "changes it",
                (false, _) => "change it",
            };
            said.push(format!(
                "Look at {}: between step {} and step {} of {}, {} {verb}.",
                cut.object,
                cut.before,
                cut.after,
                cut.thread,
                listed(&cut.others),
            ));
        }
        None => said.push(still_running(schedule).or_else(|| did_not_succeed(schedule)).unwrap_or_else(|| {
            "It is enough that the threads come in this order; a test run may never take it.".to_string()
        })),
    }
    said
}

/// Threads that were started and have not ended when the check fails.
fn still_running(schedule: &Schedule) -> Option<String> {
    let ended =
        |thread: &str| schedule.steps.iter().any(|step| step.op == "end" && step.thread == thread);
    let started = schedule
        .steps
        .iter()
        .filter(|step| step.op == "spawn")
        .filter_map(|step| step.object.as_deref());
    let running: Vec<String> = started.filter(|thread| !ended(thread)).map(visible_line).collect();
    (!running.is_empty()).then(|| {
        format!(
            "Look at {}: when the check fails, {} still running, and what should wait for {} has not. In Go this is a \
             wg.Wait() that is missing or returns too early.",
            listed(&running),
            if running.len() == 1 { "it is" } else { "they are" },
            if running.len() == 1 { "it" } else { "them" },
        )
    })
}

/// The first operation that may fail, and did.
fn did_not_succeed(schedule: &Schedule) -> Option<String> {
    let failed = schedule.steps.iter().find(|step| {
        let value = step.value.as_deref().unwrap_or_default();
        value == "it is locked"
            || (step.op.starts_with("compare_exchange") && value.starts_with("no,"))
            || (step.op.starts_with("try_") && matches!(value, "full" | "empty" | "disconnected"))
    })?;
    Some(format!(
        "Look at step {}: it did not succeed. What becomes of {}'s work then?",
        failed.step,
        visible_line(&failed.thread)
    ))
}

/// How far the schedule is from threads that run undisturbed. Nothing is said about none at all: a thread that waits for a
/// lock may have been interrupted just before, and the count does not tell.
fn preemptions(schedule: &Schedule) -> Option<String> {
    if schedule.preemptions == 0 {
        return None;
    }
    let has = format!("This schedule has {}", counted(schedule.preemptions.into(), "preemption"));
    let at: Vec<usize> =
        (1..schedule.steps.len()).filter(|&at| schedule.steps[at].preempted).collect();
    let and = "as the operating system may do at any step.";
    Some(match at.as_slice() {
        [] => format!("{has}: a thread that could have gone on is interrupted, {and}"),
        [at] => format!(
            "{has}: before step {} {}, which could have gone on, is interrupted, {and}",
            schedule.steps[*at].step,
            visible_line(&schedule.steps[at - 1].thread),
        ),
        many => {
            let steps: Vec<String> =
                many.iter().map(|&at| schedule.steps[at].step.to_string()).collect();
            format!(
                "{has}: before steps {} the thread of the step before, which could have gone on, is interrupted, {and}",
                listed(&steps)
            )
        }
    })
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

fn deadlock(schedule: &Schedule, message: &str) -> Vec<String> {
    let waits: Vec<String> = schedule
        .blocked
        .iter()
        .map(|blocked| {
            format!(
                "{} {}",
                visible_line(&blocked.thread),
                words::blocked(blocked).replace("waits here", "waits")
            )
        })
        .collect();
    let mut said = Vec::new();
    // The engine's message says the same; a sentence is not read twice.
    if !waits.is_empty() && !message.contains(" waits for ") {
        said.push(format!("Nobody can go on: {}.", waits.join("; ")));
    }
    said.push(ASLEEP.to_string());
    said.extend(where_to_look(&schedule.blocked));
    said
}

/// What to compare, by what the threads wait in.
fn where_to_look(blocked: &[Blocked]) -> Option<String> {
    let locks: Vec<&Blocked> =
        blocked.iter().filter(|blocked| blocked.op.ends_with("lock")).collect();
    if let Some(own) =
        locks.iter().find(|blocked| blocked.held_by.as_deref() == Some(&blocked.thread))
    {
        return Some(format!(
            "{} asks for a lock that it holds itself: like Go's sync.Mutex, a std Mutex cannot be taken twice. Look for the \
             guard that is still alive at {}.",
            visible_line(&own.thread),
            at_line(own),
        ));
    }
    let wanted: BTreeSet<&str> =
        locks.iter().filter_map(|blocked| blocked.object.as_deref()).collect();
    let holders: BTreeSet<&str> =
        locks.iter().filter_map(|blocked| blocked.held_by.as_deref()).collect();
    if wanted.len() > 1
        && locks.iter().filter(|blocked| holders.contains(blocked.thread.as_str())).count() > 1
    {
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
    let send = blocked.iter().find(|blocked| matches!(blocked.op.as_str(), "send" | "reserve"))?;
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
        said.push(format!(
            "{} panics first, in step {}{place}.",
            visible_line(&first.thread),
            first.step
        ));
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
        let object = waiting
            .object
            .as_deref()
            .map(|object| format!(" {}", visible_line(object)))
            .unwrap_or_default();
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
        (
            "SIGABRT",
            "the process ended itself: a panic while another one was unwinding, a stack overflow, or abort()",
        ),
        (
            "SIGSEGV",
            "it touched memory that it does not own; safe Rust does so only when a thread's stack overflows",
        ),
        ("SIGBUS", "it touched memory that is not there"),
        ("SIGILL", "it ran into an instruction that is none"),
        ("SIGKILL", "somebody else ended it, mostly because memory ran out"),
        ("SIGXCPU", "it used up the processor time that it is allowed"),
    ];
    let (name, meaning) = MEANINGS.iter().find(|(name, _)| text.contains(name))?;
    Some(format!("{name}: {meaning}."))
}

fn too_large(check: &CheckResult) -> Vec<String> {
    // Why it is too large stands in the message: too many schedules, steps or threads.
    let explored =
        check.executions.map(|executions| format!(" ({} so far)", counted(executions, "schedule")));
    vec![
        format!("Nothing that was explored{} fails, but the search is not finished.", explored.unwrap_or_default()),
        "That is unproven, not wrong: you may go on. Fewer threads, or fewer steps on what they share, make it provable.".to_string(),
    ]
}

/// A thread that others come between.
struct Interruption {
    thread: String,
    object: String,
    before: usize,
    after: usize,
    others: Vec<String>,
    /// They lock it, and whether they also change it is not known.
    holds: bool,
}

/// The last place where somebody uses an object between two steps that a thread does on it.
fn interruption(schedule: &Schedule) -> Option<Interruption> {
    let steps = &schedule.steps;
    for (after, step) in steps.iter().enumerate().rev() {
        let Some(object) = step.object.as_deref() else { continue };
        let uses = |other: &Step| other.object.as_deref() == Some(object);
        let Some(before) =
            (0..after).rev().find(|&at| steps[at].thread == step.thread && uses(&steps[at]))
        else {
            continue;
        };
        // Only a step that may act on what the one before has seen: not the end of a critical section, not one that makes
        // sure by itself, and not the next round of the same line.
        let acts = step.op.ends_with("lock") && !step.op.ends_with("unlock") || changes(&step.op);
        let makes_sure = step.op.starts_with("compare_exchange");
        let same_place = (steps[before].line, steps[before].column) == (step.line, step.column);
        if !acts || makes_sure || same_place || step.thread == "main" {
            continue;
        }
        let (mut others, mut holds): (Vec<String>, bool) = (Vec::new(), false);
        // The guards of this object say what they were used for.
        let told = steps.iter().any(|step| uses(step) && step.access.is_some());
        for other in steps[before + 1..after].iter().filter(|other| {
            let looked = told && !matches!(other.access.as_deref(), Some("write" | "update"));
            uses(other) && changes(&other.op) && !(other.op.ends_with("unlock") && looked)
        }) {
            let name = visible_line(&other.thread);
            holds |= other.op.ends_with("unlock") && !told;
            if !others.contains(&name) {
                others.push(name);
            }
        }
        if !others.is_empty() {
            // A guard's life is told by its beginning: the end may share its row.
            let began =
                (0..before).rev().find(|&at| steps[at].thread == step.thread && uses(&steps[at]));
            let before = began.filter(|_| steps[before].op.ends_with("unlock")).unwrap_or(before);
            return Some(Interruption {
                thread: visible_line(&step.thread),
                object: visible_line(object),
                before: steps[before].step,
                after: step.step,
                others,
                holds,
            });
        }
    }
    None
}

/// After this operation the object may be another than before.
fn changes(op: &str) -> bool {
    op == "unlock"
        || op == "write_unlock"
        || op == "store"
        || op == "swap"
        || op.starts_with("fetch_")
        || op.starts_with("compare_exchange")
}

#[cfg(test)]
mod tests {
    use super::*;

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
            file: "src/answer.rs".into(),
            line: step as u32,
            column: 1,
            ..Step::default()
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
            ..Blocked::default()
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
        let mut schedule = Schedule { preemptions: 1, steps, ..Schedule::default() };
        schedule.steps[2].preempted = true;
        let text = paragraph(
            Stage::Model,
            &failed(Kind::Assertion, Some(Cause::Scheduling), Some(schedule)),
        );
        assert!(
            text.starts_with("This schedule has 1 preemption: before step 3 T1, which"),
            "{text}"
        );
        assert!(
            text.ends_with("Look at hits: between step 1 and step 5 of T1, T2 holds it."),
            "{text}"
        );
    }

    #[test]
    fn those_who_only_look_in_between_are_not_blamed_and_those_who_change_it_are_known_to() {
        let mut steps: Vec<Step> = [
            ("T1", "lock"),
            ("T1", "unlock"),
            ("T2", "lock"),
            ("T2", "unlock"),
            ("T3", "lock"),
            ("T3", "unlock"),
            ("T1", "lock"),
        ]
        .into_iter()
        .enumerate()
        .map(|(at, (thread, op))| step(at + 1, thread, op, "hits"))
        .collect();
        for (at, access) in [(1, "read"), (3, "read"), (5, "write")] {
            steps[at].access = Some(access.into());
        }
        let schedule = Schedule { steps, ..Schedule::default() };
        let text = paragraph(
            Stage::Model,
            &failed(Kind::Assertion, Some(Cause::Scheduling), Some(schedule)),
        );
        assert!(text.ends_with("between step 1 and step 7 of T1, T3 changes it."), "{text}");
    }

    #[test]
    fn every_term_has_its_paragraph_and_names_its_steps() {
        let terms = [
            (Term::LostUpdate, "Look at steps 3 and 10: what could make the two one step"),
            (Term::DoubleInitialisation, "sync.Once is for. Look at steps 3, 7 and 10."),
            (Term::TornRead, "Look at steps 3, 7 and 10: which lock"),
            (Term::StalePublish, "a stale read does"),
            (Term::Deadlock, "all goroutines are asleep"),
            (Term::MissedWakeup, "sync.Cond does not keep it either"),
            (Term::LeakedThread, "a leaked goroutine"),
            (Term::UseAfterClose, "a send on a closed channel panics"),
            (Term::UnobservedPanic, "ends the whole process"),
        ];
        for (term, words) in terms {
            let finding = Finding { term, sentence: String::new(), steps: vec![3, 7, 10] };
            let schedule = Schedule { finding: Some(finding), ..Schedule::default() };
            let text = paragraph(Stage::Model, &failed(Kind::Assertion, None, Some(schedule)));
            assert!(text.contains(words), "{term:?}: {text}");
        }
    }

    #[test]
    fn where_nobody_comes_between_nothing_is_claimed_about_it() {
        let steps = vec![
            step(1, "T1", "lock", "hits"),
            step(2, "T1", "unlock", "hits"),
            step(3, "main", "lock", "hits"),
        ];
        let schedule = Schedule { steps, ..Schedule::default() };
        let text = paragraph(
            Stage::Model,
            &failed(Kind::Assertion, Some(Cause::Scheduling), Some(schedule)),
        );
        assert!(text.starts_with("It is enough that the threads come in this order"), "{text}");
        assert!(!text.contains("in between"), "{text}");
    }

    #[test]
    fn a_thread_that_nobody_waited_for_is_named() {
        let steps = vec![step(1, "main", "spawn", "T1"), step(2, "main", "load", "hits")];
        let schedule = Schedule { steps, ..Schedule::default() };
        let text = paragraph(
            Stage::Model,
            &failed(Kind::Assertion, Some(Cause::Scheduling), Some(schedule)),
        );
        assert!(
            text.starts_with("Look at T1: when the check fails, it is still running"),
            "{text}"
        );
    }

    #[test]
    fn an_attempt_that_failed_is_the_place_to_look() {
        let mut steps = vec![step(1, "T1", "try_lock", "hits"), step(2, "T2", "try_lock", "hits")];
        steps[1].value = Some("it is locked".into());
        let schedule = Schedule { steps, ..Schedule::default() };
        let text = paragraph(
            Stage::Model,
            &failed(Kind::Assertion, Some(Cause::Scheduling), Some(schedule)),
        );
        assert_eq!(text, "Look at step 2: it did not succeed. What becomes of T2's work then?");
    }

    #[test]
    fn a_memory_ordering_bug_points_at_its_stale_read() {
        let mut steps = vec![step(1, "T1", "store", "DATA"), step(2, "main", "load", "DATA")];
        steps[1].stale = true;
        let schedule = Schedule { steps, ..Schedule::default() };
        let text = paragraph(
            Stage::Model,
            &failed(Kind::Assertion, Some(Cause::MemoryOrdering), Some(schedule)),
        );
        assert!(
            text.starts_with("No interleaving of up-to-date reads breaks it; a stale read does"),
            "{text}"
        );
        assert!(text.contains("Look at step 2, where main reads an old DATA"), "{text}");
    }

    #[test]
    fn a_deadlock_says_who_waits_for_what_and_what_to_compare() {
        let of = |blocked| {
            failed(Kind::Deadlock, None, Some(Schedule { blocked, ..Schedule::default() }))
        };
        let cycle =
            vec![waits("T1", "lock", "b", Some("T2")), waits("T2", "lock", "a", Some("T1"))];
        let text = paragraph(Stage::Model, &of(cycle));
        assert!(
            text.starts_with(
                "Nobody can go on: T1 waits for b, held by T2; T2 waits for a, held by T1."
            ),
            "{text}"
        );
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
        assert_eq!(
            proof(&check).as_deref(),
            Some("all 118 schedules explored, with at most 3 preemptions, hold")
        );
        (check.executions, check.bound) = (Some(1), Some(1));
        assert_eq!(
            proof(&check).as_deref(),
            Some("the one schedule explored, with at most 1 preemption, holds")
        );
    }
}
