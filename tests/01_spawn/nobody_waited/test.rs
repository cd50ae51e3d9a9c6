//! Whoever starts work in the background leaves only when it is over, whichever way it leaves.
use answer::Background;
use harness::{Rendezvous, Rng};
use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

/// The work is under way while its owner goes on.
pub fn the_owner_goes_on() {
    let met = Arc::new(AtomicUsize::new(0));
    let meeting = Arc::new(Rendezvous::new(2));
    let (in_work, in_meeting) = (Arc::clone(&met), Arc::clone(&meeting));
    let shipping = Background::start(move || {
        in_meeting.meet();
        in_work.fetch_add(1, Ordering::Relaxed);
    });
    meeting.meet();
    drop(shipping);
    assert_eq!(met.load(Ordering::Relaxed), 1, "works that met their owner and then went on");
}

/// Letting go waits until the work is over.
pub fn letting_go_waits() {
    for round in 0..8 {
        let over = Arc::new(AtomicUsize::new(0));
        drop(long_work(&over));
        assert_eq!(over.load(Ordering::Relaxed), 1, "round {round}: works that were over");
    }
}

/// Several works run at the same time, and letting go of them waits for each.
pub fn several_works_are_waited_for() {
    for round in 0..8 {
        let over = Arc::new(AtomicUsize::new(0));
        // Each of the works has begun before the next one is started.
        let works: Vec<_> = (0..3).map(|_| long_work(&over)).collect();
        drop(works);
        assert_eq!(over.load(Ordering::Relaxed), 3, "round {round}: works that were over");
    }
}

/// An owner that leaves early by `return` waits all the same.
pub fn an_early_return_waits() {
    for round in 0..8 {
        let over = Arc::new(AtomicUsize::new(0));
        assert_eq!(serve(&over), Err("no route to host"));
        assert_eq!(over.load(Ordering::Relaxed), 1, "round {round}: works that were over");
    }
}

/// An owner that panics waits all the same.
pub fn a_panicking_owner_waits() {
    for round in 0..8 {
        let over = Arc::new(AtomicUsize::new(0));
        let owner = catch_unwind(AssertUnwindSafe(|| {
            let _shipping = long_work(&over);
            panic!("the owner gives up");
        }));
        assert!(owner.is_err());
        assert_eq!(over.load(Ordering::Relaxed), 1, "round {round}: works that were over");
    }
}

/// Work that panics is waited for, and the panic does not spread to the owner.
pub fn a_panic_stays_in_the_background() {
    let over = Arc::new(AtomicUsize::new(0));
    let owner = catch_unwind(AssertUnwindSafe(|| {
        drop(long_work_with_end(&over, || panic!("the disk is full")));
    }));
    assert!(owner.is_ok(), "letting go of work that had panicked panicked too");
    assert_eq!(over.load(Ordering::Relaxed), 1, "works that had got as far as their panic");
}

/// What a service does: begins to ship its log, then finds that it cannot serve.
fn serve(over: &Arc<AtomicUsize>) -> Result<(), &'static str> {
    let _shipping = long_work(over);
    Err("no route to host")
}

/// Work that goes on only at the moment when it is let go of, and then has a long way to go: whoever
/// does not wait for it is gone long before it is over.
///
/// Fields are dropped from top to bottom: first the leave to go on, then the answer's value.
struct LongWork {
    _go_on: Leave,
    _work: Background,
}

struct Leave(mpsc::Sender<()>);

impl Drop for Leave {
    fn drop(&mut self) {
        // Fails only when the work is over already, and then the check says so.
        let _ = self.0.send(());
    }
}

fn long_work(over: &Arc<AtomicUsize>) -> LongWork {
    long_work_with_end(over, || ())
}

/// Returns when the work has begun.
fn long_work_with_end(over: &Arc<AtomicUsize>, end: fn()) -> LongWork {
    let over = Arc::clone(over);
    let begun = Arc::new(Rendezvous::new(2));
    let in_work = Arc::clone(&begun);
    let (leave, may_go_on) = mpsc::channel();
    let work = Background::start(move || {
        in_work.meet();
        if may_go_on.recv().is_ok() {
            long_way();
            over.fetch_add(1, Ordering::Relaxed);
            end();
        }
    });
    begun.meet();
    LongWork { _go_on: Leave(leave), _work: work }
}

/// Work that takes far longer than a drop that waits for nobody. It offers its processor to others
/// again and again, so that an owner that does not wait gets ahead of it on one processor too.
fn long_way() {
    let mut rng = Rng::new(1);
    for _ in 0..20 {
        for _ in 0..10_000 {
            black_box(rng.next_u64());
        }
        thread::yield_now();
    }
}
