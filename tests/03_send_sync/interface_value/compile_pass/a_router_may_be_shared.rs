//! A router may be shared by threads that live as long as they like, with handlers that keep their state behind a lock.

use answer::{Handler, Router};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Default)]
struct Sessions {
    by_name: Mutex<HashMap<String, u64>>,
    next: AtomicU64,
}

impl Handler for Sessions {
    fn handle(&self, request: &str) -> String {
        let mut by_name = self.by_name.lock().unwrap();
        let next = || self.next.fetch_add(1, Ordering::Relaxed);
        by_name.entry(request.to_string()).or_insert_with(next).to_string()
    }
}

fn main() {
    let mut router = Router::new();
    router.add("/login", Sessions::default());
    let router = Arc::new(router);
    let in_thread = Arc::clone(&router);
    let other = thread::spawn(move || in_thread.handle("/login", "Ada"));
    println!("{:?} {:?} {}", router.handle("/login", "Ada"), other.join(), router.served());
}
