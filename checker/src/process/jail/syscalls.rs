//! What a confined process may not ask of the kernel.
//!
//! A list of refusals, not of permissions: what compilers and runtimes call changes with their versions, and a program that
//! dies of a new harmless call would be a wrong verdict. What leads out of a process, or to what Landlock does not cover, is
//! refused: sockets, other processes' memory and signals, namespaces and mounts, attributes of files, IPC that outlives the
//! process, and, for the code of an answer, new processes.

use anyhow::Result;
use libc::c_long;
use rustix::process::getpid;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter, sock_filter,
};
use std::collections::BTreeMap;

/// Refused whatever the arguments are.
const NEVER: &[c_long] = &[
    // The network. Landlock does not cover datagrams and sockets with a path.
    libc::SYS_socket,
    // Other processes.
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_process_madvise,
    libc::SYS_kcmp,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    libc::SYS_tkill,
    libc::SYS_setpriority,
    libc::SYS_sched_setscheduler,
    libc::SYS_sched_setparam,
    libc::SYS_sched_setattr,
    libc::SYS_ioprio_set,
    libc::SYS_migrate_pages,
    libc::SYS_move_pages,
    // Namespaces, mounts, the system.
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_open_tree,
    libc::SYS_move_mount,
    libc::SYS_fsopen,
    libc::SYS_fsconfig,
    libc::SYS_fsmount,
    libc::SYS_fspick,
    libc::SYS_mount_setattr,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_reboot,
    libc::SYS_kexec_load,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_sethostname,
    libc::SYS_setdomainname,
    libc::SYS_acct,
    libc::SYS_quotactl,
    libc::SYS_syslog,
    libc::SYS_settimeofday,
    libc::SYS_clock_settime,
    libc::SYS_clock_adjtime,
    libc::SYS_adjtimex,
    // Large parts of the kernel that no answer needs.
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_fanotify_init,
    libc::SYS_personality,
    // Ways to files past their paths, and files that are on no disk.
    libc::SYS_open_by_handle_at,
    libc::SYS_name_to_handle_at,
    libc::SYS_memfd_create,
    libc::SYS_memfd_secret,
    // IPC that outlives whoever made it.
    libc::SYS_shmget,
    libc::SYS_shmat,
    libc::SYS_msgget,
    libc::SYS_semget,
    libc::SYS_mq_open,
];

/// Refused to the code of an answer: it writes no files, so it changes none either. Landlock does not cover attributes.
const NOT_FOR_ANSWERS: &[c_long] = &[
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_utimensat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    libc::SYS_flock,
    libc::SYS_setsid,
    libc::SYS_setpgid,
    libc::SYS_fallocate,
    libc::SYS_inotify_init1,
    // The newer spelling of fchmodat; not in every version of the headers.
    452,
];

/// The same by the names of older interfaces.
#[cfg(target_arch = "x86_64")]
const OLD_NAMES: &[c_long] = &[
    libc::SYS_fork,
    libc::SYS_vfork,
    libc::SYS_chmod,
    libc::SYS_chown,
    libc::SYS_lchown,
    libc::SYS_utime,
    libc::SYS_utimes,
    libc::SYS_futimesat,
    libc::SYS_inotify_init,
];
#[cfg(not(target_arch = "x86_64"))]
const OLD_NAMES: &[c_long] = &[];

/// Whom a descriptor sends which signal: `F_SETOWN`, `F_SETSIG`, `F_SETOWN_EX`. The kernel would kill in a process's place.
const OWNERS: [u64; 3] = [8, 10, 15];

/// The same two by their older names: `FIOSETOWN`, `SIOCSPGRP`.
const OLD_OWNERS: [u64; 2] = [0x8901, 0x8902];

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// Whoever has these 32 bits in that argument.
fn argument(index: u8, operator: SeccompCmpOp, value: u64) -> Result<SeccompCondition> {
    Ok(SeccompCondition::new(index, SeccompCmpArgLen::Dword, operator, value)?)
}

