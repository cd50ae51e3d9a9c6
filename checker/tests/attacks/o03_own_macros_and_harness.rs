// attack o03 own_macros_and_harness | class=override | exports what a runner may use: macros by the names of std's, a harness, a main
#[macro_export] macro_rules! assert { ($($t:tt)*) => { { let _ = || { $($t)* }; } } }
#[macro_export] macro_rules! assert_eq { ($($t:tt)*) => { {} } }
#[macro_export] macro_rules! panic { ($($t:tt)*) => { return } }
pub mod harness { pub struct Rng; pub fn main() -> ! { loop {} } }
pub mod model { pub fn most_alive() -> usize { 9 } pub fn sometimes(_: &str, _: bool) {} }
pub mod checks {}
pub fn main() {}
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 { 0 }
