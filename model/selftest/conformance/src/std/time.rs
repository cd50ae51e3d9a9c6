//! `std::time`.

pub mod instant {
    //! `Instant`.

    use std::fmt::Debug;
    use std::hash::Hash;
    use std::ops::{Add, AddAssign, Sub, SubAssign};
    use std::panic::{RefUnwindSafe, UnwindSafe};
    use std::thread;
    use std::time::{Duration, Instant};

    use crate::panics;

    is! {
        Instant: Send, Sync, UnwindSafe, RefUnwindSafe, Copy, Debug, Hash, Ord, Add<Duration, Output = Instant>, AddAssign<Duration>,
            Sub<Duration, Output = Instant>, Sub<Instant, Output = Duration>, SubAssign<Duration>;
    }
    is_not! {
        Instant: Default;
        Instant: Add<Instant>;
        Instant: std::fmt::Display;
    }

    cases! {
        never_goes_back differences_are_never_negative added_and_subtracted seen_by_another_thread
    }

    fn never_goes_back() {
        let first = Instant::now();
        let second = Instant::now();
        assert!(first <= second);
        thread::sleep(Duration::from_millis(1));
        assert!(second + Duration::from_millis(1) <= Instant::now());
        assert!(first.elapsed() >= Duration::from_millis(1));
    }

    fn differences_are_never_negative() {
        let early = Instant::now();
        let late = early + Duration::from_secs(3);
        assert_eq!(late - early, Duration::from_secs(3));
        assert_eq!((early - late, early.duration_since(late)), (Duration::ZERO, Duration::ZERO));
        assert_eq!(early.saturating_duration_since(late), Duration::ZERO);
        assert_eq!(early.checked_duration_since(late), None);
        assert_eq!(late.checked_duration_since(early), Some(Duration::from_secs(3)));
        assert_eq!(late.elapsed(), Duration::ZERO);
    }

    fn added_and_subtracted() {
        let now = Instant::now();
        let mut then = now;
        then += Duration::from_secs(5);
        then -= Duration::from_secs(2);
        assert_eq!(then, now + Duration::from_secs(3));
        assert_eq!(now.checked_add(Duration::from_secs(3)), Some(then));
        assert_eq!(then.checked_sub(Duration::from_secs(3)), Some(now));
        assert_eq!(now.checked_add(Duration::MAX), None);
        assert_eq!(panics(|| now + Duration::MAX), "overflow when adding duration to instant");
    }

    fn seen_by_another_thread() {
        let before = Instant::now();
        let theirs = thread::spawn(Instant::now).join().unwrap();
        assert!(before <= theirs && theirs <= Instant::now());
    }
}
