//! `crossbeam::utils`.

pub mod backoff {
    //! `Backoff`.

    use std::fmt::Debug;
    use std::panic::UnwindSafe;
    use std::sync::atomic::{AtomicBool, Ordering::*};
    use std::thread;

    use crossbeam::utils::Backoff;

    use crate::sometimes;

    is! {
        Backoff: Send, UnwindSafe, Debug, Default;
    }
    is_not! {
        Backoff: Sync;
        Backoff: Clone;
    }

    cases! { spins_until_it_is_so snoozes_until_it_is_so gives_up_at_last }

    fn spins_until_it_is_so() {
        let flag = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| flag.store(true, Release));
            let backoff = Backoff::new();
            while !flag.load(Acquire) {
                backoff.spin();
                assert!(!backoff.is_completed());
            }
        });
    }

    fn snoozes_until_it_is_so() {
        let flag = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| flag.store(true, Release));
            let backoff = Backoff::default();
            while !flag.load(Acquire) {
                backoff.snooze();
            }
        });
    }

    /// Whoever asks whether it is completed need not wait for ever.
    fn gives_up_at_last() {
        let flag = AtomicBool::new(false);
        thread::scope(|s| {
            let waiting = s.spawn(|| {
                let backoff = Backoff::new();
                assert!(!backoff.is_completed());
                while !flag.load(Acquire) {
                    if backoff.is_completed() {
                        backoff.reset();
                        assert!(!backoff.is_completed());
                        return false;
                    }
                    backoff.snooze();
                }
                true
            });
            let seen = waiting.join().unwrap();
            assert!(!seen);
            sometimes("gave up", !seen);
            flag.store(true, Release);
        });
    }
}

pub mod cache_padded {
    //! `CachePadded`.

    use std::cell::Cell;
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    use std::thread;

    use crossbeam::utils::CachePadded;

    is! {
        CachePadded<Cell<u8>>: Send;
    }
    is_not! {
        CachePadded<Cell<u8>>: Sync;
    }

    cases! { is_what_it_holds }

    fn is_what_it_holds() {
        static COUNTERS: [CachePadded<AtomicU32>; 2] =
            [CachePadded::new(AtomicU32::new(0)), CachePadded::new(AtomicU32::new(0))];
        thread::scope(|s| {
            for counter in &COUNTERS {
                s.spawn(|| counter.fetch_add(1, Relaxed));
            }
        });
        assert_eq!(COUNTERS.iter().map(|c| c.load(Relaxed)).sum::<u32>(), 2);
        let mut padded = CachePadded::from(1);
        *padded += 1;
        assert_eq!(
            (format!("{padded} {padded:?}"), padded.into_inner()),
            ("2 CachePadded { value: 2 }".into(), 2)
        );
    }
}
