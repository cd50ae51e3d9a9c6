//@ caught-by: compile_fail
//@ says: The scope is there, but the bounds of `thread::spawn` stayed behind: nothing in here needs a copy any more.
//@ sort: tempting

use std::thread;

pub fn objections<R>(order: &R, rules: &[fn(&R) -> bool]) -> usize
where
    R: Clone + Send + Sync,
{
    thread::scope(|scope| {
        let asked: Vec<_> = rules
            .iter()
            .map(|&rule| {
                let order = order.clone();
                scope.spawn(move || rule(&order))
            })
            .collect();
        asked.into_iter().map(|asked| usize::from(asked.join().unwrap())).sum()
    })
}
