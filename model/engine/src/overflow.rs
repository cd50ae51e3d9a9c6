//! A stack overflow on one of our coroutines becomes a verdict instead of a crash.
//!
//! generator has a handler of its own, but it knows the outermost coroutine's stack only, and ours are
//! inside one. It may do nothing but say so and leave: the thread that overflowed cannot go on.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// An address near the top of the stack that runs now. One thread writes it, and reads it in a signal
/// handler of its own.
static TOP: AtomicUsize = AtomicUsize::new(0);

pub fn top() -> usize {
    TOP.load(Relaxed)
}

pub fn set_top(address: usize) {
    TOP.store(address, Relaxed);
}

/// Says what happened, unless the fault at `address` is something else.
#[cfg(unix)]
fn judge(address: usize) {
    const NEAR: usize = 64 << 10;
    let bottom = top().wrapping_sub(crate::coroutine::STACK_BYTES);
    if address.wrapping_sub(bottom.wrapping_sub(NEAR)) < 2 * NEAR {
        crate::stop::overflowed();
    }
}

/// Installs the handler, on a stack of its own. To be called after generator's was.
#[cfg(unix)]
pub fn handle() -> std::io::Result<()> {
    extern "C" fn handler(
        signal: libc::c_int,
        info: *mut libc::siginfo_t,
        _context: *mut libc::c_void,
    ) {
        // SAFETY: the kernel gives a valid `info` to a handler with `SA_SIGINFO`.
        judge(unsafe { (*info).si_addr() } as usize);
        // Not ours: let it happen again, and end the process as it would have.
        // SAFETY: resetting a signal to its default is always allowed.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
    const SIZE: usize = 256 << 10;
    // Never freed: in use as long as the process lives.
    let stack = Box::leak(vec![0_u8; SIZE].into_boxed_slice());
    let stack = libc::stack_t { ss_sp: stack.as_mut_ptr().cast(), ss_flags: 0, ss_size: SIZE };
    // SAFETY: `stack` is memory of that size which nobody else uses.
    if unsafe { libc::sigaltstack(&stack, std::ptr::null_mut()) } != 0 {
        return Err(std::io::Error::last_os_error());
    }
    // SAFETY: all zeroes is a valid `sigaction`: no handler, no flags, an empty mask.
    let mut action: libc::sigaction = unsafe { std::mem::zeroed() };
    action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
    action.sa_sigaction = handler as *const () as libc::sighandler_t;
    for signal in [libc::SIGSEGV, libc::SIGBUS] {
        // SAFETY: `action` is complete, and the handler has the signature that `SA_SIGINFO` asks for.
        if unsafe { libc::sigaction(signal, &action, std::ptr::null_mut()) } != 0 {
            return Err(std::io::Error::last_os_error());
        }
    }
    Ok(())
}

/// Elsewhere an overflow ends the process without a verdict.
#[cfg(not(unix))]
pub fn handle() -> std::io::Result<()> {
    Ok(())
}
