//@ caught-by: test
//@ says: A join whose result is thrown away swallows the panic: the run reports success, with a page half rendered.
//@ fails: a_panic_reaches_the_caller
//@ sort: boundary

use std::thread;

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String) + Sync,
{
    assert_eq!(customers.len(), pages.len());
    let render = &render;
    thread::scope(|scope| {
        let mut rendering = Vec::new();
        for (customer, page) in customers.iter().zip(pages) {
            rendering.push(scope.spawn(move || render(customer, page)));
        }
        for rendering in rendering {
            let _ = rendering.join();
        }
    });
}
