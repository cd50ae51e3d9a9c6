//! The promise always sends: the value, or, when it is dropped unkept, the news that it is broken.

use std::sync::mpsc::{self, Receiver, Sender};

pub struct Promise<T>(Option<Sender<Option<T>>>);

pub struct Pending<T>(Receiver<Option<T>>);

pub fn one_shot<T>() -> (Promise<T>, Pending<T>) {
    let (promised, pending) = mpsc::channel();
    (Promise(Some(promised)), Pending(pending))
}

impl<T> Promise<T> {
    pub fn keep(mut self, value: T) -> Result<(), T> {
        let sender = self.0.take().expect("only `keep` and `drop` take it");
        sender.send(Some(value)).map_err(|unsent| unsent.0.expect("it is what was sent"))
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        if let Some(sender) = self.0.take() {
            let _ = sender.send(None);
        }
    }
}

impl<T> Pending<T> {
    pub fn wait(self) -> Option<T> {
        self.0.recv().expect("a promise says something before it goes")
    }
}
