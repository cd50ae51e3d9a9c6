//! One would like to write that a type is not `Send`. Stable Rust cannot; a field that is not `Send` says it.

struct Entered;

impl !Send for Entered {} //~ E0658

fn main() {
    let _entered = Entered;
}
