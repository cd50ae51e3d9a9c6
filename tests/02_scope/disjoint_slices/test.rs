//! Does `render_all` do the job on real threads?
//@ deadline: 5s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::render_all;
use harness::Rng;

/// Every page has its own customer's invoice, for random customers.
pub fn pages_agree(seed: u64) -> Vec<String> {
    let mut rng = Rng::new(seed);
    let names: Vec<String> = (0..rng.range(2..12)).map(|_| rng.below(1_000).to_string()).collect();
    let customers: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut pages: Vec<String> =
        (0..customers.len()).map(|page| format!("page {page}: ")).collect();
    render_all(&customers, &mut pages, |customer, page| page.push_str(customer));
    pages
}

/// An odd number of pages, and a single one, are rendered to the last.
pub fn the_last_page_is_rendered() {
    for count in [1, 2, 3, 5, 7] {
        let customers = vec!["Ada"; count];
        let mut pages = vec![String::new(); count];
        render_all(&customers, &mut pages, |customer, page| page.push_str(customer));
        assert_eq!(pages, customers, "{count} pages");
    }
}

/// The letterhead stays on the page.
pub fn the_letterhead_stays() {
    let mut pages = [String::from("ACME, "), String::from("ACME, ")];
    render_all(&["Ada", "Grace"], &mut pages, |customer, page| page.push_str(customer));
    assert_eq!(pages, ["ACME, Ada", "ACME, Grace"]);
}

/// Nobody to write to and nothing to write on is fine.
pub fn no_customers_no_pages() {
    render_all(&[], &mut [], |_, _| panic!("there is nothing to render"));
}

/// A page too few or too many panics before anything is rendered.
pub fn one_page_per_customer() {
    for (customers, pages) in [(2, 1), (1, 2), (3, 0), (0, 1)] {
        let rendered = AtomicUsize::new(0);
        let result = catch_unwind(AssertUnwindSafe(|| {
            render_all(&vec!["Ada"; customers], &mut vec![String::new(); pages], |_, _| {
                rendered.fetch_add(1, Ordering::SeqCst);
            })
        }));
        assert!(result.is_err(), "{customers} customers and {pages} pages were accepted");
        let rendered = rendered.load(Ordering::SeqCst);
        assert_eq!(rendered, 0, "pages rendered, of {pages} for {customers} customers");
    }
}

/// If a `render` panics, `render_all` panics.
pub fn a_panic_reaches_the_caller() {
    for unlucky in ["a", "b", "c"] {
        let mut pages = vec![String::new(); 3];
        let result = catch_unwind(AssertUnwindSafe(|| {
            render_all(&["a", "b", "c"], &mut pages, |customer, _| {
                assert_ne!(customer, unlucky, "this page is broken on purpose");
            })
        }));
        assert!(result.is_err(), "page {unlucky:?} of 3 panicked, and nobody was told");
    }
}
