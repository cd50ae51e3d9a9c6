//@ caught-by: test
//@ says: A thread-local counter needs no lock, because each thread counts for itself: what the others have served is unknown here.
//@ fails: responses_are_counted
//@ sort: tempting

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;
use std::thread;

thread_local! {
    static SERVED: Cell<usize> = const { Cell::new(0) };
}

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
        SERVED.set(SERVED.get() + 1);
        Some(response)
    }

    pub fn served(&self) -> usize {
        SERVED.get()
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
