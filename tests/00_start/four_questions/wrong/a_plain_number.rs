//@ caught-by: build
//@ says: A plain number cannot change behind `&self`, which many threads may hold at once: it has to be an atomic, or live in a mutex.
//@ sort: tempting

#[derive(Default)]
pub struct Hits {
    count: u64,
}

impl Hits {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn record(&self) {
        self.count += 1;
    }

    pub fn total(&self) -> u64 {
        self.count
    }
}
