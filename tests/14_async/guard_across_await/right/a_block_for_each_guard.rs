//! Two blocks, and `max_by_key` decides.

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
        let known = {
            let table = self.table.lock().unwrap();
            table.get(&item).map(|price| price.version)
        };
        let fetched = source.fetch(item, known).await;
        {
            let mut table = self.table.lock().unwrap();
            let there = table.get(&item).copied();
            // Of two that are equal the last one: the one that is there.
            let newest =
                [fetched, there].into_iter().flatten().max_by_key(|price| price.version)?;
            table.insert(item, newest);
            Some(newest)
        }
    }
}
