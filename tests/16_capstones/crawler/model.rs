//! Is each page read once, do as many read as may, and does everybody leave, under every schedule?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use answer::{Report, crawl};

/// A page that two others link to is read once, and so are they.
//@ bound: 2
pub fn each_page_once() {
    let read = [const { AtomicUsize::new(0) }; 4];
    let (start, sale, chair) = (&read[0], &read[1], &read[2]);
    let report = crawl("start", 2, &AtomicBool::new(false), |page| {
        let (count, links): (_, &[&str]) = match page {
            "start" => (start, &["sale", "chair"]),
            "sale" => (sale, &["chair"]),
            "chair" => (chair, &[]),
            _ => (&read[3], &[]),
        };
        count.fetch_add(1, Ordering::SeqCst);
        Ok(links.iter().map(ToString::to_string).collect())
    });
    let read = read.each_ref().map(|count| count.load(Ordering::SeqCst));
    assert_eq!(read, [1, 1, 1, 0], "how often start, sale, chair and other pages were read");
    let pages: Vec<_> = report.pages.into_iter().collect();
    let expected = [("chair", 0), ("sale", 1), ("start", 2)];
    let expected = expected.map(|(page, links)| (page.to_string(), Ok(links)));
    assert_eq!(pages, expected, "what was read");
    assert!(report.left.is_empty(), "left, though nobody said stop: {:?}", report.left);
    assert_eq!(model::alive(), 0, "threads that `crawl` left running");
}

/// Two pages are known, two may be read: each of them waits for the other.
//@ bound: 2
pub fn two_read_at_the_same_time() {
    let meeting = Barrier::new(2);
    let report = crawl("start", 2, &AtomicBool::new(false), |page| {
        if page == "start" {
            return Ok(vec!["sale".to_string(), "chair".to_string()]);
        }
        meeting.wait();
        Ok(Vec::new())
    });
    assert_eq!(report.pages.len(), 3, "pages read");
    assert_eq!(model::alive(), 0, "threads that `crawl` left running");
}

/// One page without links, three who might read: two of them wait, and everybody leaves.
//@ bound: 2
pub fn everybody_hears_of_the_end() {
    let report = crawl("start", 3, &AtomicBool::new(false), |_| Ok(Vec::new()));
    assert_eq!(report.pages.len(), 1, "pages read");
    assert_eq!(model::alive(), 0, "threads that `crawl` left running");
}

/// Three pages are known, two may be read: there are never three who read.
//@ bound: 1
pub fn never_more_than_allowed() {
    let reading = AtomicUsize::new(0);
    let report = crawl("start", 2, &AtomicBool::new(false), |page| {
        if page == "start" {
            return Ok(["sale", "chair", "table"].map(String::from).to_vec());
        }
        let others = reading.fetch_add(1, Ordering::SeqCst);
        assert!(others < 2, "{} read at the same time, and two may", others + 1);
        reading.fetch_sub(1, Ordering::SeqCst);
        Err("gone".to_string())
    });
    assert_eq!(report.pages.len(), 4, "pages read");
    assert_eq!(model::alive(), 0, "threads that `crawl` left running");
}

/// Somebody says stop, at any moment: everybody leaves, and each page that is known was read or is left.
//@ bound: 2
pub fn stopped_at_any_moment() {
    let stop = AtomicBool::new(false);
    let Report { pages, left } = thread::scope(|scope| {
        scope.spawn(|| stop.store(true, Ordering::SeqCst));
        crawl("start", 2, &stop, |page| {
            let links: &[&str] = if page == "start" { &["sale", "chair"] } else { &[] };
            Ok(links.iter().map(ToString::to_string).collect())
        })
    });
    let known = if pages.contains_key("start") { 3 } else { 1 };
    assert_eq!(pages.len() + left.len(), known, "read {pages:?}, left {left:?}");
    assert!(left.iter().all(|page| !pages.contains_key(page)), "read {pages:?}, left {left:?}");
    model::sometimes("it is stopped before the end", !left.is_empty());
    model::sometimes("it comes to its end before it is stopped", left.is_empty());
}

/// The only page that is known says stop: nobody begins one of those that it leads to, whoever was waiting for them.
//@ bound: 2
pub fn nobody_begins_after_the_stop() {
    let stop = AtomicBool::new(false);
    let report = crawl("start", 2, &stop, |_| {
        stop.store(true, Ordering::SeqCst);
        Ok(vec!["sale".to_string(), "chair".to_string()])
    });
    let pages: Vec<_> = report.pages.into_iter().collect();
    assert_eq!(pages, [("start".to_string(), Ok(2))], "what was read");
    let left: Vec<_> = report.left.into_iter().collect();
    assert_eq!(left, ["chair", "sale"], "what is known and was not read");
}

/// One `fetch` panics while another one may be running, or waiting for work: everybody leaves.
//@ bound: 2
pub fn a_panic_lets_everybody_leave() {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        crawl("start", 2, &AtomicBool::new(false), |page| match page {
            "start" => Ok(vec!["sale".to_string(), "chair".to_string()]),
            "sale" => panic!("broken on purpose"),
            _ => Ok(Vec::new()),
        })
    }));
    assert!(outcome.is_err(), "a `fetch` panicked, and `crawl` returned {outcome:?}");
    assert_eq!(model::alive(), 0, "threads that `crawl` left running");
}
