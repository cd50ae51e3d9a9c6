//! The lock is given back before the `.await`, and yet: to the compiler a variable is there until its block ends. Make the block smaller.

use std::sync::Mutex;

static HITS: Mutex<u64> = Mutex::new(0);

async fn report() {}

async fn handler() {
    let mut hits = HITS.lock().unwrap();
    *hits += 1;
    drop(hits);
    report().await;
}

fn main() {
    let _ = tokio::spawn(handler()); //~ error: future cannot be sent between threads safely
}
