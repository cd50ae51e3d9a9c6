//! Rows cross from one thread to another, so rows that share an `Rc` with somebody here must be refused.

use std::rc::Rc;

struct Rows(Rc<Vec<u64>>);

impl Iterator for Rows {
    type Item = usize;
    fn next(&mut self) -> Option<usize> {
        Some(self.0.len())
    }
}

fn main() {
    let kept = Rc::new(vec![1, 2, 3]);
    let rows = Rows(Rc::clone(&kept));
    answer::export(rows, 1, |page| println!("{page:?}")); //~ E0277
    println!("{kept:?}");
}
