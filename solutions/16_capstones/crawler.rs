//! A list of pages to read, and the number of those who are reading. The end is not "the list is empty" but "the list is empty, and
//! nobody reads who could fill it again": two numbers, one sentence, one lock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;

/// What `crawl` has found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The pages that were read: the number of their links, or why they could not be read.
    pub pages: BTreeMap<String, Result<usize, String>>,
    /// The pages that are known and were not read, because `stop` was set.
    pub left: BTreeSet<String>,
}

/// What the workers share.
struct Site {
    state: Mutex<State>,
    /// There is more to read, or there never will be.
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Every page that was ever in `to_read`: only this makes it "once".
    known: BTreeSet<String>,
    to_read: Vec<String>,
    /// How many are reading. Each of them may find more.
    reading: usize,
    /// A `fetch` panicked.
    broken: bool,
    pages: BTreeMap<String, Result<usize, String>>,
}

/// Whoever is reading has one of these; it ends when the reading does, however that is.
struct Reading<'a>(&'a Site);

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state.lock().unwrap();
        state.reading -= 1;
        state.broken |= thread::panicking();
        // All: if this was the last one, everybody may leave; if it found ten pages, ten may read.
        self.0.changed.notify_all();
    }
}

impl Site {
    /// The next page to read; none if there never will be one.
    fn next(&self, stop: &AtomicBool) -> Option<(String, Reading<'_>)> {
        let state = self.state.lock().unwrap();
        // An empty list is a reason to wait, as long as somebody reads. The order of the questions in the loop's predicate is of no
        // importance, that they are asked under one guard is.
        let mut state = self
            .changed
            .wait_while(state, |state| {
                state.to_read.is_empty() && state.reading > 0 && !state.broken
            })
            .unwrap();
        // `stop` is an atomic that changes without our lock, so no notification comes with it. None is needed: who sleeps here
        // sleeps because somebody reads, and whoever that is comes by when it has read.
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
                // `insert` asks and writes in one step, and says whether it was new.
                if state.known.insert(link.clone()) {
                    state.to_read.push(link);
                }
            }
            drop(state);
            // Now, and not before: what was found is in the list before this one stops counting as reading. The other way round
            // there would be a moment in which the list is empty and nobody reads.
            drop(reading);
        }
    }
}

/// Reads `start` and all pages that it leads to, `at_once` at the same time; `fetch` returns the links of a page.
pub fn crawl<F>(start: &str, at_once: usize, stop: &AtomicBool, fetch: F) -> Report
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    let site = Site { state: Mutex::default(), changed: Condvar::new() };
    let mut state = site.state.lock().unwrap();
    state.known.insert(start.to_string());
    state.to_read.push(start.to_string());
    drop(state);
    // A worker that panicked makes the scope panic, when all the others have ended.
    thread::scope(|scope| {
        for _ in 0..at_once.max(1) {
            scope.spawn(|| site.work(stop, &fetch));
        }
    });
    let state = site.state.into_inner().unwrap();
    Report { pages: state.pages, left: state.to_read.into_iter().collect() }
}
