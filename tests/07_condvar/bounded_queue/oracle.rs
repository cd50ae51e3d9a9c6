//! The queue, used by one thread.

use std::collections::VecDeque;

use harness::Rng;

/// What the check of the same name must get.
pub fn first_in_first_out(seed: u64) -> Vec<Result<Option<u64>, u64>> {
    let mut rng = Rng::new(seed);
    let mut seen = Vec::new();
    for capacity in [1, 2, 7] {
        let mut items = VecDeque::new();
        for _ in 0..40 {
            if items.len() < capacity && (items.is_empty() || rng.below(2) == 0) {
                items.push_back(rng.below(1_000));
                seen.push(Ok(None));
            } else {
                seen.push(Ok(items.pop_front()));
            }
        }
        seen.push(Err(rng.below(1_000)));
        seen.extend(items.into_iter().map(|item| Ok(Some(item))));
        seen.push(Ok(None));
    }
    seen
}
