//@ caught-by: test
//@ says: A loop: every record is stored, and while one is stored nobody parses.
//@ fails: the_stages_meet
//@ sort: tempting

pub fn import<L, P, Q, S>(lines: L, room: usize, mut parse: P, mut price: Q, mut store: S)
where
    L: Iterator<Item = u64>,
    P: FnMut(u64) -> u64,
    Q: FnMut(u64) -> u64,
    S: FnMut(u64),
{
    let _ = room;
    for line in lines {
        store(price(parse(line)));
    }
}
