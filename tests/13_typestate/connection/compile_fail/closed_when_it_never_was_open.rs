//! There is nothing to close in a connection that is closed.

fn main() {
    let closed = answer::Connection::<answer::Closed>::new("a");
    println!("{}", closed.host());
    closed.close(); //~ E0599
}
