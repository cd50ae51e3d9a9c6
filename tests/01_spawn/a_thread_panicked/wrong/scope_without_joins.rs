//@ caught-by: test
//@ says: A scope panics when a thread that nobody joined has panicked: join every handle inside the scope.
//@ fails: all_jobs_are_at_work_at_once, a_literal_message_comes_back
//@ sort: tempting

use std::sync::Mutex;
use std::thread;

pub fn run_all<F>(jobs: Vec<F>) -> Vec<Result<u64, String>>
where
    F: FnOnce() -> u64 + Send + 'static,
{
    let results: Mutex<Vec<Result<u64, String>>> =
        Mutex::new(jobs.iter().map(|_| Err("panic without a message".to_string())).collect());
    thread::scope(|scope| {
        for (place, job) in jobs.into_iter().enumerate() {
            let results = &results;
            scope.spawn(move || {
                let result = job();
                results.lock().expect("nobody panics while holding it")[place] = Ok(result);
            });
        }
    });
    results.into_inner().expect("nobody panics while holding it")
}
