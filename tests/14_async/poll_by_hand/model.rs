//! Is every wake-up heard, at whatever moment it comes?

use std::future::poll_fn;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Waker};
use std::thread;

use answer::run;

/// What a future waits for: events, and who is to be woken.
#[derive(Default)]
struct Inbox {
    events: u32,
    waker: Option<Waker>,
}

fn poll(inbox: &Mutex<Inbox>, wanted: u32, cx: &mut Context<'_>) -> Poll<u32> {
    let mut inbox = inbox.lock().unwrap();
    if inbox.events >= wanted {
        return Poll::Ready(inbox.events);
    }
    inbox.waker = Some(cx.waker().clone());
    Poll::Pending
}

fn tell(inbox: &Mutex<Inbox>) {
    let waker = {
        let mut inbox = inbox.lock().unwrap();
        inbox.events += 1;
        inbox.waker.take()
    };
    if let Some(waker) = waker {
        waker.wake();
    }
}

/// Another thread makes the future ready, whenever it likes: `run` comes to its end.
pub fn no_wake_up_is_lost() {
    let inbox = Mutex::new(Inbox::default());
    let events = thread::scope(|scope| {
        scope.spawn(|| tell(&inbox));
        run(poll_fn(|cx| poll(&inbox, 1, cx)))
    });
    assert_eq!(events, 1);
}

/// Two threads tell one event each, and the future waits for both.
pub fn two_who_wake() {
    let inbox = Mutex::new(Inbox::default());
    let events = thread::scope(|scope| {
        scope.spawn(|| tell(&inbox));
        scope.spawn(|| tell(&inbox));
        run(poll_fn(|cx| poll(&inbox, 2, cx)))
    });
    assert_eq!(events, 2);
}

/// While nobody wakes it, the future is not polled.
pub fn it_sleeps_until_it_is_woken() {
    let inbox = Mutex::new(Inbox::default());
    let (polls, while_it_lasts) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            // Whoever polls again and again has the time to do so here.
            while_it_lasts.fetch_add(1, Ordering::Relaxed);
            while_it_lasts.fetch_add(1, Ordering::Relaxed);
            while_it_lasts.fetch_add(1, Ordering::Relaxed);
            tell(&inbox);
        });
        run(poll_fn(|cx| {
            polls.fetch_add(1, Ordering::Relaxed);
            while_it_lasts.load(Ordering::Relaxed);
            poll(&inbox, 1, cx)
        }))
    });
    let polls = polls.load(Ordering::Relaxed);
    // The first one, one for the wake-up, and one for no reason.
    assert!(polls <= 3, "{polls} polls of a future that was woken once");
}
