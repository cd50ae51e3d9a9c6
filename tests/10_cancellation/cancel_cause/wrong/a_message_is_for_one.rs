//@ caught-by: test
//@ says: The cause is sent over a channel, and one of those who wait receives it. The others, and whoever asks later, find nothing.
//@ fails: everybody_gets_it
//@ sort: tempting

use std::sync::Mutex;

use crossbeam::channel::{Receiver, Sender, unbounded};

pub struct Cancel<E> {
    cause: Mutex<Option<E>>,
    tell: Sender<E>,
    told: Receiver<E>,
}

impl<E: Clone> Cancel<E> {
    pub fn new() -> Cancel<E> {
        let (tell, told) = unbounded();
        Cancel { cause: Mutex::new(None), tell, told }
    }

    pub fn cancel(&self, why: E) -> bool {
        let mut cause = self.cause.lock().unwrap();
        if cause.is_some() {
            return false;
        }
        *cause = Some(why.clone());
        let _ = self.tell.send(why);
        true
    }

    pub fn is_cancelled(&self) -> bool {
        self.cause.lock().unwrap().is_some()
    }

    pub fn cause(&self) -> Option<E> {
        self.cause.lock().unwrap().clone()
    }

    pub fn wait(&self) -> E {
        self.told.recv().expect("the sender is here")
    }
}

impl<E: Clone> Default for Cancel<E> {
    fn default() -> Cancel<E> {
        Cancel::new()
    }
}
