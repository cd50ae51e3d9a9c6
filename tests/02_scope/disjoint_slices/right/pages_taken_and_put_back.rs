//! Each thread owns its page: taken out of the slice, and put back when the thread is joined.

use std::mem;
use std::thread;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    assert_eq!(customers.len(), pages.len(), "one page per customer");
    thread::scope(|scope| {
        let mut rendering = Vec::new();
        for (customer, page) in customers.iter().zip(&mut *pages) {
            let (mut page, render) = (mem::take(page), &render);
            rendering.push(scope.spawn(move || {
                render(customer, &mut page);
                page
            }));
        }
        for (page, rendering) in pages.iter_mut().zip(rendering) {
            *page = rendering.join().expect("a render panicked");
        }
    });
}
