//! Does the crawler do its job on real threads? Two who find the same page in the same moment are for the model.
//@ deadline: 15s

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use answer::{Report, crawl};
use harness::{Rendezvous, Rng};

/// A random site is read to its end, with a random number of readers.
pub fn a_random_site_agrees(seed: u64) -> Vec<(String, Option<usize>)> {
    let mut rng = Rng::new(seed);
    let site: Vec<Option<Vec<u64>>> = (0..60)
        .map(|_| {
            let links = rng.below(4);
            (rng.below(8) > 0).then(|| (0..links).map(|_| rng.below(60)).collect())
        })
        .collect();
    let report = crawl("0", rng.below(6) as usize, &AtomicBool::new(false), |page| {
        let links = &site[page.parse::<usize>().expect("a page of this site")];
        match links {
            Some(links) => Ok(links.iter().map(ToString::to_string).collect()),
            None => Err(format!("{page} is gone")),
        }
    });
    assert!(report.left.is_empty(), "nobody said stop, and it left {:?}", report.left);
    let pages = report.pages.into_iter();
    pages
        .map(|(page, read)| {
            let gone = format!("{page} is gone");
            let read = match read {
                Ok(links) => Some(links),
                Err(why) => {
                    assert_eq!(why, gone, "why {page} could not be read");
                    None
                }
            };
            (page, read)
        })
        .collect()
}

/// One page that links to nothing but itself, and one that does not exist.
pub fn the_smallest_sites() {
    for at_once in [0, 1, 5] {
        let stop = AtomicBool::new(false);
        let report = crawl("me", at_once, &stop, |page| Ok(vec![page.to_string(); 3]));
        assert_eq!(read(report), [("me".to_string(), Ok(3))], "a page that links to itself");
        let report = crawl("", at_once, &stop, |_| Err("gone".to_string()));
        assert_eq!(read(report), [(String::new(), Err("gone".to_string()))], "no page at all");
    }
}

/// Whoever may read in threes does: three pages, each of which waits for the two others.
pub fn three_read_at_the_same_time() {
    let (round, begin) = (Rendezvous::new(3), AtomicUsize::new(0));
    let report = crawl("start", 3, &AtomicBool::new(false), |page| {
        if page == "start" {
            return Ok((0..9).map(|page| page.to_string()).collect());
        }
        begin.fetch_add(1, Ordering::SeqCst);
        round.meet();
        Ok(Vec::new())
    });
    assert_eq!((report.pages.len(), begin.into_inner()), (10, 9), "pages read");
}

/// One page takes its time, and meanwhile everything else is read: it waits for what another one leads to.
pub fn who_is_slow_holds_nobody_up() {
    let meeting = Rendezvous::new(2);
    let report = crawl("start", 2, &AtomicBool::new(false), |page| {
        let links: &[&str] = match page {
            "start" => &["slow", "1"],
            "1" => &["2"],
            "2" => &["3"],
            _ => {
                meeting.meet();
                &[]
            }
        };
        Ok(links.iter().map(ToString::to_string).collect())
    });
    assert_eq!(report.pages.len(), 5, "pages read");
}

/// One may read, and one reads.
pub fn one_at_a_time() {
    for at_once in [0, 1] {
        let reading = AtomicUsize::new(0);
        let report = crawl("0", at_once, &AtomicBool::new(false), |page| {
            let others = reading.fetch_add(1, Ordering::SeqCst);
            assert_eq!(others, 0, "others who read at the same time, with at_once = {at_once}");
            let links = tree(page, 60);
            std::thread::yield_now();
            reading.fetch_sub(1, Ordering::SeqCst);
            Ok(links)
        });
        assert_eq!(report.pages.len(), 60, "pages read");
    }
}

/// When it has been told to stop, a single reader begins no further page, and says what it left.
pub fn a_single_reader_stops() {
    for last in [0, 1, 7] {
        let (stop, fetched) = (AtomicBool::new(false), AtomicUsize::new(0));
        let report = crawl("0", 1, &stop, |page| {
            if fetched.fetch_add(1, Ordering::SeqCst) == last {
                stop.store(true, Ordering::SeqCst);
            }
            Ok(tree(page, 60))
        });
        assert_eq!(fetched.into_inner(), last + 1, "pages read, the last one said stop");
        consistent(&report, last + 1);
    }
}

