//! The work runs beside its caller, so an `Rc` that it shares with the caller is refused.

use std::rc::Rc;

fn main() {
    let path = Rc::new(String::from("/invoices"));
    let in_work = Rc::clone(&path);
    answer::later(move || println!("GET {in_work}")).wait(); //~ E0277
    println!("{path}");
}
