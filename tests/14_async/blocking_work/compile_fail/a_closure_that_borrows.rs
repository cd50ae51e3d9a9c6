//! The work may outlive the caller, who may leave at any time: it may borrow nothing.

use tokio::task::spawn_blocking;

async fn hash(password: &str) -> usize {
    spawn_blocking(|| password.len()).await.unwrap() //~ E0521
}

fn main() {
    drop(hash(""));
}
