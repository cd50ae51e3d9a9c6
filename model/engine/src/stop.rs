//! The end of an exploration that cannot go on: says what happened and leaves the process.
//!
//! Leaving at once is the point. A deadlocked execution cannot be unwound (its destructors would
//! call into an explorer that is no longer there), so nothing here returns to a model thread. This
//! module may not explore; it turns the state it finds into a verdict.

use std::borrow::Cow;
use std::panic::PanicHookInfo;
use std::sync::OnceLock;

use crate::channel::Channel;
use crate::config::Config;
use crate::json::{Fields, Json};
use crate::state::{
    End, Event, Exec, PanicSeen, Pending, Place, Value, Wait, explores, me, thread_name, try_with,
    with,
};
use crate::verdict::{Failure, Verdict};

/// What this process is about, set once by `main`.
pub struct Session {
    pub config: Config,
    pub channel: Channel,
}

pub static SESSION: OnceLock<Session> = OnceLock::new();

/// What main does when the check's body has returned.
pub const END_OF_CHECK: &str = "end of the check";

/// Instead of a panic's message.
pub const NOT_TEXT: &str = "a panic whose payload is not text";

/// Writes the verdict and ends the process: 0 when it was written, 3 when it could not be.
pub fn stop(verdict: &Verdict) -> ! {
    let Some(session) = SESSION.get() else {
        eprintln!("model: a verdict outside of an exploration: {verdict:?}");
        std::process::exit(3);
    };
    match session.channel.send(&verdict.to_json(session.config.sequential).to_string()) {
        Ok(()) => std::process::exit(0),
        Err(error) => {
            eprintln!("model: the verdict could not be written to descriptor 0: {error}");
            std::process::exit(3);
        }
    }
}

/// Stops with a failure of this execution.
pub fn fail(kind: &'static str, message: String, place: Option<Place>) -> ! {
    if let Some(doubt) = with(|e| e.doubt.take()) {
        not_modelled(format!("{doubt}. What happens then: {message}"));
    }
    let verdict = with(|e| failure(e, kind, message, place));
    stop(&verdict)
}

/// Stops undecided.
pub fn too_large(message: String) -> ! {
    let verdict = with(|e| Verdict::TooLarge { bound: e.bound, executions: e.executions, message });
    stop(&verdict)
}

/// Stops because the model does not know what was asked of it.
pub fn not_modelled(message: String) -> ! {
    stop(&Verdict::NotModelled { message })
}

fn failure(e: &Exec, kind: &'static str, message: String, place: Option<Place>) -> Verdict {
    Verdict::Failed(Box::new(Failure {
        kind,
        message,
        bound: e.bound,
        place: place.map(|p| (p.file.to_owned(), p.line, p.column)),
        schedule: Some(schedule(e)),
    }))
}

/// A thread has used up its stack. Called in a signal handler, on a stack of its own, wherever that thread was.
pub fn overflowed() -> ! {
    let name = thread_name(me());
    let message =
        format!("{name} overflowed its stack (1 MiB): does something call itself without end?");
    // It may have been about to look at the state, and will not look away again.
    let verdict = try_with(|e| {
        let nowhere = Place { file: "", line: 0, column: 0 };
        let last = e.threads[me()].last.map_or(nowhere, |last| last.place);
        let mut event = Event::new("stack overflow", last);
        event.thread = me() as u8;
        e.log.push(event);
        failure(e, "panic", message.clone(), None)
    });
    stop(&verdict.unwrap_or_else(|| {
        Verdict::Failed(Box::new(Failure { kind: "panic", message, ..Failure::default() }))
    }))
}

/// Somebody waits for what cannot come. When the check is over, and only what it left behind waits, that is a leak: a
/// real program goes on without noticing, or ends.
pub fn deadlock() -> ! {
    if let Some((_, sentence)) = with(|e| e.short.pop()) {
        too_large(sentence);
    }
    let (kind, message) = with(|e| {
        let over = e.threads[0].pending.is_some_and(|p| p.op == END_OF_CHECK);
        let waits: Vec<_> = waiting(e)
            .filter(|(thread, ..)| !over || *thread != Some(0))
            .map(|(thread, task, pending)| describe_wait(e, thread, task, pending))
            .collect();
        let waits = waits.join("; ");
        match over {
            true => (
                "leak",
                format!("the check is over, and a thread is left that will never end: {waits}"),
            ),
            false => ("deadlock", format!("deadlock: {waits}")),
        }
    });
    fail(kind, message, None)
}

