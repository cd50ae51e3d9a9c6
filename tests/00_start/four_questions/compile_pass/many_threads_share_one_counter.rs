//! Many threads may record at once: a `&Hits` is enough.

use answer::Hits;

fn may_be_shared<T: Send + Sync>(_: &T) {}

fn main() {
    let hits = Hits::new();
    may_be_shared(&hits);
    std::thread::scope(|scope| {
        scope.spawn(|| hits.record());
        scope.spawn(|| hits.record());
    });
    let total: u64 = hits.total();
    println!("{total}");
}
