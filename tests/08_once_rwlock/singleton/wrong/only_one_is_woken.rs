//@ caught-by: model
//@ says: Two wait for the load, and one is told that it is over. That there are settings is so for everybody: `notify_all`.
//@ fails: everybody_who_waits_gets_them
//@ kind: deadlock
//@ sort: schedule-only

use std::sync::{Condvar, Mutex};

#[derive(Debug, PartialEq)]
pub struct Settings {
    pub owner: String,
    pub users: u64,
}

enum State {
    Empty,
    Loading,
    Loaded(&'static Settings),
}

static STATE: Mutex<State> = Mutex::new(State::Empty);
static CHANGED: Condvar = Condvar::new();

pub fn settings<F>(load: F) -> &'static Settings
where
    F: FnOnce() -> Settings,
{
    let mut state = STATE.lock().unwrap();
    loop {
        match *state {
            State::Loaded(settings) => return settings,
            State::Loading => state = CHANGED.wait(state).unwrap(),
            State::Empty => break,
        }
    }
    *state = State::Loading;
    drop(state);
    let mut done = Done(State::Empty);
    let settings: &'static Settings = Box::leak(Box::new(load()));
    done.0 = State::Loaded(settings);
    settings
}

pub fn loaded() -> Option<&'static Settings> {
    match *STATE.lock().unwrap() {
        State::Loaded(settings) => Some(settings),
        _ => None,
    }
}

struct Done(State);

impl Drop for Done {
    fn drop(&mut self) {
        *STATE.lock().unwrap() = std::mem::replace(&mut self.0, State::Empty);
        CHANGED.notify_one();
    }
}
