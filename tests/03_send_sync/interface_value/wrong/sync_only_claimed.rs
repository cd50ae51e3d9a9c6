//@ caught-by: build
//@ says: `unsafe impl Sync for Router` speaks for every handler that will ever be registered, and for a counter that two threads change at once.
//@ sort: tempting

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;
use std::thread;

pub trait Handler {
    fn handle(&self, request: &str) -> String;
}

#[derive(Default)]
pub struct Router {
    routes: HashMap<String, Arc<dyn Handler>>,
    served: Cell<usize>,
}

// SAFETY: claimed, not given.
unsafe impl Sync for Router {}

impl Router {
    pub fn new() -> Router {
        Router::default()
    }

    pub fn add<H>(&mut self, path: &str, handler: H)
    where
        H: Handler + 'static,
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
        let response = self.routes.get(path)?.handle(request);
        self.served.set(self.served.get() + 1);
        Some(response)
    }

    pub fn served(&self) -> usize {
        self.served.get()
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
