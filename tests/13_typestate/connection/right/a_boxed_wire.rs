//! The parts are in a box that is handed from state to state; `close` is written for two states, without a trait.

use std::marker::PhantomData;

pub enum Closed {}
pub enum Open {}
pub enum Ready {}

struct Wire {
    host: String,
    lines: Vec<String>,
}

pub struct Connection<S>(Box<Wire>, PhantomData<fn() -> S>);

impl<S> Connection<S> {
    pub fn host(&self) -> &str {
        &self.0.host
    }
}

impl Wire {
    fn write(&mut self, line: String) {
        self.lines.push(line);
    }
}

impl Connection<Closed> {
    pub fn new(host: &str) -> Connection<Closed> {
        let wire = Wire { host: host.to_string(), lines: Vec::new() };
        Connection(Box::new(wire), PhantomData)
    }

    pub fn connect(mut self) -> Connection<Open> {
        let line = format!("EHLO {}", self.0.host);
        self.0.write(line);
        Connection(self.0, PhantomData)
    }
}

impl Connection<Open> {
    pub fn authenticate(mut self, token: &str) -> Result<Connection<Ready>, Connection<Open>> {
        if token.is_empty() {
            return Err(self);
        }
        self.0.write(format!("AUTH {token}"));
        Ok(Connection(self.0, PhantomData))
    }

    pub fn close(mut self) -> Vec<String> {
        self.0.write(String::from("QUIT"));
        self.0.lines
    }
}

impl Connection<Ready> {
    pub fn send(&mut self, text: &str) {
        self.0.write(format!("SEND {text}"));
    }

    pub fn close(mut self) -> Vec<String> {
        self.0.write(String::from("QUIT"));
        self.0.lines
    }
}
