//! An answer goes to the one who asked, and a `Reply` cannot be cloned: two who wait would each hope for the only one.

fn main() {
    let (meter, _owner) = answer::open();
    let reply = meter.add(1, 5);
    let _other = reply.clone(); //~ E0599
    println!("{}", reply.wait());
}
