//! Is each slot given back once, however its permit ends? Who waits, and who is woken, is for the model.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use answer::{Permit, Slots};
use harness::{Rendezvous, Rng, seed};

/// As many slots are free as no permit is alive for.
pub fn the_count_is_right(seed: u64) -> Vec<(bool, usize)> {
    let mut rng = Rng::new(seed);
    let mut seen = Vec::new();
    for slots in [0, 1, 5] {
        let slots = Slots::new(slots);
        let mut permits: Vec<Permit<'_>> = Vec::new();
        for _ in 0..40 {
            let got = match rng.below(5) {
                0 | 1 => {
                    let permit = slots.try_acquire();
                    let got = permit.is_some();
                    permits.extend(permit);
                    got
                }
                2 => {
                    slots.free() > 0 && {
                        permits.push(slots.acquire());
                        true
                    }
                }
                3 => permits.pop().map(|permit| permit.release()).is_some(),
                _ => permits.pop().is_some(),
            };
            seen.push((got, slots.free()));
        }
        drop(permits);
        seen.push((true, slots.free()));
    }
    seen
}

/// A permit that was released is not given back a second time.
pub fn released_once() {
    let slots = Slots::new(2);
    let (first, second) = (slots.acquire(), slots.acquire());
    assert_eq!(slots.free(), 0, "free slots of two, with two permits");
    first.release();
    assert_eq!(slots.free(), 1, "free slots of two, with one permit");
    drop(second);
    assert_eq!(slots.free(), 2, "free slots of two, without a permit");
}

/// A permit that ends by an early return or by a panic gives its slot back.
pub fn every_way_out_gives_it_back() {
    let slots = Slots::new(1);
    let early = || {
        let _permit = slots.try_acquire()?;
        let nothing: Option<u64> = None;
        let _never = nothing?;
        Some(())
    };
    assert_eq!(early(), None);
    assert_eq!(slots.free(), 1, "free slots after an early return");
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        let _permit = slots.acquire();
        panic!("the mail server hangs up, on purpose");
    }));
    assert!(panicked.is_err());
    assert_eq!(slots.free(), 1, "free slots after a panic");
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        slots.run(|| panic!("the mail server hangs up, on purpose"));
    }));
    assert!(panicked.is_err(), "the panic of a work is a panic of `run`");
    assert_eq!(slots.free(), 1, "free slots after a work that panicked");
}

/// While a work runs, its slot is taken.
pub fn a_work_has_its_slot() {
    let all = Rng::new(seed()).range(2..9) as usize;
    let slots = Slots::new(all);
    let seen = slots.run(|| slots.free());
    assert_eq!(seen, all - 1, "free slots of {all}, while one work runs");
    let seen = slots.run(|| slots.run(|| slots.try_acquire().is_some()));
    assert_eq!(seen, all >= 3, "a third slot of {all}, while two works run");
    assert_eq!(slots.free(), all, "free slots in the end");
}

/// A permit can be handed on to another thread, and ends there.
pub fn it_ends_where_it_was_sent() {
    let slots = Slots::new(2);
    let (begin, end) = (Rendezvous::new(2), Rendezvous::new(2));
    let permit = slots.acquire();
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            let _permit = permit;
            begin.meet();
            end.meet();
        });
        begin.meet();
        assert_eq!(slots.free(), 1, "free slots, while another thread has the permit");
        let second = slots.try_acquire();
        assert!(second.is_some(), "the second slot is free");
        assert_eq!(slots.free(), 0, "free slots of two, with two permits");
        drop(second);
        end.meet();
        other.join().expect("this thread only keeps the permit");
    });
    assert_eq!(slots.free(), 2, "free slots, when the other thread has ended");
}
