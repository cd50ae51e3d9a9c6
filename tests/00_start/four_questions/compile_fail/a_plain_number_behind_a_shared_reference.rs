//! A plain number cannot be changed through `&self`, the reference that many threads may hold at once.

struct Hits {
    count: u64,
}

impl Hits {
    fn record(&self) {
        self.count += 1; //~ E0594
    }
}

fn main() {
    let hits = Hits { count: 0 };
    hits.record();
    println!("{}", hits.count);
}
