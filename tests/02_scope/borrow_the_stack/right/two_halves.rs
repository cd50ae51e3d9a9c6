//! Split the rules in two, ask one half on another thread and the other half here, and so on down.

use std::thread;

pub fn objections<R: Sync>(order: &R, rules: &[fn(&R) -> bool]) -> usize {
    match rules {
        [] => 0,
        [rule] => usize::from(rule(order)),
        _ => {
            let (left, right) = rules.split_at(rules.len() / 2);
            thread::scope(|scope| {
                let left = scope.spawn(move || objections(order, left));
                let right = objections(order, right);
                right + left.join().unwrap()
            })
        }
    }
}
