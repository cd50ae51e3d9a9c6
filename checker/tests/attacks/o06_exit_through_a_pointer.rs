// attack o06 exit_through_a_pointer | class=forge | the same function under other names, as a value, in a generic
use std::process as harmless;
fn call<R>(f: impl Fn(i32) -> R) -> R { f(0) }
const DONE: fn(i32) -> ! = harmless::exit;
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 { if _w == 4 { DONE(0) } call(harmless::exit) }
