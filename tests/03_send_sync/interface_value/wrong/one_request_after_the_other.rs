//@ caught-by: test
//@ says: Without threads nothing has to be asked of a handler: one request waits for the other.
//@ fails: a_handler_serves_several_at_the_same_time
//@ sort: tempting

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

pub trait Handler {
    fn handle(&self, request: &str) -> String;
}

#[derive(Default)]
pub struct Router {
    routes: HashMap<String, Rc<dyn Handler>>,
    served: Cell<usize>,
}

impl Router {
    pub fn new() -> Router {
        Router::default()
    }

    pub fn add<H>(&mut self, path: &str, handler: H)
    where
        H: Handler + 'static,
    {
        self.routes.insert(path.to_string(), Rc::new(handler));
    }

    pub fn alias(&mut self, new: &str, existing: &str) -> bool {
        let Some(handler) = self.routes.get(existing) else { return false };
        let handler = Rc::clone(handler);
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
    requests.iter().map(|(path, request)| router.handle(path, request)).collect()
}
