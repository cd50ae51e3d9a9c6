//@ caught-by: model
//@ says: Joining in the loop gives the page back in time for the next one, and so it compiles: one page after the other.
//@ fails: pages_are_rendered_at_the_same_time
//@ sort: tempting

use std::thread;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    assert_eq!(customers.len(), pages.len());
    for i in 0..pages.len() {
        let page = &mut pages[i];
        thread::scope(|scope| {
            scope.spawn(|| render(customers[i], page));
        });
    }
}
