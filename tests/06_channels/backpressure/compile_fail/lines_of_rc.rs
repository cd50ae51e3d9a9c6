//! Lines are read by one thread and uploaded by another, so lines that share an `Rc` with somebody must be refused.

use std::rc::Rc;

struct Lines(Rc<Vec<u64>>);

impl Iterator for Lines {
    type Item = usize;
    fn next(&mut self) -> Option<usize> {
        Some(self.0.len())
    }
}

fn main() {
    let kept = Rc::new(vec![1, 2, 3]);
    let lines = Lines(Rc::clone(&kept));
    answer::ship(lines, 1, |line| println!("{line}")); //~ E0277
    println!("{kept:?}");
}
