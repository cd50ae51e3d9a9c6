//! A handler that shares an `Rc` with somebody outside is refused: two threads would change its count.

use answer::{Handler, Router};
use std::rc::Rc;

struct Greeting(Rc<str>);

fn main() {
    let mut router = Router::new();
    // Either the trait refuses to be implemented or the router refuses to take it, so both are on one line.
    impl Handler for Greeting { fn handle(&self, _: &str) -> String { self.0.to_string() } } router.add("/hello", Greeting("hello".into())); //~ E0277
    println!("{:?}", router.handle("/hello", "a"));
    router.alias("/", "/hello");
}
