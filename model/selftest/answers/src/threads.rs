//! Threads, scopes, panics, time, parking, and what a witness sees.

use std::cell::{Cell, RefCell};
use std::panic::{catch_unwind, panic_any, resume_unwind};
use std::sync::atomic::Ordering::{Relaxed, SeqCst};
use std::sync::atomic::{AtomicBool, AtomicU32};
use std::sync::{Arc, Barrier, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

pub fn panic_is_a_value() {
    let worker = thread::spawn(|| -> u32 { panic!("no {}", std::hint::black_box(7)) });
    let payload = worker.join().unwrap_err();
    assert_eq!(payload.downcast_ref::<String>().unwrap(), "no 7");
    let worker = thread::spawn(|| panic_any(5_u8));
    assert_eq!(*worker.join().unwrap_err().downcast::<u8>().unwrap(), 5);
    assert_eq!(thread::spawn(|| 3).join().unwrap(), 3);
    let resumed = catch_unwind(|| resume_unwind(Box::new("again")));
    assert_eq!(*resumed.unwrap_err().downcast::<&str>().unwrap(), "again");
    assert!(!thread::panicking());
}

/// `panicking()` tells of this thread only, also while another one is in the middle of unwinding.
pub fn panicking_is_per_thread() {
    struct Notes<'a>(&'a AtomicU32);
    impl Drop for Notes<'_> {
        fn drop(&mut self) {
            assert!(thread::panicking());
            self.0.fetch_add(1, SeqCst);
            // A panic inside, caught inside, ends nothing outside.
            assert!(catch_unwind(|| panic!("inner")).is_err());
            assert!(thread::panicking());
            self.0.fetch_add(1, SeqCst);
        }
    }
    let notes = AtomicU32::new(0);
    thread::scope(|s| {
        let panics = s.spawn(|| {
            let _notes = Notes(&notes);
            panic!("outer");
        });
        let seen = notes.load(SeqCst);
        model::sometimes("while the other unwinds", seen == 1);
        assert!(!thread::panicking());
        assert!(panics.join().is_err());
    });
    assert_eq!(notes.into_inner(), 2);
}

pub fn scope_borrows() {
    let data = Vec::from([1, 2, 3, 4]);
    let mut halves = [0, 0];
    let (left, right) = data.split_at(2);
    let [a, b] = &mut halves;
    let names = thread::scope(|s| {
        s.spawn(|| *a = left.iter().sum());
        s.spawn(|| {
            // A scoped thread may start another one.
            s.spawn(|| *b = right.iter().sum());
        });
        thread::Builder::new()
            .name("named".into())
            .spawn_scoped(s, || thread::current().name().map(String::from))
            .unwrap()
            .join()
            .unwrap()
    });
    assert_eq!(names.as_deref(), Some("named"));
    assert_eq!(halves, [3, 7]);
    assert_eq!(model::alive(), 0);
}

pub fn scope_reports_a_panic() {
    let both = catch_unwind(|| {
        thread::scope(|s| {
            s.spawn(|| panic!("nobody joins me"));
            5
        })
    });
    assert_eq!(*both.unwrap_err().downcast::<&str>().unwrap(), "a scoped thread panicked");
    let joined = thread::scope(|s| s.spawn(|| panic!("somebody joins me")).join().is_err());
    assert!(joined);
}

pub fn scope_waits_when_it_panics() {
    let done = AtomicBool::new(false);
    let result = catch_unwind(std::panic::AssertUnwindSafe(|| {
        thread::scope(|s| {
            s.spawn(|| done.store(true, Relaxed));
            panic!("before the end of the scope");
        })
    }));
    assert_eq!(*result.unwrap_err().downcast::<&str>().unwrap(), "before the end of the scope");
    assert!(done.load(Relaxed), "waiting orders");
}

pub fn sleep_is_no_join() {
    let result = Arc::new(Mutex::new(None));
    let theirs = result.clone();
    thread::spawn(move || *theirs.lock().unwrap() = Some(42));
    thread::sleep(Duration::from_millis(100));
    assert_eq!(*result.lock().unwrap(), Some(42));
}

/// The later one may still come in between other threads' steps, but never before the earlier one's end.
pub fn sleeps_end_in_order() {
    let order = Mutex::new(Vec::new());
    let barrier = Barrier::new(2);
    thread::scope(|s| {
        for millis in [20, 10] {
            let (order, barrier) = (&order, &barrier);
            s.spawn(move || {
                let begin = Instant::now();
                barrier.wait();
                thread::sleep(Duration::from_millis(millis));
                assert!(begin.elapsed() >= Duration::from_millis(millis));
                order.lock().unwrap().push(Instant::now());
            });
        }
    });
    let order = order.into_inner().unwrap();
    let total = order[0].max(order[1]).duration_since(order[0].min(order[1]));
    assert!(total <= Duration::from_millis(20));
}

