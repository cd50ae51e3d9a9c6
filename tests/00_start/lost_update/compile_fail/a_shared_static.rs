//! A package-level variable is no way out: changing a `static mut` is `unsafe`, because two threads may do it at once.

static mut HITS: usize = 0;

fn main() {
    HITS += 1; //~ E0133
}
