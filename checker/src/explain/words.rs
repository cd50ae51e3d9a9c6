//! One operation, one wait, one assertion: in short words that fit a lane and read the same in a sentence.
//!
//! It may not know about tables. An operation it has never heard of is told by its own name, never left out.

use super::text::{cut, visible_line};
use crate::event::{Blocked, Step};

/// Longest value shown as it is; a longer one is cut, because what matters is which value, not all of it.
const VALUE: usize = 32;

/// What the step did, in words that follow the thread's name: `reads hits = 0`.
pub fn step(step: &Step) -> String {
    let object = step.object.as_deref().map(visible_line);
    let object = object.as_deref();
    let value = step.value.as_deref().map(value);
    let value = value.as_deref();
    // The thread that a spawn, a join or an unpark is about stands where the engine found room for it.
    let thread = object.or(value).unwrap_or("a thread");
    let on = |verb: &str| join_words(&[Some(verb), object]);
    let with = |verb: &str| match value {
        Some(value) => format!("{}: {value}", on(verb)),
        None => on(verb),
    };
    match step.op.as_str() {
        "spawn" => format!("starts {thread}"),
        "join" => match (object, value) {
            (Some(thread), Some("finished")) => format!("{thread} ended: ok"),
            (Some(thread), Some(outcome)) => format!("{thread} ended: {outcome}"),
            _ => format!("{thread} ended"),
        },
        "end of scope" => "leaves the scope: its threads ended".to_string(),
        "detach" => format!("drops the handle of {thread}"),
        "end" => outcome("ends", value),
        "load" => read(object, value, step),
        "store" => match value {
            Some(value) => format!("writes {} = {value}", object.unwrap_or("a value")),
            None => on("writes"),
        },
        "lock" => outcome(&on("locks"), value),
        "unlock" => match (step.access.as_deref(), step.holds.as_deref()) {
            (Some("write" | "update"), Some(holds)) => {
                format!("{} = {}", on("unlocks"), self::value(holds))
            }
            _ => on("unlocks"),
        },
        "read" | "read_lock" => outcome(&on("read-locks"), value),
        "write" | "write_lock" => outcome(&on("write-locks"), value),
        "read_unlock" => on("read-unlocks"),
        "write_unlock" => on("write-unlocks"),
        "try_lock" => with("tries to lock"),
        "try_read" => with("tries to read-lock"),
        "try_write" => with("tries to write-lock"),
        "swap" => change("swaps", object, value),
        "compare_exchange" | "compare_exchange_weak" | "compare_and_swap" => {
            change("compare-exchanges", object, value)
        }
        "fetch_update" => change("updates", object, value),
        op if op.starts_with("fetch_") => change(fetch(op), object, value),
        "send" | "try_send" | "send_timeout" => channel(
            ("sends", "into"),
            object,
            step,
            &[
                ("sent", ""),
                ("disconnected", "nobody will receive"),
                ("full", "it is full"),
                ("timeout", "no room in time"),
            ],
        ),
        op if op.starts_with("reserve") || op.starts_with("try_reserve") => channel(
            ("reserves room", "in"),
            object,
            step,
            &[("has room", ""), ("full", "it is full")],
        ),
        "recv" | "try_recv" | "recv_timeout" => channel(
            ("receives", "from"),
            object,
            step,
            &[
                ("received", ""),
                ("disconnected", "every sender is gone"),
                ("empty", "it is empty"),
                ("timeout", "nothing in time"),
            ],
        ),
        "disconnect" => {
            format!("drops the {} of {}", value.unwrap_or("end"), object.unwrap_or("a channel"))
        }
        // What a barrier's waiting came to.
        "wait" if value == Some("leader") => {
            format!("is the last to come to {}", object.unwrap_or("a barrier"))
        }
        "wait" if value == Some("let through") => {
            format!("is let through {}", object.unwrap_or("a barrier"))
        }
        "wait" | "wait_while" => outcome(&on("waits at"), value),
        "wait_timeout" | "wait_timeout_while" => outcome(&on("waits for a while at"), value),
        "woken" => match value {
            Some("notified") => on("is woken at"),
            Some("for no reason") => format!("{} for no reason", on("wakes at")),
            _ => outcome(&on("wakes at"), value),
        },
        "notify_one" | "notify_all" => {
            let whom = step.target.as_deref().map(visible_line);
            match (value, whom) {
                (Some("0"), _) => format!("{}: nobody waits", on("notifies")),
                (_, Some(whom)) => format!("{}: wakes {whom}", on("notifies")),
                (Some(n), None) if step.op == "notify_all" => {
                    format!("{}: wakes {n}", on("notifies"))
                }
                _ => on("notifies"),
            }
        }
        // A place for one value.
        "get" if matches!(value, Some("None")) => {
            format!("finds {} empty", object.unwrap_or("a cell"))
        }
        "get" if matches!(value, Some("Some")) => {
            format!("finds {} full", object.unwrap_or("a cell"))
        }
        "set" if value == Some("stored") => on("fills"),
        "set" if value == Some("done") => {
            format!("cannot fill {}: it is full", object.unwrap_or("a cell"))
        }
        "get_or_init" | "call_once" | "call_once_force" | "force" if value == Some("begins") => {
            on("begins to fill")
        }
        "init" if value == Some("done") => on("has filled"),
        "sleep" => join_words(&[Some("sleeps"), value]),
        "park" => "parks".to_string(),
        "unpark" => format!("unparks {thread}"),
        "yield" | "yield_now" => "yields".to_string(),
        "spin" | "spin_loop" => "spins".to_string(),
        "now" => join_words(&[Some("looks at the clock:"), value]),
        "is_finished" => format!(
            "asks whether {thread} has ended{}",
            value.map(|is| format!(": {is}")).unwrap_or_default()
        ),
        // The message has a line of its own below the schedule.
        "panic" if value.is_some_and(|value| value.starts_with("assertion ")) => {
            "fails this assertion".to_string()
        }
        "panic" => match value {
            Some(value) => format!("panics: {value}"),
            None => "panics".to_string(),
        },
        "fence" => join_words(&[step.ordering.as_deref(), Some("fence")]),
        other => with(&visible_line(other).replace('_', " ")),
    }
}

