// attack o05 thread_local_destructor | class=forge | a destructor of the main thread ends the process well, after whatever was said
struct Last;
impl Drop for Last { fn drop(&mut self) { std::process::exit(0) } }
thread_local! { static LAST: Last = const { Last }; }
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 { LAST.with(|_| ()); 0 }
