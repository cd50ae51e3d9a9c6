//! Does `objections` do the job on real threads, for orders that anybody may copy?
//@ deadline: 5s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::objections;
use harness::Rng;

/// Objections are counted for random orders, under none to four rules.
pub fn objections_agree(seed: u64) -> Vec<usize> {
    let mut rng = Rng::new(seed);
    let mut counts = Vec::new();
    for _ in 0..3 {
        let order = Order {
            cents: rng.below(100_000),
            country: rng.range(1..99),
            days_known: rng.below(4),
            items: rng.below(9),
        };
        for rules in 0..=RULES.len() {
            counts.push(objections(&order, &RULES[..rules]));
        }
    }
    counts
}

/// Every rule is asked exactly once.
pub fn every_rule_is_asked_once() {
    let order = Tally::default();
    let rules: [fn(&Tally) -> bool; 3] = [
        |order| order.asked[0].fetch_add(1, Ordering::SeqCst) > 100,
        |order| order.asked[1].fetch_add(1, Ordering::SeqCst) > 100,
        |order| order.asked[2].fetch_add(1, Ordering::SeqCst) > 100,
    ];
    assert_eq!(objections(&order, &rules), 0, "no rule objected");
    for (rule, asked) in order.asked.iter().enumerate() {
        assert_eq!(asked.load(Ordering::SeqCst), 1, "times that rule {rule} was asked");
    }
}

/// Without rules there are no objections.
pub fn no_rules_no_objections() {
    let order = Order { cents: 1, country: 1, days_known: 1, items: 1 };
    assert_eq!(objections(&order, &[]), 0);
}

/// A rule that panics makes `objections` panic, whichever rule it is.
pub fn a_panic_is_not_an_approval() {
    fn broken(_: &Order) -> bool {
        panic!("this rule is broken on purpose");
    }
    let order = Order { cents: 1, country: 1, days_known: 1, items: 1 };
    for place in 0..3 {
        let mut rules: [fn(&Order) -> bool; 3] = [too_big, many_items, abroad];
        rules[place] = broken;
        let result = catch_unwind(AssertUnwindSafe(|| objections(&order, &rules)));
        assert!(result.is_err(), "rule {place} of 3 panicked, and the result was {result:?}");
    }
}

#[derive(Clone)]
struct Order {
    cents: u64,
    country: u64,
    days_known: u64,
    items: u64,
}

const RULES: [fn(&Order) -> bool; 4] = [too_big, abroad, new_customer, many_items];

fn too_big(order: &Order) -> bool {
    order.cents > 50_000
}

fn abroad(order: &Order) -> bool {
    order.country != 49
}

fn new_customer(order: &Order) -> bool {
    order.days_known < 2
}

fn many_items(order: &Order) -> bool {
    order.items > 5
}

/// An order that notes which rule looked at it; clones share the notes.
#[derive(Clone, Default)]
struct Tally {
    asked: Arc<[AtomicUsize; 3]>,
}
