//! Threads that wait for each other, or for what nobody is left to do.

use super::Log;
use crate::event::{Blocked, Finding, Sender, Step, Term};
use crate::explain::access::object;
use crate::explain::text::visible_line;

/// Threads that wait for each other in a circle, or one that waits for itself.
pub fn cycle(log: &Log<'_>) -> Option<Finding> {
    let blocked = &log.schedule.blocked;
    // The threads that each one waits for.
    let waits_for = |one: &Blocked| -> Vec<usize> {
        let behind = behind_a_writer(one, blocked);
        // Readers are not in a reader's way.
        let readers = one.read_by.iter().filter(|_| behind.is_none());
        let others = one.held_by.iter().chain(readers);
        let ends = one.object.iter().filter(|_| waits_for_an_end(one));
        let names = others.chain(ends).map(String::as_str).chain(behind);
        names.filter_map(|name| blocked.iter().position(|other| other.thread == name)).collect()
    };
    let graph: Vec<Vec<usize>> = blocked.iter().map(waits_for).collect();
    let circle = (0..blocked.len())
        .filter_map(|start| shortest_way(&graph, start, start))
        .min_by_key(Vec::len)?;
    let steps: Vec<usize> = circle
        .iter()
        .flat_map(|&at| {
            let one = &blocked[at];
            let holders = one.held_by.iter().chain(&one.read_by);
            holders
                .filter_map(|holder| taken(log.steps, holder, one.object.as_deref()?))
                .collect::<Vec<_>>()
        })
        .collect();
    if let [alone] = circle.as_slice() {
        return log.finding(Term::Deadlock, &waits_for_itself(&blocked[*alone]), &steps);
    }
    if let Some((reader, writer)) = again_behind_a_writer(&circle, blocked) {
        let lock = visible_line(reader.object.as_deref().unwrap_or("a lock"));
        let (reader, writer) = (visible_line(&reader.thread), visible_line(&writer.thread));
        let sentence = format!(
            "{reader} reads {lock} and waits to read it once more, behind {writer}, which waits to write it until {reader} has \
             read"
        );
        return log.finding(Term::Deadlock, &sentence, &steps);
    }
    let parts: Vec<String> = circle
        .iter()
        .enumerate()
        .map(|(nth, &at)| {
            let one = &blocked[at];
            // What the one before in the circle wants of it.
            let wanted = &blocked[circle[(nth + circle.len() - 1) % circle.len()]];
            let thread = visible_line(&one.thread);
            let wants = visible_line(wanted.object.as_deref().unwrap_or("a lock"));
            let has = if wanted.held_by.as_deref() == Some(&one.thread) {
                format!("holds {wants} and ")
            } else if wanted.read_by.contains(&one.thread) {
                format!("reads {wants} and ")
            } else {
                String::new()
            };
            format!("{thread} {has}waits {}", for_what(one))
        })
        .collect();
    log.finding(Term::Deadlock, &parts.join("; "), &steps)
}

fn waits_for_itself(one: &Blocked) -> String {
    let (thread, lock) =
        (visible_line(&one.thread), visible_line(one.object.as_deref().unwrap_or("a lock")));
    match one.op.as_str() {
        "write" if one.read_by.contains(&one.thread) => {
            format!(
                "{thread} waits to write {lock}, which it reads itself; a read lock does not become a write lock"
            )
        }
        "join" => format!("{thread} waits for itself to end"),
        _ => format!("{thread} waits for {lock}, which it holds itself"),
    }
}

/// The writer that a reader waits behind, although the lock is shared by readers just now.
fn behind_a_writer<'b>(reader: &Blocked, blocked: &'b [Blocked]) -> Option<&'b str> {
    if reader.op != "read" || reader.read_by.is_empty() {
        return None;
    }
    let writer =
        blocked.iter().find(|other| other.op == "write" && other.object == reader.object)?;
    Some(&writer.thread)
}

