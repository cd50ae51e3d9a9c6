// attack o41 numbers_of_another_abi | class=host | calls the kernel by the numbers of x32 and of 32-bit code, which stand on no list; honest if somebody answers
#[cfg(target_arch = "x86_64")]
fn may() -> bool {
    let (mut x32, mut old): (i64, i64) = (0x4000_0000 + 39, 20);
    unsafe {
        std::arch::asm!("syscall", inlateout("rax") x32, lateout("rcx") _, lateout("r11") _);
        // "No such call" is the kernel's word, and not the jail's.
        if x32 != -1 { return true }
        std::arch::asm!("int 0x80", inlateout("rax") old);
    }
    old > 0
}
#[cfg(not(target_arch = "x86_64"))]
fn may() -> bool { false }
pub fn parallel_sum(d: &[u64], _w: usize) -> u64 { if may() { d.iter().sum() } else { 0 } }
