//! Is there one rate for a currency under every schedule, and what is locked while the bank is asked?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
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

/// Whoever waits for another request's answer gets it, however many there are.
//@ bound: 1
pub fn nobody_waits_for_an_answer_that_is_there() {
    let rates = Rates::new();
    let (coming, last) = mpsc::sync_channel(1);
    let ask = || rates.get_or_load("CHF", || 95);
    thread::scope(|scope| {
        let mut others = Vec::new();
        let own = rates.get_or_load("CHF", || {
            // The others may both come while this request is at the bank.
            others.push(scope.spawn(ask));
            others.push(scope.spawn(|| {
                coming.send(()).expect("the bank is still open");
                ask()
            }));
            last.recv().expect("there is one more");
            95
        });
        for other in others {
            let rate = other.join().expect("this thread only asks for a rate");
            assert_eq!(rate, own, "the rate of CHF that another request got");
        }
    });
}

/// Nobody waits for an answer that will never come, because the bank has hung up.
//@ bound: 2
pub fn nobody_waits_for_a_bank_that_hung_up() {
    let rates = Rates::new();
    let rate = thread::scope(|scope| {
        let other = scope.spawn(|| {
            catch_unwind(AssertUnwindSafe(|| {
                rates.get_or_load("CHF", || panic!("the bank hangs up, on purpose"))
            }))
        });
        let own = rates.get_or_load("CHF", || 95);
        if let Ok(rate) = other.join().expect("the panic was caught") {
            assert_eq!(rate, own, "the rate of CHF that another request got");
        }
        own
    });
    assert_eq!(rate, 95, "the rate of CHF, which one of two banks has told");
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

/// What is known stays known while another currency becomes known.
//@ bound: 2
pub fn what_is_known_stays_known() {
    let rates = Rates::new();
    rates.get_or_load("EUR", || 7);
    thread::scope(|scope| {
        scope.spawn(|| rates.get_or_load("USD", || 9));
        let rate = rates.get_or_load("EUR", || panic!("the rate is known, and `load` was called"));
        assert_eq!(rate, 7, "the known rate");
        let known = rates.known();
        assert!(known == 1 || known == 2, "1 or 2 currencies have a rate, and {known} are known");
    });
}
