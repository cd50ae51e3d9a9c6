//! # The crawler that was asked to leave
//!
//! Every night the shop's own pages are read, one link after the other, to find those that have died. One night the
//! crawler had four thousand connections open, and the shop was down. Another night it read a page of offers six times.
//! And when somebody stopped it in the morning it went on until noon.
//!
//! This is the last exercise of the Tour of Go: a goroutine for each link, a map with a mutex for what has been
//! seen, and a `sync.WaitGroup` for the end. The version below is that one in Rust, and for the three pages of the
//! Tour it is right. What is missing is a bound, and whatever has a bound needs to know when it is done: the queue
//! is empty, and is that the end?
//!
//! Before you edit: a worker finds no page to read. In which case may it leave, in which must it wait, and who
//! tells it, if the page that somebody else is reading has no links, or if reading it panics?
//!
//! What must hold, for `crawl(start, at_once, stop, fetch)`, with exactly the signature below:
//!
//! Part 1, each page once:
//!
//! - `start` is read, and every page that a page links to. Each page is read once, that is, `fetch` is called once for it, however
//!   many pages link to it, itself among them. Pages are the same if their names are equal.
//! - `Report::pages` has an entry for each page that was read: how many links it has, or why it could not be read. A page
//!   that cannot be read is no reason to stop.
//!
//! Part 2, as many as allowed, no more:
//!
//! - Never more than `at_once` calls of `fetch` run at the same time; 0 counts as 1.
//! - And no fewer: while a page is known that nobody has begun to read, `at_once` calls run, or will without anybody's help. A
//!   call of `fetch` may wait for another one that is allowed to run beside it.
//! - `crawl` returns when there is no page left to read, and no thread that it started is still running.
//!
//! Part 3, leaving early:
//!
//! - Whoever looks at `stop` and finds `true` begins no further `fetch`; and everybody looks before each `fetch`, when its page
//!   has been found. Calls that run already are waited for, and what they found counts. `Report::left` names the
//!   pages that are known and were not read; without `stop` it is empty.
//! - If `fetch` panics everybody is told, and whoever looks after that begins no further `fetch`. Calls that run already are
//!   waited for, and then `crawl` panics, too.
//!
//! Who waits should sleep, not ask in a loop. (No check can see that.)

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::thread;

/// What `crawl` has found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The pages that were read: the number of their links, or why they could not be read.
    pub pages: BTreeMap<String, Result<usize, String>>,
    /// The pages that are known and were not read, because `stop` was set.
    pub left: BTreeSet<String>,
}

/// Reads `start` and all pages that it leads to, `at_once` at the same time; `fetch` returns the links of a page.
pub fn crawl<F>(start: &str, at_once: usize, stop: &AtomicBool, fetch: F) -> Report
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    // TODO (part 2): nobody looks at `at_once`. `at_once` workers and a list of pages to read? Then `visit` goes.
    // TODO (part 3): nobody looks at `stop`. What becomes of the pages that are still in the list?
    let _ = (at_once, stop);
    let found = Mutex::new(Report::default());
    visit(start, &fetch, &found);
    found.into_inner().unwrap()
}

/// One page, and a thread for each of its links, as in the Tour.
fn visit<F>(page: &str, fetch: &F, found: &Mutex<Report>)
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    // TODO (part 1): between this question and the entry below somebody else may ask the same.
    if found.lock().unwrap().pages.contains_key(page) {
        return;
    }
    let links = fetch(page);
    let read = links.as_ref().map(Vec::len).map_err(String::clone);
    found.lock().unwrap().pages.insert(page.to_string(), read);
    thread::scope(|scope| {
        for link in links.unwrap_or_default() {
            scope.spawn(move || visit(&link, fetch, found));
        }
    });
}
