//! Loading can be a task of its own: its future may move to another thread, and borrows nothing.

use std::sync::Arc;

use answer::{Backend, Dashboard, Error, load_dashboard};

struct Ready;

impl Backend for Ready {
    async fn load_profile(&self, id: u64) -> Result<String, Error> {
        Ok(id.to_string())
    }

    async fn load_billing(&self, _id: u64) -> Result<i64, Error> {
        Ok(0)
    }
}

async fn handler() -> Result<Dashboard, Error> {
    tokio::spawn(load_dashboard(Arc::new(Ready), 7)).await.unwrap()
}

fn main() {
    drop(handler());
}
