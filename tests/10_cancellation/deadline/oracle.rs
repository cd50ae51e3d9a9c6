//! The same trees, as a table of parents.

use harness::Rng;

/// What the check of the same name must get.
pub fn a_tree_of_tokens(seed: u64) -> Vec<Vec<bool>> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|_| {
            // Which node a token is of, and of each node the parent and whether it was cancelled.
            let mut tokens = vec![0];
            let mut nodes: Vec<(Option<usize>, bool)> = vec![(None, false)];
            for _ in 0..12 {
                let of = tokens[rng.below(tokens.len() as u64) as usize];
                match rng.below(4) {
                    0 => nodes[of].1 = true,
                    1 => tokens.push(of),
                    _ => {
                        tokens.push(nodes.len());
                        nodes.push((Some(of), false));
                    }
                }
            }
            let done = |token: &usize| {
                let mut node = Some(*token);
                while let Some(at) = node {
                    if nodes[at].1 {
                        return true;
                    }
                    node = nodes[at].0;
                }
                false
            };
            tokens.iter().flat_map(|token| [done(token); 2]).collect()
        })
        .collect()
}
