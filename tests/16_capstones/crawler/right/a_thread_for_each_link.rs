//! The Tour's own shape: a thread for each link, which asks and enters in one step, then takes a token out of a channel before it reads; a panic is noted before its token is back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam::channel::{Receiver, Sender, bounded};

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub pages: BTreeMap<String, Result<usize, String>>,
    pub left: BTreeSet<String>,
}

struct Crawl<'a, F> {
    fetch: F,
    stop: &'a AtomicBool,
    report: Mutex<Report>,
    tokens: (Sender<()>, Receiver<()>),
    broken: AtomicBool,
}

/// Notes a panic, and then gives back what it took.
struct Token<'a>(&'a Sender<()>, &'a AtomicBool);

impl Drop for Token<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.1.store(true, Ordering::SeqCst);
        }
        let _ = self.0.send(());
    }
}

fn visit<F>(crawl: &Crawl<'_, F>, page: String)
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    {
        let mut report = crawl.report.lock().unwrap();
        if report.pages.contains_key(&page) || !report.left.insert(page.clone()) {
            return;
        }
    }
    let Ok(()) = crawl.tokens.1.recv() else { return };
    let token = Token(&crawl.tokens.0, &crawl.broken);
    if crawl.broken.load(Ordering::SeqCst) || crawl.stop.load(Ordering::SeqCst) {
        return;
    }
    let links = (crawl.fetch)(&page);
    drop(token);
    let mut report = crawl.report.lock().unwrap();
    report.left.remove(&page);
    report.pages.insert(page, links.as_ref().map(Vec::len).map_err(String::clone));
    drop(report);
    thread::scope(|scope| {
        for link in links.unwrap_or_default() {
            scope.spawn(move || visit(crawl, link));
        }
    });
}

pub fn crawl<F>(start: &str, at_once: usize, stop: &AtomicBool, fetch: F) -> Report
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    let tokens = bounded(at_once.max(1));
    for _ in 0..at_once.max(1) {
        let _ = tokens.0.send(());
    }
    let crawl =
        Crawl { fetch, stop, report: Mutex::default(), tokens, broken: AtomicBool::new(false) };
    visit(&crawl, start.to_string());
    crawl.report.into_inner().unwrap()
}
