//! One invoice after the other.

use harness::Rng;

/// The open invoices, and the numbers.
type Run = (Vec<(u64, String, i64)>, (usize, i64, i64));

/// What the check of the same name must get.
pub fn invoices_agree(seed: u64) -> Vec<Run> {
    let mut rng = Rng::new(seed);
    let mut runs = Vec::new();
    for len in [0, 1, 2, 9, 800] {
        for _ in 0..2 {
            let (mut left, mut numbers) = (Vec::new(), (0, 0, 0));
            for id in 0..len {
                let customer = format!("c{}", rng.below(5));
                let open = (rng.below(5) as i64 - (id % 4) as i64) * 100;
                if open > 0 {
                    numbers.1 += open;
                    left.push((id, customer, open));
                } else {
                    numbers.0 += 1;
                    numbers.2 -= open;
                }
            }
            runs.push((left, numbers));
        }
    }
    runs
}
