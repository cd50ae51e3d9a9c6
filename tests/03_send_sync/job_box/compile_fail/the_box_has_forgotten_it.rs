//! The closure could be sent. In a box that does not say so, the compiler no longer knows.

fn crosses(_: impl Send) {}

fn main() {
    let flush = || println!("flush");
    crosses(flush);
    let forgotten: Box<dyn FnOnce()> = Box::new(flush);
    crosses(forgotten); //~ E0277
    let written_on_the_box: Box<dyn FnOnce() + Send> = Box::new(flush);
    crosses(written_on_the_box);
}
