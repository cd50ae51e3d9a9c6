//@ caught-by: test
//@ says: Nothing newer has come, so it returns what it has read before the `.await`. Meanwhile another refresh may have put a newer price there: look again when the fetch is over.
//@ fails: what_is_there_when_it_is_done
//@ sort: tempting

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
        let there = self.get(item);

        let Some(price) = source.fetch(item, there.map(|price| price.version)).await else {
            return there;
        };

        let mut table = self.table.lock().unwrap();
        if table.get(&item).is_none_or(|there| there.version < price.version) {
            table.insert(item, price);
        }
        table.get(&item).copied()
    }
}
