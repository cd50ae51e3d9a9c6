//! `send` is for a connection that is ready: one that is merely open has no such method.

fn main() {
    let mut open = answer::Connection::<answer::Closed>::new("a").connect();
    open.send("too early"); //~ E0599
    println!("{}", open.host());
}
