//! Does every path lead to its handler, for many requests at the same time?
//@ deadline: 5s

use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::{Handler, Router, serve};
use harness::{Rendezvous, Rng};

/// Random requests to random routes get the right responses, in order.
pub fn responses_agree(seed: u64) -> Vec<(Vec<Option<String>>, usize)> {
    let mut rng = Rng::new(seed);
    let mut router = Router::new();
    (0..12)
        .map(|round| {
            let path = PATHS[rng.below(4) as usize];
            match rng.below(3) {
                0 => router.add(path, Upper),
                1 => router.add(path, Prefix(format!("{round}: "))),
                _ => router.add(path, Reversed { times: rng.below(3) }),
            }
            let requests: Vec<(&str, String)> = (0..round)
                .map(|_| (PATHS[rng.below(5) as usize], format!("request {}", rng.below(100))))
                .collect();
            let requests: Vec<(&str, &str)> =
                requests.iter().map(|(path, request)| (*path, request.as_str())).collect();
            (serve(&router, &requests), router.served())
        })
        .collect()
}

/// Several requests are with the same handler at the same time.
pub fn a_handler_serves_several_at_the_same_time() {
    let mut router = Router::new();
    router.add("/meet", Meeting(Arc::new(Rendezvous::new(3))));
    let responses = serve(&router, &[("/meet", "a"), ("/meet", "b"), ("/meet", "c")]);
    assert_eq!(responses, [Some("A".into()), Some("B".into()), Some("C".into())]);
}

/// A response that comes late keeps its place.
pub fn a_slow_response_keeps_its_place() {
    for round in 0..8 {
        let meeting = Arc::new(Rendezvous::new(2));
        let mut router = Router::new();
        router.add("/fast", Meeting(Arc::clone(&meeting)));
        router.add("/slow", Slow(Meeting(meeting)));
        let responses = serve(&router, &[("/slow", "first"), ("/fast", "second")]);
        assert_eq!(responses, [Some("FIRST".into()), Some("SECOND".into())], "round {round}");
    }
}

/// No requests, no responses.
pub fn no_requests() {
    assert_eq!(serve(&Router::new(), &[]), []);
}

/// For an unknown path there is no response, and none is counted.
pub fn unknown_paths() {
    let mut router = Router::new();
    router.add("/upper", Upper);
    let responses = serve(&router, &[("/lower", "a"), ("/upper", "b"), ("", "c")]);
    assert_eq!(responses, [None, Some("B".into()), None]);
    assert_eq!(router.served(), 1, "responses");
}

/// An alias leads to the same handler, with its state, also when the other path has another handler.
pub fn an_alias_keeps_its_handler() {
    let calls = Arc::new(AtomicUsize::new(0));
    let mut router = Router::new();
    router.add("/old", Numbered(Arc::clone(&calls)));
    assert!(router.alias("/new", "/old"), "there is a handler to be shared");
    assert_eq!(router.handle("/old", "a"), Some("1".into()));
    assert_eq!(router.handle("/new", "b"), Some("2".into()));
    router.add("/old", Upper);
    assert_eq!(router.handle("/old", "c"), Some("C".into()));
    assert_eq!(router.handle("/new", "d"), Some("3".into()));
    assert!(router.alias("/new", "/old"), "there is a handler to be shared");
    assert_eq!(router.handle("/new", "e"), Some("E".into()), "the alias leads elsewhere now");
    assert!(router.alias("/new", "/new"), "a path may be its own alias");
    assert_eq!(router.handle("/new", "f"), Some("F".into()));
    assert_eq!(calls.load(Ordering::Relaxed), 3, "calls of the handler that was replaced");
}

/// An alias of a path without a handler changes nothing.
pub fn an_alias_of_nothing() {
    let mut router = Router::new();
    router.add("/upper", Upper);
    assert!(!router.alias("/upper", "/nothing"), "there is no handler to be shared");
    assert_eq!(router.handle("/upper", "a"), Some("A".into()));
    assert!(!router.alias("/new", "/nothing"), "there is no handler to be shared");
    assert_eq!(router.handle("/new", "b"), None);
}

