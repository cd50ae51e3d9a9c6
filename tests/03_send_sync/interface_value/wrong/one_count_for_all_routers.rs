//@ caught-by: test
//@ says: A static counter is easy to share; the routers of a process now share it, too.
//@ fails: responses_are_counted
//@ sort: boundary

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

static SERVED: AtomicUsize = AtomicUsize::new(0);

pub trait Handler {
    fn handle(&self, request: &str) -> String;
}

#[derive(Default)]
pub struct Router {
    routes: HashMap<String, Arc<dyn Handler + Send + Sync>>,
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
        let response = self.routes.get(path)?.handle(request);
        SERVED.fetch_add(1, Ordering::Relaxed);
        Some(response)
    }

    pub fn served(&self) -> usize {
        SERVED.load(Ordering::Relaxed)
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
