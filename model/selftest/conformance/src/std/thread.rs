//! `std::thread`: its functions, and `Thread`.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use crate::std::catch;
use crate::{panics, sometimes, text};

mod builder;
mod handles;
mod local_key;
mod scope;

is! {
    Thread: Send, Sync, UnwindSafe, RefUnwindSafe, Clone, Debug;
}
is_not! {
    Thread: PartialEq;
    Thread: Default;
}

cases! {
    spawned_threads_may_outlive_their_handle parked_until_unparked a_token_does_not_add_up unparked_from_outside
    parked_for_a_while in_milliseconds
    sleeping_takes_its_time yielding_lets_others_go panicking_is_per_thread there_is_parallelism who_is_who
}

pub fn all() -> Vec<crate::Case> {
    let all =
        [CASES, builder::CASES, handles::join_handle::CASES, handles::scoped_join_handle::CASES];
    [&all.concat()[..], handles::thread_id::CASES, local_key::CASES, scope::CASES].concat()
}

fn spawned_threads_may_outlive_their_handle() {
    static DONE: AtomicBool = AtomicBool::new(false);
    drop(thread::spawn(|| DONE.store(true, Relaxed)));
    while !DONE.load(Relaxed) {
        thread::yield_now();
    }
}

fn parked_until_unparked() {
    let flag = AtomicBool::new(false);
    thread::scope(|s| {
        let waiter = s.spawn(|| {
            while !flag.load(Relaxed) {
                thread::park();
            }
        });
        flag.store(true, Relaxed);
        waiter.thread().unpark();
    });
}

fn parked_for_a_while() {
    let (me, flag) = (thread::current(), AtomicBool::new(false));
    let start = Instant::now();
    let mut waits = 0;
    while start.elapsed() < Duration::from_millis(2) {
        thread::park_timeout(Duration::from_millis(2));
        waits += 1;
    }
    assert!(waits > 0);
    thread::scope(|s| {
        s.spawn(|| {
            flag.store(true, Relaxed);
            me.unpark();
        });
        while !flag.load(Relaxed) {
            thread::park_timeout(Duration::from_secs(3600));
        }
    });
    sometimes("in time", start.elapsed() < Duration::from_secs(3600));
    // With a token at hand, it takes no time.
    thread::current().unpark();
    thread::park_timeout(Duration::from_secs(3600));
}

#[expect(deprecated, reason = "they are there")]
fn in_milliseconds() {
    let start = Instant::now();
    thread::park_timeout_ms(1);
    thread::sleep_ms(1);
    assert!(start.elapsed() >= Duration::from_millis(1));
}

fn a_token_does_not_add_up() {
    let me = thread::current();
    me.unpark();
    me.unpark();
    // Blocked elsewhere in between: the token stays.
    drop(Mutex::new(()).lock());
    thread::park();
    // There is none left, so that this waits for the next one. (The real one may also wake for no reason.)
    let unparked = AtomicBool::new(false);
    thread::scope(|s| {
        s.spawn(|| {
            unparked.store(true, Relaxed);
            me.unpark();
        });
        while !unparked.load(Relaxed) {
            thread::park();
        }
    });
}

fn unparked_from_outside() {
    let (me, told) = (thread::current(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..2 {
            let (me, told) = (me.clone(), &told);
            s.spawn(move || {
                told.fetch_add(1, Relaxed);
                me.unpark();
            });
        }
        while told.load(Relaxed) < 2 {
            thread::park();
        }
    });
}

fn sleeping_takes_its_time() {
    let begin = Instant::now();
    thread::sleep(Duration::from_millis(2));
    assert!(begin.elapsed() >= Duration::from_millis(2));
    thread::sleep(Duration::ZERO);
}

fn yielding_lets_others_go() {
    let turn = AtomicU32::new(0);
    thread::scope(|s| {
        for me in 0..2 {
            let turn = &turn;
            s.spawn(move || {
                while turn.load(Relaxed) != me {
                    thread::yield_now();
                }
                turn.store(me + 1, Relaxed);
            });
        }
    });
    assert_eq!(turn.into_inner(), 2);
}

fn panicking_is_per_thread() {
    struct Notes<'a>(&'a AtomicBool);
    impl Drop for Notes<'_> {
        fn drop(&mut self) {
            self.0.store(thread::panicking(), Relaxed);
        }
    }
    let noted = AtomicBool::new(false);
    thread::scope(|s| {
        let panics = s.spawn(|| {
            let _notes = Notes(&noted);
            panic!("this one");
        });
        assert!(!thread::panicking());
        assert_eq!(text(panics.join().unwrap_err()), "this one");
    });
    assert!(noted.into_inner() && !thread::panicking());
    assert!(catch(|| panic!("caught")).is_err() && !thread::panicking());
}

fn there_is_parallelism() {
    assert!(thread::available_parallelism().unwrap().get() >= 1);
}

fn who_is_who() {
    let main = thread::current();
    assert_eq!(main.name(), Some("main"));
    assert_eq!(main.id(), thread::current().id());
    let nameless = thread::spawn(thread::current).join().unwrap();
    assert_eq!(nameless.name(), None);
    assert_ne!(nameless.id(), main.id());
    assert!(format!("{main:?}").starts_with("Thread { id: ThreadId("));
    // Nobody is there to be woken any more.
    nameless.unpark();
    let said = panics(|| thread::current().name().map(|name| panic!("{name} it was")));
    assert_eq!(said, "main it was");
    sometimes("always", true);
}
