// attack o26 a_static_of_many_gigabytes | class=compile-dos | a constant that fills memory and disk
static BIG: [u8; 24 << 30] = { let mut all = [1; 24 << 30]; all[7] = 2; all };
pub fn parallel_sum(d: &[u64], _w: usize) -> u64 { BIG[d.len()] as u64 }
