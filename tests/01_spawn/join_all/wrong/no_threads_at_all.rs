//@ caught-by: test
//@ says: All jobs run on the caller's thread, one after the other: nothing overlaps, and nothing asked for Send.
//@ fails: all_jobs_are_at_work_at_once
//@ sort: tempting

pub fn join_all<F>(jobs: Vec<F>) -> Vec<u64>
where
    F: FnOnce() -> u64,
{
    jobs.into_iter().map(|job| job()).collect()
}
