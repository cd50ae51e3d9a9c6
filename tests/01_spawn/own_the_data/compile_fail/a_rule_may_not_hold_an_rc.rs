//! The rule is taken to another thread, so an `Rc` inside it is refused: its count is not atomic.
use std::rc::Rc;

fn main() {
    let limit = Rc::new(5);
    let in_rule = Rc::clone(&limit);
    let rule = move |line: &str| line.len() > *in_rule;
    println!("{}", answer::audit(&[], rule).is_finished()); //~ E0277
    println!("the limit is {limit}");
}
