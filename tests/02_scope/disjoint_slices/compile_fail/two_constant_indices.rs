//! Not even two constants that differ are told apart: an index is a number, and the borrow is one of the whole array.

fn main() {
    let mut pages = [String::new(), String::new()];
    let first = &mut pages[0];
    let second = &mut pages[1]; //~ E0499
    first.push_str("Dear Ada");
    second.push_str("Dear Grace");
}
