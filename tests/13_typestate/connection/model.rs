//! Can threads use connections without one waiting for another? There are no schedules in a typestate, and there should be none.

use std::sync::mpsc;
use std::thread;

use answer::{Closed, Connection, Open, Ready};

/// Two threads with a connection each: neither keeps a lock, neither waits, neither sees the other's lines.
pub fn two_at_the_same_time() {
    let work = |host: &str| {
        let open: Connection<Open> = Connection::<Closed>::new(host).connect();
        let mut ready: Connection<Ready> =
            open.authenticate("x").ok().expect("the token is not empty");
        ready.send("hello");
        assert_eq!(model::locks_held(), 0, "locks that are held between two calls");
        ready.close()
    };
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(|| work("b"));
        (work("a"), other.join().expect("it only writes lines"))
    });
    assert_eq!(here, ["EHLO a", "AUTH x", "SEND hello", "QUIT"]);
    assert_eq!(there, ["EHLO b", "AUTH x", "SEND hello", "QUIT"]);
    assert_eq!(model::alive(), 0, "threads that are still running");
}

/// One thread opens, another one uses what it gets.
pub fn handed_on() {
    let (opened, connections) = mpsc::channel();
    let lines = thread::scope(|scope| {
        let user = scope.spawn(move || {
            let open: Connection<Open> = connections.recv().expect("one is opened");
            open.authenticate("x").map(|ready| ready.close()).ok()
        });
        opened.send(Connection::<Closed>::new("a").connect()).expect("the user waits for it");
        user.join().expect("it only writes lines")
    });
    assert_eq!(lines.expect("the token is not empty"), ["EHLO a", "AUTH x", "QUIT"]);
    assert_eq!(model::alive(), 0, "threads that are still running");
}
