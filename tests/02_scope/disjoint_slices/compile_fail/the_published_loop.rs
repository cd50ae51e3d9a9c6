//! `&mut pages[i]` borrows all of `pages`, for as long as the thread may run; so the second time round is refused.

use std::thread;

fn main() {
    let mut pages = vec![String::new(), String::new()];
    thread::scope(|scope| {
        for i in 0..2 {
            let page = &mut pages[i]; //~ E0499
            scope.spawn(move || page.push_str("Dear customer"));
        }
    });
}