/// Responses are counted on all threads, for each router, and stay counted when a handler is replaced.
pub fn responses_are_counted() {
    let (mut router, other) = (Router::new(), Router::new());
    router.add("/upper", Upper);
    router.alias("/loud", "/upper");
    serve(&router, &[("/upper", "a"); 6]);
    serve(&router, &[("/loud", "b")]);
    router.handle("/upper", "c");
    assert_eq!(router.served(), 8, "responses on several threads");
    router.add("/upper", Prefix(String::from("> ")));
    router.alias("/loud", "/upper");
    assert_eq!(router.served(), 8, "responses, after the handler was replaced");
    assert_eq!(other.served(), 0, "responses of another router");
}

/// The handlers are dropped with their router.
pub fn handlers_are_dropped_with_their_router() {
    let calls = Arc::new(AtomicUsize::new(0));
    let mut router = Router::new();
    router.add("/a", Numbered(Arc::clone(&calls)));
    router.alias("/b", "/a");
    router.add("/c", Numbered(Arc::clone(&calls)));
    router.add("/c", Upper);
    serve(&router, &[("/a", "1"), ("/b", "2")]);
    drop(router);
    assert_eq!(Arc::strong_count(&calls), 1, "owners of a counter that only the handlers shared");
}

/// A handler that panics makes `serve` panic.
pub fn a_panic_is_passed_on() {
    let mut router = Router::new();
    router.add("/broken", Broken);
    router.add("/upper", Upper);
    let served =
        catch_unwind(AssertUnwindSafe(|| serve(&router, &[("/broken", "a"), ("/upper", "b")])));
    assert!(served.is_err(), "a handler panicked, and `serve` returned {served:?}");
}

/// A request that its handler never answered is no response, and is not counted.
pub fn only_responses_are_counted() {
    let mut router = Router::new();
    router.add("/broken", Broken);
    router.add("/upper", Upper);
    router.handle("/upper", "a");
    let answered = catch_unwind(AssertUnwindSafe(|| router.handle("/broken", "b")));
    assert!(answered.is_err(), "the handler panicked, and `handle` returned {answered:?}");
    assert_eq!(router.served(), 1, "responses, after one request was answered and one was not");
}

/// Nothing is ever registered under the last one.
const PATHS: [&str; 5] = ["/a", "/b", "/c", "/d", "/nothing"];

struct Broken;

impl Handler for Broken {
    fn handle(&self, _request: &str) -> String {
        panic!("this handler is broken on purpose")
    }
}

struct Upper;

impl Handler for Upper {
    fn handle(&self, request: &str) -> String {
        request.to_uppercase()
    }
}

struct Prefix(String);

impl Handler for Prefix {
    fn handle(&self, request: &str) -> String {
        format!("{}{request}", self.0)
    }
}

struct Reversed {
    times: u64,
}

impl Handler for Reversed {
    fn handle(&self, request: &str) -> String {
        (0..self.times).fold(request.to_string(), |text, _| text.chars().rev().collect())
    }
}

/// Says which call it was.
struct Numbered(Arc<AtomicUsize>);

impl Handler for Numbered {
    fn handle(&self, _request: &str) -> String {
        (self.0.fetch_add(1, Ordering::Relaxed) + 1).to_string()
    }
}

/// Answers when others have come, too.
struct Meeting(Arc<Rendezvous>);

impl Handler for Meeting {
    fn handle(&self, request: &str) -> String {
        self.0.meet();
        request.to_uppercase()
    }
}

/// Has a long way to go when others have come.
struct Slow(Meeting);

impl Handler for Slow {
    fn handle(&self, request: &str) -> String {
        let response = self.0.handle(request);
        let mut rng = Rng::new(1);
        for _ in 0..20 {
            for _ in 0..10_000 {
                black_box(rng.next_u64());
            }
            thread::yield_now();
        }
        response
    }
}