pub fn clock_moves_with_sleep() {
    let begin = Instant::now();
    assert_eq!(begin.elapsed(), Duration::ZERO);
    thread::sleep(Duration::from_secs(3));
    assert_eq!(begin.elapsed(), Duration::from_secs(3));
    assert_eq!(Instant::now() - begin, Duration::from_secs(3));
    assert_eq!(begin + Duration::from_secs(3) - Duration::from_secs(3), begin);
    assert!(begin - Duration::from_secs(3600) < begin);
    assert_eq!(begin.checked_duration_since(Instant::now()), None);
}

pub fn park_keeps_a_token() {
    let flag = AtomicBool::new(false);
    thread::current().unpark();
    thread::current().unpark();
    thread::park();
    thread::scope(|s| {
        let waiter = s.spawn(|| {
            while !flag.load(Relaxed) {
                thread::park();
            }
        });
        // Blocked elsewhere in between: the token stays.
        let _ = Mutex::new(()).lock();
        flag.store(true, Relaxed);
        waiter.thread().unpark();
    });
}

pub fn parks_for_ever() {
    thread::current().unpark();
    thread::park();
    thread::park();
}

pub fn barrier_has_one_leader() {
    let barrier = Barrier::new(2);
    let round = || {
        let first = barrier.wait().is_leader();
        let second = barrier.wait().is_leader();
        (first as u32, second as u32)
    };
    let (a, b) = thread::scope(|s| {
        let other = s.spawn(round);
        let mine = round();
        (mine, other.join().unwrap())
    });
    assert_eq!((a.0 + b.0, a.1 + b.1), (1, 1));
    model::sometimes("main led", a.0 == 1);
    model::sometimes("the other led", b.0 == 1);
    assert!(Barrier::new(0).wait().is_leader());
}

pub fn barrier_waits_for_ever() {
    let barrier = Arc::new(Barrier::new(3));
    let theirs = barrier.clone();
    thread::spawn(move || theirs.wait());
    barrier.wait();
}

pub fn five_threads() {
    for _ in 0..5 {
        thread::spawn(|| ()).join().unwrap();
    }
}

pub fn detached_panic_is_nobodys() {
    drop(thread::spawn(|| panic!("nobody asks")));
}

pub fn left_running_for_ever() {
    drop(thread::spawn(thread::park));
}

pub fn finished_is_seen_both_ways() {
    let worker = thread::spawn(|| ());
    let finished = worker.is_finished();
    model::sometimes("finished", finished);
    model::sometimes("not finished", !finished);
    while !worker.is_finished() {
        thread::yield_now();
    }
    worker.join().unwrap();
}

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(1) };
    static NAMES: RefCell<Vec<&'static str>> = RefCell::new(vec!["first"]);
}

pub fn locals_are_per_thread() {
    struct Last(Arc<AtomicU32>);
    impl Drop for Last {
        fn drop(&mut self) {
            self.0.fetch_add(1, SeqCst);
        }
    }
    thread_local!(static LAST: RefCell<Option<Last>> = const { RefCell::new(None) });
    assert_eq!(DEPTH.get(), 1, "anew in each execution");
    DEPTH.set(5);
    NAMES.with_borrow_mut(|names| names.push("main"));
    let dropped = Arc::new(AtomicU32::new(0));
    let workers: Vec<_> = (0..2)
        .map(|_| {
            let dropped = dropped.clone();
            thread::spawn(move || {
                LAST.set(Some(Last(dropped)));
                assert_eq!(DEPTH.replace(2), 1);
                NAMES.with(|names| assert_eq!(*names.borrow(), ["first"]));
                assert_eq!(NAMES.take(), ["first"]);
                assert_eq!(DEPTH.take(), 2);
            })
        })
        .collect();
    for worker in workers {
        worker.join().unwrap();
    }
    assert_eq!(dropped.load(SeqCst), 2, "dropped at the end of their threads");
    assert_eq!(DEPTH.with(Cell::get), 5);
    assert_eq!(NAMES.with_borrow(Vec::len), 2);
}

