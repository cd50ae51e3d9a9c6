// attack o27 constant_that_waits_for_the_checks | class=compile-dos | endless constant evaluation that begins only where the function is used
pub struct Later<const N: usize>;
impl<const N: usize> Later<N> { const NEVER: u64 = { let mut i = N as u64; loop { i = i.wrapping_add(1); if i == 0 && N == 0 { break i } } }; }
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 { Later::<3>::NEVER }
