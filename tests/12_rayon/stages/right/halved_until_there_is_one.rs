//! Cut in halves by hand, with `join`; each half puts its records where they belong.

pub fn import<L, P, Q, S>(mut lines: L, batch: usize, parse: P, price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send,
    P: Fn(u64) -> u64 + Send + Sync,
    Q: Fn(u64) -> u64 + Send + Sync,
    S: FnMut(u64),
{
    loop {
        let mut records: Vec<u64> = lines.by_ref().take(batch.max(1)).collect();
        if records.is_empty() {
            return;
        }
        worked(&mut records, &|line| price(parse(line)));
        records.into_iter().for_each(&mut store);
    }
}

fn worked(records: &mut [u64], work: &(impl Fn(u64) -> u64 + Sync)) {
    match records {
        [] => {}
        [record] => *record = work(*record),
        _ => {
            let (left, right) = records.split_at_mut(records.len() / 2);
            rayon::join(|| worked(left, work), || worked(right, work));
        }
    }
}
