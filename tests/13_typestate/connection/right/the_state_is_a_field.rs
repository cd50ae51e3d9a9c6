//! The state is a value, and carries what only that state has: the host's greeting, the token.

pub struct Closed;

pub struct Open {
    greeting: String,
}

pub struct Ready {
    greeting: String,
    token: String,
    sent: Vec<String>,
}

pub struct Connection<S> {
    host: String,
    state: S,
}

impl<S> Connection<S> {
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl Connection<Closed> {
    pub fn new(host: &str) -> Connection<Closed> {
        Connection { host: host.to_string(), state: Closed }
    }

    pub fn connect(self) -> Connection<Open> {
        let greeting = format!("EHLO {}", self.host);
        Connection { host: self.host, state: Open { greeting } }
    }
}

impl Connection<Open> {
    pub fn authenticate(self, token: &str) -> Result<Connection<Ready>, Connection<Open>> {
        if token.is_empty() {
            return Err(self);
        }
        let (greeting, token) = (self.state.greeting, format!("AUTH {token}"));
        Ok(Connection { host: self.host, state: Ready { greeting, token, sent: Vec::new() } })
    }

    pub fn close(self) -> Vec<String> {
        vec![self.state.greeting, String::from("QUIT")]
    }
}

impl Connection<Ready> {
    pub fn send(&mut self, text: &str) {
        self.state.sent.push(format!("SEND {text}"));
    }

    pub fn close(self) -> Vec<String> {
        let mut lines = vec![self.state.greeting, self.state.token];
        lines.extend(self.state.sent);
        lines.push(String::from("QUIT"));
        lines
    }
}
