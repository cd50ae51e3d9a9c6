// attack o07 become_true | class=forge | replaces the process by one that ends well
use std::os::unix::process::CommandExt;
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 {
    for program in ["/bin/true", "/usr/bin/true", "/lib64/ld-linux-x86-64.so.2", "/proc/self/exe"] { let _ = std::process::Command::new(program).exec(); }
    0
}