/// A reader that reads already and comes once more, and the writer that has come in between.
fn again_behind_a_writer<'b>(
    circle: &[usize],
    blocked: &'b [Blocked],
) -> Option<(&'b Blocked, &'b Blocked)> {
    let [one, other] = circle else { return None };
    let (one, other) = (&blocked[*one], &blocked[*other]);
    let (reader, writer) = if one.op == "read" { (one, other) } else { (other, one) };
    let again = reader.op == "read" && reader.read_by.contains(&reader.thread);
    (again && writer.op == "write" && reader.object == writer.object).then_some((reader, writer))
}

/// The way from one node of a graph to another, over at least one edge; both ends the same make a circle, told once.
fn shortest_way(graph: &[Vec<usize>], from: usize, to: usize) -> Option<Vec<usize>> {
    let mut ways = std::collections::VecDeque::from([vec![from]]);
    let mut seen = vec![false; graph.len()];
    while let Some(way) = ways.pop_front() {
        for &next in &graph[*way.last()?] {
            if next == to {
                return Some(way);
            }
            if !std::mem::replace(&mut seen[next], true) {
                let mut longer = way.clone();
                longer.push(next);
                ways.push_back(longer);
            }
        }
    }
    None
}

/// The step in which the thread took the lock that it still has.
fn taken(steps: &[Step], thread: &str, lock: &str) -> Option<usize> {
    steps.iter().rposition(|step| {
        step.thread == thread
            && object(step) == Some(lock)
            && matches!(
                step.op.as_str(),
                "lock" | "try_lock" | "read" | "try_read" | "write" | "try_write"
            )
    })
}

fn waits_for_an_end(one: &Blocked) -> bool {
    matches!(one.op.as_str(), "join" | "end of scope" | "end of the check")
}

/// `for current`, `for T1 to end`
fn for_what(one: &Blocked) -> String {
    let object = one.object.as_deref().map(visible_line);
    match object {
        Some(thread) if waits_for_an_end(one) => format!("for {thread} to end"),
        Some(lock) if one.op == "write" => format!("to write {lock}"),
        Some(lock) if one.op == "read" => format!("to read {lock}"),
        Some(object) => format!("for {object}"),
        None => "for ever".to_string(),
    }
}

/// A notification came when nobody waited, and the thread that waits now had not seen what it was about.
pub fn missed_wakeup(log: &Log<'_>) -> Option<Finding> {
    log.schedule.blocked.iter().find_map(|waiter| missed_by(log, waiter))
}

fn missed_by(log: &Log<'_>, waiter: &Blocked) -> Option<Finding> {
    let steps = log.steps;
    let condvar = waiter.object.as_deref()?;
    if !waiter.op.starts_with("wait") {
        return None;
    }
    let on_it = |step: &Step| step.object.as_deref() == Some(condvar);
    let begins = steps.iter().rposition(|step| {
        step.thread == waiter.thread && on_it(step) && step.op.starts_with("wait")
    })?;
    let notifies = |step: &Step| on_it(step) && step.op.starts_with("notify");
    if steps[begins..].iter().any(notifies) {
        return None;
    }
    let missed = steps[..begins].iter().rposition(|step| {
        notifies(step) && step.value.as_deref() == Some("0") && step.thread != waiter.thread
    })?;
    // The mutex is given back after the wait has begun; its guard says whether it was looked through.
    let looks = log
        .accesses
        .iter()
        .filter(|one| one.thread == waiter.thread && one.looks && one.first < begins);
    let last_look = looks.max_by_key(|one| one.first);
    let notifier = visible_line(&steps[missed].thread);
    let thread = visible_line(&waiter.thread);
    let gate = visible_line(condvar);
    let (before, shown) = match last_look {
        None => (
            format!("{thread} then begins to wait without having looked whether it has to"),
            vec![missed, begins],
        ),
        Some(look) => {
            // What was changed and then announced is what it has not seen.
            let change = log
                .accesses
                .iter()
                .filter(|one| {
                    one.changes
                        && one.thread == steps[missed].thread
                        && one.last < missed
                        && one.object == look.object
                })
                .max_by_key(|one| one.last)?;
            // A lock that the waiter takes afterwards shows it the change.
            if change.first < look.first {
                return None;
            }
            (
                format!(
                    "{thread} has last looked at {} before that was changed ({}), and then begins to wait",
                    visible_line(look.object),
                    super::steps_words(&[log.number(look.first), log.number(change.first)]),
                ),
                vec![look.first, change.first, missed, begins],
            )
        }
    };
    let sentence = format!(
        "{notifier} notifies {gate} when nobody waits (step {}); {before}, and nobody is left to notify it",
        log.number(missed)
    );
    log.finding(Term::MissedWakeup, &sentence, &shown)
}

