//@ caught-by: compile_fail
//@ says: `authenticate(&self)` leaves the open connection with whoever has called it: two handles for one connection, one of them old. It has to take `self`.
//@ fails: the_old_handle
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
    host: String,
    lines: Vec<String>,
    state: PhantomData<S>,
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
    pub fn authenticate(&self, token: &str) -> Result<Connection<Ready>, Connection<Open>> {
        let copy = Connection::<Open> {
            host: self.host.clone(),
            lines: self.lines.clone(),
            state: PhantomData,
        };
        if token.is_empty() {
            return Err(copy);
        }
        Ok(copy.next(Some(format!("AUTH {token}"))))
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
