//@ caught-by: test
//@ says: A thread for each line of the batch: the stages run beside the pool and not in it, and take cores from everybody.
//@ fails: who_does_what
//@ sort: tempting

use std::thread;

pub fn import<L, P, Q, S>(mut lines: L, batch: usize, parse: P, price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send,
    P: Fn(u64) -> u64 + Send + Sync,
    Q: Fn(u64) -> u64 + Send + Sync,
    S: FnMut(u64),
{
    loop {
        let read: Vec<u64> = lines.by_ref().take(batch.max(1)).collect();
        if read.is_empty() {
            return;
        }
        let (parse, price) = (&parse, &price);
        let records: Vec<u64> = thread::scope(|scope| {
            let at_work: Vec<_> =
                read.into_iter().map(|line| scope.spawn(move || price(parse(line)))).collect();
            at_work.into_iter().map(|record| record.join().unwrap()).collect()
        });
        records.into_iter().for_each(&mut store);
    }
}
