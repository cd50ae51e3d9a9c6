//! Whoever waits may lend: the two closures look at one request, write to two halves of one page, and return borrows.

use std::sync::Mutex;

struct Request<'a> {
    path: &'a str,
    log: Mutex<Vec<String>>,
}

fn main() {
    let line = String::from("GET /invoices");
    let request = Request { path: line.trim_start_matches("GET "), log: Mutex::default() };
    let mut page = [String::new(), String::new()];
    let [invoices, tickets] = &mut page;
    let (longest, name) = answer::both(
        || {
            request.log.lock().unwrap().push(String::from("asked for the invoices"));
            invoices.push_str("no invoices");
            request.path
        },
        || {
            tickets.push_str("two tickets");
            request.path.trim_start_matches('/')
        },
    );
    println!("{longest} {name} {page:?} {:?}", request.log.lock().unwrap());
}
