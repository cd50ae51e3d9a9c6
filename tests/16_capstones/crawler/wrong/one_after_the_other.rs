//@ caught-by: test
//@ says: The calling thread reads page after page: each once, and never more than one at a time, for any `at_once`.
//@ fails: three_read_at_the_same_time, who_reads_already_is_waited_for
//@ sort: tempting

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub pages: BTreeMap<String, Result<usize, String>>,
    pub left: BTreeSet<String>,
}

pub fn crawl<F>(start: &str, _at_once: usize, stop: &AtomicBool, fetch: F) -> Report
where
    F: Fn(&str) -> Result<Vec<String>, String>,
{
    let mut report = Report::default();
    report.left.insert(start.to_string());
    while !stop.load(Ordering::SeqCst) {
        let Some(page) = report.left.pop_first() else { break };
        let links = fetch(&page);
        report.pages.insert(page, links.as_ref().map(Vec::len).map_err(String::clone));
        for link in links.unwrap_or_default() {
            if !report.pages.contains_key(&link) {
                report.left.insert(link);
            }
        }
    }
    report
}
