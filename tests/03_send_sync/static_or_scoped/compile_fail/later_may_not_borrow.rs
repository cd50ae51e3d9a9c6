//! The request may be gone while the work still runs, so work that borrows from it is refused.

struct Request {
    path: String,
}

fn main() {
    let request = Request { path: String::from("/invoices") };
    answer::later(|| println!("GET {}", request.path)).wait(); //~ E0373|E0597
}