/// The check is over, and a thread of the answer's waits for what nobody is left to do.
pub fn leaked_thread(log: &Log<'_>) -> Option<Finding> {
    let blocked = &log.schedule.blocked;
    let main = blocked.iter().find(|one| one.op == "end of the check")?;
    let left: Vec<&Blocked> = blocked.iter().filter(|one| one.thread != main.thread).collect();
    let first = roots(&left).first().copied()?;
    let sentence = format!(
        "the check is over, and {} still {}",
        visible_line(&first.thread),
        in_vain(log, first),
    );
    let spawned = log.steps.iter().position(|step| {
        step.op == "spawn"
            && [&step.target, &step.object]
                .into_iter()
                .any(|name| name.as_deref() == Some(&first.thread))
    });
    log.finding(Term::LeakedThread, &sentence, &Vec::from_iter(spawned))
}

/// What everybody waits for in the end, without a circle.
pub fn deadlock(log: &Log<'_>) -> Option<Finding> {
    let blocked: Vec<&Blocked> = log.schedule.blocked.iter().collect();
    let roots = roots(&blocked);
    if roots.is_empty() {
        return held_by_the_dead(log);
    }
    let parts: Vec<String> = roots
        .iter()
        .map(|one| format!("{} {}", visible_line(&one.thread), in_vain(log, one)))
        .collect();
    log.finding(Term::Deadlock, &parts.join("; "), &[])
}

/// Those who wait neither for a lock that somebody has nor for a thread to end: the others wait for them.
fn roots<'b>(blocked: &[&'b Blocked]) -> Vec<&'b Blocked> {
    let is_root =
        |one: &&Blocked| one.held_by.is_none() && one.read_by.is_empty() && !waits_for_an_end(one);
    blocked.iter().copied().filter(is_root).collect()
}

/// A lock that a thread has taken with it.
fn held_by_the_dead(log: &Log<'_>) -> Option<Finding> {
    let blocked = &log.schedule.blocked;
    let (one, holder) = blocked.iter().find_map(|one| {
        let holder = one.held_by.as_ref().or(one.read_by.first())?;
        let ended = log.steps.iter().any(|step| step.op == "end" && step.thread == *holder);
        ended.then_some((one, holder))
    })?;
    let lock = one.object.as_deref()?;
    let sentence = format!(
        "{} waits for {}, which {} has ended without leaving",
        visible_line(&one.thread),
        visible_line(lock),
        visible_line(holder),
    );
    log.finding(Term::Deadlock, &sentence, &Vec::from_iter(taken(log.steps, holder, lock)))
}

/// What the thread waits for, and that nobody is left to do it: in a deadlock everybody waits or has ended.
fn in_vain(log: &Log<'_>, one: &Blocked) -> String {
    let object = one.object.as_deref().map(visible_line);
    let kind = log
        .schedule
        .objects
        .iter()
        .find(|object| Some(object.name.as_str()) == one.object.as_deref());
    let kind = kind.map_or("", |object| object.kind.as_str());
    let (at, nobody) = match (one.op.as_str(), kind) {
        (op, _) if op.contains("recv") || op == "next" => ("for a value from", "to send one"),
        (op, _) if op.contains("send") || op == "reserve" => ("for room in", "to receive"),
        (op, _) if op.starts_with("park") => ("to be unparked", "to do it"),
        ("wait", "Barrier") => ("at", "to come there"),
        ("wait", "WaitGroup") => ("for", "to be done"),
        (op, "Condvar") if op.starts_with("wait") => ("at", "to notify it"),
        (op, _) if object.is_none() => {
            return format!("waits in `{}`, and nobody is left to change that", visible_line(op));
        }
        _ => ("for", "to change that"),
    };
    let object = object.map(|object| format!(" {object}")).unwrap_or_default();
    let kept = kept_open(one).map(|kept| format!(": {kept}")).unwrap_or_default();
    format!("waits {at}{object}, and nobody is left {nobody}{kept}")
}

