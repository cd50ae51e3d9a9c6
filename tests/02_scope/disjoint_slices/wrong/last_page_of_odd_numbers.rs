//@ caught-by: test
//@ says: `chunks_exact_mut` leaves out what does not fill a chunk: with an odd number of pages the last one stays empty.
//@ fails: the_last_page_is_rendered
//@ sort: boundary

use std::thread;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    assert_eq!(customers.len(), pages.len());
    let half = (pages.len() / 2).max(1);
    let render = &render;
    thread::scope(|scope| {
        for (customers, pages) in customers.chunks_exact(half).zip(pages.chunks_exact_mut(half)) {
            scope.spawn(move || {
                for (customer, page) in customers.iter().zip(pages) {
                    render(customer, page);
                }
            });
        }
    });
}