/// A lock that is taken and left with nothing in between: what was done with what it guards.
pub fn section(taken: &Step, left: &Step) -> String {
    let object = taken.object.as_deref().map(visible_line);
    let object = object.as_deref().unwrap_or("a lock");
    let verb = match taken.op.as_str() {
        "read" => "read-locks",
        "write" => "write-locks",
        _ => "locks",
    };
    let (before, after) = (taken.holds.as_deref().map(value), left.holds.as_deref().map(value));
    match (left.access.as_deref(), before, after) {
        (Some("read"), _, Some(after)) => format!("{verb} {object}, reads {after}"),
        (Some("read"), ..) => format!("{verb} {object} to read it"),
        (Some("write" | "update"), Some(before), Some(after)) if before != after => {
            format!("{verb} {object}: {before} → {after}")
        }
        (Some("write" | "update"), _, Some(after)) => format!("{verb} {object}, writes {after}"),
        (Some("write" | "update"), ..) => format!("{verb} {object} to change it"),
        _ => format!("{verb}, unlocks {object}"),
    }
}

fn read(object: Option<&str>, value: Option<&str>, step: &Step) -> String {
    let mut words = match value {
        Some(value) => format!("reads {} = {value}", object.unwrap_or("a value")),
        None => join_words(&[Some("reads"), object]),
    };
    if step.stale {
        words.push_str(&match step.latest.as_deref() {
            Some(latest) => format!(" (stale: latest is {})", self::value(latest)),
            None => " (stale)".to_string(),
        });
    }
    words
}

