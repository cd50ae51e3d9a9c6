//@ caught-by: test
//@ says: The missing page is noticed only when its turn comes, and by then others have been rendered.
//@ fails: one_page_per_customer
//@ sort: boundary

use std::thread;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    let mut pages = pages.iter_mut();
    let render = &render;
    thread::scope(|scope| {
        for customer in customers {
            let page = pages.next().expect("one page per customer");
            scope.spawn(move || render(customer, page));
        }
    });
    assert!(pages.next().is_none(), "one page per customer");
}
