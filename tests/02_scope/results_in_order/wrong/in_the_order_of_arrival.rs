//@ caught-by: model
//@ says: A channel hands over what arrives, when it arrives: the shard that answers first gets the first place on the page.
//@ fails: rows_keep_their_places, three_rows_keep_their_places
//@ sort: schedule-only

use std::sync::mpsc;
use std::thread;

pub fn fetch_all<T, R, F>(shards: &[T], fetch: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Sync,
{
    let (rows, inbox) = mpsc::channel();
    let fetch = &fetch;
    thread::scope(|scope| {
        for shard in shards {
            let rows = rows.clone();
            scope.spawn(move || rows.send(fetch(shard)));
        }
        drop(rows);
        inbox.iter().collect()
    })
}
