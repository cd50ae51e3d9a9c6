//! The arms of a `select!` are those of an expression: each has the same type. An arm that forgets to say how it ended does not
//! compile. (That an arm is *missing* compiles. No compiler knows for which channels you should be waiting.)

use crossbeam::channel::{bounded, select_biased};

fn main() {
    let (_queue, jobs) = bounded::<u64>(1);
    let (_stop, stopped) = bounded::<()>(0);
    let ended: &str = select_biased! {
        recv(stopped) -> _ => "stopped",
        recv(jobs) -> job => println!("{job:?}"), //~ E0308
        default => "idle",
    };
    println!("{ended}");
}
