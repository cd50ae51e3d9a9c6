//! # The price list that stood still
//!
//! Every shop page reads a price list. When the service for the prices is slow, all pages are slow, those too that
//! only want a price that is in the list already. And since `refresh` is to be spawned, the compiler says "future cannot be sent between
//! threads safely", and means a line that nobody has changed for a year.
//!
//! In Go you would write `mu.Lock(); defer mu.Unlock()` and fetch in between, and reviewers would say "not under the lock". Here
//! the lock is held across an `.await`, which is worse. Whoever awaits gives the thread back, and keeps the lock; the next
//! task on this thread wants it, and blocks the thread that would have to give it free. And a std guard has to be unlocked by
//! the thread that locked it, while a task may go on on another one: therefore the message.
//!
//! Before you edit: what do you need the lock for before the fetch, and what after it? And what may have happened in between?
//!
//! What must hold:
//!
//! - Keep the signatures. The future of `refresh` can be spawned: it may move to another thread.
//! - `get(item)` gives what is in the list. It never waits for a fetch, on whatever thread.
//! - `refresh(source, item)` calls `source.fetch` once, with the version that is in the list (or `None`), and without
//!   waiting for other refreshes. `None` from the source means that there is nothing newer.
//! - A price that came is put into the list, unless one that is as new, or newer (its `version` is as great, or greater), is there by
//!   then. Nothing else in the list changes.
//! - `refresh` returns the price in the list when it is done, if there is one.
//! - A fetch that is dropped half-way, or panics, changes nothing, and disturbs nobody else.

use std::collections::HashMap;
use std::sync::Mutex;

/// What an item costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// In cents.
    pub cents: u64,
    /// Greater is newer.
    pub version: u64,
}

/// Who knows the prices.
pub trait Source: Sync {
    /// The price of the item, if it is newer than `known`.
    fn fetch(&self, item: u64, known: Option<u64>) -> impl Future<Output = Option<Price>> + Send;
}

/// The price list. Tasks share one.
#[derive(Default)]
pub struct Prices {
    table: Mutex<HashMap<u64, Price>>,
}

impl Prices {
    /// What is in the list.
    pub fn get(&self, item: u64) -> Option<Price> {
        self.table.lock().unwrap().get(&item).copied()
    }

    /// Asks the source, and puts what it says into the list.
    pub async fn refresh(&self, source: &impl Source, item: u64) -> Option<Price> {
        // TODO: who waits while this one fetches?
        let mut table = self.table.lock().unwrap();
        let known = table.get(&item).map(|price| price.version);
        let fetched = source.fetch(item, known).await;
        if let Some(price) = fetched {
            table.insert(item, price);
        }
        table.get(&item).copied()
    }
}
