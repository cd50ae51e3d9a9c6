//! Is `render_all` right under every schedule, and are the pages really rendered at the same time?

use std::sync::atomic::{AtomicUsize, Ordering};

use answer::render_all;

/// Every page is rendered once, by its own customer, whichever thread comes first.
pub fn every_page_is_rendered_once() {
    let mut pages = [String::from("1:"), String::from("2:"), String::from("3:")];
    render_all(&["a", "b", "c"], &mut pages, |customer, page| page.push_str(customer));
    assert_eq!(pages, ["1:a", "2:b", "3:c"]);
}

/// Two pages can be in the middle of rendering at the same time.
pub fn pages_are_rendered_at_the_same_time() {
    let inside = AtomicUsize::new(0);
    let met = AtomicUsize::new(0);
    let mut pages = [String::new(), String::new()];
    render_all(&["a", "b"], &mut pages, |customer, page| {
        if inside.fetch_add(1, Ordering::SeqCst) > 0 {
            met.fetch_add(1, Ordering::SeqCst);
        }
        page.push_str(customer);
        inside.fetch_sub(1, Ordering::SeqCst);
    });
    assert_eq!(pages, ["a", "b"]);
    model::sometimes("two pages were being rendered at the same time", met.into_inner() > 0);
}
