//@ caught-by: test
//@ says: The caller reads a page, writes it, reads the next one: nothing is sent, and the database waits for the store.
//@ fails: writing_does_not_wait_for_the_last_row, reading_does_not_wait_for_writing
//@ sort: tempting

pub fn export<T, R, W>(mut rows: R, size: usize, mut write: W) -> usize
where
    R: Iterator<Item = T>,
    W: FnMut(Vec<T>),
{
    let mut written = 0;
    loop {
        let page: Vec<T> = rows.by_ref().take(size.max(1)).collect();
        if page.is_empty() {
            return written;
        }
        write(page);
        written += 1;
    }
}
