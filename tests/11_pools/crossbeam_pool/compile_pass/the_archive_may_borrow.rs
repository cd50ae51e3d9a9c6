//! `each` runs where it was written, so it may borrow and change what is there; `work` may borrow and not change.

fn main() {
    let rate = String::from("19");
    let mut archive = Vec::new();
    let work = |net: u64| format!("{net} and {rate} percent");
    answer::convert_all(1..4_u64, 2, 1, work, |invoice: String| archive.push(invoice));
    println!("{archive:?}");
}
