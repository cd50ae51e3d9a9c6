//! # One page per customer
//!
//! The nightly run renders an invoice for each customer, all at the same time. The pages are there
//! already, with the letterhead on them; each thread writes on its own page and on no other.
//!
//! In Go this is a loop over `i` and a goroutine that writes through `&pages[i]`. It is right, and it
//! stays right for as long as every reader of the code agrees that no two goroutines get the same `i`.
//! The loop below says the same in Rust, and you can find it in print, praised as what scoped
//! threads are for: "each thread gets a different element". It has never compiled.
//!
//! Before you edit: you know that `i` is different every time. What does the compiler know about
//! `pages[i]`, and who could hand out the elements so that it can see that they differ?
//!
//! What must hold:
//!
//! - `render_all(customers, pages, render)` calls `render(customers[i], &mut pages[i])` exactly once
//!   for each `i`. Keep its signature.
//! - Pages are rendered at the same time, not one after the other. The calling thread may render, too.
//! - What was on a page stays there: `render` adds to it.
//! - One page per customer: if the numbers differ, `render_all` panics, and has rendered nothing.
//! - If a `render` panics, `render_all` panics.
//! - No customers and no pages is fine.
//! - It is done without `unsafe`.

use std::thread;

/// Renders each customer's invoice onto that customer's page.
pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    // TODO: what if there is a page too few, or too many?
    let render = &render;
    thread::scope(|scope| {
        for (i, customer) in customers.iter().enumerate() {
            // TODO: hand out the pages so that the compiler sees that no two threads have the same one.
            let page = &mut pages[i];
            scope.spawn(move || render(customer, page));
        }
    });
}
