//! A connection in any state may be sent to another thread, and functions can be written for one state or for all.

use answer::{Closed, Connection, Open, Ready};

fn sendable<T: Send + 'static>(_: &T) {}

fn host_of<S>(connection: &Connection<S>) -> String {
    connection.host().to_string()
}

fn greet(connection: &mut Connection<Ready>) {
    connection.send("hello");
}

fn main() {
    let closed = Connection::<Closed>::new("a");
    sendable(&closed);
    println!("{}", host_of(&closed));
    let open: Connection<Open> = closed.connect();
    sendable(&open);
    println!("{}", host_of(&open));
    if let Ok(mut ready) = open.authenticate("secret") {
        sendable(&ready);
        greet(&mut ready);
        println!("{} {:?}", host_of(&ready), ready.close());
    }
}
