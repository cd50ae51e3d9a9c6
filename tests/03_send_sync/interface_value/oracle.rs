//! The responses, by one thread that looks into a list.

use harness::Rng;

#[derive(Clone)]
enum Handler {
    Upper,
    Prefix(String),
    Reversed(u64),
}

/// What the check of the same name must get.
pub fn responses_agree(seed: u64) -> Vec<(Vec<Option<String>>, usize)> {
    let mut rng = Rng::new(seed);
    // Nothing is ever registered under the last path.
    let mut routes: [Option<Handler>; 5] = [const { None }; 5];
    let mut served = 0;
    (0..12)
        .map(|round| {
            let path = rng.below(4) as usize;
            routes[path] = Some(match rng.below(3) {
                0 => Handler::Upper,
                1 => Handler::Prefix(format!("{round}: ")),
                _ => Handler::Reversed(rng.below(3)),
            });
            let responses: Vec<Option<String>> = (0..round)
                .map(|_| {
                    let path = rng.below(5) as usize;
                    let request = format!("request {}", rng.below(100));
                    routes[path].as_ref().map(|handler| response(handler, &request))
                })
                .collect();
            served += responses.iter().flatten().count();
            (responses, served)
        })
        .collect()
}

fn response(handler: &Handler, request: &str) -> String {
    match handler {
        Handler::Upper => request.to_uppercase(),
        Handler::Prefix(prefix) => format!("{prefix}{request}"),
        Handler::Reversed(times) if times % 2 == 1 => request.chars().rev().collect(),
        Handler::Reversed(_) => request.to_string(),
    }
}
