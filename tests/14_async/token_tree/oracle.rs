//! A tree of scopes, in plain code.

use harness::Rng;

struct Node {
    parent: Option<usize>,
    cancelled: bool,
    end: u64,
}

/// What the check of the same name must get.
pub fn a_tree_of_scopes(seed: u64) -> Vec<String> {
    let mut rng = Rng::new(seed);
    let mut nodes = vec![Node { parent: None, cancelled: false, end: u64::MAX }];
    let mut now = 0;
    let mut seen = Vec::new();
    for _ in 0..60 {
        let at = rng.below(nodes.len() as u64) as usize;
        match rng.below(8) {
            0 | 1 => nodes.push(Node { parent: Some(at), cancelled: false, end: nodes[at].end }),
            2 | 3 => {
                let end = (now + rng.below(20)).min(nodes[at].end);
                nodes.push(Node { parent: Some(at), cancelled: false, end });
            }
            4 => {
                // Only small subtrees, so that something remains.
                if at > nodes.len() / 2 {
                    nodes[at].cancelled = true;
                }
            }
            5 => now += rng.below(4),
            _ => {
                let mut up = Some(at);
                let mut cancelled = false;
                while let Some(node) = up {
                    cancelled |= nodes[node].cancelled;
                    up = nodes[node].parent;
                }
                seen.push(if cancelled {
                    "cancelled".to_string()
                } else if nodes[at].end <= now {
                    "timed out".to_string()
                } else {
                    "done".to_string()
                });
            }
        }
    }
    seen
}
