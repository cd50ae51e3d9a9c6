//! `store` is called by the calling thread: it may borrow, and what it uses need not be `Send`.

use std::rc::Rc;

fn main() {
    let mut stored = Vec::new();
    let table = Rc::new(10);
    let mut read = 0;
    let parse = move |line| {
        read += 1;
        line + read
    };
    answer::import(0..3, 1, parse, |record| record, |record| stored.push(record * *table));
    println!("{stored:?}");
}
