//! The coroutine that a model thread's code really runs on, inside the one that loom gives the thread.
//!
//! Two reasons. loom's first thread has 32 KiB of stack, too little to format a panic in a debug
//! build; ours are large, and are used again by the next execution. And whenever loom switches a thread in,
//! our outer part runs first: that is where a pause of the exploration ends (see [`pause`]), before the
//! operation that the thread was switched out of goes on.

#![expect(
    deprecated,
    reason = "generator's plain coroutines, the ones that loom itself runs on, are marked so"
)]

use std::cell::{Cell, RefCell};

use generator::{Generator, Gn};

use crate::overflow;
use crate::state::set_me;

/// A stack. Memory that is never touched costs nothing, and real threads have 2 MiB; just
/// below the size at which the kernel would hand out a huge page to clear.
pub const STACK_BYTES: usize = 1 << 20;
const STACK_WORDS: usize = STACK_BYTES / size_of::<usize>();

type Coroutine = Generator<'static, (), ()>;

thread_local! {
    /// Coroutines that have ended, for their stacks.
    static ENDED: RefCell<Vec<Coroutine>> = const { RefCell::new(Vec::new()) };
    static PAUSED: Cell<bool> = const { Cell::new(false) };
}

/// For a closure that stays on this OS thread, though generator asks for `Send`.
struct Here(Box<dyn FnOnce()>);
// SAFETY: all coroutines live on the one OS thread that explores.
unsafe impl Send for Here {}

/// Runs `f` as model thread `thread`, to its end. `f` may not panic. To be called on loom's coroutine
/// for that thread.
pub fn run(thread: usize, f: Box<dyn FnOnce()>) {
    let f = Here(f);
    let f = move || {
        // The whole of it, not its field, which is not `Send`.
        let f = f;
        let here = 0_u8;
        overflow::set_top((&raw const here).addr());
        (f.0)()
    };
    let ended = ENDED.with_borrow_mut(Vec::pop);
    let mut coroutine = match ended {
        Some(mut ended) => {
            ended.init_code(f);
            ended
        }
        None => Gn::new_opt(STACK_WORDS, f),
    };
    let mut top = 0;
    loop {
        set_me(thread);
        go_on();
        overflow::set_top(top);
        coroutine.resume();
        top = overflow::top();
        if coroutine.is_done() {
            break;
        }
        // The thread is switched out: pass that on to loom's scheduler.
        generator::yield_with(());
    }
    set_me(thread);
    ENDED.with_borrow_mut(|all| all.push(coroutine));
}

/// generator wraps the panic hook when its first coroutine starts, which std forbids while panicking.
pub fn warm_up() {
    let mut first: Coroutine = Gn::new_opt(STACK_WORDS, || ());
    first.resume();
    ENDED.with_borrow_mut(|all| all.push(first));
}

/// From here to the next switch, which is to come at once, no other choice is explored.
pub fn pause() {
    PAUSED.set(true);
    loom::stop_exploring();
}

/// … and this ends it.
pub fn go_on() {
    if PAUSED.replace(false) {
        loom::explore();
    }
}
