//@ caught-by: test
//@ says: The permit is held until all the pages below have been read: with as many levels as permits everybody holds one and waits for another.
//@ sort: tempting

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub pages: BTreeMap<String, Result<usize, String>>,
    pub left: BTreeSet<String>,
}

struct Crawl<'a, F> {
    fetch: F,
    stop: &'a AtomicBool,
    report: Mutex<Report>,
    free: Mutex<usize>,
    freed: Condvar,
}

impl<F> Crawl<'_, F>
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    fn read(&self, page: String) {
        *self.freed.wait_while(self.free.lock().unwrap(), |free| *free == 0).unwrap() -= 1;
        if !self.stop.load(Ordering::SeqCst) {
            let links = (self.fetch)(&page);
            let mut report = self.report.lock().unwrap();
            report.left.remove(&page);
            report.pages.insert(page, links.as_ref().map(Vec::len).map_err(String::clone));
            let mut new = Vec::new();
            for link in links.unwrap_or_default() {
                if !report.pages.contains_key(&link) && report.left.insert(link.clone()) {
                    new.push(link);
                }
            }
            drop(report);
            thread::scope(|scope| {
                for link in new {
                    scope.spawn(|| self.read(link));
                }
            });
        }
        *self.free.lock().unwrap() += 1;
        self.freed.notify_one();
    }
}

pub fn crawl<F>(start: &str, at_once: usize, stop: &AtomicBool, fetch: F) -> Report
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    let crawl = Crawl {
        fetch,
        stop,
        report: Mutex::new(Report::default()),
        free: Mutex::new(at_once.max(1)),
        freed: Condvar::new(),
    };
    crawl.report.lock().unwrap().left.insert(start.to_string());
    crawl.read(start.to_string());
    crawl.report.into_inner().unwrap()
}
