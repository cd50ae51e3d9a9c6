//! A thread for each page, as in Go, and a semaphore around `fetch`: the scope is the WaitGroup, so nobody has to know when the end is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread::{self, Scope};

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub pages: BTreeMap<String, Result<usize, String>>,
    pub left: BTreeSet<String>,
}

struct Crawl<'a, F> {
    fetch: F,
    stop: &'a AtomicBool,
    broken: AtomicBool,
    report: Mutex<Report>,
    free: Mutex<usize>,
    freed: Condvar,
}

struct Slot<'a>(&'a Mutex<usize>, &'a Condvar, &'a AtomicBool);

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.2.store(true, Ordering::SeqCst);
        }
        *self.0.lock().unwrap() += 1;
        self.1.notify_one();
    }
}

impl<F> Crawl<'_, F>
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    fn read<'scope>(&'scope self, page: String, scope: &'scope Scope<'scope, '_>) {
        let slot = {
            let free = self.freed.wait_while(self.free.lock().unwrap(), |free| *free == 0);
            *free.unwrap() -= 1;
            Slot(&self.free, &self.freed, &self.broken)
        };
        if self.stop.load(Ordering::SeqCst) || self.broken.load(Ordering::SeqCst) {
            return;
        }
        let links = (self.fetch)(&page);
        drop(slot);
        let mut report = self.report.lock().unwrap();
        report.left.remove(&page);
        report.pages.insert(page, links.as_ref().map(Vec::len).map_err(String::clone));
        for link in links.unwrap_or_default() {
            if !report.pages.contains_key(&link) && report.left.insert(link.clone()) {
                scope.spawn(move || self.read(link, scope));
            }
        }
    }
}

pub fn crawl<F>(start: &str, at_once: usize, stop: &AtomicBool, fetch: F) -> Report
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    let crawl = Crawl {
        fetch,
        stop,
        broken: AtomicBool::new(false),
        report: Mutex::new(Report::default()),
        free: Mutex::new(at_once.max(1)),
        freed: Condvar::new(),
    };
    crawl.report.lock().unwrap().left.insert(start.to_string());
    thread::scope(|scope| crawl.read(start.to_string(), scope));
    crawl.report.into_inner().unwrap()
}
