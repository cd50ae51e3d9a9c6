//! A future need not be `Send`, and may borrow: it is run where it is.

use std::rc::Rc;

fn main() {
    let name = Rc::new("local".to_string());
    let borrowed = &name;
    println!("{}", answer::run(async move { borrowed.len() }));
}
