//@ caught-by: test
//@ says: A `fetch` has panicked, and that is known: `crawl` will panic, too. The other readers go through the rest of the site all the same, for nobody.
//@ fails: a_panic_is_passed_on
//@ sort: boundary

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::{Scope, ThreadPoolBuilder};

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub pages: BTreeMap<String, Result<usize, String>>,
    pub left: BTreeSet<String>,
}

struct Shared<'a, F> {
    fetch: F,
    stop: &'a AtomicBool,
    broken: AtomicBool,
    report: Mutex<Report>,
}

struct Alarm<'a>(&'a AtomicBool);

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        let _ = self.0;
    }
}

fn read<'scope, F>(shared: &'scope Shared<'_, F>, page: String, scope: &Scope<'scope>)
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    if shared.stop.load(Ordering::SeqCst) || shared.broken.load(Ordering::SeqCst) {
        return;
    }
    let alarm = Alarm(&shared.broken);
    let links = (shared.fetch)(&page);
    drop(alarm);
    let mut report = shared.report.lock().unwrap();
    report.left.remove(&page);
    report.pages.insert(page, links.as_ref().map(Vec::len).map_err(String::clone));
    let mut new = Vec::new();
    for link in links.unwrap_or_default() {
        if !report.pages.contains_key(&link) && report.left.insert(link.clone()) {
            new.push(link);
        }
    }
    drop(report);
    for link in new {
        scope.spawn(move |scope| read(shared, link, scope));
    }
}

pub fn crawl<F>(start: &str, at_once: usize, stop: &AtomicBool, fetch: F) -> Report
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    let pool = ThreadPoolBuilder::new().num_threads(at_once.max(1)).build().unwrap();
    let shared = Shared { fetch, stop, broken: AtomicBool::new(false), report: Mutex::default() };
    shared.report.lock().unwrap().left.insert(start.to_string());
    pool.scope(|scope| read(&shared, start.to_string(), scope));
    shared.report.into_inner().unwrap()
}