pub fn names_and_ids() {
    let main = thread::current();
    assert_eq!(main.name(), Some("main"));
    let worker = thread::Builder::new()
        .name("worker".into())
        .stack_size(1 << 16)
        .spawn(thread::current)
        .unwrap();
    assert_eq!(worker.thread().name(), Some("worker"));
    let id = worker.thread().id();
    assert_ne!(id, main.id());
    assert_eq!(worker.join().unwrap().id(), id);
    assert!(thread::spawn(|| thread::current().name().is_none()).join().unwrap());
    assert_eq!(thread::available_parallelism().unwrap().get(), 2);
}

pub fn witness_sees_overlap() {
    let begun = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| begun.fetch_add(1, SeqCst));
        }
    });
    assert_eq!(model::threads_spawned(), 2);
    assert_eq!(model::alive(), 0);
    assert_eq!(model::most_alive(), 2);
    model::sometimes("two were alive", model::most_alive() >= 2);
}

/// A channel tells that all senders have gone, not that the threads have ended.
pub fn witness_sees_who_is_not_joined() {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || sender.send(1).unwrap());
    assert_eq!(receiver.into_iter().sum::<u32>(), 1);
    assert_eq!(model::unjoined(), 1);
    worker.join().unwrap();
    assert_eq!(model::unjoined(), 0);
    // Whoever joins, and however.
    let joined_by_another = thread::spawn(|| thread::spawn(|| ()).join().unwrap());
    joined_by_another.join().unwrap();
    thread::scope(|s| _ = s.spawn(|| ()));
    assert_eq!(model::unjoined(), 0);
}

pub fn witness_counts_waits() {
    let (sender, receiver) = mpsc::channel();
    let lock = Mutex::new(());
    thread::scope(|s| {
        s.spawn(|| {
            let _held = lock.lock().unwrap();
            sender.send(1).unwrap();
            sender.send(2).unwrap();
            assert_eq!(model::waits(), 0, "there is always room");
        });
        drop(lock.lock().unwrap());
        assert_eq!(model::waits(), 0, "a lock is no wait");
        receiver.recv().unwrap();
        model::sometimes("it was there", model::waits() == 0);
        model::sometimes("it had to come", model::waits() == 1);
        thread::sleep(Duration::from_millis(1));
        assert!(model::waits() > 0);
    });
}

pub fn nothing_shows_it() {
    for _ in 0..2 {
        thread::spawn(|| ()).join().unwrap();
    }
    model::sometimes("two were alive", model::most_alive() >= 2);
}

pub fn process_exit() {
    std::process::exit(0);
}

pub fn second_panic_aborts() {
    struct Panics;
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("second");
        }
    }
    let _ = thread::spawn(|| {
        let _panics = Panics;
        panic!("first");
    })
    .join();
}

#[expect(unconditional_recursion, reason = "that is what it is for")]
fn recurse(n: u64) -> u64 {
    std::hint::black_box(n) + recurse(n + 1)
}

pub fn endless_recursion() {
    let _ = thread::spawn(|| recurse(0)).join();
}

fn deep(n: u32) -> u32 {
    let frame = std::hint::black_box([n; 64]);
    if n == 0 { 0 } else { 1 + deep(n - 1) + frame[0] - n }
}

/// Real threads have two megabytes, so a few hundred kilobytes of frames must do.
pub fn deep_but_finite() {
    assert_eq!(thread::spawn(|| deep(500)).join().unwrap(), 500);
}

pub fn main_has_a_large_stack() {
    assert_eq!(deep(500), 500);
    assert!(catch_unwind(|| panic!("{}", deep(500))).is_err());
}

pub fn never_steps() {
    let worker = thread::spawn(|| {
        let mut n = 0_u64;
        loop {
            n = std::hint::black_box(n + 1);
        }
    });
    worker.join().unwrap()
}

pub fn many_schedules() {
    let total = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..3 {
            s.spawn(|| {
                for _ in 0..4 {
                    total.fetch_add(1, SeqCst);
                }
            });
        }
    });
}

pub fn panics_with_a_message() {
    let missing: Option<u8> = std::hint::black_box(None);
    missing.expect("a value");
}

pub fn unwinding_through_join() {
    let worker = thread::spawn(|| assert_eq!(1, 2, "in the worker"));
    if let Err(payload) = worker.join() {
        resume_unwind(payload);
    }
}

/// The thread dies, its handle is gone, and what it should have done is not done.
pub fn panic_that_nobody_sees() {
    let done = Arc::new(Mutex::new(None));
    let worker = Arc::clone(&done);
    drop(thread::spawn(move || {
        let job = "bad job".parse::<u32>();
        *worker.lock().unwrap() = Some(job.unwrap());
    }));
    assert!(done.lock().unwrap().is_some(), "the job was not done");
}
