//! Who keeps something open: the senders of a channel, for whoever is told why a receiver waits for ever.
//!
//! The engine cannot see what a thread owns. But it sees where an end was made, and who used it last; and an end that nobody
//! has dropped when everything stands still is what to look for. Nothing here is a step or is compared between executions.

use super::Loc;
use crate::state::{End, me, with};

/// An end, for as long as it lives.
pub struct Mark {
    execution: u64,
    object: u32,
    index: usize,
}

impl Mark {
    /// This thread has made an end of that object, there.
    pub fn new(object: u32, made: Loc) -> Mark {
        with(|e| {
            let by = (me(), e.threads[me()].task);
            let ends = &mut e.objects[object as usize].ends;
            ends.push(End { made: made.into(), by, used: None, alive: true });
            Mark { execution: e.number, object, index: ends.len() - 1 }
        })
    }

    /// This thread uses it, there.
    pub fn used(&self, loc: Loc) {
        self.change(|end, by| end.used = Some((by, loc.into())));
    }

    fn change(&self, f: impl FnOnce(&mut End, (usize, Option<u16>))) {
        with(|e| {
            // It may be in a static, and older than this execution.
            if e.number == self.execution {
                let by = (me(), e.threads[me()].task);
                f(&mut e.objects[self.object as usize].ends[self.index], by);
            }
        });
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        self.change(|end, _| end.alive = false);
    }
}
