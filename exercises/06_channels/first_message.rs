//! # The page that grew after it was sent
//!
//! A nightly export reads rows from a database and uploads them in pages. One thread reads and fills
//! a page; when it is full, it is sent over a channel to the caller, who uploads it while the next
//! one is being filled. The Go version sent its slice, set `page = page[:0]`, and filled the same
//! memory again. The translation below does the same with an `Arc<Mutex<…>>`: every access is
//! locked, it compiles, and the file store receives pages that are too long, and empty ones.
//!
//! Before you edit: once a page has been sent, who may still change it?
//!
//! A Go channel copies what you send, and of a slice or a pointer it copies the pointer: both sides
//! have it now. A Rust channel *moves* what you send: the sender has it no more. You only have to
//! send the thing itself.
//!
//! What must hold, for `export(rows, size, write)`, with exactly the signature below:
//!
//! - A page has `size` rows; the last one may have fewer, but no page is empty. A `size` of 0 is
//!   treated as 1, and one that no table ever reaches (`usize::MAX`) makes one page of everything.
//! - Each row is in one page. The order of the rows is kept, within a page and from page to page.
//! - `rows` is read on a thread of its own, and `write` is called by the caller's thread, at the same
//!   time: a page goes off when it is full, not when everything has been read.
//! - Reading never waits for writing: the database wants its cursor back soon, however slow the
//!   store is. (What this costs, and what else one can do, is the subject of `backpressure`.)
//! - `export` returns the number of pages, when the last one has been written. No rows make no page.
//! - Rows need not be `Clone`.
//!
//! You need not think about a `rows` or a `write` that panics.

use std::mem;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

/// Reads `rows` in the background and writes them in pages; returns the number of pages.
pub fn export<T, R, W>(rows: R, size: usize, mut write: W) -> usize
where
    T: Send + 'static,
    R: Iterator<Item = T> + Send + 'static,
    W: FnMut(Vec<T>),
{
    let (full, pages) = mpsc::channel();
    thread::spawn(move || {
        // TODO: one page for all. What would it take to send the page itself, and begin a new one?
        let page = Arc::new(Mutex::new(Vec::new()));
        for row in rows {
            let mut filling = page.lock().unwrap();
            filling.push(row);
            if filling.len() >= size {
                full.send(Arc::clone(&page)).unwrap();
            }
        }
        // TODO: the rows that do not fill a page.
    });
    let mut written = 0;
    // This loop ends when `full` is gone: that is what closes the channel. The next exercise is about it.
    for page in pages {
        let rows = mem::take(&mut *page.lock().unwrap());
        write(rows);
        written += 1;
    }
    written
}
