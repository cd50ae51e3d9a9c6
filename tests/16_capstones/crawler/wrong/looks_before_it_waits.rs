//@ caught-by: model
//@ says: `stop` is looked at before the wait for a page, and not after it: whoever waited when it was said begins one more.
//@ fails: nobody_begins_after_the_stop
//@ sort: schedule-only

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// What `crawl` has found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The pages that were read: the number of their links, or why they could not be read.
    pub pages: BTreeMap<String, Result<usize, String>>,
    /// The pages that are known and were not read, because `stop` was set.
    pub left: BTreeSet<String>,
}

#[derive(Default)]
struct State {
    todo: Vec<String>,
    seen: BTreeSet<String>,
    running: usize,
    broken: bool,
    report: Report,
}

struct Fetching<'a> {
    state: &'a Mutex<State>,
    changed: &'a Condvar,
}

impl Drop for Fetching<'_> {
    fn drop(&mut self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.running -= 1;
        if thread::panicking() {
            state.broken = true;
        }
        drop(state);
        self.changed.notify_all();
    }
}

/// Reads `start` and all pages that it leads to, `at_once` at the same time; `fetch` returns the links of a page.
pub fn crawl<F>(start: &str, at_once: usize, stop: &AtomicBool, fetch: F) -> Report
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    let state = Mutex::new(State {
        todo: vec![start.to_string()],
        seen: BTreeSet::from([start.to_string()]),
        ..State::default()
    });
    let changed = Condvar::new();
    let work = || loop {
        let mut state_ = state.lock().unwrap();
        if stop.load(Ordering::SeqCst) {
            return;
        }
        let page = loop {
            if state_.broken {
                return;
            }
            if let Some(page) = state_.todo.pop() {
                break page;
            }
            if state_.running == 0 {
                return;
            }
            state_ = changed.wait(state_).unwrap();
        };
        state_.running += 1;
        drop(state_);
        let fetching = Fetching { state: &state, changed: &changed };
        let links = fetch(&page);
        let mut guard = state.lock().unwrap();
        let state_ = &mut *guard;
        state_.report.pages.insert(page, links.as_ref().map(Vec::len).map_err(String::clone));
        for link in links.unwrap_or_default() {
            if state_.seen.insert(link.clone()) {
                state_.todo.push(link);
            }
        }
        drop(guard);
        drop(fetching);
    };
    thread::scope(|scope| {
        for _ in 0..at_once.max(1) {
            scope.spawn(work);
        }
    });
    let mut state = state.into_inner().unwrap();
    state.report.left = state.todo.into_iter().collect();
    state.report
}
