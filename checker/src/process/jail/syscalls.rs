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
    SeccompRule, apply_filter,
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

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// Puts the list on the calling thread, which must be the only one. `processes`: new processes are allowed.
pub(super) fn restrict(processes: bool) -> Result<()> {
    let mut rules: Rules = NEVER.iter().map(|call| (*call, Vec::new())).collect();
    if !processes {
        rules.extend(NOT_FOR_ANSWERS.iter().chain(OLD_NAMES).map(|call| (*call, Vec::new())));
        let thread = u64::from(libc::CLONE_THREAD as u32);
        let argument = |index, operator, value| {
            let condition = SeccompCondition::new(index, SeccompCmpArgLen::Dword, operator, value)?;
            SeccompRule::new(vec![condition])
        };
        // Threads, and nothing else that is new.
        let not_a_thread = argument(0, SeccompCmpOp::MaskedEq(thread), 0)?;
        rules.insert(libc::SYS_clone, vec![not_a_thread]);
        // A process may signal itself: that is how it aborts.
        let own = u64::from(getpid().as_raw_nonzero().get().unsigned_abs());
        for call in [libc::SYS_kill, libc::SYS_tgkill] {
            rules.insert(call, vec![argument(0, SeccompCmpOp::Ne, own)?]);
        }
        // Its flags are in memory, where no filter can look. "There is no such call" makes the C library use the older one.
        let newer = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
        apply(newer, libc::ENOSYS)?;
    }
    apply(rules, libc::EPERM)
}

fn apply(rules: Rules, error: i32) -> Result<()> {
    let refuse = SeccompAction::Errno(error.unsigned_abs());
    let arch = std::env::consts::ARCH.try_into()?;
    let filter: BpfProgram =
        SeccompFilter::new(rules, SeccompAction::Allow, refuse, arch)?.try_into()?;
    apply_filter(&filter)?;
    Ok(())
}
