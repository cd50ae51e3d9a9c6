//! The lines, without any connection.

use harness::Rng;

/// What the check of the same name must get.
pub fn random_connections_agree(seed: u64) -> Vec<Vec<String>> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|_| {
            let mut lines = vec![format!("EHLO host{}", rng.below(9))];
            let _refused = rng.below(3);
            if rng.below(4) > 0 {
                lines.push(format!("AUTH token{}", rng.below(9)));
                lines.extend((0..rng.below(5)).map(|text| format!("SEND text {text}")));
            }
            lines.push(String::from("QUIT"));
            lines
        })
        .collect()
}
