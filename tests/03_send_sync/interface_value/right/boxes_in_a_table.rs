//! One box for each handler in a table, and paths that are numbers of places in it: sharing without `Arc`.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub trait Handler {
    fn handle(&self, request: &str) -> String;
}

#[derive(Default)]
pub struct Router {
    handlers: Vec<Box<dyn Handler + Send + Sync>>,
    routes: HashMap<String, usize>,
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
        self.routes.insert(path.to_string(), self.handlers.len());
        self.handlers.push(Box::new(handler));
    }

    pub fn alias(&mut self, new: &str, existing: &str) -> bool {
        let place = self.routes.get(existing).copied();
        if let Some(place) = place {
            self.routes.insert(new.to_string(), place);
        }
        place.is_some()
    }

    pub fn handle(&self, path: &str, request: &str) -> Option<String> {
        let response = self.handlers[*self.routes.get(path)?].handle(request);
        self.served.fetch_add(1, Ordering::Relaxed);
        Some(response)
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
