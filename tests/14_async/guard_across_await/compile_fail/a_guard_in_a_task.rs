//! A std guard must be dropped by the thread that took it, and a task may go on on another thread after an `.await`. The message has no code.

use std::sync::Mutex;

static HITS: Mutex<u64> = Mutex::new(0);

async fn report() {}

async fn handler() {
    let mut hits = HITS.lock().unwrap();
    *hits += 1;
    report().await;
}

fn main() {
    let _ = tokio::spawn(handler()); //~ error: future cannot be sent between threads safely
}
