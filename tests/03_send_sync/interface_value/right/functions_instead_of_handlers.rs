//! What is kept is not the handler but a function that calls it, as Go's `HandlerFunc`; the count is behind a lock of its own.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::thread;

pub trait Handler {
    fn handle(&self, request: &str) -> String;
}

type Function = Arc<dyn Fn(&str) -> String + Send + Sync>;

pub struct Router {
    routes: BTreeMap<String, Function>,
    served: Mutex<usize>,
}

impl Router {
    pub fn new() -> Router {
        Router { routes: BTreeMap::new(), served: Mutex::new(0) }
    }

    pub fn add<H>(&mut self, path: &str, handler: H)
    where
        H: Handler + Send + Sync + 'static,
    {
        self.routes.insert(path.to_string(), Arc::new(move |request| handler.handle(request)));
    }

    pub fn alias(&mut self, new: &str, existing: &str) -> bool {
        let Some(handler) = self.routes.get(existing) else { return false };
        let handler = Arc::clone(handler);
        self.routes.insert(new.to_string(), handler);
        true
    }

    pub fn handle(&self, path: &str, request: &str) -> Option<String> {
        let function = self.routes.get(path)?;
        // Called before the lock is taken, not under it.
        let response = function(request);
        *self.served.lock().unwrap() += 1;
        Some(response)
    }

    pub fn served(&self) -> usize {
        *self.served.lock().unwrap()
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
