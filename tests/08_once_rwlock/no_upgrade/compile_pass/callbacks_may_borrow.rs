//! The callbacks run on the caller's thread: they may borrow, and need not be `Send`.

use std::rc::Rc;
use std::thread;

use answer::{Session, Token};

fn main() {
    let session = Session::new(Token { id: 1, expires: 10 });
    thread::scope(|scope| {
        scope.spawn(|| session.summary(3));
    });
    let next = Rc::new(2);
    let token = session.token(10, || Token { id: *next, expires: 20 });
    let seen = session.inspect(|token| (token.id, Rc::clone(&next)));
    assert_eq!((token.id, seen.0, *seen.1), (2, 2, 2));
}
