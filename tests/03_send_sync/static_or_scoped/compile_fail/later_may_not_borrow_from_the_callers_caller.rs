//! A reference that the handler was given is a borrow, too: `move` moves the reference, and the request stays where it was.

fn handle(path: &str) {
    answer::later(move || println!("GET {path}")); //~ E0521
}

fn main() {
    handle(&String::from("/invoices"));
}
