//@ caught-by: test
//@ says: Each stage is collected before the next begins: nothing works at the same time, and all records are in memory.
//@ fails: the_stages_meet
//@ sort: tempting

use std::thread;

pub fn import<L, P, Q, S>(lines: L, room: usize, mut parse: P, mut price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send + 'static,
    P: FnMut(u64) -> u64 + Send + 'static,
    Q: FnMut(u64) -> u64 + Send + 'static,
    S: FnMut(u64),
{
    let _ = room;
    let parsed: Vec<u64> =
        thread::spawn(move || lines.map(|line| parse(line)).collect()).join().unwrap();
    let priced: Vec<u64> =
        thread::spawn(move || parsed.into_iter().map(|record| price(record)).collect())
            .join()
            .unwrap();
    for record in priced {
        store(record);
    }
}