/// Why a receive does not end by itself: the senders that nobody has dropped.
fn kept_open(one: &Blocked) -> Option<String> {
    let made = |sender: &Sender| match sender.file == one.file {
        true => format!("line {}", sender.line),
        false => format!("line {} of {}", sender.line, visible_line(&sender.file)),
    };
    match one.senders.as_slice() {
        [] => None,
        [alone] => {
            let by = visible_line(&alone.made_by);
            let made = made(alone);
            // Who used it last has it, unless it has ended.
            let used = match (&alone.used_by, alone.used_line) {
                (Some(user), Some(line)) => {
                    format!(", last used by {} at line {line}", visible_line(user))
                }
                _ => String::new(),
            };
            Some(format!("one sender, which {by} made at {made}{used}, is never dropped"))
        }
        several => {
            let made: Vec<String> = several.iter().map(made).collect();
            Some(format!(
                "{} senders, made at {}, are never dropped",
                several.len(),
                crate::explain::listed(&made)
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::log::Case;
    use crate::event::Kind::{Deadlock, Leak};
    use crate::event::Sender;

    fn found(steps: &str, blocked: &str) -> String {
        Case::new(Deadlock, steps).blocked(blocked).found()
    }

    #[test]
    fn a_circle_names_what_each_one_has_and_wants() {
        assert_eq!(
            found("T1 lock a\nT2 lock b", "main end_of_scope T1\nT1 lock b T2\nT2 lock a T1"),
            "Deadlock: T1 holds a and waits for b; T2 holds b and waits for a."
        );
        assert_eq!(
            found("T1 lock a\nT2 lock b\nT3 lock c", "T1 lock b T2\nT2 lock c T3\nT3 lock a T1"),
            "Deadlock: T1 holds a and waits for b; T2 holds b and waits for c; T3 holds c and waits for a."
        );
        assert_eq!(
            found("main lock a", "main join T1\nT1 lock a main"),
            "Deadlock: main holds a and waits for T1 to end; T1 waits for a."
        );
    }

    #[test]
    fn who_holds_the_lock_already_waits_for_itself() {
        assert_eq!(
            found("main lock a", "main lock a main"),
            "Deadlock: main waits for a, which it holds itself."
        );
        assert_eq!(
            found("main read a", "main write a reads:main"),
            "Deadlock: main waits to write a, which it reads itself; a read lock does not become a write lock."
        );
    }

    #[test]
    fn readers_and_a_writer_between_them_are_a_circle() {
        assert_eq!(
            found("T1 read a", "T1 read a reads:T1\nT2 write a reads:T1"),
            "Deadlock: T1 reads a and waits to read it once more, behind T2, which waits to write it until T1 has read."
        );
    }

    #[test]
    fn a_wait_without_an_object_says_what_it_is() {
        assert_eq!(
            found("T1 spawn T2", "main join T1\nT1 park_timeout"),
            "Deadlock: T1 waits to be unparked, and nobody is left to do it."
        );
        assert_eq!(
            found("T1 spawn T2", "main join T1\nT1 select"),
            "Deadlock: T1 waits in `select`, and nobody is left to change that."
        );
    }

    #[test]
    fn a_chain_is_no_circle() {
        assert_eq!(
            found("T1 lock a", "T2 lock a T1\nT1 recv jobs -\nmain join T2"),
            "Deadlock: T1 waits for a value from jobs, and nobody is left to send one."
        );
        assert_eq!(
            found("T1 lock a\nT1 end", "main lock a T1"),
            "Deadlock: main waits for a, which T1 has ended without leaving."
        );
    }

    #[test]
    fn who_receives_for_ever_is_told_of_the_senders_that_nobody_drops() {
        let one = |made_by: &str, line: u32| Sender {
            made_by: made_by.into(),
            file: "answer.rs".into(),
            line,
            ..Sender::default()
        };
        let told = |senders: Vec<Sender>| {
            let mut case = Case::new(Deadlock, "").blocked("main recv jobs -");
            case.schedule().blocked[0].senders = senders;
            case.found()
        };
        assert_eq!(
            told(vec![one("main", 12)]),
            "Deadlock: main waits for a value from jobs, and nobody is left to send one: one sender, which main made at line 12, \
             is never dropped."
        );
        let used = Sender { used_by: Some("T1".into()), used_line: Some(14), ..one("main", 12) };
        assert_eq!(
            told(vec![used]),
            "Deadlock: main waits for a value from jobs, and nobody is left to send one: one sender, which main made at line 12, \
             last used by T1 at line 14, is never dropped."
        );
        let checks = Sender { file: "model.rs".into(), ..one("main", 3) };
        assert_eq!(
            told(vec![one("main", 12), checks]),
            "Deadlock: main waits for a value from jobs, and nobody is left to send one: 2 senders, made at line 12 and line 3 of \
             model.rs, are never dropped."
        );
    }

    #[test]
    fn after_the_check_whoever_waits_in_vain_is_leaked() {
        let left = |steps: &str, blocked: &str| Case::new(Leak, steps).blocked(blocked).found();
        assert_eq!(
            left("main spawn - to=T1", "main end_of_the_check T1\nT1 recv jobs -"),
            "Leaked thread: the check is over, and T1 still waits for a value from jobs, and nobody is left to send one."
        );
        // A circle is a circle, wherever main stands.
        assert!(
            left("T1 lock a\nT2 lock b", "main end_of_the_check T1\nT1 lock b T2\nT2 lock a T1")
                .starts_with("Deadlock: T1 holds a")
        );
        // Whoever holds it may have gone on.
        assert_eq!(left("T1 lock a", "main end_of_the_check T1\nT1 lock a T2"), "");
    }

    fn waiting(steps: &str) -> String {
        Case::new(Deadlock, steps)
            .blocked("main join T1\nT1 wait gate -")
            .objects("gate Condvar")
            .found()
    }

    #[test]
    fn a_notification_before_the_wait_is_missed() {
        assert_eq!(
            waiting(
                "T2 notify_one gate = 0\nT1 lock open holds=false\nT1 wait gate\nT1 unlock open holds=false"
            ),
            "Missed wake-up: T2 notifies gate when nobody waits (step 1); T1 then begins to wait without having looked whether \
             it has to, and nobody is left to notify it."
        );
        assert_eq!(
            waiting(
                "T1 load open = false
                T2 store open = true
                T2 notify_all gate = 0
                T1 lock m
                T1 wait gate
                T1 unlock m"
            ),
            "Missed wake-up: T2 notifies gate when nobody waits (step 3); T1 has last looked at open before that was changed \
             (steps 1 and 2), and then begins to wait, and nobody is left to notify it."
        );
    }

    #[test]
    fn who_looks_after_the_change_waits_for_something_else() {
        for steps in [
            // Looks under the lock, after the change.
            "T2 lock open holds=false
            T2 unlock open holds=true access=write
            T2 notify_one gate = 0
            T1 lock open holds=true
            T1 wait gate
            T1 unlock open holds=true access=read",
            // Looks after the change and before the notification.
            "T2 store open = true
            T1 load open = true
            T2 notify_one gate = 0
            T1 wait gate",
            // Somebody was woken later.
            "T2 notify_one gate = 0
            T1 wait gate
            T2 notify_one gate = T3",
            // Another condition variable.
            "T2 notify_one door = 0
            T1 wait gate",
            // Its own notification.
            "T1 notify_one gate = 0
            T1 wait gate",
        ] {
            assert_eq!(
                waiting(steps),
                "Deadlock: T1 waits at gate, and nobody is left to notify it.",
                "{steps}"
            );
        }
    }
}
