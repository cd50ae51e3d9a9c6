//! Is there one rate for a currency under every schedule, and what is locked while the bank is asked?

use std::thread;

use answer::Rates;

/// Two requests that need the same new currency go on with the same rate, and it stays.
//@ bound: 2
pub fn one_currency_has_one_rate() {
    let rates = Rates::new();
    let (first, second) = thread::scope(|scope| {
        let other = scope.spawn(|| rates.get_or_load("CHF", || 95));
        let own = rates.get_or_load("CHF", || 96);
        (own, other.join().expect("this thread only asks for a rate"))
    });
    assert!(first == 95 || first == 96, "the bank said 95 and 96, and a request got {first}");
    assert_eq!(first, second, "the rates of CHF that two requests got");
    let later = rates.get_or_load("CHF", || panic!("CHF is known by now"));
    assert_eq!(later, first, "the rate of CHF that a third request got");
}

/// Requests for two currencies do not make each other's rate disappear.
//@ bound: 2
pub fn no_rate_is_forgotten() {
    let rates = Rates::new();
    thread::scope(|scope| {
        scope.spawn(|| rates.get_or_load("JPY", || 16_200));
        rates.get_or_load("CHF", || 95);
    });
    assert_eq!(rates.known(), 2, "currencies with a rate");
}

/// No lock is held while the bank is asked.
pub fn no_lock_is_held_while_loading() {
    let rates = Rates::new();
    for (name, answer) in [("CHF", 95), ("JPY", 16_200)] {
        rates.get_or_load(name, || {
            assert_eq!(model::locks_held(), 0, "locks held while the bank was asked for {name}");
            answer
        });
    }
}