/// What went through a channel, and what became of the operation where it is not what everybody expects.
fn channel(
    (verb, way): (&str, &str),
    object: Option<&str>,
    step: &Step,
    outcomes: &[(&str, &str)],
) -> String {
    let message = step.holds.as_deref().map(value);
    let words =
        join_words(&[Some(verb), message.as_deref(), Some(way), object.or(Some("a channel"))]);
    let Some(came) = step.value.as_deref() else { return words };
    match outcomes.iter().find(|(known, _)| *known == came) {
        Some((_, "")) => words,
        Some((_, outcome)) => format!("{words}: {outcome}"),
        None => format!("{words}: {}", value(came)),
    }
}

/// A read-modify-write; its value says what became of what.
fn change(verb: &str, object: Option<&str>, value: Option<&str>) -> String {
    let object = object.unwrap_or("a value");
    match value {
        Some(value) => format!("{verb} {object}: {}", value.replace("->", "→")),
        None => format!("{verb} {object}"),
    }
}

fn fetch(op: &str) -> &'static str {
    match op {
        "fetch_add" => "adds to",
        "fetch_sub" => "subtracts from",
        "fetch_max" => "raises",
        "fetch_min" => "lowers",
        "fetch_and" => "ands",
        "fetch_or" => "ors",
        "fetch_xor" => "xors",
        "fetch_nand" => "nands",
        "fetch_not" => "inverts",
        _ => "changes",
    }
}

/// The words, and in brackets how it ended, where that says anything.
fn outcome(words: &str, value: Option<&str>) -> String {
    match value {
        Some(value) if !matches!(value, "ok" | "Ok" | "()" | "") => format!("{words} ({value})"),
        _ => words.to_string(),
    }
}

/// Where a thread stands that cannot go on: `waits here for b, held by T1`.
pub fn blocked(blocked: &Blocked) -> String {
    let object = blocked.object.as_deref().map(visible_line);
    let what = match (blocked.op.as_str(), object.as_deref()) {
        ("join" | "end of scope" | "end of the check", Some(thread)) => {
            format!("for {thread} to end")
        }
        ("join" | "end of scope" | "end of the check", None) => "for a thread to end".to_string(),
        ("recv" | "recv_timeout", Some(channel)) => format!("for a value from {channel}"),
        ("recv", None) => "for a value".to_string(),
        ("send" | "reserve", Some(channel)) => format!("for room in {channel}"),
        ("send" | "reserve", None) => "for room in a channel".to_string(),
        ("wait", Some(object)) => format!("at {object}"),
        (op, _) if op.starts_with("park") => "to be unparked".to_string(),
        ("spin" | "spin_loop" | "yield" | "yield_now", _) => {
            "for a change that nobody is left to make".to_string()
        }
        ("read", Some(lock)) => format!("to read {lock}"),
        ("write", Some(lock)) => format!("to write {lock}"),
        (_, Some(object)) => format!("for {object}"),
        (op, None) => format!("in {}", visible_line(op).replace('_', " ")),
    };
    // The check's own code has run: what waits is the end of all threads.
    if blocked.op == "end of the check" {
        return format!("is done, waits {what}");
    }
    match blocked.held_by.as_deref() {
        Some(holder) if holder == blocked.thread => format!("waits here {what}, held by itself"),
        Some(holder) => format!("waits here {what}, held by {}", visible_line(holder)),
        None if !blocked.read_by.is_empty() => {
            let readers: Vec<String> =
                blocked.read_by.iter().map(|name| visible_line(name)).collect();
            format!("waits here {what}, read by {}", super::listed(&readers))
        }
        None => format!("waits here {what}"),
    }
}

