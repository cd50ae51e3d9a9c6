//! The channel holds as many tokens as are free; whoever works has taken one out, and a guard puts it back.

use crossbeam::channel::{Receiver, Sender, bounded};

pub struct Semaphore {
    give: Sender<()>,
    take: Receiver<()>,
}

impl Semaphore {
    pub fn new(permits: usize) -> Semaphore {
        let (give, take) = bounded(permits);
        for _ in 0..permits {
            give.send(()).expect("the receiver is here");
        }
        Semaphore { give, take }
    }

    fn work<R>(&self, work: impl FnOnce() -> R) -> R {
        struct GiveBack<'a>(&'a Sender<()>);

        impl Drop for GiveBack<'_> {
            fn drop(&mut self) {
                let _ = self.0.send(());
            }
        }

        let _token = GiveBack(&self.give);
        work()
    }

    pub fn run<R, W>(&self, work: W) -> R
    where
        W: FnOnce() -> R,
    {
        self.take.recv().expect("the sender is here");
        self.work(work)
    }

    pub fn try_run<R, W>(&self, work: W) -> Option<R>
    where
        W: FnOnce() -> R,
    {
        self.take.try_recv().ok()?;
        Some(self.work(work))
    }
}
