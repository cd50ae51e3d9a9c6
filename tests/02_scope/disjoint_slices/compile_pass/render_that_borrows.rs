//! `render` may borrow from its caller's stack, and so may the customers.

fn main() {
    let letterhead = String::from("ACME");
    let names = [String::from("Ada"), String::from("Grace")];
    let customers: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut pages = vec![String::new(); customers.len()];
    answer::render_all(&customers, &mut pages, |customer, page| {
        page.push_str(&letterhead);
        page.push_str(customer);
    });
    assert_eq!(pages, ["ACMEAda", "ACMEGrace"]);
}
