//! A `Background` borrows nothing: it can be returned, kept in a struct, and let go on another thread.
use answer::Background;
use std::thread;

struct Service {
    shipping: Vec<Background>,
}

fn main() {
    let service = Service { shipping: vec![Background::start(|| ())] };
    let stopping = thread::spawn(move || drop(service.shipping));
    println!("{}", stopping.join().is_ok());
}
