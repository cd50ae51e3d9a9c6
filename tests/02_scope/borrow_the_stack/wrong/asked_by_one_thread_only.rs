//@ caught-by: compile_fail
//@ says: Without `R: Sync` the order can only be looked at by the thread that has it, and so no second thread can ask.
//@ sort: tempting

pub fn objections<R>(order: &R, rules: &[fn(&R) -> bool]) -> usize {
    rules.iter().filter(|rule| rule(order)).count()
}
