//@ caught-by: test
//@ says: The reader that panicked is counted as reading for ever, and the others wait for what it finds. What has to be taken back on every way out belongs into a `Drop`.
//@ fails: a_panic_is_told_to_all
//@ sort: boundary

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub pages: BTreeMap<String, Result<usize, String>>,
    pub left: BTreeSet<String>,
}

struct Site {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    known: BTreeSet<String>,
    to_read: Vec<String>,
    reading: usize,
    broken: bool,
    pages: BTreeMap<String, Result<usize, String>>,
}

struct Reading<'a>(&'a Site);

impl Reading<'_> {
    fn done(self) {
        let mut state = self.0.state.lock().unwrap();
        state.reading -= 1;
        self.0.changed.notify_all();
    }
}

impl Site {
    fn next(&self, stop: &AtomicBool) -> Option<(String, Reading<'_>)> {
        let state = self.state.lock().unwrap();
        let mut state = self
            .changed
            .wait_while(state, |state| {
                state.to_read.is_empty() && state.reading > 0 && !state.broken
            })
            .unwrap();
        if state.broken || stop.load(Ordering::SeqCst) {
            return None;
        }
        let page = state.to_read.pop()?;
        state.reading += 1;
        Some((page, Reading(self)))
    }

    fn work<F>(&self, stop: &AtomicBool, fetch: &F)
    where
        F: Fn(&str) -> Result<Vec<String>, String> + Sync,
    {
        while let Some((page, reading)) = self.next(stop) {
            let links = fetch(&page);
            let mut state = self.state.lock().unwrap();
            state.pages.insert(page, links.as_ref().map(Vec::len).map_err(String::clone));
            for link in links.unwrap_or_default() {
                if state.known.insert(link.clone()) {
                    state.to_read.push(link);
                }
            }
            drop(state);
            reading.done();
        }
    }
}

pub fn crawl<F>(start: &str, at_once: usize, stop: &AtomicBool, fetch: F) -> Report
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    let site = Site { state: Mutex::default(), changed: Condvar::new() };
    let mut state = site.state.lock().unwrap();
    state.known.insert(start.to_string());
    state.to_read.push(start.to_string());
    drop(state);
    thread::scope(|scope| {
        for _ in 0..at_once.max(1) {
            scope.spawn(|| site.work(stop, &fetch));
        }
    });
    let state = site.state.into_inner().unwrap();
    Report { pages: state.pages, left: state.to_read.into_iter().collect() }
}