/// A thread polls, and nobody is left who could change what it polls for.
pub fn livelock() -> ! {
    let message = with(|e| {
        let thread = me();
        // The last thing it read is what it polls for.
        let read = e
            .log
            .iter()
            .rev()
            .find(|event| event.thread as usize == thread && event.object.is_some());
        let name = thread_name(thread);
        match read.and_then(|event| event.object.map(|object| (event, object))) {
            Some((event, object)) => format!(
                "{name} polls {} (line {}) for ever: no thread is left that could change it",
                e.objects[object as usize].name(),
                event.place.line
            ),
            None => format!("{name} polls for ever: no thread is left that could change anything"),
        }
    });
    fail("livelock", message, None)
}

/// The execution took more steps than it may.
pub fn too_many_branches() -> ! {
    let repeats = with(|e| repeating_tail(&e.log).map(|tail| (tail[0].thread, tail[0].place.line)));
    match repeats {
        Some((thread, line)) => {
            let name = thread_name(thread as usize);
            let message = format!("{name} repeats line {line} for ever, and nothing changes");
            fail("livelock", message, None);
        }
        None => too_large(with(|e| {
            format!(
                "one execution takes more than {} steps: fewer threads or fewer rounds fit the model",
                e.max_branches
            )
        })),
    }
}

/// The last steps, if they are one pattern over and over in which nobody's value changes: its last round. Where it cannot be
/// known whether something behind a lock has changed, there is none.
fn repeating_tail(log: &[Event]) -> Option<&[Event]> {
    const ROUNDS: usize = 200;
    let same = |a: &Event, b: &Event| {
        (a.thread, a.op, a.object, a.place, &a.value, &a.ok, &a.holds, a.access)
            == (b.thread, b.op, b.object, b.place, &b.value, &b.ok, &b.holds, b.access)
    };
    let unseen = |event: &Event| !matches!(event.access, "" | "read") && event.holds == Value::None;
    (1..=12).find_map(|period| {
        let tail = &log[log.len().checked_sub(period * ROUNDS)?..];
        let repeats = tail.iter().zip(&tail[period..]).all(|(a, b)| same(a, b));
        let round = &tail[tail.len() - period..];
        (repeats && !round.iter().any(unseen)).then_some(round)
    })
}

/// Who waits, and in what operation: threads, and tasks that nobody runs. A runtime's thread without a task is idle,
/// which is no news to the learner.
fn waiting(e: &Exec) -> impl Iterator<Item = (Option<usize>, Option<u16>, Option<Pending>)> {
    let threads = e.threads.iter().enumerate().filter(|(_, t)| !t.finished);
    let threads = threads.filter(|(_, t)| !t.worker || t.task.is_some());
    let tasks = e.tasks.iter().enumerate().filter(|(i, t)| {
        let runs = e.threads.iter().any(|thread| thread.task == Some(*i as u16));
        !t.ended && !runs
    });
    threads
        .map(|(i, t)| (Some(i), t.task, t.pending))
        .chain(tasks.map(|(i, t)| (None, Some(i as u16), t.awaits)))
}

/// Who reads what is shared.
fn readers(e: &Exec, object: u32) -> Vec<String> {
    let readers = e.objects[object as usize].readers.iter();
    readers.map(|&(thread, task)| e.name(thread, task)).collect()
}

