//! Does the jail hold on this machine? A process is put into it and tries what an answer might.
//!
//! That a kernel offers something proves nothing: a container may refuse it, and a restriction that is not enforced looks like
//! one that is. So nothing is believed that was not tried.

use super::{Jail, JailLimits, PROBE, Reachable, system_libraries};
use crate::process::{Cancel, Command, Ended, Level, run};
use rustix::process::{Resource, Rlimit, getppid, prlimit};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::net::UdpSocket;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// Longer than this no try takes.
const PATIENCE: Duration = Duration::from_secs(20);

const HOLDS: &[u8] = b"holds\n";

pub(super) fn reachable(helper: &Path, user: Option<u32>) -> Reachable {
    let mut why = Vec::new();
    for level in [Level::L3, Level::L2, Level::L1] {
        // As another user first, then as who this is.
        for user in [user, None].into_iter().skip(usize::from(user.is_none())) {
            match holds(helper, level, user) {
                Ok(()) => return Reachable { level, user, why },
                Err(reason) => why.push(match user {
                    Some(user) => format!("{level} as user {user}: {reason}"),
                    None => format!("{level}: {reason}"),
                }),
            }
        }
    }
    Reachable { level: Level::L0, user: None, why }
}

fn holds(helper: &Path, level: Level, user: Option<u32>) -> Result<(), String> {
    let (read, mut execute) = system_libraries();
    execute.push(helper.to_path_buf());
    let limits = JailLimits {
        memory: 1 << 29,
        addresses: 1 << 37,
        cpu: 10,
        file: 1 << 20,
        descriptors: 64,
        tasks: 64,
    };
    let jail = Jail {
        helper: helper.to_path_buf(),
        level,
        read,
        execute,
        write: Vec::new(),
        processes: false,
        limits,
        user,
    };
    // A file that everybody may read, and that no library is.
    let outside = std::env::temp_dir().join(format!("loomlings-probe-{}", std::process::id()));
    fs::write(&outside, "outside").map_err(|error| format!("{}: {error}", outside.display()))?;
    let command = Command::new(helper)
        .arg(PROBE)
        .arg(level.name())
        .arg(&outside)
        .deadline(PATIENCE)
        .channel()
        .jail(Some(jail));
    let ran = run(&command, &Cancel::never(), None);
    let _ = fs::remove_file(&outside);
    let outcome = ran.map_err(|error| error.to_string())?;
    match outcome.ended {
        Ended::Exited(0) if outcome.channel == HOLDS => Ok(()),
        Ended::Exited(1) => Err(String::from_utf8_lossy(&outcome.channel).trim().to_string()),
        ended => {
            Err(format!("a process in it ended strangely ({ended:?}) {}", outcome.stderr.text()))
        }
    }
}

/// `__probe LEVEL FILE`: tries to get out, and says on its verdict channel what it could do.
pub(super) fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    let [level, outside] = &args[..] else { return ExitCode::from(2) };
    let level = level.to_str().and_then(Level::from_name).unwrap_or(Level::L3);
    let could = if level >= Level::L2 { escapes(Path::new(outside), level) } else { Vec::new() };
    let Ok(channel) = std::io::stdin().as_fd().try_clone_to_owned() else {
        return ExitCode::from(2);
    };
    let said = if could.is_empty() {
        File::from(channel).write_all(HOLDS)
    } else {
        File::from(channel).write_all(format!("it does not stop {}", could.join(", ")).as_bytes())
    };
    match said {
        Ok(()) => ExitCode::from(u8::from(!could.is_empty())),
        Err(_) => ExitCode::from(2),
    }
}

fn escapes(outside: &Path, level: Level) -> Vec<&'static str> {
    let neighbour = outside.with_extension("new");
    let spawned = |program: &str| {
        let child = std::process::Command::new(program).spawn();
        child.map(|mut child| child.wait()).is_ok()
    };
    let tries: [(&str, &dyn Fn() -> bool); 9] = [
        ("reading a file", &|| fs::read(outside).is_ok()),
        ("listing a folder", &|| fs::read_dir(outside.parent().unwrap_or(outside)).is_ok()),
        ("writing a file", &|| fs::write(&neighbour, "x").is_ok()),
        ("changing a file's attributes", &|| {
            let all = fs::metadata(outside).map(|meta| meta.permissions());
            all.and_then(|permissions| fs::set_permissions(outside, permissions)).is_ok()
        }),
        ("sending to the network", &|| UdpSocket::bind("127.0.0.1:0").is_ok()),
        ("connecting to a socket", &|| {
            // Refused before it is looked for.
            let error = UnixStream::connect("/nowhere").err();
            error.and_then(|error| error.raw_os_error()) != Some(libc::EPERM)
        }),
        ("starting a process", &|| spawned("/bin/true") || spawned("/proc/self/exe")),
        ("setting another process's limits", &|| {
            let none = Rlimit { current: Some(0), maximum: Some(0) };
            // Core dumps of a supervisor: nobody misses them.
            getppid().is_some_and(|parent| prlimit(Some(parent), Resource::Core, none).is_ok())
        }),
        ("seeing other processes", &|| level >= Level::L3 && getppid().is_some()),
    ];
    let could = tries.iter().filter(|(_, works)| works()).map(|(what, _)| *what).collect();
    let _ = fs::remove_file(neighbour);
    could
}
