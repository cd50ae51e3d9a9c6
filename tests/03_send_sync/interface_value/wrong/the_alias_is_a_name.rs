//@ caught-by: test
//@ says: The alias remembers a path and not a handler: when the handler there is replaced, the alias follows.
//@ fails: an_alias_keeps_its_handler
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
    aliases: HashMap<String, String>,
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
        let there = self.routes.contains_key(existing);
        if there {
            self.aliases.insert(new.to_string(), existing.to_string());
        }
        there
    }

    pub fn handle(&self, path: &str, request: &str) -> Option<String> {
        let path = self.aliases.get(path).map_or(path, String::as_str);
        let response = self.routes.get(path)?.handle(request);
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
