//! It is done on another thread. What may not change threads cannot be taken along.

use std::rc::Rc;

use tokio::task::spawn_blocking;

async fn hash(password: Rc<String>) -> usize {
    spawn_blocking(move || password.len()).await.unwrap() //~ E0277
}

fn main() {
    drop(hash(Rc::default()));
}
