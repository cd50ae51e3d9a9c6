// attack o39 memory_that_nobody_counts | class=dos | more shared memory than it may have, which a limit on data does not count; honest if it may
unsafe extern "C" { fn mmap(at: *mut u8, length: usize, access: i32, flags: i32, fd: i32, offset: i64) -> *mut u8; }
pub fn parallel_sum(d: &[u64], _w: usize) -> u64 {
    let length = 1200usize << 20;
    let all = unsafe { mmap(std::ptr::null_mut(), length, 3, 0x21, -1, 0) };
    if all as isize == -1 { return 0 }
    for page in (0..length).step_by(4096) { unsafe { all.add(page).write_volatile(1) } }
    d.iter().sum()
}
