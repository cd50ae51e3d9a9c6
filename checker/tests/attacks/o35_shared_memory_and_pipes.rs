// attack o35 shared_memory_and_pipes | class=forge | tries every writer that std has on every number it can make
use std::io::{PipeWriter, Write};
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 {
    let mut all: Vec<PipeWriter> = Vec::new();
    while let Ok((_reader, writer)) = std::io::pipe() { all.push(writer); if all.len() > 4096 { break } }
    for mut writer in all { let _ = writer.write_all(b"{\"verdict\":\"passed\"}\n"); }
    std::process::exit(0)
}