/// The message of a failed assertion or of a panic, as one sentence: what the check's author wrote first, then the values.
pub fn assertion(message: &str) -> String {
    let mut lines = message.lines();
    let first = lines.next().unwrap_or_default().trim();
    let mut values = Vec::new();
    let mut rest = Vec::new();
    for line in lines {
        let line = line.trim();
        match line.split_once(": ") {
            Some((side @ ("left" | "right"), value)) => values.push(format!("{side}: {value}")),
            _ if line.is_empty() => {}
            _ => rest.push(line),
        }
    }
    let written = first
        .strip_prefix("assertion `left ")
        .and_then(|text| text.split_once("` failed"))
        .map(|(operator, text)| match text.strip_prefix(": ") {
            Some(text) => text.to_string(),
            None if operator.starts_with("==") => {
                "two values must be equal and are not".to_string()
            }
            None => "two values must differ and are equal".to_string(),
        });
    let mut sentence = written.unwrap_or_else(|| match first.strip_prefix("assertion failed: ") {
        Some(condition) => format!("this does not hold: {condition}"),
        None => first.to_string(),
    });
    for line in rest {
        sentence.push(' ');
        sentence.push_str(line);
    }
    if !values.is_empty() {
        sentence.push_str(&format!(" ({})", values.join(", ")));
    }
    visible_line(&sentence)
}

/// A value of the answer's, harmless and not too long.
fn value(text: &str) -> String {
    cut(&visible_line(text), VALUE)
}

