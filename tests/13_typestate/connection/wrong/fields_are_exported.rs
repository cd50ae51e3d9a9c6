//@ caught-by: compile_fail
//@ says: All fields are public, as if they began with a capital in Go. So anybody can write `Connection { … }` in any state, and has skipped every step.
//@ fails: made_of_its_parts
//@ sort: tempting

use std::marker::PhantomData;

#[derive(Debug)]
pub struct Closed;

#[derive(Debug)]
pub struct Open;

#[derive(Debug)]
pub struct Ready;

#[derive(Debug)]
pub struct Connection<S> {
    pub host: String,
    pub lines: Vec<String>,
    pub state: PhantomData<S>,
}

impl<S> Connection<S> {
    pub fn host(&self) -> &str {
        &self.host
    }

    fn next<N>(mut self, line: Option<String>) -> Connection<N> {
        self.lines.extend(line);
        Connection { host: self.host, lines: self.lines, state: PhantomData }
    }
}

impl Connection<Closed> {
    pub fn new(host: &str) -> Connection<Closed> {
        Connection { host: host.to_string(), lines: Vec::new(), state: PhantomData }
    }

    pub fn connect(self) -> Connection<Open> {
        let line = format!("EHLO {}", self.host);
        self.next(Some(line))
    }
}

impl Connection<Open> {
    pub fn authenticate(self, token: &str) -> Result<Connection<Ready>, Connection<Open>> {
        if token.is_empty() {
            return Err(self);
        }
        Ok(self.next(Some(format!("AUTH {token}"))))
    }
}

impl Connection<Ready> {
    pub fn send(&mut self, text: &str) {
        self.lines.push(format!("SEND {text}"));
    }
}

trait Connected {}
impl Connected for Open {}
impl Connected for Ready {}

#[expect(private_bounds, reason = "that is what seals it")]
impl<S: Connected> Connection<S> {
    pub fn close(self) -> Vec<String> {
        self.next::<Closed>(Some(String::from("QUIT"))).lines
    }
}
