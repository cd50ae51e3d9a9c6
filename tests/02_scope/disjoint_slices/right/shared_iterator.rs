//! Two workers take the next page from one shared iterator; the lock is held only while taking.

use std::sync::Mutex;
use std::thread;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    assert_eq!(customers.len(), pages.len(), "one page per customer");
    let work = Mutex::new(customers.iter().zip(pages));
    let next = || work.lock().unwrap().next();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                // The guard lives inside `next`; in `while let Some(…) = work.lock()…` it would last as long as the body.
                while let Some((customer, page)) = next() {
                    render(customer, page);
                }
            });
        }
    });
}
