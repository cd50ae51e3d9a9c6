//! One field that may not be sent, and the record may not, and a parallel iterator over such records does not exist.

use std::rc::Rc;

use rayon::prelude::*;

struct Invoice {
    customer: Rc<str>,
}

fn main() {
    let invoices = vec![Invoice { customer: Rc::from("ada") }];
    let names: usize = invoices.into_par_iter().map(|invoice| invoice.customer.len()).sum(); //~ E0599
    println!("{names}");
}
