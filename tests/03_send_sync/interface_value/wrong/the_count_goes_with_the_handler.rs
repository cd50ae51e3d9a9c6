//@ caught-by: test
//@ says: Each route counts for itself, and a handler that is replaced takes its count with it.
//@ fails: responses_are_counted
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
    routes: HashMap<String, Arc<Route>>,
}

struct Route {
    handler: Box<dyn Handler + Send + Sync>,
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
        let route = Route { handler: Box::new(handler), served: AtomicUsize::new(0) };
        self.routes.insert(path.to_string(), Arc::new(route));
    }

    pub fn alias(&mut self, new: &str, existing: &str) -> bool {
        let Some(handler) = self.routes.get(existing) else { return false };
        let handler = Arc::clone(handler);
        self.routes.insert(new.to_string(), handler);
        true
    }

    pub fn handle(&self, path: &str, request: &str) -> Option<String> {
        let route = self.routes.get(path)?;
        let response = route.handler.handle(request);
        route.served.fetch_add(1, Ordering::Relaxed);
        Some(response)
    }

    pub fn served(&self) -> usize {
        let mut routes: Vec<_> = self.routes.values().collect();
        // A route with an alias is counted once.
        routes.sort_by_key(|route| Arc::as_ptr(route));
        routes.dedup_by_key(|route| Arc::as_ptr(route));
        routes.iter().map(|route| route.served.load(Ordering::Relaxed)).sum()
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
