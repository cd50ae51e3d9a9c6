//@ caught-by: test
//@ says: The calling thread asks the last rule itself, but without rules there is no last one.
//@ fails: no_rules_no_objections, objections_agree
//@ sort: boundary

use std::thread;

pub fn objections<R: Sync>(order: &R, rules: &[fn(&R) -> bool]) -> usize {
    thread::scope(|scope| {
        let mine = rules[rules.len() - 1];
        let asked: Vec<_> =
            rules[..rules.len() - 1].iter().map(|&rule| scope.spawn(move || rule(order))).collect();
        let objected = usize::from(mine(order));
        objected + asked.into_iter().map(|asked| usize::from(asked.join().unwrap())).sum::<usize>()
    })
}
