//@ caught-by: test
//@ says: Both closures run on the caller's thread, one after the other: the report needs a thread of its own.
//@ fails: the_report_leaves_and_serving_stays, report_and_serve_meet
//@ sort: tempting

pub fn in_background<R, S>(report: R, serve: S) -> (u64, u64)
where
    R: FnOnce() -> u64,
    S: FnOnce() -> u64,
{
    (report(), serve())
}
