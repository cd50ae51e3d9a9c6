//! Is the rate what was published, for whoever has been told? What others see in the meantime is for the model:
//! your processor may be one that never shows it.

use std::thread;

use answer::Rate;
use harness::Rng;

/// Nothing before, and both values after.
pub fn before_and_after() {
    let rate = Rate::new();
    assert_eq!(rate.get(), None, "before anything is published");
    rate.publish(108, 20_000);
    assert_eq!(rate.get(), Some((108, 20_000)));
    assert_eq!(rate.get(), Some((108, 20_000)), "and again");
}

/// Zero is a rate, and zero is a day.
pub fn zero_is_a_rate() {
    for (cents, day) in [(0, 7), (7, 0), (0, 0), (u64::MAX, u64::MAX)] {
        let rate = Rate::default();
        rate.publish(cents, day);
        assert_eq!(rate.get(), Some((cents, day)));
    }
}

/// Whoever has joined the loader gets the rate, on any thread; a static will do.
pub fn after_the_loader_was_joined() {
    static RATE: Rate = Rate::new();
    thread::spawn(|| RATE.publish(108, 20_000)).join().expect("it only publishes");
    for _ in 0..4 {
        let got = thread::spawn(|| RATE.get()).join().expect("it only asks");
        assert_eq!(got, Some((108, 20_000)));
    }
}

/// All calls are counted, from all threads, before the rate has come and after.
pub fn all_calls_are_counted() {
    let rate = Rate::new();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..1_000).for_each(|_| _ = rate.get()));
        }
        rate.publish(1, 2);
    });
    assert_eq!(rate.asked(), 4_000, "calls of `get`");
}

/// Random rates come back as they were.
pub fn random_rates_agree(seed: u64) -> Vec<(Option<(u64, u64)>, u64)> {
    let mut rng = Rng::new(seed);
    (0..50)
        .map(|_| {
            let rate = Rate::new();
            let calls = rng.below(5);
            (0..calls).for_each(|_| assert_eq!(rate.get(), None, "before anything is published"));
            if rng.below(4) > 0 {
                rate.publish(rng.below(1 << 40), rng.below(1 << 20));
            }
            (rate.get(), rate.asked())
        })
        .collect()
}
