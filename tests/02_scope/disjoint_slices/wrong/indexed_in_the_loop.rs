//@ caught-by: build
//@ says: `&mut pages[i]` borrows all of `pages`: the compiler does not compare indices, and the page before is still on loan.
//@ sort: tempting

use std::thread;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    assert_eq!(customers.len(), pages.len());
    thread::scope(|scope| {
        for i in 0..customers.len() {
            let (render, page) = (&render, &mut pages[i]);
            scope.spawn(move || render(customers[i], page));
        }
    });
}
