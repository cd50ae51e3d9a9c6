//@ caught-by: test
//@ says: Shard after shard until there are enough hits: a slow first one holds up all that the others would have found at once.
//@ fails: the_shards_meet
//@ sort: tempting

pub fn first_hits<S>(shards: Vec<S>, n: usize) -> Vec<u64>
where
    S: Iterator<Item = u64>,
{
    shards.into_iter().flatten().take(n).collect()
}
