//! Does the table do its job on real threads, and do readers meet? Who comes between whose question and whose adding is for the model.
//@ deadline: 8s

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use answer::Table;
use harness::{Rendezvous, Rng, seed};

/// Random calls give what a plain map would give.
pub fn a_table_is_a_map(seed: u64) -> Vec<(Option<u64>, u64, bool, usize)> {
    let mut rng = Rng::new(seed);
    let table = Table::new();
    (0..60)
        .map(|_| {
            let (key, value) = (rng.below(5).to_string(), rng.next_u64());
            let there = table.with(&key, |value| *value);
            let added = table.with_or_add(&key, || value, |value| *value);
            let gone = rng.below(2) == 0 && table.remove(&rng.below(6).to_string());
            assert_eq!(table.is_empty(), table.len() == 0, "whether it is empty");
            (there, added, gone, table.len())
        })
        .collect()
}

/// `make` is called for a key that is not there, and for no other; `read` is called once.
pub fn called_as_often_as_needed() {
    let table = Table::default();
    let (makes, reads) = (Cell::new(0), Cell::new(0));
    let ask = |key: &str| {
        let make = || {
            makes.set(makes.get() + 1);
            key.len()
        };
        table.with_or_add(key, make, |_| reads.set(reads.get() + 1));
    };
    assert_eq!(table.with("", |_| reads.set(1)), None, "a key that is not there");
    for (key, expected) in [("", (1, 1)), ("ada", (2, 2)), ("", (2, 3)), ("ada", (2, 4))] {
        ask(key);
        assert_eq!((makes.get(), reads.get()), expected, "calls of `make` and `read`");
    }
    assert!(table.remove("ada") && !table.remove("ada"), "it was there, and then it was not");
    ask("ada");
    assert_eq!((makes.get(), reads.get()), (3, 5), "calls, after it was removed");
    assert_eq!(table.len(), 2, "keys");
}

/// Four readers of one value, and one of another: all inside at the same time.
pub fn readers_meet() {
    let (table, together) = (Table::new(), Rendezvous::new(5));
    let (ada, bob) = (Rng::new(seed()).next_u64(), 7);
    table.with_or_add("ada", || ada, |_| ());
    table.with_or_add("bob", || bob, |_| ());
    let read = |value: &u64| {
        together.meet();
        *value
    };
    let never = || -> u64 { panic!("the key is there, and `make` was called") };
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert_eq!(table.with("ada", read), Some(ada)));
            scope.spawn(|| assert_eq!(table.with_or_add("ada", never, read), ada));
        }
        assert_eq!(table.with("bob", read), Some(bob));
    });
    assert_eq!(together.meetings(), 1, "meetings of five readers");
}

/// A callback that panics harms nobody else.
pub fn a_panic_harms_nobody() {
    let table = Table::new();
    let dies = |ask: &dyn Fn()| {
        let died = catch_unwind(AssertUnwindSafe(ask)).is_err();
        assert!(died, "the panic of a callback goes on to its caller");
    };
    dies(&|| table.with_or_add("ada", || panic!("broken on purpose"), |_: &u64| ()));
    assert_eq!((table.len(), table.with("ada", |value| *value)), (0, None), "nothing was added");
    dies(&|| table.with_or_add("ada", || 7, |_| panic!("broken on purpose")));
    assert_eq!(table.with("ada", |value| *value), Some(7), "what had been added before `read`");
    dies(&|| table.with_or_add("ada", || 8, |_| panic!("broken on purpose")));
    dies(&|| {
        table.with("ada", |_| panic!("broken on purpose"));
    });
    assert_eq!(table.with_or_add("bob", || 9, |value| *value), 9, "another key");
    assert!(table.remove("ada"), "it is still there");
    assert_eq!(table.len(), 1, "keys");
}

/// Threads that come together for a new key add one value, and all of them read it.
pub fn one_value_for_all() {
    for number in 0..20 {
        let (table, together) = (Table::new(), Rendezvous::new(4));
        let key = number.to_string();
        let seen: Vec<u64> = thread::scope(|scope| {
            let asking: Vec<_> = (0..4)
                .map(|value| {
                    let (table, together, key) = (&table, &together, &key);
                    scope.spawn(move || {
                        together.meet();
                        table.with_or_add(key, || value, |value| *value)
                    })
                })
                .collect();
            asking.into_iter().map(|asks| asks.join().expect("it only asks")).collect()
        });
        let there = table.with(&key, |value| *value).expect("it was added");
        assert_eq!(seen, [there; 4], "the values that four threads read");
    }
}