fn describe_wait(
    e: &Exec,
    thread: Option<usize>,
    task: Option<u16>,
    pending: Option<Pending>,
) -> String {
    let name = e.name(thread.unwrap_or(0), task);
    let Some(pending) = pending else { return format!("{name} waits") };
    let object = pending.object.map(|o| e.objects[o as usize].name());
    let owner = pending.object.and_then(|o| e.objects[o as usize].owned_by());
    let readers = pending.object.map_or(Vec::new(), |o| readers(e, o));
    match (pending.wait, object, owner) {
        (_, Some(object), None) if readers.contains(&name) => {
            format!("{name} waits in {} on {object}, which it reads itself", pending.op)
        }
        (_, Some(object), None) if !readers.is_empty() => {
            format!("{name} waits in {} on {object}, read by {}", pending.op, readers.join(" and "))
        }
        (Wait::Join(other), ..) => format!("{name} waits for {} to end", thread_name(other)),
        (Wait::Task(other), ..) => format!("{name} waits for {} to end", e.name(0, Some(other))),
        (_, Some(object), Some(owner)) if e.name(owner.0, owner.1) == name => {
            format!("{name} waits for {object}, which it holds itself")
        }
        (_, Some(object), Some((owner, task))) => {
            format!("{name} waits for {object}, held by {}", e.name(owner, task))
        }
        (_, Some(object), None) => {
            let kept = kept_open(e, pending).map(|kept| format!(", {kept}")).unwrap_or_default();
            format!("{name} waits in {} on {object}{kept}", pending.op)
        }
        (_, None, _) => match waits_at(e, thread) {
            all if all.is_empty() => format!("{name} waits in {}", pending.op),
            all => format!("{name} waits in {} on {}", pending.op, all.join(" and ")),
        },
    }
}

/// The ends that nobody has dropped, of what somebody receives from.
fn ends_left(e: &Exec, pending: Pending) -> Vec<&End> {
    let receives = pending.op.contains("recv");
    let object = pending.object.filter(|_| receives).map(|o| &e.objects[o as usize]);
    object.map_or(Vec::new(), |object| object.ends.iter().filter(|end| end.alive).collect())
}

fn kept_open(e: &Exec, pending: Pending) -> Option<String> {
    let left = ends_left(e, pending);
    let made: Vec<_> = left.iter().map(|end| format!("line {}", end.made.line)).collect();
    match left.len() {
        0 => None,
        1 => Some(format!("which a sender made at {} keeps open", made[0])),
        n => Some(format!("which {n} senders keep open, made at {}", made.join(" and "))),
    }
}

/// The names of the several things that a thread waits at.
fn waits_at(e: &Exec, thread: Option<usize>) -> Vec<String> {
    let several = thread.map_or(&[][..], |thread| &e.threads[thread].waits_at);
    several.iter().map(|&o| e.objects[o as usize].name()).collect()
}

/// The schedule so far, as the learner's table.
pub fn schedule(e: &Exec) -> Json {
    let threads = (0..e.threads.len()).filter(|&t| !e.threads[t].worker).map(thread_name);
    let tasks = (0..e.tasks.len()).map(|task| e.name(0, Some(task as u16)));
    let names: Vec<_> = threads.chain(tasks).collect();
    let mut named = Fields::default();
    for (i, t) in e.threads.iter().enumerate().skip(1) {
        if let Some(name) = &t.name {
            named.insert(thread_name(i), name.as_str());
        }
    }
    let blocked: Vec<_> = waiting(e)
        .filter(|(thread, ..)| thread.is_none_or(|thread| e.blocked(thread)))
        .filter_map(|(thread, task, pending)| {
            let name = e.name(thread.unwrap_or(0), task);
            Some(blocked_row(e, name, pending?, waits_at(e, thread)))
        })
        .collect();
    let object = |o: &crate::state::Object| {
        let mut row = Fields::default().with("name", o.name()).with("kind", o.kind);
        put_place(&mut row, o.created);
        row
    };
    let objects: Vec<_> = e.objects.iter().map(object).collect();
    let steps: Vec<_> = e.log.iter().enumerate().map(|(i, event)| step(e, i + 1, event)).collect();
    let mut schedule = Fields::default()
        .with("executions", e.total_executions)
        .with("preemptions", e.preemptions)
        .with("threads", names)
        .with("steps", steps)
        .with("blocked", blocked)
        .with("objects", objects);
    if !named.is_empty() {
        schedule.insert("threads_named", named);
    }
    schedule.into()
}

fn put_place(row: &mut Fields, place: Place) {
    row.insert("file", place.file);
    row.insert("line", place.line);
    row.insert("column", place.column);
}

