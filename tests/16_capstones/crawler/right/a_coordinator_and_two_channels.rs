//! The calling thread alone knows the site: it hands pages to workers through one channel and takes links from another; no lock, no count but its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam::channel;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub pages: BTreeMap<String, Result<usize, String>>,
    pub left: BTreeSet<String>,
}

type Links = Result<Vec<String>, String>;

pub fn crawl<F>(start: &str, at_once: usize, stop: &AtomicBool, fetch: F) -> Report
where
    F: Fn(&str) -> Result<Vec<String>, String> + Sync,
{
    let mut report = Report::default();
    let mut known = BTreeSet::from([start.to_string()]);
    report.left = known.clone();
    let fetch = &fetch;
    thread::scope(|scope| {
        let (hand_out, pages) = channel::unbounded::<String>();
        // A worker that panics sends nothing, so it has a way to say so.
        let (say, said) = channel::unbounded::<(String, Option<Links>)>();
        for _ in 0..at_once.max(1) {
            let (pages, say) = (pages.clone(), say.clone());
            scope.spawn(move || {
                struct Broken<'a>(&'a channel::Sender<(String, Option<Links>)>);
                impl Drop for Broken<'_> {
                    fn drop(&mut self) {
                        if thread::panicking() {
                            let _ = self.0.send((String::new(), None));
                        }
                    }
                }
                for page in pages {
                    let broken = Broken(&say);
                    let links = if stop.load(Ordering::SeqCst) { None } else { Some(fetch(&page)) };
                    drop(broken);
                    if links.is_none() {
                        // Not read: it stays in `left`. The coordinator looks at `stop` itself.
                        let _ = say.send((page, None));
                        return;
                    }
                    if say.send((page, links)).is_err() {
                        return;
                    }
                }
            });
        }
        drop((pages, say));
        let mut out = 1;
        let _ = hand_out.send(start.to_string());
        while out > 0 {
            let Ok((page, links)) = said.recv() else { break };
            out -= 1;
            // Stopped, or broken: nothing more is handed out, and what was is not wanted any more.
            let Some(links) = links else { break };
            report.left.remove(&page);
            report.pages.insert(page, links.as_ref().map(Vec::len).map_err(String::clone));
            for link in links.unwrap_or_default() {
                if known.insert(link.clone()) {
                    report.left.insert(link.clone());
                    out += 1;
                    let _ = hand_out.send(link);
                }
            }
        }
        drop(hand_out);
        // What others have read meanwhile counts.
        for (page, links) in said {
            let Some(links) = links else { continue };
            report.left.remove(&page);
            report.pages.insert(page, links.as_ref().map(Vec::len).map_err(String::clone));
            for link in links.unwrap_or_default() {
                if known.insert(link.clone()) {
                    report.left.insert(link);
                }
            }
        }
    });
    report
}
