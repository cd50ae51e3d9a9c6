//@ caught-by: test
//@ says: All pages of one level are read, as many at once as may, and then the next level: while the last page of a level takes its time, all others wait, though pages are known.
//@ fails: who_is_slow_holds_nobody_up
//@ sort: tempting

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub pages: BTreeMap<String, Result<usize, String>>,
    pub left: BTreeSet<String>,
}

pub fn crawl<F>(start: &str, at_once: usize, stop: &AtomicBool, fetch: F) -> Report
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    let mut report = Report::default();
    report.left.insert(start.to_string());
    while !report.left.is_empty() && !stop.load(Ordering::SeqCst) {
        let mut level = Vec::new();
        while level.len() < at_once.max(1) {
            let Some(page) = report.left.pop_first() else { break };
            level.push(page);
        }
        let read = thread::scope(|scope| {
            let readers: Vec<_> = level
                .into_iter()
                .map(|page| {
                    let fetch = &fetch;
                    scope.spawn(move || (fetch(&page), page))
                })
                .collect();
            readers.into_iter().map(|reader| reader.join().unwrap()).collect::<Vec<_>>()
        });
        let mut links = Vec::new();
        for (found, page) in read {
            report.pages.insert(page, found.as_ref().map(Vec::len).map_err(String::clone));
            links.extend(found.unwrap_or_default());
        }
        for link in links {
            if !report.pages.contains_key(&link) {
                report.left.insert(link);
            }
        }
    }
    report
}
