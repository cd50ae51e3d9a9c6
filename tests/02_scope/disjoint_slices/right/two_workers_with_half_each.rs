//! Two workers with one half of the slice each; the calling thread is one of them.

use std::thread;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    assert_eq!(customers.len(), pages.len(), "one page per customer");
    let half = pages.len() / 2;
    let (left, right) = pages.split_at_mut(half);
    let render_half = |customers: &[&str], pages: &mut [String]| {
        for (customer, page) in customers.iter().zip(pages) {
            render(customer, page);
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| render_half(&customers[..half], left));
        render_half(&customers[half..], right);
    });
}
