//! A checkout can be a task of its own: its future may move to another thread, and borrows nothing.

use std::sync::Arc;

use answer::{Confirmation, Services, checkout};

struct Nothing;

impl Services for Nothing {
    async fn charge(&self, order: u64) -> u64 {
        order
    }

    async fn suggest(&self, _order: u64) -> Vec<u64> {
        Vec::new()
    }

    async fn journal(&self, _order: u64, _receipt: u64) {}
}

async fn handler() -> Confirmation {
    tokio::spawn(checkout(Arc::new(Nothing), 7)).await.unwrap()
}

fn main() {
    drop(handler());
}
