//@ caught-by: test
//@ says: One thread fills the channel, and would empty it afterwards. When it is full it waits for room that only it could make.
//@ fails: five_lines_in_their_order
//@ sort: tempting

use std::sync::mpsc;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    L: Iterator<Item = T>,
    U: FnMut(T),
{
    let (read, inbox) = mpsc::sync_channel(ahead);
    for line in lines {
        read.send(line).unwrap();
    }
    drop(read);
    for line in inbox {
        upload(line);
    }
}
