//! A few workers, each with a chunk of neighbouring pages.

use std::thread;

const WORKERS: usize = 3;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    assert_eq!(customers.len(), pages.len(), "one page per customer");
    // A chunk of size 0 panics; without pages there is no chunk of size 1 either.
    let size = pages.len().div_ceil(WORKERS).max(1);
    let render = &render;
    thread::scope(|scope| {
        for (customers, pages) in customers.chunks(size).zip(pages.chunks_mut(size)) {
            scope.spawn(move || {
                customers.iter().zip(pages).for_each(|(customer, page)| render(customer, page));
            });
        }
    });
}
