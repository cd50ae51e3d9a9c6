//! What is in a price list after refreshes one after the other.

use harness::Rng;

/// What the check of the same name must get.
pub fn refreshes_agree(seed: u64) -> Vec<Option<(u64, u64)>> {
    let mut rng = Rng::new(seed);
    let mut list: [Option<(u64, u64)>; 4] = [None; 4];
    let mut seen = Vec::new();
    for _ in 0..64 {
        let item = rng.below(4) as usize;
        let (cents, version) = (rng.below(1_000), rng.below(50));
        let newer = list[item].is_none_or(|(_, there)| there < version);
        // A source that does not listen sends what it has, new or not.
        let listens = rng.below(2) == 0;
        if newer && (!listens || version % 7 != 0) {
            list[item] = Some((cents, version));
        }
        seen.push(list[item]);
        seen.push(list[(item + 1) % 4]);
    }
    seen
}
