//! Two short critical sections with the fetch between them. The second one looks again, since the world went on meanwhile.

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
        // A std `Mutex`, not tokio's: nothing awaits while it is held, so it is held for a moment, and a plain function can take it.
        self.table.lock().unwrap().get(&item).copied()
    }

    /// Asks the source, and puts what it says into the list.
    pub async fn refresh(&self, source: &impl Source, item: u64) -> Option<Price> {
        // The guard is a temporary of this statement: it is gone at the semicolon. `drop(guard)` in front of the `.await` would give the
        // lock back as well, but the compiler takes a variable to be there until its block ends: the future could not be sent.
        let known = self.get(item).map(|price| price.version);

        // No lock is held here. Others read, and others fetch; one who was sent off later may be back earlier.
        let fetched = source.fetch(item, known).await;

        let mut table = self.table.lock().unwrap();
        // What was read before the `.await` is old news. Whether this price is the newest is asked and answered under one guard.
        if let Some(price) = fetched
            && table.get(&item).is_none_or(|there| there.version < price.version)
        {
            table.insert(item, price);
        }
        table.get(&item).copied()
    }
}
