//@ caught-by: compile_fail
//@ says: Without `F: Sync` no second thread may call `render`, and this loop never asked one to.
//@ sort: tempting

pub fn render_all<F>(customers: &[&str], pages: &mut [String], render: F)
where
    F: Fn(&str, &mut String),
{
    assert_eq!(customers.len(), pages.len());
    for (customer, page) in customers.iter().zip(pages) {
        render(customer, page);
    }
}
