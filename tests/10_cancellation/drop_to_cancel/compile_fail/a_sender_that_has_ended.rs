//! Dropping the sender is the word, and it is the last one: whoever has dropped it cannot say anything else.

use std::convert::Infallible;

use crossbeam::channel::bounded;

fn main() {
    let (tell, told) = bounded::<Infallible>(0);
    drop(tell);
    println!("{:?}", told.try_recv());
    let _again = tell.clone(); //~ E0382
}
