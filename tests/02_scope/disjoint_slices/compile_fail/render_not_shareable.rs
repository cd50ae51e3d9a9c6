//! `render` is called by several threads at once, so it may not count in a `Cell`: that is what `F: Sync` is for.

use std::cell::Cell;

fn main() {
    let rendered = Cell::new(0);
    let mut pages = [String::new(), String::new()];
    answer::render_all(&["Ada", "Grace"], &mut pages, |_, _| rendered.set(rendered.get() + 1)); //~ E0277
    println!("{} pages", rendered.get());
}
