//! # `send on a connection that is not ready`
//!
//! The mailer's log has this line, twice a day, from a place nobody has found. A connection to the mail server is
//! opened, then it is authenticated, then mails are sent, then it is closed. In the code each method begins by
//! asking the state, and panics if it is the wrong one.
//!
//! In Go it would return an error, and every caller would check it, or there would be a type for each state,
//! `*OpenConn` and `*ReadyConn`. That is possible and it helps; but whoever has kept the old `*OpenConn` can go on using it. In
//! Rust a method can *take* the connection. Then the old one is gone, and the wrong order cannot be written.
//!
//! Before you edit: for each method below, in which of the three states does it make sense? And which of them end that
//! state?
//!
//! What must hold:
//!
//! - Keep the names, and all signatures but `&self` and `&mut self`. A `Connection<S>` is in state `S`: `Closed`, `Open` or
//!   `Ready`. It remembers what it has written, and any state of it can be moved to another thread.
//! - `Connection::new(host)` is closed. `connect()` is for a closed one: it writes `EHLO host`, and it is open.
//! - `authenticate(token)` is for an open one. It writes `AUTH token` and is ready. A token that is empty is refused:
//!   nothing is written, and the open connection comes back in the `Err`, to be tried again.
//! - `send(text)` is for one that is ready, and writes `SEND text`. One can send many times.
//! - `close()` is for an open one or one that is ready. It writes `QUIT` and returns all lines that have been written, in order.
//! - `host()` is for any.
//! - **Must not compile**: a method in any other state; using a connection after `connect`, `authenticate` or `close`, which have ended that
//!   state; a second connection made of one by cloning; one that begins in another state than `Closed`.
//!
//! When you have done that, no method needs to ask for the state, and none can panic.

use std::marker::PhantomData;

/// Not connected.
#[derive(Debug, Clone)]
pub struct Closed;

/// Connected, and not authenticated.
#[derive(Debug, Clone)]
pub struct Open;

/// Authenticated.
#[derive(Debug, Clone)]
pub struct Ready;

/// What the connection is really in.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Closed,
    Open,
    Ready,
}

/// A connection in the state `S`.
// TODO: what would a clone of a connection be?
#[derive(Debug, Clone)]
pub struct Connection<S> {
    host: String,
    lines: Vec<String>,
    // TODO: the type says it already. Which of the two do you trust?
    step: Step,
    state: PhantomData<S>,
}

// TODO: all of this is there in every state.
impl<S> Connection<S> {
    /// Not connected yet.
    pub fn new(host: &str) -> Connection<S> {
        Connection {
            host: host.to_string(),
            lines: Vec::new(),
            step: Step::Closed,
            state: PhantomData,
        }
    }

    /// The host to which it goes.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Connects.
    // TODO: after this, whose is the closed connection?
    pub fn connect(&self) -> Connection<Open> {
        assert_eq!(self.step, Step::Closed, "connect on a connection that is not closed");
        self.next(Step::Open, Some(format!("EHLO {}", self.host)))
    }

    /// Proves who we are.
    pub fn authenticate(&self, token: &str) -> Result<Connection<Ready>, Connection<Open>> {
        assert_eq!(self.step, Step::Open, "authenticate on a connection that is not open");
        if token.is_empty() {
            return Err(self.next(Step::Open, None));
        }
        Ok(self.next(Step::Ready, Some(format!("AUTH {token}"))))
    }

    /// Sends a mail.
    pub fn send(&mut self, text: &str) {
        assert_eq!(self.step, Step::Ready, "send on a connection that is not ready");
        self.lines.push(format!("SEND {text}"));
    }

    /// Says goodbye; what has been written.
    pub fn close(&self) -> Vec<String> {
        assert_ne!(self.step, Step::Closed, "close on a connection that is not open");
        self.next::<Closed>(Step::Closed, Some(String::from("QUIT"))).lines
    }

    /// The same connection, in another state.
    fn next<N>(&self, step: Step, line: Option<String>) -> Connection<N> {
        let mut lines = self.lines.clone();
        lines.extend(line);
        Connection { host: self.host.clone(), lines, step, state: PhantomData }
    }
}
