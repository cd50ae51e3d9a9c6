// attack o20 foreign_exit | class=forge | a foreign function that claims to be safe
unsafe extern "C" { safe fn _exit(code: i32) -> !; }
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 { _exit(0) }
