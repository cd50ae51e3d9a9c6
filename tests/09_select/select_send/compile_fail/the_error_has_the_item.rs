//! A send that fails is no send that did not happen: the item has been moved into the call, and it is in the error.

use crossbeam::channel::bounded;

fn main() {
    let (out, taking) = bounded(1);
    drop(taking);
    let payment = String::from("payment 7");
    if out.send(payment).is_err() {
        println!("back into the table: {payment}"); //~ E0382
    }
}