fn step(e: &Exec, number: usize, event: &Event) -> Json {
    let mut row = Fields::default();
    row.insert("step", number);
    row.insert("thread", e.name(event.thread as usize, event.task));
    row.insert("op", event.op);
    if let Some(object) = event.object {
        row.insert("object", e.objects[object as usize].name());
    }
    for (key, value) in [
        ("value", &event.value),
        ("old", &event.old),
        ("expected", &event.expected),
        ("holds", &event.holds),
    ] {
        if let Some(value) = value.show() {
            row.insert(key, value);
        }
    }
    if let Some(ok) = event.ok {
        row.insert("ok", ok);
    }
    if !event.access.is_empty() {
        row.insert("access", event.access);
    }
    if !event.ordering.is_empty() {
        row.insert("ordering", event.ordering);
    }
    if !event.ordering.is_empty() || event.stale {
        row.insert("stale", event.stale);
    }
    if event.stale
        && let Some(latest) = event.latest.show()
    {
        row.insert("latest", latest);
    }
    if event.among > 0 {
        row.insert("among", event.among);
    }
    if let Some(target) = event.target {
        row.insert("target", thread_name(target as usize));
    }
    if let Some(task) = event.target_task {
        row.insert("target", e.name(0, Some(task)));
    }
    if event.preempted {
        row.insert("preempted", true);
    }
    put_place(&mut row, event.place);
    row.into()
}

fn blocked_row(e: &Exec, name: String, pending: Pending, several: Vec<String>) -> Json {
    let mut row = Fields::default();
    row.insert("thread", name);
    row.insert("op", pending.op);
    row.insert("object", pending.object.map(|o| e.objects[o as usize].name()));
    if let Some((owner, task)) = pending.object.and_then(|o| e.objects[o as usize].owned_by()) {
        row.insert("held_by", e.name(owner, task));
    }
    if let Some(object) = pending.object
        && let readers = readers(e, object)
        && !readers.is_empty()
    {
        row.insert("read_by", readers);
    }
    if !several.is_empty() {
        row.insert("objects", several);
    }
    let left = ends_left(e, pending);
    if !left.is_empty() {
        let senders: Vec<_> = left.into_iter().map(|end| sender_row(e, end)).collect();
        row.insert("senders", senders);
    }
    if let Wait::Join(other) = pending.wait {
        row.insert("waits_for", thread_name(other));
    }
    if let Wait::Task(other) = pending.wait {
        row.insert("waits_for", e.name(0, Some(other)));
    }
    put_place(&mut row, pending.place);
    row.into()
}

/// A sender that nobody has dropped.
fn sender_row(e: &Exec, end: &End) -> Json {
    let mut row = Fields::default();
    row.insert("made_by", e.name(end.by.0, end.by.1));
    put_place(&mut row, end.made);
    if let Some(((thread, task), place)) = end.used {
        row.insert("used_by", e.name(thread, task));
        row.insert("used_line", place.line);
    }
    row.into()
}

/// What each living thread did last, for the watchdog.
pub fn last_operations(e: &Exec) -> Vec<Json> {
    let living = e.threads.iter().enumerate().filter(|(_, t)| !t.finished);
    living
        .map(|(i, t)| {
            let mut row = Fields::default();
            row.insert("thread", e.name(i, t.task));
            if let Some(last) = t.last {
                row.insert("op", last.op);
                row.insert("object", last.object.map(|o| e.objects[o as usize].name()));
                put_place(&mut row, last.place);
            }
            row.into()
        })
        .collect()
}

/// The panic's message, if it is text.
pub fn message_of(payload: &(dyn std::any::Any + Send)) -> Option<Cow<'_, str>> {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .map(kept)
}

/// What is kept of a message: escaping and sending megabytes that nobody reads would look to the watchdog like a loop.
fn kept(message: &str) -> Cow<'_, str> {
    const LONGEST: usize = 64 << 10;
    const HEAD: usize = 2_500;
    const TAIL: usize = 1_000;
    if message.len() <= LONGEST {
        return message.into();
    }
    let head = &message[..message.floor_char_boundary(HEAD)];
    let tail = &message[message.ceil_char_boundary(message.len() - TAIL)..];
    let left_out = message.len() - head.len() - tail.len();
    format!("{head}\n… {left_out} bytes left out …\n{tail}").into()
}

