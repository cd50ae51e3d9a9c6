//! Is every response counted and in its place under every schedule?

use std::sync::Barrier;

use answer::{Handler, Router, serve};

/// No response is lost from the count.
pub fn no_response_is_lost_from_the_count() {
    let mut router = Router::new();
    router.add("/upper", Upper);
    serve(&router, &[("/upper", "a"), ("/upper", "b")]);
    assert_eq!(router.served(), 2, "responses to two requests");
}

/// Two requests that wait for each other in the same handler are both served.
pub fn a_handler_serves_two_at_the_same_time() {
    let mut router = Router::new();
    router.add("/meet", Meeting(Barrier::new(2)));
    let responses = serve(&router, &[("/meet", "a"), ("/meet", "b")]);
    assert_eq!(responses, [Some("a".into()), Some("b".into())]);
}

/// The responses are in the order of the requests, whoever is first, and nothing is left running.
pub fn responses_are_in_order() {
    let mut router = Router::new();
    router.add("/upper", Upper);
    let responses = serve(&router, &[("/upper", "a"), ("/upper", "b")]);
    assert_eq!(responses, [Some("A".into()), Some("B".into())]);
    assert_eq!(model::alive(), 0, "threads that `serve` left running");
}

struct Upper;

impl Handler for Upper {
    fn handle(&self, request: &str) -> String {
        request.to_uppercase()
    }
}

/// Answers when two requests are here.
struct Meeting(Barrier);

impl Handler for Meeting {
    fn handle(&self, request: &str) -> String {
        self.0.wait();
        request.to_string()
    }
}