fn join_words(words: &[Option<&str>]) -> String {
    words.iter().flatten().copied().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_step(op: &str, object: Option<&str>, value: Option<&str>) -> Step {
        Step {
            step: 1,
            thread: "T1".into(),
            op: op.into(),
            object: object.map(Into::into),
            value: value.map(Into::into),
            ..Step::default()
        }
    }

    fn said(op: &str, object: &str, value: &str) -> String {
        let some = |text: &'static str| (!text.is_empty()).then_some(text);
        let (object, value): (&'static str, &'static str) =
            (Box::leak(object.into()), Box::leak(value.into()));
        step(&a_step(op, some(object), some(value)))
    }

    #[test]
    fn operations_read_as_what_a_thread_does() {
        assert_eq!(said("load", "hits", "0"), "reads hits = 0");
        assert_eq!(said("store", "hits", "1"), "writes hits = 1");
        assert_eq!(said("lock", "total", ""), "locks total");
        assert_eq!(said("lock", "total", "poisoned"), "locks total (poisoned)");
        assert_eq!(said("try_lock", "total", "would block"), "tries to lock total: would block");
        assert_eq!(said("fetch_add", "hits", "0 -> 1"), "adds to hits: 0 → 1");
        assert_eq!(said("compare_exchange", "hits", "0 -> 1"), "compare-exchanges hits: 0 → 1");
        assert_eq!(said("spawn", "T1", ""), "starts T1");
        assert_eq!(said("spawn", "", "T1"), "starts T1");
        assert_eq!(said("join", "T1", "ok"), "T1 ended: ok");
        assert_eq!(said("send", "jobs", "sent"), "sends into jobs");
        assert_eq!(said("send", "jobs", "7"), "sends into jobs: 7");
        assert_eq!(said("reserve", "jobs", "has room"), "reserves room in jobs");
        assert_eq!(said("try_reserve", "jobs", "full"), "reserves room in jobs: it is full");
        let mut message = a_step("recv", Some("jobs"), Some("received"));
        message.holds = Some("7".into());
        assert_eq!(step(&message), "receives 7 from jobs");
        assert_eq!(
            said("recv", "jobs", "disconnected"),
            "receives from jobs: every sender is gone"
        );
        assert_eq!(said("disconnect", "jobs", "last sender"), "drops the last sender of jobs");
        assert_eq!(said("panic", "", "assertion `left == right` failed"), "fails this assertion");
        assert_eq!(said("wait", "gate", "leader"), "is the last to come to gate");
        assert_eq!(said("notify_all", "gate", "0"), "notifies gate: nobody waits");
        assert_eq!(said("notify_all", "gate", "2"), "notifies gate: wakes 2");
        assert_eq!(said("woken", "gate", "notified"), "is woken at gate");
        assert_eq!(said("woken", "gate", "for no reason"), "wakes at gate for no reason");
        assert_eq!(said("get", "config", "None"), "finds config empty");
        assert_eq!(said("set", "config", "stored"), "fills config");
        assert_eq!(said("set", "config", "done"), "cannot fill config: it is full");
        assert_eq!(said("brew_tea", "pot", "hot"), "brew tea pot: hot");
    }

    #[test]
    fn a_short_section_says_what_was_done_with_what_the_lock_guards() {
        let told = |op: &str, access: Option<&str>, before: Option<&str>, after: Option<&str>| {
            let mut taken = a_step(op, Some("hits"), None);
            taken.holds = before.map(Into::into);
            let mut left = a_step("unlock", Some("hits"), None);
            (left.holds, left.access) = (after.map(Into::into), access.map(Into::into));
            section(&taken, &left)
        };
        assert_eq!(told("lock", Some("read"), Some("0"), Some("0")), "locks hits, reads 0");
        assert_eq!(told("lock", Some("write"), Some("0"), Some("1")), "locks hits: 0 → 1");
        assert_eq!(
            told("write", Some("update"), Some("1"), Some("1")),
            "write-locks hits, writes 1"
        );
        assert_eq!(told("read", Some("read"), None, None), "read-locks hits to read it");
        assert_eq!(told("lock", Some("update"), None, None), "locks hits to change it");
        assert_eq!(told("lock", None, Some("0"), Some("0")), "locks, unlocks hits");
    }

    #[test]
    fn a_stale_read_says_so_and_names_the_latest_value() {
        let mut load = a_step("load", Some("READY"), Some("false"));
        load.stale = true;
        assert_eq!(step(&load), "reads READY = false (stale)");
        load.latest = Some("true".into());
        assert_eq!(step(&load), "reads READY = false (stale: latest is true)");
    }

    #[test]
    fn a_blocked_thread_names_what_it_waits_for_and_who_has_it() {
        let mut waiting = Blocked {
            thread: "T2".into(),
            op: "lock".into(),
            object: Some("b".into()),
            held_by: Some("T1".into()),
            file: String::new(),
            line: 0,
            column: 0,
            ..Blocked::default()
        };
        assert_eq!(blocked(&waiting), "waits here for b, held by T1");
        waiting.held_by = Some("T2".into());
        assert_eq!(blocked(&waiting), "waits here for b, held by itself");
        waiting.op = "join".into();
        waiting.object = Some("T1".into());
        waiting.held_by = None;
        assert_eq!(blocked(&waiting), "waits here for T1 to end");
        waiting.op = "end of the check".into();
        assert_eq!(blocked(&waiting), "is done, waits for T1 to end");
        (waiting.op, waiting.object) = ("write".into(), Some("config".into()));
        waiting.read_by = vec!["T1".into(), "T2".into()];
        assert_eq!(blocked(&waiting), "waits here to write config, read by T1 and T2");
        // A send that needs room is two steps in the model once somebody can tell.
        waiting.read_by.clear();
        for op in ["send", "reserve"] {
            (waiting.op, waiting.object, waiting.held_by) = (op.into(), Some("jobs".into()), None);
            assert_eq!(blocked(&waiting), "waits here for room in jobs");
        }
    }

    #[test]
    fn an_assertion_is_told_in_its_authors_words_with_both_values() {
        assert_eq!(
            assertion(
                "assertion `left == right` failed: the total must be 2\n  left: 1\n right: 2"
            ),
            "the total must be 2 (left: 1, right: 2)"
        );
        assert_eq!(
            assertion("assertion `left == right` failed\n  left: 1\n right: 2"),
            "two values must be equal and are not (left: 1, right: 2)"
        );
        assert_eq!(assertion("assertion failed: seen"), "this does not hold: seen");
        assert_eq!(
            assertion("no schedule showed: two\nworkers"),
            "no schedule showed: two workers"
        );
    }

    #[test]
    fn values_cannot_break_a_line_or_fill_it() {
        assert_eq!(said("store", "a", "x\ny"), "writes a = x␊y");
        assert!(said("store", "a", &"x".repeat(500)).len() < 60);
    }
}
