//! Whoever implements `From` has written a public method: anybody can call `into`, and no token is asked for.

use answer::{Closed, Connection, Ready};

fn main() {
    let open = Connection::<Closed>::new("a").connect();
    println!("{}", open.host());
    let ready: Connection<Ready> = open.into(); //~ E0277
    println!("converted");
}
