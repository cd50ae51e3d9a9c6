//! The permit contains a token of a channel, and puts it back.

use crossbeam::channel::{Receiver, Sender, bounded};

pub struct Slots {
    give: Sender<()>,
    take: Receiver<()>,
}

#[must_use]
pub struct Permit<'a> {
    give: &'a Sender<()>,
}

impl Slots {
    pub fn new(slots: usize) -> Slots {
        let (give, take) = bounded(slots);
        while give.try_send(()).is_ok() {}
        Slots { give, take }
    }

    pub fn free(&self) -> usize {
        self.take.len()
    }

    pub fn acquire(&self) -> Permit<'_> {
        self.take.recv().expect("the sender is here");
        Permit { give: &self.give }
    }

    #[must_use]
    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        let () = self.take.try_recv().ok()?;
        Some(Permit { give: &self.give })
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        let permit = self.acquire();
        let result = work();
        permit.release();
        result
    }
}

impl Permit<'_> {
    pub fn release(self) {
        drop(self);
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let _ = self.give.send(());
    }
}
