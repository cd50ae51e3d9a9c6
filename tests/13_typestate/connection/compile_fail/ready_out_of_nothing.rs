//! A connection begins closed. Nobody can make one that is ready without having gone the way.

fn main() {
    let ready = answer::Connection::<answer::Ready>::new("a"); //~ E0599
    println!("made");
}
