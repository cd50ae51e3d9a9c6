//@ caught-by: test
//@ says: `zip` ends with the shorter side and says nothing: a customer without a page gets no invoice.
//@ fails: one_page_per_customer
//@ sort: boundary

use std::thread;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    let render = &render;
    thread::scope(|scope| {
        for (customer, page) in customers.iter().zip(pages) {
            scope.spawn(move || render(customer, page));
        }
    });
}
