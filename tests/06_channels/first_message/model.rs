//! Is every row in its page, whoever is faster?

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::export;

/// Every row is in its page, and the last page is not lost, whoever is faster.
pub fn every_row_is_in_its_page() {
    let mut pages = Vec::new();
    let counted = export([1, 2, 3].into_iter(), 2, |page| pages.push(page));
    assert_eq!(pages, [vec![1, 2], vec![3]], "three rows in pages of two");
    assert_eq!(counted, 2, "pages counted");
}

/// A page that has been handed over does not change any more.
pub fn a_page_is_given_away() {
    let mut pages = Vec::new();
    let counted = export([1, 2, 3].into_iter(), 1, |page| pages.push(page));
    assert_eq!(pages, [[1], [2], [3]], "three rows in pages of one");
    assert_eq!(counted, 3, "pages counted");
}

/// A page can be written while a later row has not been read yet.
pub fn reading_and_writing_overlap() {
    let read = Arc::new(AtomicUsize::new(0));
    let by_reader = Arc::clone(&read);
    let rows = (1..=2).inspect(move |_| _ = by_reader.fetch_add(1, Ordering::SeqCst));
    let mut first_seen_at = None;
    export(rows, 1, |_| {
        let read = read.load(Ordering::SeqCst);
        first_seen_at.get_or_insert(read);
    });
    let early = first_seen_at.is_some_and(|read| read < 2);
    model::sometimes("the first page was written before the second row was read", early);
}
