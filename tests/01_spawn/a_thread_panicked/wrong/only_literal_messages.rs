//@ caught-by: test
//@ says: panic! with arguments carries a String, not a &str: its message is lost when only literals are looked for.
//@ fails: a_formatted_message_comes_back
//@ sort: boundary

use std::thread;

pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let handles: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    handles
        .into_iter()
        .map(|handle| {
            handle.join().map_err(|payload| match payload.downcast_ref::<&str>() {
                Some(literal) => literal.to_string(),
                None => "panic without a message".to_string(),
            })
        })
        .collect()
}
