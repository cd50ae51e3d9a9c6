//@ caught-by: model
//@ says: One lock around all pages is held while a page is rendered: there are as many threads as pages, and one of them works.
//@ fails: pages_are_rendered_at_the_same_time
//@ sort: tempting

use std::sync::Mutex;
use std::thread;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    assert_eq!(customers.len(), pages.len());
    let pages = Mutex::new(pages);
    let (pages, render) = (&pages, &render);
    thread::scope(|scope| {
        for (i, customer) in customers.iter().enumerate() {
            scope.spawn(move || render(customer, &mut pages.lock().unwrap()[i]));
        }
    });
}
