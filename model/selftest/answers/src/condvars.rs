//! `Condvar`: missed and stolen wake-ups, wake-ups for no reason, time-outs.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const SHORT: Duration = Duration::from_millis(10);
const LONG: Duration = Duration::from_secs(3600);

pub fn handoff() {
    let (slot, filled) = (Mutex::new(None), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            *slot.lock().unwrap() = Some(7);
            filled.notify_one();
        });
        let mut guard = slot.lock().unwrap();
        model::sometimes("there already", guard.is_some());
        model::sometimes("not there yet", guard.is_none());
        while guard.is_none() {
            guard = filled.wait(guard).unwrap();
        }
        assert_eq!(*guard, Some(7));
    });
}

/// As above, with `if`: a wake-up for no reason is one too many.
pub fn handoff_with_if() {
    let (slot, filled) = (Mutex::new(None), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            *slot.lock().unwrap() = Some(7);
            filled.notify_one();
        });
        let mut guard = slot.lock().unwrap();
        if guard.is_none() {
            guard = filled.wait(guard).unwrap();
        }
        assert_eq!(*guard, Some(7), "woken with nothing there");
    });
}

/// Notifications are not kept.
pub fn waits_without_a_condition() {
    let (m, c) = (Mutex::new(()), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| c.notify_one());
        drop(c.wait(m.lock().unwrap()));
    });
}

/// The flag is raised, and the bell rung, between another's look and its wait.
pub fn flag_outside_the_lock() {
    let (flag, m, c) = (AtomicBool::new(false), Mutex::new(()), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            flag.store(true, Ordering::Release);
            c.notify_one();
        });
        let mut guard = m.lock().unwrap();
        while !flag.load(Ordering::Acquire) {
            guard = c.wait(guard).unwrap();
        }
    });
}

/// As above, but the flag is raised under the lock; ringing may come after it.
pub fn flag_under_the_lock() {
    let (flag, m, c) = (AtomicBool::new(false), Mutex::new(()), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            let guard = m.lock().unwrap();
            flag.store(true, Ordering::Relaxed);
            drop(guard);
            c.notify_one();
        });
        drop(c.wait_while(m.lock().unwrap(), |()| !flag.load(Ordering::Relaxed)));
    });
}

/// A queue with one place.
struct Queue {
    items: Mutex<VecDeque<u32>>,
    changed: Condvar,
    one: bool,
}

impl Queue {
    fn new(one: bool) -> Queue {
        Queue { items: Mutex::new(VecDeque::new()), changed: Condvar::new(), one }
    }

    fn notify(&self) {
        if self.one { self.changed.notify_one() } else { self.changed.notify_all() }
    }

    fn push(&self, item: u32) {
        let mut items =
            self.changed.wait_while(self.items.lock().unwrap(), |i| !i.is_empty()).unwrap();
        items.push_back(item);
        drop(items);
        self.notify();
    }

    fn pop(&self) -> u32 {
        let mut items =
            self.changed.wait_while(self.items.lock().unwrap(), |i| i.is_empty()).unwrap();
        let item = items.pop_front().unwrap();
        drop(items);
        self.notify();
        item
    }
}

fn one_producer_two_consumers(queue: &Queue) {
    thread::scope(|s| {
        let consumers = [s.spawn(|| queue.pop()), s.spawn(|| queue.pop())];
        queue.push(1);
        queue.push(2);
        let mut got = consumers.map(|c| c.join().unwrap());
        model::sometimes("the second came first", got == [2, 1]);
        got.sort();
        assert_eq!(got, [1, 2]);
    });
}

pub fn bounded_queue() {
    one_producer_two_consumers(&Queue::new(false));
}

/// `notify_one` may wake a consumer when it is the producer who could go on.
pub fn bounded_queue_wakes_the_wrong_one() {
    one_producer_two_consumers(&Queue::new(true));
}

/// Which of two waiters one notification wakes is anybody's guess.
pub fn either_waiter_wakes() {
    let (m, c) = (Mutex::new((0, 0, Vec::new())), Condvar::new());
    thread::scope(|s| {
        for me in [1, 2] {
            let (m, c) = (&m, &c);
            s.spawn(move || {
                let mut guard = m.lock().unwrap();
                guard.0 += 1;
                let mut guard = c.wait_while(guard, |(_, tickets, _)| *tickets == 0).unwrap();
                guard.1 -= 1;
                guard.2.push(me);
            });
        }
        while m.lock().unwrap().0 < 2 {
            thread::yield_now();
        }
        m.lock().unwrap().1 += 1;
        c.notify_one();
        loop {
            let guard = m.lock().unwrap();
            if let [first, ..] = guard.2[..] {
                model::sometimes("the first", first == 1);
                model::sometimes("the second", first == 2);
                break;
            }
            drop(guard);
            thread::yield_now();
        }
        m.lock().unwrap().1 += 1;
        c.notify_one();
    });
}

