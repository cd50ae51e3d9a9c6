//! A connection begins with `new`. With `derive(Default)` there would be one in each state, as there is Go's zero value.

fn main() {
    let ready = answer::Connection::<answer::Ready>::default(); //~ E0599
    println!("made");
}
