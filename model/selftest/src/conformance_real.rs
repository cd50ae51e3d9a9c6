//! Runs one case of the conformance suite, compiled against the real crates, and lists them when none is named.
//!
//! Exits with 0 when it held, 1 when it panicked, 2 when there is none of that name, 3 when it did not end.

use std::time::Duration;

/// Longer than any case takes on a busy machine; a real deadlock never ends.
const DEADLINE: Duration = Duration::from_secs(20);

fn main() {
    let Some(name) = std::env::args().nth(1) else {
        for (name, _) in conformance_real::cases() {
            println!("{name}");
        }
        return;
    };
    let cases = conformance_real::cases();
    let Some((_, case)) = cases.iter().find(|(known, _)| *known == name) else {
        eprintln!("there is no case `{name}`");
        std::process::exit(2);
    };
    std::thread::spawn(|| {
        std::thread::sleep(DEADLINE);
        eprintln!("it did not end within {DEADLINE:?}");
        std::process::exit(3);
    });
    let held = std::panic::catch_unwind(case).is_ok();
    std::process::exit(if held { 0 } else { 1 });
}
