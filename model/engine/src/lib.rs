//! Explores every schedule of a check, on [loom](https://docs.rs/loom), and writes down what it saw.
//!
//! A check is a function. It runs once for every schedule, against stand-ins of `std` and friends
//! (`model-std`, `model-crossbeam`) that are built on [`rt`]. The runner's `main` is
//!
//! ```ignore
//! fn main() { model::main(&[("no_update_is_lost", checks::no_update_is_lost)]) }
//! ```
//!
//! One process explores one check: when a schedule fails, the verdict is written and the process ends
//! on the spot, because a deadlocked execution cannot be unwound.
//!
//! Besides [`main`], a check sees the witness functions: [`sometimes`], [`threads_spawned`],
//! [`most_alive`], [`alive`], [`unjoined`], [`tasks_spawned`], [`tasks_alive`], [`locks_held`] and [`waits`].

mod channel;
mod config;
mod coroutine;
mod explore;
mod json;
mod overflow;
#[doc(hidden)]
pub mod rt;
mod state;
mod stop;
mod verdict;
mod watchdog;
mod witness;

pub use config::Config;
pub use witness::{
    alive, locks_held, most_alive, sometimes, tasks_alive, tasks_spawned, threads_spawned,
    unjoined, waits,
};

/// The runner's `main`: explores the check that the command line names, and writes the verdict to
/// descriptor 0. Exits with 0 when a verdict was written, 2 on a bad command line, 3 otherwise.
pub fn main(checks: &[(&str, fn())]) -> ! {
    let (name, config) = match Config::parse(std::env::args().skip(1)) {
        Ok(parsed) => parsed,
        Err(sentence) => refuse(&sentence),
    };
    let Some(&(_, body)) = checks.iter().find(|(known, _)| *known == name) else {
        refuse(&format!("there is no check `{name}`"));
    };
    let channel = match channel::Channel::take() {
        Ok(channel) => channel,
        Err(error) => broken(&format!("descriptor 0 cannot be taken: {error}")),
    };
    if let Err(error) = watchdog::start() {
        broken(&format!("the watchdog cannot be started: {error}"));
    }
    if stop::SESSION.set(stop::Session { config: config.clone(), channel }).is_err() {
        broken("one process explores one check");
    }
    explore::explore(&config, body)
}

fn refuse(sentence: &str) -> ! {
    eprintln!("model: {sentence}");
    std::process::exit(2)
}

fn broken(sentence: &str) -> ! {
    eprintln!("model: {sentence}");
    std::process::exit(3)
}
