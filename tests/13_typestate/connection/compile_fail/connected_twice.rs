//! `connect` is for a closed connection: an open one has no such method.

fn main() {
    let open = answer::Connection::<answer::Closed>::new("a").connect();
    let again = open.connect(); //~ E0599
    println!("connected");
}
