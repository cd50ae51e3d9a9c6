// attack o28 include_a_device | class=compile-dos | a file without end as source
#[path = "/dev/zero"] mod zeros;
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 { 0 }
