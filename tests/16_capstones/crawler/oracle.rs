//! The site, read by one who takes all the time in the world.

use harness::Rng;
use std::collections::BTreeMap;

/// What the check of the same name must get.
pub fn a_random_site_agrees(seed: u64) -> Vec<(String, Option<usize>)> {
    let mut rng = Rng::new(seed);
    let site: Vec<Option<Vec<u64>>> = (0..60)
        .map(|_| {
            let links = rng.below(4);
            (rng.below(8) > 0).then(|| (0..links).map(|_| rng.below(60)).collect())
        })
        .collect();
    let (mut pages, mut to_read) = (BTreeMap::new(), vec![0]);
    while let Some(page) = to_read.pop() {
        let links = site[page as usize].as_ref();
        if pages.insert(page.to_string(), links.map(Vec::len)).is_none() {
            to_read.extend(links.into_iter().flatten().copied());
        }
    }
    pages.into_iter().collect()
}
