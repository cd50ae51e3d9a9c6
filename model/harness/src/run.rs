//! One check, one process: find it by name, run it, report how it ended.
//!
//! It may not print a verdict, and it exits as soon as the check has returned: threads that the answer left behind are
//! the operating system's to end.

use crate::channel::Channel;
use crate::{rendezvous, stuck};
use serde_json::{Value, json};
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ThreadId};

/// A named check of a generated runner.
pub struct Check {
    name: &'static str,
    body: Body,
}

enum Body {
    Assert(fn()),
    Oracle(Box<dyn Fn(u64) -> String>),
}

/// A check that asserts: it passes when it returns.
pub fn assert_form(name: &'static str, body: fn()) -> Check {
    Check { name, body: Body::Assert(body) }
}

/// A check that returns a value to be compared elsewhere.
pub fn oracle_form<T: Debug + 'static>(name: &'static str, body: fn(u64) -> T) -> Check {
    Check { name, body: Body::Oracle(Box::new(move |seed| format!("{:?}", body(seed)))) }
}

static SEED: AtomicU64 = AtomicU64::new(0);

/// The seed that the parent gave to this run, for checks in assert form.
pub fn seed() -> u64 {
    SEED.load(Ordering::Relaxed)
}

/// One panic, in the order in which they happened, on whichever thread.
struct Panic {
    thread: ThreadId,
    message: String,
    file: String,
    line: u32,
}

static PANICS: Mutex<Vec<Panic>> = Mutex::new(Vec::new());

/// Runs the check named by the first argument (`NAME --seed N`) and sends one record to the parent:
/// `{"verdict":"passed"}`, `{"verdict":"value","value":"…"}`,
/// `{"verdict":"failed","message":"…","file":"…","line":1,"elsewhere":["…"]}` or, where all threads wait for each other,
/// `{"verdict":"stuck"}`. Exits with 0 once the record is sent, with 2
/// on a wrong call.
pub fn main(checks: &[Check]) -> ! {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_default();
    let mut seed = 0;
    while let Some(flag) = args.next() {
        match (flag.as_str(), args.next().and_then(|value| value.parse().ok())) {
            ("--seed", Some(value)) => seed = value,
            _ => wrong_call(&format!("unknown or incomplete flag {flag}")),
        }
    }
    let Some(check) = checks.iter().find(|check| check.name == name) else {
        wrong_call(&format!("no check named {name:?}"));
    };
    let channel = match Channel::take_stdin() {
        Ok(channel) => Arc::new(Mutex::new(channel)),
        Err(error) => wrong_call(&format!("standard input must be the parent's channel: {error}")),
    };
    SEED.store(seed, Ordering::Relaxed);
    remember_panics();
    stuck::watch({
        let channel = Arc::clone(&channel);
        move || {
            // Those who wait for companions are told that none will come; what they make of it is the check's business.
            if rendezvous::give_up_all() {
                return true;
            }
            finish(&channel, &json!({ "verdict": "stuck" }))
        }
    });
    let record = match catch_unwind(AssertUnwindSafe(|| match &check.body {
        Body::Assert(body) => {
            body();
            json!({ "verdict": "passed" })
        }
        Body::Oracle(body) => json!({ "verdict": "value", "value": body(seed) }),
    })) {
        Ok(record) => record,
        Err(payload) => failure(&*payload),
    };
    finish(&channel, &record)
}

/// Sends the one record and ends the process. Whoever comes second never gets the lock.
fn finish(channel: &Mutex<Channel>, record: &Value) -> ! {
    let mut channel = channel.lock().unwrap_or_else(PoisonError::into_inner);
    channel.send(record);
    std::process::exit(0)
}

fn wrong_call(what: &str) -> ! {
    eprintln!("check runner: {what}");
    std::process::exit(2)
}

/// Keeps the default report on stderr (the learner sees it) and notes where each panic began: a payload alone does not
/// know its line, and a panic on another thread reaches the check only as an opaque `Err`.
fn remember_panics() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let payload = info.payload();
        let place = info.location();
        PANICS.lock().unwrap_or_else(PoisonError::into_inner).push(Panic {
            thread: thread::current().id(),
            message: text(payload),
            file: place.map(|place| place.file().to_string()).unwrap_or_default(),
            line: place.map(|place| place.line()).unwrap_or_default(),
        });
        default(info);
    }));
}

fn failure(payload: &(dyn std::any::Any + Send)) -> Value {
    let here = thread::current().id();
    let panics = PANICS.lock().unwrap_or_else(PoisonError::into_inner);
    let own = panics.iter().rev().find(|panic| panic.thread == here);
    let elsewhere: Vec<String> = panics
        .iter()
        .filter(|panic| panic.thread != here)
        .take(4)
        .map(|panic| format!("{} ({}:{})", panic.message, panic.file, panic.line))
        .collect();
    json!({
        "verdict": "failed",
        "message": text(payload),
        "file": own.map(|panic| panic.file.as_str()),
        "line": own.map(|panic| panic.line),
        "elsewhere": elsewhere,
    })
}

fn text(payload: &(dyn std::any::Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_string()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "a panic whose payload is not text".to_string()
    }
}
