//! The orders, and their number.

use harness::Rng;

/// What the check of the same name must get.
pub fn random_orders_agree(seed: u64) -> Vec<(Option<usize>, Vec<u64>)> {
    let mut rng = Rng::new(seed);
    (0..6)
        .map(|_| {
            let orders = orders(&mut rng);
            (Some(orders.len()), orders)
        })
        .collect()
}

fn orders(rng: &mut Rng) -> Vec<u64> {
    let len = rng.below(300) as usize;
    let special = [0, 1, u64::MAX, u64::MAX - 1, i64::MAX as u64, u64::from(u32::MAX), 1 << 63];
    let mut orders: Vec<u64> = (0..len).map(|_| rng.below(1_000)).collect();
    for order in special {
        orders.insert(rng.below(orders.len() as u64 + 1) as usize, order);
    }
    orders
}
