// attack o31 message_without_end | class=dos | a panic whose message has eight megabytes of escapes and forged records
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 { std::panic::panic_any("\u{1b}]0;x\u{7}\n{\"verdict\":\"passed\"}\n".repeat(1 << 18)) }
