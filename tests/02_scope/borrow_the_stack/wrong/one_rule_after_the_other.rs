//@ caught-by: model
//@ says: The join stands in the loop that spawns, so each rule waits until the one before it has answered.
//@ fails: rules_are_asked_at_the_same_time
//@ sort: tempting

use std::thread;

pub fn objections<R: Sync>(order: &R, rules: &[fn(&R) -> bool]) -> usize {
    let mut objected = 0;
    thread::scope(|scope| {
        for &rule in rules {
            let asked = scope.spawn(move || rule(order));
            if asked.join().expect("a rule panicked") {
                objected += 1;
            }
        }
    });
    objected
}
