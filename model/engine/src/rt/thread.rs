//! Threads: spawning, joining, parking.
//!
//! A thread's *life* is a lock that is held from before it starts until it has ended; joining is
//! locking it. That makes the end of a thread no step of its own: nobody can notice it but by joining,
//! or by `is_finished`, which starts the exploration over with watched ends (see `lock`).

use std::sync::Arc;
use std::time::Duration;

use super::time::Timer;
use super::{
    Event, Loc, Pending, Value, Wait, grant, lock, log, one_thread, step, unpreempted, wait,
};
use crate::state::{LoomMutex, MAX_THREADS, Place, Thread, me, thread_name, with};
use crate::{coroutine, stop, witness};

/// Starts a thread; `body` may not panic. Not generic, so that only the engine enters loom.
pub fn spawn(name: Option<String>, loc: Loc, body: Box<dyn FnOnce()>) -> usize {
    let thread = start(name, false, loc, body);
    log(Event::new("spawn", loc).target(thread));
    thread
}

/// As `spawn`, for a thread of a runtime: the learner sees the tasks that it runs, not the thread.
pub fn spawn_worker(loc: Loc, body: Box<dyn FnOnce()>) -> usize {
    start(None, true, loc, body)
}

/// As `spawn_worker`, for a runtime that nobody shuts down: `at_end`, called when every other thread has ended, has to
/// bring this thread to its end. The first of a runtime's threads brings it.
pub fn spawn_server(
    name: Option<String>,
    loc: Loc,
    body: Box<dyn FnOnce()>,
    at_end: Option<Box<dyn FnOnce()>>,
) -> usize {
    let thread = start(name, true, loc, body);
    with(|e| {
        e.threads[thread].serves = true;
        e.at_end.extend(at_end.map(one_thread));
    });
    thread
}

fn start(name: Option<String>, worker: bool, loc: Loc, body: Box<dyn FnOnce()>) -> usize {
    if with(|e| e.threads.len()) == MAX_THREADS {
        stop::too_large(format!(
            "this starts a {MAX_THREADS}th thread (line {}); the model allows {} besides main",
            loc.line(),
            MAX_THREADS - 1
        ));
    }
    let life = Arc::new(LoomMutex::new(()));
    // Nobody else knows this lock yet: a step, but not one to explore.
    let guard = unpreempted(|| lock::acquire_for_life(&life));
    let thread = with(|e| {
        let mut thread = Thread::new(name);
        thread.worker = worker;
        thread.life = Some(life);
        thread.life_guard = Some(one_thread(guard));
        e.threads.push(thread);
        e.most_alive = e.most_alive.max(e.alive());
        e.threads.len() - 1
    });
    // Not `Builder::spawn`, which wants `Send`: model threads stay on the one OS thread that explores.
    let handle = loom::thread::spawn(move || {
        let handle = loom::thread::current();
        with(|e| e.threads[thread].handle = Some(handle));
        coroutine::run(
            thread,
            Box::new(move || {
                body();
                end(loc);
            }),
        );
    });
    // Joined by its life, not by loom's handle.
    drop(handle);
    thread
}

fn end(loc: Loc) {
    if super::catch(super::local::drop_all).is_err() {
        stop::fail(
            "panic",
            "a thread-local's destructor panicked: the process aborts".into(),
            None,
        );
    }
    if with(|e| e.watched) {
        lock::pass_mutex(&gate(me()), Pending::new("end", None, loc));
    }
    let how =
        if with(|e| e.threads[me()].panicked) { Value::Text("panicked") } else { Value::None };
    log(Event::new("end", loc).value(how));
    let guard = with(|e| {
        e.changed();
        let t = &mut e.threads[me()];
        t.finished = true;
        t.pending = None;
        t.life_guard.take()
    });
    drop(guard);
}

/// This thread's body ends by a panic, which its handle will tell whoever joins it.
pub fn panicked() {
    with(|e| e.threads[me()].panicked = true);
}

/// A handle is dropped, and with it every way to learn how `thread` ends.
pub fn detach(thread: usize, loc: Loc) {
    log(Event::new("detach", loc).target(thread));
}

/// Waits until `thread` has ended. Any number of threads may.
pub fn join(thread: usize, op: &'static str, loc: Loc) {
    wait_for(thread, op, loc.into());
}