fn all(conditions: Vec<SeccompCondition>) -> Result<SeccompRule> {
    Ok(SeccompRule::new(conditions)?)
}

/// Puts the list on the calling thread, which must be the only one. `processes`: new processes are allowed.
pub(super) fn restrict(processes: bool) -> Result<()> {
    let own = u64::from(getpid().as_raw_nonzero().get().unsigned_abs());
    let mut rules: Rules = NEVER.iter().map(|call| (*call, Vec::new())).collect();
    let owners = |all_of: &[u64]| {
        let rules = all_of.iter().map(|what| all(vec![argument(1, SeccompCmpOp::Eq, *what)?]));
        rules.collect::<Result<Vec<_>>>()
    };
    rules.insert(libc::SYS_fcntl, owners(&OWNERS)?);
    rules.insert(libc::SYS_ioctl, owners(&OLD_OWNERS)?);
    // Limits and processors of somebody else: a supervisor without processor time could tell nothing of whom it watches.
    for call in [libc::SYS_prlimit64, libc::SYS_sched_setaffinity] {
        let somebody_else = [0, own].map(|pid| argument(0, SeccompCmpOp::Ne, pid));
        let somebody_else = somebody_else.into_iter().collect::<Result<Vec<_>>>()?;
        rules.insert(call, vec![all(somebody_else)?]);
    }
    if !processes {
        rules.extend(NOT_FOR_ANSWERS.iter().chain(OLD_NAMES).map(|call| (*call, Vec::new())));
        let thread = u64::from(libc::CLONE_THREAD as u32);
        // Threads, and nothing else that is new.
        rules.insert(
            libc::SYS_clone,
            vec![all(vec![argument(0, SeccompCmpOp::MaskedEq(thread), 0)?])?],
        );
        // Memory that is shared is counted as nobody's, so no limit would hold it. Private memory is all that a check needs.
        let shared = u64::from(libc::MAP_SHARED.unsigned_abs());
        rules.insert(
            libc::SYS_mmap,
            vec![all(vec![argument(3, SeccompCmpOp::MaskedEq(shared), shared)?])?],
        );
        // A process may signal itself: that is how it aborts.
        for call in [libc::SYS_kill, libc::SYS_tgkill] {
            rules.insert(call, vec![all(vec![argument(0, SeccompCmpOp::Ne, own)?])?]);
        }
        // Its flags are in memory, where no filter can look. "There is no such call" makes the C library use the older one.
        let newer = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
        apply(newer, libc::ENOSYS)?;
    }
    refuse_other_numbers()?;
    apply(rules, libc::EPERM)
}

/// Kernels that also speak x32 know every call by a second number, which is on no list. (A call of 32-bit code is of another
/// architecture to the filter, and ends the process.)
fn refuse_other_numbers() -> Result<()> {
    if cfg!(target_arch = "x86_64") {
        const FIRST: u32 = 0x4000_0000;
        let error = libc::SECCOMP_RET_ERRNO | libc::EPERM.unsigned_abs();
        let instruction = |code: u32, jt, jf, k| sock_filter {
            code: u16::try_from(code).unwrap_or_default(),
            jt,
            jf,
            k,
        };
        apply_filter(&[
            // The number of the call is what the data begins with.
            instruction(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, 0, 0, 0),
            instruction(libc::BPF_JMP | libc::BPF_JGE | libc::BPF_K, 0, 1, FIRST),
            instruction(libc::BPF_RET | libc::BPF_K, 0, 0, error),
            instruction(libc::BPF_RET | libc::BPF_K, 0, 0, libc::SECCOMP_RET_ALLOW),
        ])?;
    }
    Ok(())
}

fn apply(rules: Rules, error: i32) -> Result<()> {
    let refuse = SeccompAction::Errno(error.unsigned_abs());
    let arch = std::env::consts::ARCH.try_into()?;
    let filter: BpfProgram =
        SeccompFilter::new(rules, SeccompAction::Allow, refuse, arch)?.try_into()?;
    apply_filter(&filter)?;
    Ok(())
}
