//! A scope may be shared, and what runs in it may be a task.

use std::sync::Arc;

use answer::{Scope, Stopped};

async fn serve() -> Result<u64, Stopped> {
    let scope = Arc::new(Scope::root());
    let other = scope.clone();
    let running = tokio::spawn(async move { other.child().run(async { 7 }).await });
    scope.cancel();
    running.await.unwrap()
}

fn main() {
    drop(serve());
}