fn wait_for(thread: usize, op: &'static str, place: Place) {
    let Some(life) = with(|e| e.threads[thread].life.clone()) else {
        unreachable!("main is never joined")
    };
    if with(|e| !e.threads[thread].finished) {
        super::waits();
    }
    step(Pending::new(op, None, place).waiting(Wait::Join(thread)), || {
        drop(lock::acquire_for_life(&life))
    });
    with(|e| e.threads[thread].joined = true);
}

/// Whether `thread` has ended, without waiting.
pub fn is_finished(thread: usize, loc: Loc) -> bool {
    super::spin::before_read(loc);
    let pending = Pending::new("is_finished", None, loc);
    if with(|e| e.watched) {
        lock::pass_mutex(&gate(thread), pending);
    } else {
        with(|e| e.found_watching = true);
        step(pending, || ());
    }
    let finished = with(|e| e.threads[thread].finished);
    with(|e| e.threads[thread].joined |= finished);
    if !finished {
        super::spin::after_read(loc, u32::MAX - thread as u32, 0);
    }
    let mut event = Event::new("is_finished", loc).value(Value::Bool(finished)).target(thread);
    event.chosen = true;
    log(event);
    finished
}

/// What is still running when the check's body has returned is run to its end.
pub(crate) fn wait_for_all() {
    let nowhere = Place { file: "", line: 0, column: 0 };
    let wait_for_those = |servers: bool| {
        let mut next = 1;
        while next < with(|e| e.threads.len()) {
            if with(|e| !e.threads[next].finished && (servers || !e.threads[next].serves)) {
                wait_for(next, stop::END_OF_CHECK, nowhere);
            }
            next += 1;
        }
    };
    wait_for_those(false);
    // What they still do may start threads, and even runtimes.
    loop {
        let at_end = with(|e| std::mem::take(&mut e.at_end));
        if at_end.is_empty() {
            break;
        }
        at_end.into_iter().for_each(|f| (f.0)());
        wait_for_those(true);
    }
    debug_assert_eq!(witness::alive(), 0);
}

/// `park`: waits for the token and takes it; or for the time to be up, or for no reason.
pub fn park(op: &'static str, limit: Option<Duration>, loc: Loc) {
    let thread = me();
    let gate = gate(thread);
    let pending = Pending::new(op, None, loc);
    lock::pass_mutex(&gate, pending);
    let why = if with(|e| std::mem::take(&mut e.threads[thread].token)) {
        Value::None
    } else {
        wait_for_token(&gate, pending, limit)
    };
    let mut event = Event::new(op, loc).value(why);
    event.chosen = true;
    log(event);
}

/// Returns why it ended, if not by the token.
fn wait_for_token(gate: &LoomMutex, pending: Pending, limit: Option<Duration>) -> Value {
    let thread = me();
    let timer = limit.map(|limit| Timer::start(limit).of_a_turn());
    if super::wakes_spuriously() {
        timer.into_iter().for_each(Timer::interrupt);
        return Value::Text("spurious");
    }
    with(|e| e.threads[thread].parked = true);
    let Some(timer) = timer else {
        wait(pending);
        return Value::None;
    };
    let leave = || with(|e| e.threads[thread].parked = false);
    match timer.wait_behind(pending, || lock::pass_mutex(gate, pending), leave) {
        true => Value::None,
        false => Value::Text("timed out"),
    }
}

/// `unpark`: leaves the token.
pub fn unpark(thread: usize, loc: Loc) {
    lock::pass_mutex(&gate(thread), Pending::new("unpark", None, loc));
    log(Event::new("unpark", loc).target(thread));
    let parked = with(|e| {
        e.changed();
        let t = &mut e.threads[thread];
        let parked = std::mem::take(&mut t.parked);
        t.token |= !parked;
        parked
    });
    if parked {
        grant(thread);
    }
}

fn gate(thread: usize) -> Arc<LoomMutex> {
    if let Some(gate) = with(|e| e.threads[thread].gate.clone()) {
        return gate;
    }
    let gate = Arc::new(LoomMutex::new(()));
    with(|e| e.threads[thread].gate.get_or_insert(gate).clone())
}

/// The learner's name for this thread, and the name it was given.
pub fn name(thread: usize) -> (String, Option<String>) {
    (thread_name(thread), with(|e| e.threads[thread].name.clone()))
}

/// The execution's number: a handle of another execution means nothing in this one.
pub fn execution() -> u64 {
    with(|e| e.number)
}
