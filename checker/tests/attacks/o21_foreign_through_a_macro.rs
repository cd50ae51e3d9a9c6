// attack o21 foreign_through_a_macro | class=forge | the same, put together by a macro
macro_rules! together { ($($token:tt)*) => { $($token)* } }
together! { #[link(name = "c")] unsafe extern "C" { safe fn _exit(code: i32) -> !; } }
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 { _exit(0) }
