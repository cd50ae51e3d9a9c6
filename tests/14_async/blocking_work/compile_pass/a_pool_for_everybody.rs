//! Handlers share a pool, and each of them is a task.

use std::sync::Arc;

use answer::{Panicked, Pool};

async fn login(pool: Arc<Pool>, password: String) -> Result<usize, Panicked> {
    tokio::spawn(async move { pool.run(move || password.len()).await }).await.unwrap()
}

fn main() {
    drop(login(Arc::new(Pool::new(4)), String::new()));
}
