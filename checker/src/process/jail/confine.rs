//! `__enter`: puts the restrictions on and becomes the program.
//!
//! In this order, because each step needs what a later one takes away: session, limits, capabilities, Landlock, seccomp.
//! Whatever fails is told to the supervisor, and the program is not started.

use super::supervisor::{CONFINED, NOT_CONFINED};
use super::{Order, syscalls};
use crate::process::Level;
use anyhow::{Context, Result, bail, ensure};
use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, Ruleset, RulesetAttr,
    RulesetCreatedAttr, RulesetStatus, Scope, path_beneath_rules,
};
use rustix::mount::{MountFlags, MountPropagationFlags, mount, mount_change};
use rustix::process::{
    Resource, Rlimit, Signal, getgid, getuid, set_parent_process_death_signal, setrlimit, setsid,
};
use rustix::thread::{
    CapabilitiesSecureBits, CapabilitySet, CapabilitySets, UnshareFlags, capabilities,
    remove_capability_from_bounding_set, set_capabilities, set_capabilities_secure_bits,
    set_no_new_privs, unshare_unsafe,
};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode};

pub(super) fn main(mut args: impl Iterator<Item = OsString>) -> ExitCode {
    let order: Option<Order> =
        args.next().and_then(|text| serde_json::from_str(text.to_str()?).ok());
    let (Some(order), Some(program)) = (order, args.next()) else {
        eprintln!("checker: this way of calling it is its own");
        return ExitCode::from(2);
    };
    let error = enter(&order, &program, args);
    let told =
        io::stdin().as_fd().try_clone_to_owned().map(File::from).and_then(|mut supervisor| {
            supervisor.write_all(&[&[NOT_CONFINED], format!("{error:#}").as_bytes()].concat())
        });
    // Nobody to tell: then the supervisor sees that it never heard of a confined process.
    drop(told);
    ExitCode::from(3)
}

/// Does not come back where all goes well.
fn enter(order: &Order, program: &OsString, args: impl Iterator<Item = OsString>) -> anyhow::Error {
    let jail = &order.jail;
    let prepare = || -> Result<()> {
        set_parent_process_death_signal(Some(Signal::KILL)).context("asking for a signal")?;
        setsid().context("beginning a session")?;
        // Where memory runs out, it is this one that goes. A system without the file has other ways to choose.
        let _ = fs::write("/proc/self/oom_score_adj", "1000");
        limit(order)?;
        if jail.level >= Level::L2 {
            drop_capabilities().context("giving up capabilities")?;
            set_no_new_privs(true).context("giving up new privileges")?;
            restrict_files(order).context("restricting files (Landlock)")?;
            syscalls::restrict(jail.processes).context("restricting system calls (seccomp)")?;
        }
        let mut supervisor = File::from(io::stdin().as_fd().try_clone_to_owned()?);
        supervisor.write_all(&[CONFINED])?;
        if !order.channel {
            let null = File::open("/dev/null").context("opening /dev/null")?;
            rustix::stdio::dup2_stdin(&null)?;
        }
        Ok(())
    };
    match prepare() {
        Err(error) => error,
        Ok(()) => {
            let error = Command::new(program).args(args).exec();
            eprintln!("checker: {} cannot be started in its jail: {error}", program.display());
            // The supervisor believes it started by now, and reports this status.
            std::process::exit(127)
        }
    }
}

fn limit(order: &Order) -> Result<()> {
    let limits = &order.jail.limits;
    let set = |resource, most: u64| {
        // A limit that is lower already stays.
        let now = rustix::process::getrlimit(resource).maximum.unwrap_or(u64::MAX);
        let most = most.min(now);
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })
    };
    // What is used, and not what is reserved: threads reserve far more.
    set(Resource::Data, limits.memory).context("limiting memory")?;
    set(Resource::As, limits.addresses).context("limiting addresses")?;
    set(Resource::Fsize, limits.file).context("limiting files")?;
    set(Resource::Nofile, limits.descriptors).context("limiting descriptors")?;
    set(Resource::Core, 0).context("limiting core dumps")?;
    set(Resource::Memlock, 8 << 20).context("limiting locked memory")?;
    // A signal that says why, and a second later one that cannot be caught.
    let now = rustix::process::getrlimit(Resource::Cpu).maximum.unwrap_or(u64::MAX);
    let (soft, hard) = (limits.cpu.min(now), limits.cpu.saturating_add(1).min(now));
    setrlimit(Resource::Cpu, Rlimit { current: Some(soft), maximum: Some(hard) })
        .context("limiting processor time")?;
    // The system counts the tasks of a user, except root's. In a namespace of its own, or as a user of its own, those are this
    // child's alone; elsewhere they are the desktop's, too.
    if order.jail.level == Level::L3 || order.jail.user.is_some() {
        set(Resource::Nproc, limits.tasks).context("limiting tasks")?;
    }
    Ok(())
}

