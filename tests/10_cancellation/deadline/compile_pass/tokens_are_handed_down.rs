//! A token may be moved to a thread, kept in a struct, and shared by reference.

use std::thread;
use std::time::Duration;

use answer::Token;

struct Request {
    token: Token,
}

fn call(token: &Token) -> bool {
    token.child(Duration::from_millis(1)).wait_for(Duration::MAX)
}

fn main() {
    let request = Request { token: Token::new().child(Duration::from_secs(1)) };
    let token = request.token.clone();
    println!("{:?}", thread::spawn(move || call(&token)).join());
    request.token.cancel();
}
