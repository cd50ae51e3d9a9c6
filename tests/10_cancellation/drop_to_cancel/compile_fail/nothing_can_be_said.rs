//! `Infallible` has no value, so over a channel of it nothing is ever sent: there is nothing to be made that could be.

use std::convert::Infallible;

use crossbeam::channel::bounded;

fn main() {
    let (tell, told) = bounded::<Infallible>(0);
    let _ = tell.send(()); //~ E0308
    println!("{:?}", told.try_recv());
}
