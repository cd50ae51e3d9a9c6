//! `iter_mut` hands out every element once: many exclusive borrows that cannot overlap, and the compiler can see it.

use std::thread;

/// Renders each customer's invoice onto that customer's page.
///
/// # Panics
/// When the numbers of customers and pages differ, and when a `render` panics.
pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    // `zip` stops at the shorter side without a word. A customer without a page must not go unnoticed.
    assert_eq!(customers.len(), pages.len(), "there must be one page per customer");

    // A reference can be copied into each thread; the closure itself would move into the first one.
    let render = &render;
    thread::scope(|scope| {
        // `&mut pages[i]` asks the whole slice for an exclusive borrow, each time round, and the one before is still in a
        // thread's hands: E0499, whatever `i` is. `iter_mut` borrows the slice once and gives away its parts.
        for (customer, page) in customers.iter().zip(pages.iter_mut()) {
            scope.spawn(move || render(customer, page));
        }
        // No lock and no result to carry back: each thread owns its page for as long as the scope lasts.
    });
}