pub fn one_is_left_waiting() {
    let (open, opened) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| drop(opened.wait_while(open.lock().unwrap(), |open| !*open)));
        }
        *open.lock().unwrap() = true;
        opened.notify_one();
    });
}

/// However long the time-out, it may be over before another thread has moved; or not.
pub fn wait_ends_either_way() {
    let (m, c) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            *m.lock().unwrap() = true;
            c.notify_one();
        });
        let start = Instant::now();
        let guard = m.lock().unwrap();
        if *guard {
            return;
        }
        let (guard, result) = c.wait_timeout(guard, LONG).unwrap();
        model::sometimes("timed out", result.timed_out() && !*guard);
        model::sometimes("timed out, but it is there now", result.timed_out() && *guard);
        model::sometimes("notified", !result.timed_out() && *guard);
        model::sometimes("woken for no reason", !result.timed_out() && !*guard);
        // What wakes for no reason may do so late, and may find then what it waits for.
        assert_eq!(start.elapsed() == LONG, result.timed_out());
        model::sometimes("woken late", !result.timed_out() && !start.elapsed().is_zero());
    });
}

/// The other's next step is the notification, or the last one that matters: the time may be up before.
pub fn time_is_up_just_before() {
    let (m, c) = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| c.notify_one());
        let result = c.wait_timeout(m.lock().unwrap(), SHORT).unwrap().1;
        model::sometimes("notified", !result.timed_out());
        model::sometimes("timed out", result.timed_out());
    });
    let start = Instant::now();
    thread::scope(|s| {
        let reads = s.spawn(|| start.elapsed());
        drop(c.wait_timeout(m.lock().unwrap(), SHORT).unwrap());
        let read = reads.join().unwrap();
        model::sometimes("read the clock before", read.is_zero());
        model::sometimes("read the clock after", !read.is_zero());
    });
}

/// The other has begun, and its next step is to take the lock, or to notify.
pub fn time_is_up_once_more() {
    let (m, c) = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            for _ in 0..2 {
                let mut guard = c.wait_while(m.lock().unwrap(), |n| *n % 2 == 0).unwrap();
                *guard += 1;
                drop(guard);
                c.notify_one();
            }
        });
        for round in 0..2 {
            let mut guard = m.lock().unwrap();
            *guard += 1;
            c.notify_one();
            let (mut guard, result) = c.wait_timeout(guard, SHORT).unwrap();
            model::sometimes(
                ["timed out, and not yet", "timed out, and not yet again"][round],
                result.timed_out() && *guard % 2 == 1,
            );
            model::sometimes(
                ["timed out, though done", "timed out, though done again"][round],
                result.timed_out() && *guard % 2 == 0,
            );
            model::sometimes(["notified", "notified again"][round], !result.timed_out());
            while *guard % 2 == 1 {
                guard = c.wait(guard).unwrap();
            }
        }
    });
}

/// Whoever waits has seen that the other is on its way to the lock, and gives up before it is there.
pub fn gives_up_though_it_is_coming() {
    let (coming, m, c) = (AtomicBool::new(false), Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            coming.store(true, Ordering::Release);
            *m.lock().unwrap() = true;
            c.notify_one();
        });
        let guard = m.lock().unwrap();
        if !*guard && coming.load(Ordering::Acquire) {
            let (guard, result) = c.wait_timeout(guard, SHORT).unwrap();
            model::sometimes("gave up", result.timed_out() && !*guard);
            model::sometimes("it came", *guard);
        }
    });
}

/// As above, with two who wait, one of them without an end.
pub fn a_timed_waiter_may_take_the_notification() {
    let (m, c) = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        let patient = s.spawn(|| drop(c.wait_while(m.lock().unwrap(), |n| *n == 0)));
        let hasty = s.spawn(|| c.wait_timeout(m.lock().unwrap(), SHORT).unwrap().1.timed_out());
        *m.lock().unwrap() = 1;
        c.notify_one();
        let timed_out = hasty.join().unwrap();
        model::sometimes("timed out", timed_out);
        model::sometimes("took it", !timed_out);
        // Whoever took it passes it on.
        c.notify_one();
        patient.join().unwrap();
    });
}

/// The only notification may go to one whose time is up a moment later.
pub fn a_notification_is_lost_on_a_timed_waiter() {
    let (m, c) = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| drop(c.wait_while(m.lock().unwrap(), |n| *n == 0)));
        s.spawn(|| drop(c.wait_timeout(m.lock().unwrap(), SHORT)));
        *m.lock().unwrap() = 1;
        c.notify_one();
    });
}

pub fn wait_timeout_while_ends_either_way() {
    let (m, c) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            *m.lock().unwrap() = true;
            c.notify_one();
        });
        let start = Instant::now();
        let (guard, result) =
            c.wait_timeout_while(m.lock().unwrap(), LONG, |there| !*there).unwrap();
        model::sometimes("timed out", result.timed_out());
        model::sometimes("came", !result.timed_out());
        assert_eq!(*guard, !result.timed_out());
        // It looks once more when it has the lock again.
        model::sometimes("came late", !result.timed_out() && start.elapsed() == LONG);
        assert!(start.elapsed() == LONG || !result.timed_out());
        drop(guard);
        let (guard, result) =
            c.wait_timeout_while(m.lock().unwrap(), Duration::ZERO, |_| true).unwrap();
        assert!(result.timed_out());
        drop(guard);
    });
}

