//! One lock per page. Nobody ever waits for it, but it is right.

use std::sync::Mutex;
use std::thread;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    assert_eq!(customers.len(), pages.len(), "one page per customer");
    let pages: Vec<_> = pages.iter_mut().map(Mutex::new).collect();
    thread::scope(|scope| {
        for (i, customer) in customers.iter().enumerate() {
            let (page, render) = (&pages[i], &render);
            scope.spawn(move || render(customer, &mut page.lock().unwrap()));
        }
    });
}
