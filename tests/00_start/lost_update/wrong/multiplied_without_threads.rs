//@ caught-by: model
//@ says: The product is right, but no worker ever ran: each worker is a thread that records its hits.
//@ fails: the_workers_overlap
//@ kind: assertion
//@ sort: tempting

pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    workers * hits_each
}
