//! `make(chan T, n)` names the type. `channel()` learns it from the first send, and a channel that is only created has none.

use std::sync::mpsc;

fn main() {
    let (read, inbox) = mpsc::sync_channel(100); //~ E0282
    drop(read);
    drop(inbox);
}
