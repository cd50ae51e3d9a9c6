//! A list is never changed: under the lock a new one takes the place of the old one. Who reads has an `Arc`, and no lock.

use std::sync::Arc;

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
    table: Mutex<Arc<HashMap<u64, Price>>>,
}

impl Prices {
    fn now(&self) -> Arc<HashMap<u64, Price>> {
        Arc::clone(&self.table.lock().unwrap())
    }

    /// What is in the list.
    pub fn get(&self, item: u64) -> Option<Price> {
        self.now().get(&item).copied()
    }

    /// Asks the source, and puts what it says into the list.
    pub async fn refresh(&self, source: &impl Source, item: u64) -> Option<Price> {
        let now = self.now();
        let fetched = source.fetch(item, now.get(&item).map(|price| price.version)).await;
        let mut table = self.table.lock().unwrap();
        if let Some(price) = fetched
            && table.get(&item).is_none_or(|there| there.version < price.version)
        {
            Arc::make_mut(&mut table).insert(item, price);
        }
        table.get(&item).copied()
    }
}
