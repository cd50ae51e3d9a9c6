//@ caught-by: test
//@ says: What is counted is the request: its handler has not answered yet, and if it panics it never will.
//@ fails: only_responses_are_counted
//@ sort: boundary

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub trait Handler {
    fn handle(&self, request: &str) -> String;
}

#[derive(Default)]
pub struct Router {
    routes: HashMap<String, Arc<dyn Handler + Send + Sync>>,
    served: AtomicUsize,
}

impl Router {
    pub fn new() -> Router {
        Router::default()
    }

    pub fn add<H>(&mut self, path: &str, handler: H)
    where
        H: Handler + Send + Sync + 'static,
    {
        self.routes.insert(path.to_string(), Arc::new(handler));
    }

    pub fn alias(&mut self, new: &str, existing: &str) -> bool {
        let Some(handler) = self.routes.get(existing) else { return false };
        let handler = Arc::clone(handler);
        self.routes.insert(new.to_string(), handler);
        true
    }

    pub fn handle(&self, path: &str, request: &str) -> Option<String> {
        let handler = self.routes.get(path)?;
        self.served.fetch_add(1, Ordering::Relaxed);
        Some(handler.handle(request))
    }

    pub fn served(&self) -> usize {
        self.served.load(Ordering::Relaxed)
    }
}

pub fn serve(router: &Router, requests: &[(&str, &str)]) -> Vec<Option<String>> {
    thread::scope(|scope| {
        let mut serving = Vec::new();
        for &(path, request) in requests {
            serving.push(scope.spawn(move || router.handle(path, request)));
        }
        serving.into_iter().map(|serving| serving.join().expect("a handler panicked")).collect()
    })
}
