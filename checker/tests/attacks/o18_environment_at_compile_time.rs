// attack o18 environment_at_compile_time | class=leak | what the compiler was given
pub fn parallel_sum(_d: &[u64], _w: usize) -> u64 { println!("{:?} {:?} {}", option_env!("HOME"), option_env!("LOOMLINGS_RUN"), env!("PATH")); 0 }
