//! Does it run futures to their end, whoever wakes them?
//@ deadline: 8s

use std::future::{pending, poll_fn, ready};
use std::mem;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::thread;
use std::time::Duration;

use answer::run;
use harness::{Rendezvous, Rng, all_come_to_rest};

/// Pending so often; wakes itself, by reference or not, while it is being polled.
fn counts_down(value: u64, mut pending: usize, polls: &AtomicUsize) -> impl Future<Output = u64> {
    poll_fn(move |cx| {
        polls.fetch_add(1, Ordering::SeqCst);
        if pending == 0 {
            return Poll::Ready(value);
        }
        if pending % 2 == 0 {
            cx.waker().wake_by_ref();
            cx.waker().wake_by_ref();
        } else {
            cx.waker().clone().wake();
        }
        pending -= 1;
        Poll::Pending
    })
}

/// Futures that wake themselves while they are being polled come to their end, and are polled as often as they ask for.
pub fn outputs_come_back(seed: u64) -> Vec<(u64, usize)> {
    let mut rng = Rng::new(seed);
    (0..16)
        .map(|_| {
            let (value, pending) = (rng.next_u64(), rng.below(5) as usize);
            let polls = AtomicUsize::new(0);
            let output = run(counts_down(value, pending, &polls));
            let polls = polls.load(Ordering::SeqCst);
            // Two wake-ups may be kept apart, and a wait may end for no reason.
            let asked = (1..=pending).map(|left| if left % 2 == 0 { 2 } else { 1 }).sum::<usize>();
            assert!(polls <= 2 + asked, "{polls} polls, of a future that was woken {asked} times");
            (output, polls.min(pending + 1))
        })
        .collect()
}

/// A future that is ready is polled once, and on the thread that calls `run`.
pub fn ready_at_once() {
    assert_eq!(run(ready(7)), 7);
    let here = thread::current().id();
    let mut polled = false;
    let there = run(poll_fn(move |_| {
        assert!(!polled, "polled after it had been ready");
        polled = true;
        Poll::Ready(thread::current().id())
    }));
    assert_eq!(there, here, "the thread that polls");
}

/// Gives the waker away, and returns when it has been woken; without a `park`, which would take the token that a `run` may rely on.
fn give_and_wait(give: &Sender<Waker>, woken: &AtomicUsize, waker: &Waker) {
    let before = woken.load(Ordering::SeqCst);
    give.send(waker.clone()).expect("somebody wakes");
    while woken.load(Ordering::SeqCst) == before {
        thread::yield_now();
    }
}

/// Another thread wakes it, and has done so before the poll is over: the future is polled again, and again.
pub fn woken_by_another_thread() {
    let (give, wakers) = mpsc::channel::<Waker>();
    let woken = AtomicUsize::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            for waker in wakers {
                waker.wake();
                woken.fetch_add(1, Ordering::SeqCst);
            }
        });
        for rounds in 0..20 {
            let mut left = rounds;
            let output = run(poll_fn(|cx| {
                if left == 0 {
                    return Poll::Ready(rounds);
                }
                left -= 1;
                give_and_wait(&give, &woken, cx.waker());
                Poll::Pending
            }));
            assert_eq!(output, rounds);
        }
        drop(give);
    });
}

/// A waker that is kept, and woken when everything is over, does no harm.
pub fn woken_after_the_end() {
    let kept: Mutex<Option<Waker>> = Mutex::new(None);
    let mut first = true;
    let keep = poll_fn(|cx| {
        *kept.lock().unwrap() = Some(cx.waker().clone());
        cx.waker().wake_by_ref();
        if mem::take(&mut first) { Poll::Pending } else { Poll::Ready(7) }
    });
    assert_eq!(run(keep), 7);
    let waker = kept.lock().unwrap().take().expect("it was polled");
    waker.wake_by_ref();
    let other = waker.clone();
    thread::spawn(move || other.wake()).join().expect("waking does not panic");
    waker.wake();
    // And the next run is not disturbed.
    let polls = AtomicUsize::new(0);
    assert_eq!(run(counts_down(8, 2, &polls)), 8);
}

/// Three threads run futures at the same time; each is woken by its own waker.
pub fn each_run_has_a_bell_of_its_own() {
    let together = Rendezvous::new(3);
    let woken: Vec<AtomicUsize> = (0..3).map(|_| AtomicUsize::new(0)).collect();
    thread::scope(|scope| {
        let mut wakers = Vec::new();
        for woken in &woken {
            let (give, waker) = mpsc::channel::<Waker>();
            wakers.push(waker);
            let together = &together;
            scope.spawn(move || {
                let mut first = true;
                run(poll_fn(|cx| {
                    if !mem::take(&mut first) {
                        return Poll::Ready(());
                    }
                    together.meet();
                    give_and_wait(&give, woken, cx.waker());
                    Poll::Pending
                }));
            });
        }
        // The last one is woken first.
        for (waker, woken) in wakers.into_iter().zip(&woken).rev() {
            waker.recv().expect("the future has given its waker away").wake();
            woken.fetch_add(1, Ordering::SeqCst);
        }
    });
}

/// A future with borrowed variables, and one that is dropped unfinished in a `select!`.
pub fn futures_of_every_kind() {
    let text = "borrowed".to_string();
    assert_eq!(run(async { text.len() }), 8);
    let shared = Arc::new(5);
    let output = run(async {
        tokio::select! {
            () = pending() => 0,
            n = ready(*shared) => n,
        }
    });
    assert_eq!(output, 5);
    assert_eq!(Arc::strong_count(&shared), 1, "owners, when the future is gone");
}

/// As long as nobody wakes the future `run` sleeps: it does not ask in a loop whether somebody has.
pub fn it_sleeps() {
    let (give, wakers) = mpsc::channel::<Waker>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut first = true;
            run(poll_fn(|cx| {
                if !mem::take(&mut first) {
                    return Poll::Ready(());
                }
                give.send(cx.waker().clone()).expect("somebody wakes");
                Poll::Pending
            }));
        });
        let waker = wakers.recv().expect("the future has given its waker away");
        let asleep = all_come_to_rest(Duration::from_secs(5));
        waker.wake();
        assert!(asleep, "nobody wakes the future, and `run` never sleeps");
    });
}
