//! Does a connection write what it should, on whichever thread? What must not compile is asked elsewhere.

use std::thread;

use answer::{Closed, Connection, Open, Ready};
use harness::Rng;

/// From the first line to the last.
// A right `connect`, `authenticate` and `close` take the connection; on the unsolved ones this compiles, too.
pub fn the_whole_way() {
    let connection: Connection<Closed> = Connection::new("mail.example.com");
    assert_eq!(connection.host(), "mail.example.com");
    let connection: Connection<Open> = connection.connect();
    assert_eq!(connection.host(), "mail.example.com");
    let mut connection: Connection<Ready> = authenticated(connection, "secret");
    connection.send("one");
    connection.send("two");
    assert_eq!(connection.host(), "mail.example.com");
    let lines = connection.close();
    assert_eq!(lines, ["EHLO mail.example.com", "AUTH secret", "SEND one", "SEND two", "QUIT"]);
}

/// An open connection can be closed.
pub fn closed_before_it_was_ready() {
    let connection = Connection::<Closed>::new("a").connect();
    assert_eq!(connection.close(), ["EHLO a", "QUIT"]);
}

/// An empty token is refused, nothing is written, and the open connection comes back.
pub fn an_empty_token() {
    let mut connection = Connection::<Closed>::new("a").connect();
    for attempt in 1..4 {
        connection = match connection.authenticate("") {
            Ok(_) => panic!("attempt {attempt}: an empty token was accepted"),
            Err(open) => open,
        };
    }
    let mut connection = authenticated(connection, "secret");
    connection.send("hello");
    assert_eq!(connection.close(), ["EHLO a", "AUTH secret", "SEND hello", "QUIT"]);
    let refused = Connection::<Closed>::new("b").connect().authenticate("");
    assert_eq!(refused.err().map(|open| open.close()), Some(lines(["EHLO b", "QUIT"])));
}

/// Nothing has been sent, and that is no mistake.
pub fn nothing_is_sent() {
    let connection = authenticated(Connection::<Closed>::new("a").connect(), "x");
    assert_eq!(connection.close(), ["EHLO a", "AUTH x", "QUIT"]);
}

/// A connection goes from thread to thread, in every state.
pub fn from_thread_to_thread() {
    let closed = Connection::<Closed>::new("a");
    let open = thread::spawn(move || closed.connect()).join().expect("it only connects");
    let ready = thread::spawn(move || authenticated(open, "x")).join().expect("it has a token");
    let sender = thread::spawn(move || {
        let mut ready = ready;
        ready.send("hello");
        ready.close()
    });
    assert_eq!(sender.join().ok(), Some(lines(["EHLO a", "AUTH x", "SEND hello", "QUIT"])));
}

/// Random connections write what they should.
pub fn random_connections_agree(seed: u64) -> Vec<Vec<String>> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|_| {
            let mut open = Connection::<Closed>::new(&format!("host{}", rng.below(9))).connect();
            for _ in 0..rng.below(3) {
                open = open.authenticate("").err().expect("an empty token is refused");
            }
            if rng.below(4) == 0 {
                return open.close();
            }
            let mut ready = authenticated(open, &format!("token{}", rng.below(9)));
            for text in 0..rng.below(5) {
                ready.send(&format!("text {text}"));
            }
            ready.close()
        })
        .collect()
}

fn authenticated(connection: Connection<Open>, token: &str) -> Connection<Ready> {
    match connection.authenticate(token) {
        Ok(ready) => ready,
        Err(_) => panic!("the token {token:?} was refused"),
    }
}

fn lines<const N: usize>(lines: [&str; N]) -> Vec<String> {
    lines.map(String::from).into()
}
