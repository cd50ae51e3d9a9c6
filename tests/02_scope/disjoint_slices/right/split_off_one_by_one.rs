//! Cut the slice in two and hand out the front, until nothing is left.

use std::thread;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    assert_eq!(customers.len(), pages.len(), "one page per customer");
    let render = &render;
    thread::scope(|scope| {
        let mut rest = pages;
        for customer in customers {
            let (page, others) = rest.split_first_mut().expect("the lengths are equal");
            rest = others;
            scope.spawn(move || render(customer, page));
        }
    });
}
