//! What `get` returns lives as long as its place, and not longer: so a value that is made once can be dropped, too.

use std::sync::OnceLock;

fn main() {
    let place = OnceLock::new();
    let value: &u64 = place.get_or_init(|| 7);
    drop(place); //~ E0505
    println!("{value}");
}
