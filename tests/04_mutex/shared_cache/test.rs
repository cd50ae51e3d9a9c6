//! Does the cache do its job on real threads?
//!
//! In each check the threads need different currencies, or come one after the other. What happens when two need the same one at
//! the same time is for the model.
//@ deadline: 5s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use answer::Rates;
use harness::{Rendezvous, Rng, seed};

/// The bank's first answer is the rate from then on, whatever it would say later.
pub fn rates_agree(seed: u64) -> Vec<(u64, usize)> {
    let mut rng = Rng::new(seed);
    let rates = Rates::new();
    let mut seen = Vec::new();
    for _ in 0..200 {
        let currency = currency(rng.below(40));
        let answer = rng.next_u64();
        seen.push((rates.get_or_load(&currency, || answer), rates.known()));
    }
    seen
}

/// A rate that is known is not asked for again, by no thread.
pub fn the_bank_is_asked_once() {
    let mut rng = Rng::new(seed());
    let rates = Rates::new();
    assert_eq!(rates.known(), 0, "currencies with a rate at the beginning");
    let answers = rng.vec(5);
    for (number, &answer) in (0..).zip(&answers) {
        thread::scope(|scope| {
            scope.spawn(|| rates.get_or_load(&currency(number), || answer)).join()
        })
        .expect("this thread only asks for a rate");
    }
    for (number, &answer) in (0..).zip(&answers) {
        let name = currency(number);
        let rate = rates.get_or_load(&name, || panic!("the rate of {name:?} is known already"));
        assert_eq!(rate, answer, "the rate of {name:?}, which another thread had loaded");
    }
    assert_eq!(rates.known(), 5, "currencies with a rate");
    let tomorrow = Rates::new();
    assert_eq!(tomorrow.known(), 0, "currencies with a rate on the next day");
    assert_eq!(tomorrow.get_or_load(&currency(1), || 77), 77, "a rate of the next day");
}

/// Any number can be a rate, also 0 and the largest.
pub fn any_number_can_be_a_rate() {
    let rates = Rates::new();
    for (name, answer) in [("CHF", 0), ("JPY", u64::MAX)] {
        assert_eq!(rates.get_or_load(name, || answer), answer, "the rate of {name}");
        let later = rates.get_or_load(name, || panic!("the rate of {name} is known already"));
        assert_eq!(later, answer, "the rate of {name}, asked for again");
    }
    assert_eq!(rates.known(), 2, "currencies with a rate");
}

/// Two currencies can be loaded at the same time.
pub fn two_currencies_are_loaded_at_the_same_time() {
    let rates = Rates::new();
    let at_the_bank = Rendezvous::new(2);
    thread::scope(|scope| {
        for (name, answer) in [("CHF", 95), ("JPY", 16_200)] {
            let (rates, at_the_bank) = (&rates, &at_the_bank);
            scope.spawn(move || {
                let rate = rates.get_or_load(name, || {
                    at_the_bank.meet();
                    answer
                });
                assert_eq!(rate, answer, "the rate of {name}");
            });
        }
    });
}

/// A load may need the rate of another currency.
pub fn a_load_may_use_the_rates() {
    let rates = Rates::new();
    let through = |rate: u64| rate * 2;
    let rate = rates.get_or_load("ISK", || through(rates.get_or_load("DKK", || 746)));
    assert_eq!(rate, 1492, "the rate of ISK, which is computed from that of DKK");
    assert_eq!(rates.get_or_load("DKK", || panic!("DKK is known")), 746, "the rate of DKK");
    assert_eq!(rates.known(), 2, "currencies with a rate");
}

/// A load that panics harms nobody: nothing becomes known, and the next caller asks again.
pub fn a_panicking_load_harms_nobody() {
    let rates = Rates::new();
    rates.get_or_load("CHF", || 95);
    for _ in 0..2 {
        let result = catch_unwind(AssertUnwindSafe(|| {
            rates.get_or_load("JPY", || panic!("the bank hangs up, on purpose"))
        }));
        assert!(result.is_err(), "the bank hung up, and the rate of JPY was {result:?}");
    }
    assert_eq!(rates.known(), 1, "currencies with a rate after two loads that panicked");
    assert_eq!(rates.get_or_load("CHF", || panic!("CHF is known")), 95, "the rate of CHF");
    assert_eq!(rates.get_or_load("JPY", || 16_200), 16_200, "JPY, asked for again");
    assert_eq!(rates.get_or_load("JPY", || panic!("JPY is known")), 16_200, "the rate of JPY");
}

/// Forty names; one of them is empty.
fn currency(number: u64) -> String {
    if number == 0 { String::new() } else { format!("C{number}") }
}
