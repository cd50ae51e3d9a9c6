//@ caught-by: test
//@ says: `<=` where it has to be `<`: a price that is as new as the one in the list replaces it.
//@ fails: as_new_is_not_newer
//@ sort: boundary

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

    pub async fn refresh(&self, source: &impl Source, item: u64) -> Option<Price> {
        let known = self.get(item).map(|price| price.version);
        let fetched = source.fetch(item, known).await;
        let mut table = self.table.lock().unwrap();
        if let Some(price) = fetched
            && table.get(&item).is_none_or(|there| there.version <= price.version)
        {
            table.insert(item, price);
        }
        table.get(&item).copied()
    }
}
