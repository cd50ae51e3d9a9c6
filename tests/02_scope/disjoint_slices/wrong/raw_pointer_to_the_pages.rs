//@ caught-by: build
//@ says: A raw pointer promises nothing about who else writes there, so it is not `Send`; wrapping it only moves the promise to you.
//@ sort: tempting

use std::thread;

#[derive(Clone, Copy)]
struct Pages(*mut String);

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    assert_eq!(customers.len(), pages.len());
    let pages = Pages(pages.as_mut_ptr());
    let render = &render;
    thread::scope(|scope| {
        for (i, customer) in customers.iter().enumerate() {
            // SAFETY: `i` is below the length, and no other thread gets the same one.
            scope.spawn(move || render(customer, unsafe { &mut *pages.0.add(i) }));
        }
    });
}
