//! The handle borrows nothing: the buffer may be changed, even dropped, while the audit is under way.
use std::sync::Arc;

fn main() {
    let mut buffer: Vec<Arc<str>> = vec![Arc::from("login")];
    let audit = answer::audit(&buffer, |line| line == "login");
    buffer.clear();
    drop(buffer);
    println!("{:?}", audit.join().ok());
}
