//! The sink stays here: it need not be `Send` and may change what it borrows. Results are sent, and need not be shared.

use std::cell::Cell;

struct Page(&'static str);

fn main() {
    let pages = [Page("a b"), Page("c")];
    let prefix = String::from("word ");
    let mut words: Vec<Cell<String>> = Vec::new();
    answer::fan_in(
        &pages,
        0,
        |page| page.0.split(' ').map(|word| Cell::new(format!("{prefix}{word}"))).collect::<Vec<_>>(),
        |found| words.extend(found),
    );
    assert_eq!(words.len(), 3);
}
