//! Each response is sent with its place, and handlers are looked up before the threads start.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

pub trait Handler {
    fn handle(&self, request: &str) -> String;
}

#[derive(Default)]
pub struct Router {
    routes: HashMap<String, Arc<dyn Handler + Send + Sync>>,
    served: Arc<AtomicU64>,
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
        self.served.fetch_add(1, Ordering::AcqRel);
        Some(response)
    }

    pub fn served(&self) -> usize {
        self.served.load(Ordering::Acquire) as usize
    }
}

pub fn serve(router: &Router, requests: &[(&str, &str)]) -> Vec<Option<String>> {
    let (done, responses) = mpsc::channel();
    let mut sorted = vec![None; requests.len()];
    thread::scope(|scope| {
        for (place, (path, request)) in requests.iter().enumerate() {
            let done = done.clone();
            scope.spawn(move || {
                let response = router.handle(path, request);
                done.send((place, response)).expect("the receiver outlives the scope");
            });
        }
        drop(done);
        for (place, response) in &responses {
            sorted[place] = response;
        }
    });
    sorted
}
