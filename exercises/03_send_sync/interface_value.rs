//! # One router for all requests
//!
//! Whoever writes a handler registers it under a path. Every request runs on a thread of its own, and
//! all of them go through the same router: it looks up the handler, calls it, and counts what it has
//! served.
//!
//! In Go the router is a `map[string]Handler`. A `Handler` is an interface value: whatever has the
//! method fits in, several requests may call it at the same moment, and that its author has thought of
//! that is taken for granted. (`net/http` says so in its documentation. A handler with a plain counter
//! in it compiles all the same.) In Rust the `dyn Handler` in the map can do what the trait says, and
//! this trait says nothing about threads.
//!
//! So `serve` does not compile. Before you edit: the error names `Router`. Which of its fields are
//! to blame? And who has to answer for a handler that counts in a plain number: the router, or whoever
//! registers it?
//!
//! ## What must hold
//!
//! - A `Handler` is whatever has `handle(&self, request) -> String`. You may ask more of those who
//!   implement it; the method stays as it is.
//! - `router.add(path, handler)` registers a handler of any type that owns what it uses, that may be
//!   moved to another thread and called by several threads at the same time. A handler with a `Cell` or
//!   an `Rc` in it must be refused. Adding to a path that is taken replaces the handler there.
//! - `router.alias(new, existing)` makes `new` lead to the very handler that `existing` leads to now, with
//!   all its state, and keeps leading there when `existing` is replaced later. Returns whether there
//!   was such a handler; if not, nothing changes.
//! - `router.handle(path, request)` is the handler's response, or `None` for an unknown path.
//! - `router.served()` is the number of responses so far, on whichever threads; unknown paths do not
//!   count. No response is lost from it.
//! - `serve(&router, requests)` answers all requests at the same time, the responses in the order of the
//!   requests, each a `(path, request)`. A slow handler keeps nobody waiting, not even the next request
//!   for the same handler.
//!   A handler that panics makes `serve` panic.
//! - A `Router` may be shared by threads (that is its purpose), and its handlers are dropped with it.
//!
//! Keep the names and the signatures. The fields, and what is written behind `dyn`, are yours.

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;
use std::thread;

/// Answers requests.
pub trait Handler {
    /// The response to one request.
    fn handle(&self, request: &str) -> String;
}

/// Leads each path to its handler.
#[derive(Default)]
pub struct Router {
    routes: HashMap<String, Rc<dyn Handler>>, // TODO: shared by whom?
    served: Cell<usize>,                      // TODO: counted by whom?
}

impl Router {
    pub fn new() -> Router {
        Router::default()
    }

    /// Registers a handler, in place of the one that was there.
    pub fn add<H>(&mut self, path: &str, handler: H)
    where
        H: Handler + 'static, // TODO: what must a handler be, to get in here?
    {
        self.routes.insert(path.to_string(), Rc::new(handler));
    }

    /// Lets `new` lead to the handler that `existing` leads to. Returns whether there is one.
    pub fn alias(&mut self, new: &str, existing: &str) -> bool {
        let Some(handler) = self.routes.get(existing) else { return false };
        // The same handler, not a copy of it: as when an interface value is assigned in Go.
        let handler = Rc::clone(handler);
        self.routes.insert(new.to_string(), handler);
        true
    }

    /// The response to one request.
    pub fn handle(&self, path: &str, request: &str) -> Option<String> {
        let response = self.routes.get(path)?.handle(request);
        self.served.set(self.served.get() + 1);
        Some(response)
    }

    /// How many responses there have been.
    pub fn served(&self) -> usize {
        self.served.get()
    }
}

/// Answers all requests at the same time; the responses come in the order of the requests.
pub fn serve(router: &Router, requests: &[(&str, &str)]) -> Vec<Option<String>> {
    thread::scope(|scope| {
        let mut serving = Vec::new();
        for &(path, request) in requests {
            serving.push(scope.spawn(move || router.handle(path, request)));
        }
        serving.into_iter().map(|serving| serving.join().expect("a handler panicked")).collect()
    })
}
