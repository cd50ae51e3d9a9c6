//! Loads that a later write must not lose sight of.
//!
//! loom knows which operations could change places by what it remembers of an object: the last access, and the last that was
//! no load. A write is compared with the last access only. That suffices as long as accesses are ordered with each other, and
//! loads are not: a thread that loads an atomic and then writes to it compares its write with its own load, and
//! another thread's load just before that one is never tried after the write.
//!
//! So each load also touches an object of its thread's own, in the same step, and a write touches those of all other threads
//! that have loaded since the last write, in its own: loom compares it with the last load of each of them. Touching is
//! loom's `notify`, of a `Notify` that nobody waits for: a step that others' steps are compared with, and that orders nothing.

use std::sync::Arc;

use super::unpreempted;
use crate::state::{LoomNotify, MAX_THREADS, Sync, me, with};

/// Who has loaded from an atomic.
#[derive(Default)]
pub struct Looks {
    /// What a thread's loads touch, once it has loaded.
    touched: [Option<Arc<LoomNotify>>; MAX_THREADS],
    /// A bit for each thread that has loaded since the last write.
    since: u8,
}

/// This thread has just loaded from that atomic, in a step that goes on.
pub(super) fn looked(id: u32) {
    let me = me();
    let mine = with(|e| {
        let looks = looks_at(&mut e.objects[id as usize].sync);
        looks.since |= 1 << me;
        looks.touched[me].get_or_insert_with(|| Arc::new(LoomNotify::new())).clone()
    });
    unpreempted(|| mine.notify());
}

/// This thread has just written to that atomic, or done what loom takes for writing, in a step that goes on.
pub(super) fn wrote(id: u32) {
    let me = me();
    let others = with(|e| {
        let looks = looks_at(&mut e.objects[id as usize].sync);
        let others = std::mem::take(&mut looks.since) & !(1 << me);
        if others == 0 {
            return Vec::new();
        }
        let touched = looks.touched.iter().enumerate().filter(|(t, _)| others & (1 << t) != 0);
        touched.filter_map(|(_, touched)| touched.clone()).collect()
    });
    if !others.is_empty() {
        unpreempted(|| others.iter().for_each(|other| other.notify()));
    }
}

fn looks_at(sync: &mut Sync) -> &mut Looks {
    match sync {
        Sync::Atomic { looks, .. } => looks,
        _ => unreachable!("an atomic's id"),
    }
}
