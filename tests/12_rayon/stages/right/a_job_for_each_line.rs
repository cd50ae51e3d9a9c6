//! A job for each line of the batch, in a scope; none of them waits for anything.

pub fn import<L, P, Q, S>(mut lines: L, batch: usize, parse: P, price: Q, mut store: S)
where
    L: Iterator<Item = u64> + Send,
    P: Fn(u64) -> u64 + Send + Sync,
    Q: Fn(u64) -> u64 + Send + Sync,
    S: FnMut(u64),
{
    loop {
        let read: Vec<u64> = lines.by_ref().take(batch.max(1)).collect();
        let mut records = vec![0; read.len()];
        if read.is_empty() {
            return;
        }
        let (parse, price) = (&parse, &price);
        rayon::in_place_scope(|scope| {
            for (line, record) in read.into_iter().zip(&mut records) {
                scope.spawn(move |_| *record = price(parse(line)));
            }
        });
        records.into_iter().for_each(&mut store);
    }
}
