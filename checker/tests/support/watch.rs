//! `checker watch --format json`, driven through pipes.

use super::{Course, LIVENESS, descendants};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Instant;

/// A checker that watches.
pub struct Watching {
    child: Child,
    keys: Option<ChildStdin>,
    events: Receiver<Value>,
    /// Every event so far.
    pub seen: Vec<Value>,
}

impl Watching {
    /// Starts it at that exercise.
    pub fn start(course: &Course, exercise: &str) -> Watching {
        let mut child = course
            .command(&["watch", exercise, "--format", "json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the checker starts");
        let (to, events) = mpsc::channel();
        let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        std::thread::spawn(move || {
            for line in stdout.lines() {
                let line = line.expect("the checker prints UTF-8");
                let event = serde_json::from_str(&line)
                    .unwrap_or_else(|error| panic!("{error} in line {line}"));
                if to.send(event).is_err() {
                    return;
                }
            }
        });
        let keys = child.stdin.take();
        Watching { child, keys, events, seen: Vec::new() }
    }

    /// The number of its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &str) {
        let stdin = self.keys.as_mut().expect("it is open until the end");
        stdin.write_all(keys.as_bytes()).expect("the checker reads keys");
        stdin.flush().expect("the checker reads keys");
    }

    /// Closes its standard input.
    pub fn no_more_keys(&mut self) {
        self.keys = None;
    }

    /// Waits for an event; those before it are only kept.
    pub fn wait_for(&mut self, what: &str, is_meant: impl Fn(&Value) -> bool) -> Value {
        let began = Instant::now();
        loop {
            let left = LIVENESS.saturating_sub(began.elapsed());
            match self.events.recv_timeout(left) {
                Ok(event) => {
                    self.seen.push(event.clone());
                    if is_meant(&event) {
                        return event;
                    }
                }
                Err(error) => {
                    let seen: Vec<String> = self.seen.iter().map(Value::to_string).collect();
                    panic!("{what}: it never came ({error}); this did:\n{}", seen.join("\n"));
                }
            }
        }
    }

    /// Waits for the verdict on these bytes.
    pub fn verdict_on(&mut self, bytes: impl AsRef<[u8]>) -> Value {
        let hash = super::hash(bytes);
        self.wait_for("the verdict on the newest bytes", |event| {
            event["event"] == "finished" && event["answer"] == *hash
        })
    }

    /// Waits for something that is said with these words in it.
    pub fn said(&mut self, words: &str) -> String {
        let event = self.wait_for(words, |event| {
            event["event"] == "said"
                && event["text"].as_str().is_some_and(|text| text.contains(words))
        });
        event["text"].as_str().unwrap_or_default().to_string()
    }

    /// Waits for its end, and gives its exit status; -1 stands for a signal. Nothing it started may be left.
    pub fn end(mut self) -> i32 {
        let began = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                break status;
            }
            assert!(began.elapsed() < LIVENESS, "watch does not end");
            std::thread::sleep(super::LOOK);
        };
        assert_eq!(descendants(self.pid()), Vec::<String>::new(), "left behind");
        status.code().unwrap_or(-1)
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // Where a test failed half-way; after `end` there is nothing to kill any more.
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}