fn opened_within(limit: Duration, wait: fn(&Mutex<bool>, &Condvar, Duration) -> bool) {
    let (m, c) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            *m.lock().unwrap() = true;
            c.notify_all();
        });
        let start = Instant::now();
        let open = wait(&m, &c, limit);
        let took = start.elapsed();
        assert!(took <= limit, "it took {took:?}, and was to take no more than {limit:?}");
        model::sometimes("opened", open);
        model::sometimes("not opened", !open);
        model::sometimes("in the last moment", open && took == limit);
        model::sometimes("before", open && took < limit);
    });
}

/// A wake-up for no reason may come late, and the whole limit again is too long.
pub fn waits_the_whole_limit_again() {
    opened_within(SHORT, |m, c, limit| {
        let mut open = m.lock().unwrap();
        while !*open {
            let (guard, result) = c.wait_timeout(open, limit).unwrap();
            open = guard;
            if result.timed_out() {
                break;
            }
        }
        *open
    });
}

pub fn waits_for_what_is_left_of_the_limit() {
    opened_within(SHORT, |m, c, limit| {
        let end = Instant::now() + limit;
        let mut open = m.lock().unwrap();
        while !*open {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            open = c.wait_timeout(open, left).unwrap().0;
        }
        *open
    });
}

/// Times are up in their order, whoever began first, and the clock shows it.
pub fn times_are_up_in_order() {
    let (m, c, over) = (Mutex::new(()), Condvar::new(), Mutex::new(Vec::new()));
    let start = Instant::now();
    thread::scope(|s| {
        for ms in [20, 10] {
            let (m, c, over) = (&m, &c, &over);
            s.spawn(move || {
                let end = Duration::from_millis(ms);
                let left = |()| end.checked_sub(start.elapsed());
                let mut guard = m.lock().unwrap();
                while let Some(left) = left(()).filter(|left| !left.is_zero()) {
                    guard = c.wait_timeout(guard, left).unwrap().0;
                }
                over.lock().unwrap().push(ms);
            });
        }
    });
    // Longer, if somebody read the clock, and began to wait only when the other's time was up.
    assert!(start.elapsed() >= Duration::from_millis(20));
    model::sometimes("side by side", start.elapsed() == Duration::from_millis(20));
    let over = over.into_inner().unwrap();
    // The first may have been interrupted between its end and its note.
    model::sometimes("in order", over == [10, 20]);
    model::sometimes("noted later", over == [20, 10]);
}

/// Nobody notifies, but the one who waits looks again and again.
pub fn polls_by_time_out() {
    let (m, c) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| *m.lock().unwrap() = true);
        let mut guard = m.lock().unwrap();
        while !*guard {
            guard = c.wait_timeout(guard, SHORT).unwrap().0;
        }
    });
}

pub fn polls_by_time_out_for_ever() {
    let (m, c) = (Mutex::new(false), Condvar::new());
    let mut guard = m.lock().unwrap();
    while !*guard {
        guard = c.wait_timeout(guard, SHORT).unwrap().0;
    }
}

/// Two who look again and again, and a third who has something to say.
pub fn two_poll_by_time_out() {
    let (m, c) = (Mutex::new(0), Condvar::new());
    let poll = |until| {
        let mut guard = m.lock().unwrap();
        while *guard < until {
            guard = c.wait_timeout(guard, SHORT).unwrap().0;
        }
    };
    thread::scope(|s| {
        s.spawn(|| poll(1));
        s.spawn(|| poll(1));
        *m.lock().unwrap() = 1;
    });
}

/// Sleeping between two looks at something locked: to have locked it is no news to oneself.
pub fn sleeps_between_two_looks() {
    let m = Mutex::new(false);
    thread::scope(|s| {
        s.spawn(|| *m.lock().unwrap() = true);
        while !*m.lock().unwrap() {
            thread::sleep(SHORT);
        }
    });
}

/// A panic while waiting is none: the lock is not held. And one after it poisons.
pub fn waiting_holds_no_lock() {
    let (m, c) = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        let waits = s.spawn(|| {
            let mut guard = m.lock().unwrap();
            *guard = 1;
            let _guard = c.wait_while(guard, |n| *n != 2).unwrap();
            assert_eq!(model::locks_held(), 1);
            panic!("with the lock held again");
        });
        loop {
            let mut guard = m.lock().unwrap();
            if *guard == 1 {
                *guard = 2;
                break;
            }
            drop(guard);
            thread::yield_now();
        }
        c.notify_one();
        assert!(waits.join().is_err());
    });
    assert!(m.is_poisoned());
}
