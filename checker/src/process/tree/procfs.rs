//! What `/proc` tells of processes. Every answer may be out of date by the time it is read.

use std::fs::{self, File};
use std::io::Read;

/// As much as a process can usually be given for its arguments and environment.
const ENVIRON_LIMIT: u64 = 2 << 20;

/// A process, told apart from a later one of the same number by when it started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Process {
    pub(super) pid: i32,
    /// Clock ticks (10 ms on a usual system) since boot.
    pub(super) started: u64,
}

/// The part of `/proc/PID/stat` that is of use here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stat {
    pub(super) process: Process,
    /// Its first thread is dead: all of it, as a rule, and waiting to be waited for.
    pub(super) zombie: bool,
    pub(super) parent: i32,
    pub(super) group: i32,
    /// Clock ticks of processor time: its own, and of those of its children that it has waited for.
    pub(super) worked: u64,
}

/// None once nobody has that number.
pub(super) fn stat(pid: i32) -> Option<Stat> {
    parse_stat(pid, &fs::read(format!("/proc/{pid}/stat")).ok()?)
}

fn parse_stat(pid: i32, line: &[u8]) -> Option<Stat> {
    // The second field is the program's name in parentheses, and a name may hold anything, parentheses and spaces too.
    let name_end = line.iter().rposition(|&byte| byte == b')')?;
    let rest: Vec<&str> = str::from_utf8(&line[name_end + 1..]).ok()?.split_whitespace().collect();
    Some(Stat {
        process: Process { pid, started: rest.get(19)?.parse().ok()? },
        zombie: matches!(*rest.first()?, "Z" | "X"),
        parent: rest.get(1)?.parse().ok()?,
        group: rest.get(2)?.parse().ok()?,
        worked: rest.get(11..15)?.iter().map(|ticks| ticks.parse::<u64>().unwrap_or(0)).sum(),
    })
}

/// The children of all threads of a process; none where it is gone or the kernel does not list them.
pub(super) fn children(pid: i32) -> Vec<i32> {
    let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else { return Vec::new() };
    let mut children = Vec::new();
    for thread in threads.flatten() {
        // A thread that has just ended handed its children to another one: whoever must see all of them looks again.
        let list = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        children.extend(list.split_whitespace().filter_map(|pid| pid.parse::<i32>().ok()));
    }
    children
}

/// What is known of a variable in the environment that a process was started with.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Variable {
    Set(String),
    /// It is not, or we may not look.
    Unset,
    /// There is no environment: it was cleared, or the process is just becoming another program.
    Unknown,
}

pub(super) fn variable(pid: i32, name: &str) -> Variable {
    let mut environ = Vec::new();
    let read = File::open(format!("/proc/{pid}/environ"))
        .and_then(|file| file.take(ENVIRON_LIMIT).read_to_end(&mut environ));
    match read {
        Ok(0) => Variable::Unknown,
        Ok(_) => environ
            .split(|&byte| byte == 0)
            .find_map(|pair| pair.strip_prefix(name.as_bytes())?.strip_prefix(b"="))
            .map_or(Variable::Unset, |value| {
                Variable::Set(String::from_utf8_lossy(value).into_owned())
            }),
        Err(_) => Variable::Unset,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_name_cannot_disguise_the_fields_after_it() {
        let line = b"42 (a) Z 1 (b) S 7 40 41 0 -1 1 2 3 4 5 6 7 8 9 10 11 12 13 998877 15";
        let stat = parse_stat(42, line).expect("enough fields");
        assert_eq!(stat.process, Process { pid: 42, started: 998_877 });
        assert_eq!((stat.zombie, stat.parent, stat.group), (false, 7, 40));
        assert_eq!(stat.worked, 6 + 7 + 8 + 9);
    }

    #[test]
    fn half_a_line_is_not_a_process() {
        assert_eq!(parse_stat(42, b"42 (sleep) S 7 40"), None);
        assert_eq!(parse_stat(42, b""), None);
    }

    #[test]
    fn we_are_alive() {
        let pid = i32::try_from(std::process::id()).expect("numbers of processes are small");
        let stat = stat(pid).expect("this process");
        assert!(!stat.zombie && stat.process.started > 0);
        assert_eq!(variable(pid, "A_NAME_THAT_NOBODY_SETS"), Variable::Unset);
    }
}