/// Stopped before it began: nothing is read, and `start` is left.
pub fn stopped_before_the_beginning() {
    let report = crawl("0", 3, &AtomicBool::new(true), |page| panic!("{page} was read"));
    assert_eq!(report.left.into_iter().collect::<Vec<_>>(), ["0"], "the pages left");
    assert_eq!(report.pages.len(), 0, "pages read");
}

/// Two read when it is told to stop: both are waited for, and what they found counts.
pub fn who_reads_already_is_waited_for() {
    let (stop, meeting) = (AtomicBool::new(false), Rendezvous::new(2));
    let report = crawl("0", 2, &stop, |page| {
        if page != "0" {
            meeting.meet();
            stop.store(true, Ordering::SeqCst);
            meeting.meet();
        }
        Ok(tree(page, 60))
    });
    consistent(&report, 3);
}

/// A `fetch` that panics is the end: no other one is begun, and `crawl` panics.
pub fn a_panic_is_passed_on() {
    for last in [0, 1, 7] {
        let fetched = AtomicUsize::new(0);
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            crawl("0", 1, &AtomicBool::new(false), |page| {
                assert!(fetched.fetch_add(1, Ordering::SeqCst) != last, "broken on purpose");
                Ok(tree(page, 60))
            })
        }));
        assert!(outcome.is_err(), "a `fetch` panicked, and `crawl` returned a report");
        assert_eq!(fetched.into_inner(), last + 1, "pages read, the last one panicked");
    }
}

/// Two read when one of them panics, and the other one returns when that is over: it begins no other page.
pub fn a_panic_is_told_to_all() {
    thread_local! {
        static OPENS_AT_THE_END: RefCell<Option<mpsc::Sender<()>>> = const { RefCell::new(None) };
    }
    let (begun, meeting) = (AtomicUsize::new(0), Rendezvous::new(2));
    let (opens, gate) = mpsc::channel::<()>();
    let (opens, gate) = (Mutex::new(Some(opens)), Mutex::new(gate));
    // A thread that serves others afterwards does not end; then nothing is known of the moment in which all can know.
    let told = AtomicBool::new(false);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        crawl("0", 2, &AtomicBool::new(false), |page| {
            match begun.fetch_add(1, Ordering::SeqCst) {
                1 => {
                    let opens = opens.lock().unwrap().take();
                    // Dropped when this thread has ended, after whatever it has told to others.
                    OPENS_AT_THE_END.set(opens);
                    meeting.meet();
                    panic!("broken on purpose");
                }
                2 => {
                    meeting.meet();
                    let over = gate.lock().unwrap().recv_timeout(Duration::from_millis(300));
                    told.store(over == Err(RecvTimeoutError::Disconnected), Ordering::SeqCst);
                }
                _ => {}
            }
            Ok(tree(page, 60))
        })
    }));
    assert!(outcome.is_err(), "a `fetch` panicked, and `crawl` returned a report");
    let begun = begun.into_inner();
    if told.into_inner() {
        assert_eq!(begun, 3, "pages begun: 0, the one that panicked, and the one beside it");
    }
}

/// Each page has two links, until there are `pages` of them, and links to itself and to the first one.
fn tree(page: &str, pages: usize) -> Vec<String> {
    let page: usize = page.parse().expect("a page of this site");
    [2 * page + 1, 2 * page + 2, page, 0]
        .iter()
        .filter(|page| **page < pages)
        .map(ToString::to_string)
        .collect()
}

/// So many pages of the tree were read; those that they link to are left, and nothing else.
fn consistent(report: &Report, read: usize) {
    assert_eq!(report.pages.len(), read, "pages in the report: {:?}", report.pages);
    let mut left = std::collections::BTreeSet::new();
    for page in report.pages.keys() {
        left.extend(tree(page, 60).into_iter().filter(|link| !report.pages.contains_key(link)));
    }
    assert_eq!(report.left, left, "known, and not read");
}

fn read(report: Report) -> Vec<(String, Result<usize, String>)> {
    assert!(report.left.is_empty(), "nobody said stop, and it left {:?}", report.left);
    report.pages.into_iter().collect()
}
