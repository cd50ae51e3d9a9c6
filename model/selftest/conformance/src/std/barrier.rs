//! `Barrier`.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Barrier, BarrierWaitResult};
use std::thread;

is! {
    Barrier: Send, Sync, UnwindSafe, RefUnwindSafe, Debug;
    BarrierWaitResult: Send, Sync, UnwindSafe, RefUnwindSafe, Debug;
}
is_not! {
    Barrier: Default;
    BarrierWaitResult: Clone;
}

cases! {
    nobody_passes_alone one_leads_each_round nobody_to_wait_for in_a_static
}

fn nobody_passes_alone() {
    let (barrier, came) = (Barrier::new(3), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..3 {
            s.spawn(|| {
                came.fetch_add(1, Relaxed);
                barrier.wait();
                assert_eq!(came.load(Relaxed), 3);
            });
        }
    });
}

fn one_leads_each_round() {
    let (barrier, leaders) = (Barrier::new(2), [const { AtomicU32::new(0) }; 2]);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                for round in &leaders {
                    round.fetch_add(u32::from(barrier.wait().is_leader()), Relaxed);
                }
            });
        }
    });
    assert_eq!(leaders.map(AtomicU32::into_inner), [1, 1]);
}

fn nobody_to_wait_for() {
    assert!(Barrier::new(1).wait().is_leader());
    assert!(Barrier::new(0).wait().is_leader());
    assert_eq!(format!("{:?}", Barrier::new(1)), "Barrier { .. }");
    let result = Barrier::new(1).wait();
    assert_eq!(format!("{result:?}"), "BarrierWaitResult { is_leader: true }");
}

fn in_a_static() {
    static BARRIER: Barrier = Barrier::new(2);
    let other = thread::spawn(|| BARRIER.wait().is_leader());
    let leads = BARRIER.wait().is_leader();
    assert_ne!(other.join().unwrap(), leads);
}

pub mod barrier_wait_result {
    //! `BarrierWaitResult`: tested with the barrier, whose rounds have one leader each.

    use std::sync::Barrier;

    cases! {
        who_is_alone_leads
    }

    fn who_is_alone_leads() {
        assert!(Barrier::new(1).wait().is_leader());
    }
}
