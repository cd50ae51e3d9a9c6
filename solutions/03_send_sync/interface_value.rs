//! Behind `dyn` only the trait is known. That a handler may be shared is one more thing to be known of it, so it is written
//! next to the trait, where handlers are kept and where they are accepted.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Answers requests.
///
/// Nothing about threads here: a handler that is called by one thread only is a handler, too. (`trait Handler: Send + Sync`
/// would say it once for all, and to everybody who writes one. Both are good; this one asks as late as possible.)
pub trait Handler {
    /// The response to one request.
    fn handle(&self, request: &str) -> String;
}

/// Leads each path to its handler.
///
/// It may be shared because each field may. Nobody declares that, and nobody needs to.
#[derive(Default)]
pub struct Router {
    // `Arc` needs both: `Sync`, as several threads call the handler behind it at once, and `Send`, as the last one of them
    // to let go drops it. A `Mutex` would do with `Send`, and would let one request in at a time.
    routes: HashMap<String, Arc<dyn Handler + Send + Sync>>,
    served: AtomicUsize,
}

impl Router {
    pub fn new() -> Router {
        Router::default()
    }

    /// Registers a handler, in place of the one that was there.
    ///
    /// The last place where its type is known, so the one who registers it answers for it: a handler with a `Cell` in it is
    /// refused on the line that calls this.
    pub fn add<H>(&mut self, path: &str, handler: H)
    where
        H: Handler + Send + Sync + 'static,
    {
        self.routes.insert(path.to_string(), Arc::new(handler));
    }

    /// Lets `new` lead to the handler that `existing` leads to. Returns whether there is one.
    pub fn alias(&mut self, new: &str, existing: &str) -> bool {
        let Some(handler) = self.routes.get(existing) else { return false };
        // The same handler, not a copy of it: as when an interface value is assigned in Go.
        let handler = Arc::clone(handler);
        self.routes.insert(new.to_string(), handler);
        true
    }

    /// The response to one request.
    pub fn handle(&self, path: &str, request: &str) -> Option<String> {
        let response = self.routes.get(path)?.handle(request);
        // One step. `get` and `set` with an atomic in place of the `Cell` would compile, and two requests between whose
        // steps the other one comes would be counted once. Relaxed: it only counts, nobody reads anything else by it.
        self.served.fetch_add(1, Ordering::Relaxed);
        Some(response)
    }

    /// How many responses there have been.
    pub fn served(&self) -> usize {
        self.served.load(Ordering::Relaxed)
    }
}

/// Answers all requests at the same time; the responses come in the order of the requests.
pub fn serve(router: &Router, requests: &[(&str, &str)]) -> Vec<Option<String>> {
    thread::scope(|scope| {
        let mut serving = Vec::new();
        for &(path, request) in requests {
            // `&Router` crosses, and it may because `Router` is `Sync`.
            serving.push(scope.spawn(move || router.handle(path, request)));
        }
        serving.into_iter().map(|serving| serving.join().expect("a handler panicked")).collect()
    })
}