/// Keeps a panic's file name for the log; there are few different ones.
fn intern(file: &str) -> &'static str {
    use std::sync::{Mutex, PoisonError};
    static FILES: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
    let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = files.iter().find(|known| **known == file) {
        return known;
    }
    let kept: &'static str = Box::leak(file.into());
    files.push(kept);
    kept
}

/// The panic hook while exploring. An answer's panic is noted, silently: most are caught, and there
/// may be thousands. A panic of loom's is the end of the exploration, told here, before anything unwinds.
pub fn on_panic(info: &PanicHookInfo<'_>) {
    if !explores() {
        eprintln!("model: {info}");
        return;
    }
    if crate::rt::cell::asking() {
        return;
    }
    crate::watchdog::tick();
    let message = message_of(info.payload()).map_or(NOT_TEXT.to_owned(), Cow::into_owned);
    let place = info.location().map(|l| Place {
        file: intern(l.file()),
        line: l.line(),
        column: l.column(),
    });
    if place.is_some_and(|p| from_explorer(p.file)) {
        explorer_stopped(&message);
    }
    if message.starts_with("panic in a ") {
        // A destructor panicked while its thread was unwinding, and real Rust aborts the process.
        let last = with(|e| e.threads[me()].last_panic.clone());
        let (said, place) = last.map(|p| (p.message, p.place)).unwrap_or_default();
        fail(
            "panic",
            format!(
                "a destructor panicked ({said}) while its thread was already unwinding: the process aborts"
            ),
            place,
        );
    }
    let thread = me();
    let pushed = try_with(|e| {
        let t = &mut e.threads[thread];
        t.panicking += 1;
        t.last_panic = Some(PanicSeen { message: message.clone(), place });
        let mut event =
            Event::new("panic", place.unwrap_or(Place { file: "", line: 0, column: 0 }));
        event.thread = thread as u8;
        event.value = crate::state::Value::Owned(message.clone().into());
        // A message may hold an address or the like; what matters is that it panicked here.
        event.chosen = true;
        e.push(event)
    });
    match pushed {
        Some(Ok(())) => {}
        Some(Err(sentence)) => nondeterministic(sentence),
        // Only the engine looks at the state, and it does not panic while it does.
        None => not_modelled(format!("the model's engine panicked: {message}")),
    }
}

/// A replay did something else.
pub fn nondeterministic(sentence: String) -> ! {
    fail("nondeterministic", sentence, None)
}

fn from_explorer(file: &str) -> bool {
    let parts: Vec<_> = file.split(['/', '\\']).collect();
    // `…/loom-0.7.2/src/rt/…` in a registry, `vendor/loom/src/rt/…` when vendored.
    parts.windows(2).any(|w| {
        w[1] == "src"
            && ["loom", "generator"].iter().any(|name| {
                w[0] == *name || w[0].strip_prefix(name).is_some_and(|rest| rest.starts_with("-0."))
            })
    })
}

/// loom panicked with this message.
fn explorer_stopped(message: &str) -> ! {
    if message.starts_with("deadlock;") {
        deadlock()
    }
    if message.contains("deterministic") {
        nondeterministic("under the very same schedule, the check did something else than in the execution before".into())
    }
    if message.starts_with("Model exceeded") {
        too_many_branches()
    }
    if message.starts_with("Causality violation") {
        if with(|e| e.pool_short) {
            too_large("the number of atomics differs too much from schedule to schedule".into());
        }
        let sentence = message.lines().next().unwrap_or(message);
        fail("data_race", sentence.trim_start_matches("Causality violation: ").to_owned(), None)
    }
    not_modelled(format!("the explorer stopped: {}", message.lines().next().unwrap_or(message)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_message_keeps_its_beginning_and_its_end() {
        assert_eq!(kept(&"é".repeat(1_000)), "é".repeat(1_000));
        let long = kept(&format!("left: {}right", "é".repeat(100_000))).into_owned();
        assert!(long.starts_with("left: éé") && long.ends_with("ééright"), "{long}");
        assert!(long.contains("bytes left out") && long.len() < 4_000, "{}", long.len());
    }
}
