//! The steps, with a word for the state.

use std::collections::HashMap;

use harness::Rng;

/// What the check of the same name must get.
pub fn random_steps_agree(seed: u64) -> Vec<String> {
    let mut rng = Rng::new(seed);
    let mut orders: HashMap<u64, (u64, &str)> = HashMap::new();
    (0..200)
        .map(|_| {
            let (number, cents) = (rng.below(12), rng.below(2));
            let order = orders.get(&number).copied();
            let (outcome, order) = match (rng.below(3), order) {
                (0, None) => (String::from("true"), Some((cents, "placed"))),
                (0, order) => (String::from("false"), order),
                (_, None) => (String::from("Err(Unknown)"), None),
                (1, Some((costs, "placed"))) if costs == cents => {
                    (String::from("Ok(())"), Some((costs, "paid")))
                }
                (1, Some((costs, "placed"))) => {
                    (String::from("Err(WrongSum)"), Some((costs, "placed")))
                }
                (2, Some((costs, "paid"))) => (String::from("Ok(())"), Some((costs, "shipped"))),
                (_, Some((costs, state))) => {
                    (format!("Err(WrongState({state:?}))"), Some((costs, state)))
                }
            };
            if let Some(order) = order {
                orders.insert(number, order);
            }
            format!("{outcome} {:?}", order.map(|(_, state)| state))
        })
        .collect()
}
