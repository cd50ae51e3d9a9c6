//! The walk, with a stack of what was entered.

use harness::Rng;

/// What the check of the same name must get.
pub fn steps_agree(seed: u64) -> Vec<(Option<u64>, usize, usize)> {
    let mut rng = Rng::new(seed);
    let ids = [rng.next_u64(), rng.next_u64()];
    let mut entered: Vec<usize> = Vec::new();
    let mut steps = Vec::new();
    for _ in 0..40 {
        if rng.below(2) == 0 {
            entered.pop();
        } else {
            entered.push(rng.below(4) as usize % 2);
        }
        let open = |which| entered.iter().filter(|&&other| other == which).count();
        steps.push((entered.last().map(|&which| ids[which]), open(0), open(1)));
    }
    steps.push((None, 0, 0));
    steps
}
