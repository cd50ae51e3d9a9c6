//! Does the first reply come back on real threads, without waiting for anybody else? Who comes first when both are on their
//! way is for the model.
//@ deadline: 8s

use std::cell::RefCell;
use std::panic;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use answer::first_reply;
use harness::{Rendezvous, Rng, seed};

const AN_HOUR: Duration = Duration::from_secs(3_600);

/// So long a reply waits for a thread that does not end; then it comes all the same.
const LONG_ENOUGH: Duration = Duration::from_millis(200);

/// When one of the two replies and the other one is held up, or both panic, the result is plain.
pub fn the_one_that_replies_decides(seed: u64) -> Vec<Option<u64>> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|_| {
            let (opens, gate) = mpsc::channel::<()>();
            let held = move || {
                let _ = gate.recv();
                0
            };
            let (kind, reply) = (rng.below(4), rng.next_u64());
            let result = match kind {
                0 => first_reply(move || reply, held, AN_HOUR),
                1 => first_reply(held, move || reply, AN_HOUR),
                2 => first_reply::<u64, _, _>(|| broken(), || broken(), AN_HOUR),
                _ => first_reply(held, || broken(), Duration::from_millis(1)),
            };
            drop(opens);
            result
        })
        .collect()
}

/// Both are asked at the same time.
pub fn both_are_asked_at_once() {
    let meeting = Arc::new(Rendezvous::new(2));
    let other = Arc::clone(&meeting);
    let reply = first_reply(
        move || {
            meeting.meet();
            1
        },
        move || {
            other.meet();
            2
        },
        AN_HOUR,
    );
    assert!(reply == Some(1) || reply == Some(2), "the first of two replies, not {reply:?}");
}

/// One that panics has not replied: it is gone before the other one replies, and that reply counts.
pub fn a_panic_is_no_reply() {
    thread_local! {
        static OPENS_AT_THE_END: RefCell<Option<mpsc::Sender<()>>> = const { RefCell::new(None) };
    }
    // Whoever is told of both at once may still look at the reply first; not every time.
    for round in 0..24 {
        let (opens, gate) = mpsc::channel::<()>();
        let gone = move || -> u64 {
            // Dropped when this thread has ended, after all that the panic has dropped.
            OPENS_AT_THE_END.set(Some(opens));
            broken()
        };
        let replies = move || {
            let _ = gate.recv_timeout(LONG_ENOUGH);
            round
        };
        let reply = match round % 2 {
            0 => first_reply(replies, gone, AN_HOUR),
            _ => first_reply(gone, replies, AN_HOUR),
        };
        assert_eq!(reply, Some(round), "the only reply, after the other one has panicked");
    }
}

/// Without a reply it is given up when the time is up, and not earlier.
pub fn no_reply_in_time() {
    let limit = Duration::from_millis(Rng::new(seed()).range(5..25));
    let (opens, gate) = mpsc::channel::<()>();
    let held = move || {
        let _ = gate.recv();
        1
    };
    let begun = Instant::now();
    assert_eq!(first_reply(held, || broken(), limit), None, "nobody has replied");
    let waited = begun.elapsed();
    assert!(waited >= limit, "given up after {waited:?}, with a limit of {limit:?}");
    drop(opens);
}

/// The longest limit there is is allowed.
pub fn no_limit_is_too_long() {
    for _ in 0..5 {
        // They take some time, in which a limit that is up at once is noticed.
        let slowly = || {
            thread::sleep(Duration::from_millis(2));
            1
        };
        let asking = thread::spawn(move || first_reply(slowly, slowly, Duration::MAX));
        let reply = asking.join().expect("a limit of `Duration::MAX` is no reason to panic");
        assert_eq!(reply, Some(1), "both reply the same");
    }
}

/// A reply that comes too late is dropped, and its thread does not panic.
pub fn a_late_reply_ends_quietly() {
    for late in 0..3 {
        let (opens, gate) = mpsc::channel::<()>();
        let (also_opens, also) = mpsc::channel::<()>();
        let (told, over) = mpsc::channel();
        let panicked = Arc::new(AtomicBool::new(false));
        let reply = Reply { number: 1, panicked: Arc::clone(&panicked), _end: Some(told) };
        let held = move || {
            let _ = gate.recv();
            reply
        };
        let other = Reply { number: 2, panicked: Arc::clone(&panicked), _end: None };
        let first = match late {
            0 => first_reply(held, move || other, AN_HOUR),
            1 => first_reply(move || other, held, AN_HOUR),
            // Nobody panics on purpose here: who panics may be the one who drops what the other has left.
            _ => first_reply(held, held_too(also, other), Duration::from_millis(1)),
        };
        let first = first.as_ref().map(|reply| reply.number);
        assert_eq!(first, if late == 2 { None } else { Some(2) }, "the other one is held up");
        drop((opens, also_opens));
        // Nothing is ever sent: this waits for the late reply to be dropped.
        assert!(over.recv().is_err());
        let panicked = panicked.load(Ordering::SeqCst);
        assert!(!panicked, "a thread panicked because its reply is not wanted any more");
    }
}

/// Whoever replies too late does not panic on its way out, either, when its reply has been dropped.
pub fn a_late_one_does_not_panic_on_its_way_out() {
    thread_local! {
        static TELLS_AT_THE_END: RefCell<Option<mpsc::Sender<()>>> = const { RefCell::new(None) };
    }
    let panics = Arc::new(AtomicUsize::new(0));
    let (usual, counts) = (panic::take_hook(), Arc::clone(&panics));
    panic::set_hook(Box::new(move |info| {
        counts.fetch_add(1, Ordering::SeqCst);
        usual(info);
    }));
    for late in 0..2 {
        let (opens, gate) = mpsc::channel::<()>();
        let (told, over) = mpsc::channel::<()>();
        let held = move || {
            let _ = gate.recv();
            // Dropped when this thread has ended, after all that it does with the reply.
            TELLS_AT_THE_END.set(Some(told));
            1
        };
        let reply = match late {
            0 => first_reply(held, || 2, AN_HOUR),
            _ => first_reply(|| 2, held, AN_HOUR),
        };
        assert_eq!(reply, Some(2), "the other one is held up");
        drop(opens);
        // Nothing is ever sent: this waits for the late one's thread to end.
        assert!(over.recv().is_err());
    }
    assert_eq!(panics.load(Ordering::SeqCst), 0, "panics, and neither of the two is broken");
}

fn held_too(gate: mpsc::Receiver<()>, reply: Reply) -> impl FnOnce() -> Reply + Send + 'static {
    move || {
        let _ = gate.recv();
        reply
    }
}

fn broken<T>() -> T {
    panic!("this one is broken on purpose")
}

/// Notes whether it is dropped in a panic.
struct Reply {
    number: u64,
    panicked: Arc<AtomicBool>,
    _end: Option<mpsc::Sender<()>>,
}

impl Drop for Reply {
    fn drop(&mut self) {
        if thread::panicking() {
            self.panicked.store(true, Ordering::SeqCst);
        }
    }
}
