//! A refresh can be a task of its own: its future may move to another thread.

use std::sync::Arc;

use answer::{Price, Prices, Source};

struct Nothing;

impl Source for Nothing {
    async fn fetch(&self, _item: u64, _known: Option<u64>) -> Option<Price> {
        None
    }
}

async fn handler(prices: Arc<Prices>) -> Option<Price> {
    tokio::spawn(async move { prices.refresh(&Nothing, 7).await }).await.unwrap()
}

fn main() {
    drop(handler(Arc::default()));
}
