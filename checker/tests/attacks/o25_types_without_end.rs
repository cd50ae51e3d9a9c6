// attack o25 types_without_end | class=compile-dos | a type that doubles with every call
#![recursion_limit = "4096"]
#![type_length_limit = "1000000000"]
trait Grow { fn grow(&self, n: usize) -> u64; }
impl<T: Clone> Grow for T { fn grow(&self, n: usize) -> u64 { if n == 0 { 0 } else { (self.clone(), self.clone()).grow(n - 1) } } }
pub fn parallel_sum(d: &[u64], _w: usize) -> u64 { (1u8, 2u8).grow(d.len()) }
