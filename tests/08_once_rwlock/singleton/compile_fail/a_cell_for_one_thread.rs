//! `OnceCell` is filled once, too, but it counts on nobody else being there: a static is seen by all threads, so it must be `Sync`.

use std::cell::OnceCell;

static SETTINGS: OnceCell<String> = OnceCell::new(); //~ E0277

fn main() {
    println!("{:?}", SETTINGS.get());
}
