//! The state is in the type, and each method is written where it makes sense. Whoever ends a state takes the connection.

use std::marker::PhantomData;

/// Not connected.
#[derive(Debug)]
pub struct Closed;

/// Connected, and not authenticated.
#[derive(Debug)]
pub struct Open;

/// Authenticated.
#[derive(Debug)]
pub struct Ready;

/// A connection in the state `S`.
// No `Clone`: there is one connection, so there is one value of it. A clone would be the old handle, alive.
#[derive(Debug)]
pub struct Connection<S> {
    // Private, so that only this file can make a connection of the parts, in whatever state.
    host: String,
    lines: Vec<String>,
    /// There is no value of the state at run time: this has no size, and is here so that `S` is used.
    state: PhantomData<S>,
}

/// What makes sense in every state.
impl<S> Connection<S> {
    /// The host to which it goes.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The same connection in another state. Private: whoever could call this could skip a step.
    fn next<N>(mut self, line: Option<String>) -> Connection<N> {
        self.lines.extend(line);
        Connection { host: self.host, lines: self.lines, state: PhantomData }
    }
}

impl Connection<Closed> {
    /// Not connected yet.
    // Here and not above, or `Connection::<Ready>::new` would be a way round everything.
    pub fn new(host: &str) -> Connection<Closed> {
        Connection { host: host.to_string(), lines: Vec::new(), state: PhantomData }
    }

    /// Connects.
    pub fn connect(self) -> Connection<Open> {
        let line = format!("EHLO {}", self.host);
        self.next(Some(line))
    }
}

impl Connection<Open> {
    /// Proves who we are.
    pub fn authenticate(self, token: &str) -> Result<Connection<Ready>, Connection<Open>> {
        if token.is_empty() {
            // It was taken, and it has to come back: otherwise a wrong token would cost the connection.
            return Err(self);
        }
        Ok(self.next(Some(format!("AUTH {token}"))))
    }
}

impl Connection<Ready> {
    /// Sends a mail.
    // This one ends no state, so it borrows.
    pub fn send(&mut self, text: &str) {
        self.lines.push(format!("SEND {text}"));
    }
}

/// The states in which there is something to be closed. Private, so nobody can add one.
trait Connected {}
impl Connected for Open {}
impl Connected for Ready {}

#[expect(private_bounds, reason = "that is what seals it")]
impl<S: Connected> Connection<S> {
    /// Says goodbye; what has been written.
    pub fn close(self) -> Vec<String> {
        self.next::<Closed>(Some(String::from("QUIT"))).lines
    }
}