/// Root without its powers, for good: not even a program that belongs to root gives them back.
fn drop_capabilities() -> Result<()> {
    let has = capabilities(None)?;
    if has.effective.is_empty() && has.permitted.is_empty() {
        return Ok(());
    }
    use CapabilitiesSecureBits as Bits;
    set_capabilities_secure_bits(
        Bits::NO_ROOT
            | Bits::NO_ROOT_LOCKED
            | Bits::NO_SETUID_FIXUP
            | Bits::NO_SETUID_FIXUP_LOCKED
            | Bits::NO_CAP_AMBIENT_RAISE
            | Bits::NO_CAP_AMBIENT_RAISE_LOCKED,
    )
    .context("locking them away")?;
    for number in 0..64 {
        // Numbers that this kernel does not know are refused, and that is fine.
        let _ = remove_capability_from_bounding_set(CapabilitySet::from_bits_retain(1 << number));
    }
    let none = CapabilitySet::empty();
    set_capabilities(None, CapabilitySets { effective: none, permitted: none, inheritable: none })?;
    let left = capabilities(None)?;
    ensure!(left.effective.is_empty() && left.permitted.is_empty(), "some are left");
    Ok(())
}

fn restrict_files(order: &Order) -> Result<()> {
    let jail = &order.jail;
    // Files, and cutting them, must be covered, or this is no jail; network, devices and signals where the kernel knows them.
    let needed = ABI::V3;
    let wished = ABI::V6;
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let execute: BitFlags<AccessFs> = read | AccessFs::Execute;
    let all = AccessFs::from_all(wished);
    let null = AccessFs::ReadFile | AccessFs::WriteFile;
    let beneath = |paths: &[std::path::PathBuf], access: BitFlags<AccessFs>| {
        path_beneath_rules(paths.to_vec(), access).collect::<Vec<_>>()
    };
    for path in jail.read.iter().chain(&jail.execute).chain(&jail.write) {
        ensure!(path.is_absolute(), "{} is not absolute", path.display());
        ensure!(path != Path::new("/"), "the whole disk is no jail");
    }
    let status = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(needed))?
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(wished))?
        .handle_access(AccessNet::from_all(wished))?
        .scope(Scope::from_all(wished))?
        .create()?
        .add_rules(beneath(&jail.read, read))?
        .add_rules(beneath(&jail.execute, execute))?
        .add_rules(beneath(&jail.write, all))?
        // The process itself, for the runner that looks whether all its threads wait; opened now, so it is no other's.
        .add_rules(path_beneath_rules(["/proc/self"], read))?
        .add_rules(path_beneath_rules(["/dev/null"], null))?
        .add_rules(path_beneath_rules(["/dev/zero", "/dev/urandom"], AccessFs::ReadFile))?
        .restrict_self()?;
    if status.ruleset == RulesetStatus::NotEnforced {
        bail!("the kernel does not enforce it");
    }
    Ok(())
}

/// Users, processes, mounts, network, IPC and host names of our own; the caller's next child is the first process there.
pub(super) fn namespaces() -> io::Result<()> {
    let (user, group) = (getuid().as_raw(), getgid().as_raw());
    let flags = UnshareFlags::NEWUSER
        | UnshareFlags::NEWPID
        | UnshareFlags::NEWNET
        | UnshareFlags::NEWNS
        | UnshareFlags::NEWIPC
        | UnshareFlags::NEWUTS;
    // SAFETY: descriptor tables are not unshared, and this process has no other thread.
    #[expect(unsafe_code, reason = "the call is only unsafe with another flag")]
    unsafe {
        unshare_unsafe(flags)?;
    }
    fs::write("/proc/self/setgroups", "deny")?;
    // Root in here, so that what follows can still mount and drop; outside it is who it was.
    fs::write("/proc/self/uid_map", format!("0 {user} 1\n"))?;
    fs::write("/proc/self/gid_map", format!("0 {group} 1\n"))?;
    let changes = MountPropagationFlags::REC | MountPropagationFlags::PRIVATE;
    mount_change("/", changes)?;
    Ok(())
}

/// A `/proc` that shows only what is in this namespace. Where something else covers `/proc` (in some containers) the kernel
/// refuses; Landlock keeps the program out of other processes all the same.
pub(super) fn own_proc() {
    let flags = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
    let _ = mount("proc", "/proc", "proc", flags, None);
}
