//@ caught-by: test
//@ says: The threads render onto fresh pages that are put in place afterwards, and the letterhead is gone.
//@ fails: the_letterhead_stays, pages_agree
//@ sort: tempting

use std::thread;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    assert_eq!(customers.len(), pages.len());
    let render = &render;
    thread::scope(|scope| {
        let mut rendered = Vec::new();
        for customer in customers {
            rendered.push(scope.spawn(move || {
                let mut page = String::new();
                render(customer, &mut page);
                page
            }));
        }
        for (page, rendered) in pages.iter_mut().zip(rendered) {
            *page = rendered.join().unwrap();
        }
    });
}
