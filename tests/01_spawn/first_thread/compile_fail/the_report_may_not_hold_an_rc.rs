//! A report that shares an `Rc` with its caller is refused: two threads would change one plain count.
use std::rc::Rc;

fn main() {
    let rows = Rc::new(42);
    let in_report = Rc::clone(&rows);
    let report = move || *in_report;
    answer::in_background(report, || 1); //~ E0277
    println!("{rows} rows");
}
