//@ caught-by: compile_fail
//@ says: Whoever goes through `Deref` reaches `send` in every state: what the outer type hides, the inner one shows.
//@ fails: sent_before_it_was_ready
//@ sort: tempting

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

pub struct Closed;
pub struct Open;
pub struct Ready;

pub struct Wire {
    host: String,
    lines: Vec<String>,
}

impl Wire {
    pub fn host(&self) -> &str {
        &self.host
    }

    pub fn send(&mut self, text: &str) {
        self.lines.push(format!("SEND {text}"));
    }
}

pub struct Connection<S> {
    wire: Wire,
    state: PhantomData<S>,
}

impl<S> Deref for Connection<S> {
    type Target = Wire;

    fn deref(&self) -> &Wire {
        &self.wire
    }
}

impl<S> DerefMut for Connection<S> {
    fn deref_mut(&mut self) -> &mut Wire {
        &mut self.wire
    }
}

fn next<N>(mut wire: Wire, line: String) -> Connection<N> {
    wire.lines.push(line);
    Connection { wire, state: PhantomData }
}

impl Connection<Closed> {
    pub fn new(host: &str) -> Connection<Closed> {
        let wire = Wire { host: host.to_string(), lines: Vec::new() };
        Connection { wire, state: PhantomData }
    }

    pub fn connect(self) -> Connection<Open> {
        let line = format!("EHLO {}", self.host());
        next(self.wire, line)
    }
}

impl Connection<Open> {
    pub fn authenticate(self, token: &str) -> Result<Connection<Ready>, Connection<Open>> {
        if token.is_empty() { Err(self) } else { Ok(next(self.wire, format!("AUTH {token}"))) }
    }

    pub fn close(self) -> Vec<String> {
        next::<Closed>(self.wire, String::from("QUIT")).wire.lines
    }
}

impl Connection<Ready> {
    pub fn close(self) -> Vec<String> {
        next::<Closed>(self.wire, String::from("QUIT")).wire.lines
    }
}
