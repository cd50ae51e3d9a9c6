//! The results are made on other threads and come here: an `Rc` may not.

use std::rc::Rc;

fn main() {
    let items = [1, 2, 3];
    answer::map_all(&items, |item| Rc::new(item * 2)); //~ E0277
    println!("{:?}", answer::map_all(&items, |item| item * 2));
}
