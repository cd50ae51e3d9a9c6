//! Many read, so it is a read-write lock; the second section asks again and writes under the write lock.

use std::collections::hash_map::Entry;
use std::sync::RwLock;

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
    table: RwLock<HashMap<u64, Price>>,
}

impl Prices {
    /// What is in the list.
    pub fn get(&self, item: u64) -> Option<Price> {
        self.table.read().unwrap().get(&item).copied()
    }

    /// Asks the source, and puts what it says into the list.
    pub async fn refresh(&self, source: &impl Source, item: u64) -> Option<Price> {
        let known = self.get(item).map(|price| price.version);
        let Some(fetched) = source.fetch(item, known).await else {
            return self.get(item);
        };
        let mut table = self.table.write().unwrap();
        let there = match table.entry(item) {
            Entry::Occupied(there) => {
                let there = there.into_mut();
                if there.version < fetched.version {
                    *there = fetched;
                }
                there
            }
            Entry::Vacant(place) => place.insert(fetched),
        };
        Some(*there)
    }
}
