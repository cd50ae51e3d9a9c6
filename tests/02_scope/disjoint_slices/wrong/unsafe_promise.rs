//@ caught-by: build
//@ says: It works, as long as every reader of the loop agrees that no two threads get the same `i`; `iter_mut` has the compiler agree.
//@ sort: tempting

use std::thread;

#[derive(Clone, Copy)]
struct Pages(*mut String);

// SAFETY: claimed for every use of the type, and true of one loop.
unsafe impl Send for Pages {}

impl Pages {
    fn at(self, i: usize) -> *mut String {
        self.0.wrapping_add(i)
    }
}

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
            scope.spawn(move || render(customer, unsafe { &mut *pages.at(i) }));
        }
    });
}
