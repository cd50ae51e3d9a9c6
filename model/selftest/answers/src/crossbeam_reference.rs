//! Small programs on channels, once with the stand-in's and once with channels that are made of a `Mutex` and a `Condvar`,
//! in which nothing is reduced: each clone, each drop and each waking up is a step, and no message is handed over that
//! could be put into a queue. Both print what came of each execution; the sets of outcomes must be the same.

use std::collections::VecDeque;
use std::panic::Location;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;

use crossbeam::channel as beam;

/// A channel's end, as the programs use it.
trait Tx: Clone + Send + 'static {
    fn send(&self, message: u32) -> bool;
    fn try_send(&self, message: u32) -> bool;
}

trait Rx: Clone + Send + 'static {
    fn recv(&self) -> Option<u32>;
    fn try_recv(&self) -> Option<u32>;
    /// Whichever is ready: which one it was, and its message.
    fn recv_either(&self, other: &Self) -> (u8, Option<u32>);
}

/// The stand-in's channels.
fn stand_in(capacity: Option<usize>) -> (beam::Sender<u32>, beam::Receiver<u32>) {
    capacity.map_or_else(beam::unbounded, beam::bounded)
}

impl Tx for beam::Sender<u32> {
    fn send(&self, message: u32) -> bool {
        beam::Sender::send(self, message).is_ok()
    }
    fn try_send(&self, message: u32) -> bool {
        beam::Sender::try_send(self, message).is_ok()
    }
}

impl Rx for beam::Receiver<u32> {
    fn recv(&self) -> Option<u32> {
        beam::Receiver::recv(self).ok()
    }
    fn try_recv(&self) -> Option<u32> {
        beam::Receiver::try_recv(self).ok()
    }
    fn recv_either(&self, other: &Self) -> (u8, Option<u32>) {
        crossbeam::select! {
            recv(self) -> message => (0, message.ok()),
            recv(other) -> message => (1, message.ok()),
        }
    }
}

/// All channels of an execution, behind one lock, so that one can wait for two of them.
struct Hub {
    channels: Mutex<Vec<Plain>>,
    changed: Condvar,
}

/// A channel. Capacity zero: a sender leaves its message and waits until it is taken.
struct Plain {
    capacity: Option<usize>,
    messages: VecDeque<u32>,
    /// Messages taken so far.
    taken: usize,
    /// Messages left so far.
    left: usize,
    /// Receivers that wait, where messages are handed over.
    waiting: usize,
    senders: usize,
    receivers: usize,
}

struct End {
    hub: Arc<Hub>,
    channel: usize,
}

struct PlainTx(End);
struct PlainRx(End);

/// What an operation came to, if it need not wait.
type Done<R> = Option<R>;

impl Hub {
    fn new() -> Arc<Hub> {
        Arc::new(Hub { channels: Mutex::new(Vec::new()), changed: Condvar::new() })
    }

    fn channel(self: &Arc<Hub>, capacity: Option<usize>) -> (PlainTx, PlainRx) {
        let mut channels = self.channels.lock().unwrap();
        channels.push(Plain {
            capacity,
            messages: VecDeque::new(),
            taken: 0,
            left: 0,
            waiting: 0,
            senders: 1,
            receivers: 1,
        });
        let end = || End { hub: self.clone(), channel: channels.len() - 1 };
        (PlainTx(end()), PlainRx(end()))
    }

    fn wait_until<R>(
        &self,
        mut channels: MutexGuard<'_, Vec<Plain>>,
        mut f: impl FnMut(&mut Vec<Plain>) -> Done<R>,
    ) -> R {
        loop {
            if let Some(done) = f(&mut channels) {
                self.changed.notify_all();
                return done;
            }
            channels = self.changed.wait(channels).unwrap();
        }
    }
}

impl Plain {
    fn send(&mut self, message: u32) -> Done<bool> {
        if self.receivers == 0 {
            return Some(false);
        }
        if self.capacity.is_some_and(|capacity| self.messages.len() >= capacity) {
            return None;
        }
        self.messages.push_back(message);
        Some(true)
    }

    fn recv(&mut self) -> Done<Option<u32>> {
        let message = self.messages.pop_front();
        if message.is_some() {
            self.taken += 1;
        }
        if message.is_none() && self.senders > 0 { None } else { Some(message) }
    }
}

impl Tx for PlainTx {
    fn send(&self, message: u32) -> bool {
        let End { hub, channel } = &self.0;
        let mut channels = hub.channels.lock().unwrap();
        if channels[*channel].capacity != Some(0) {
            return hub.wait_until(channels, |all| all[*channel].send(message));
        }
        // The how-manieth message this is says when it has been taken.
        if channels[*channel].receivers == 0 {
            return false;
        }
        channels[*channel].messages.push_back(message);
        channels[*channel].left += 1;
        let mine = channels[*channel].left;
        hub.changed.notify_all();
        hub.wait_until(channels, |all| {
            let plain = &mut all[*channel];
            if plain.taken >= mine {
                return Some(true);
            }
            if plain.receivers > 0 {
                return None;
            }
            plain.messages.clear();
            Some(false)
        })
    }

    fn try_send(&self, message: u32) -> bool {
        let End { hub, channel } = &self.0;
        let mut channels = hub.channels.lock().unwrap();
        let plain = &mut channels[*channel];
        let sent = match plain.capacity {
            // Only to who waits, and has not been sent anything yet.
            Some(0) if plain.waiting > plain.messages.len() => {
                plain.messages.push_back(message);
                plain.left += 1;
                true
            }
            Some(0) => false,
            _ => plain.send(message) == Some(true),
        };
        hub.changed.notify_all();
        sent
    }
}

impl Rx for PlainRx {
    fn recv(&self) -> Option<u32> {
        let End { hub, channel } = &self.0;
        let mut channels = hub.channels.lock().unwrap();
        let mut waits = false;
        if channels[*channel].recv_would_wait() {
            channels[*channel].waiting += 1;
            waits = true;
        }
        hub.wait_until(channels, |all| {
            let done = all[*channel].recv();
            if done.is_some() && waits {
                all[*channel].waiting -= 1;
            }
            done
        })
    }

    fn try_recv(&self) -> Option<u32> {
        let End { hub, channel } = &self.0;
        let mut channels = hub.channels.lock().unwrap();
        let message = channels[*channel].recv().flatten();
        hub.changed.notify_all();
        message
    }

    fn recv_either(&self, other: &Self) -> (u8, Option<u32>) {
        let hub = &self.0.hub;
        let channels = hub.channels.lock().unwrap();
        let place = Location::caller();
        hub.wait_until(channels, |all| {
            let ends = [self.0.channel, other.0.channel];
            let ready: Vec<u8> =
                (0..2).filter(|&i| !all[ends[i as usize]].recv_would_wait()).collect();
            if ready.is_empty() {
                return None;
            }
            let i = ready[model::rt::choose("choose", None, ready.len(), place)];
            all[ends[i as usize]].recv().map(|message| (i, message))
        })
    }
}

impl Plain {
    fn recv_would_wait(&self) -> bool {
        self.messages.is_empty() && self.senders > 0
    }
}

impl End {
    fn count(&self, f: impl FnOnce(&mut Plain)) {
        f(&mut self.hub.channels.lock().unwrap()[self.channel]);
        self.hub.changed.notify_all();
    }

    fn again(&self) -> End {
        End { hub: self.hub.clone(), channel: self.channel }
    }
}

impl Clone for PlainTx {
    fn clone(&self) -> PlainTx {
        self.0.count(|plain| plain.senders += 1);
        PlainTx(self.0.again())
    }
}

impl Clone for PlainRx {
    fn clone(&self) -> PlainRx {
        self.0.count(|plain| plain.receivers += 1);
        PlainRx(self.0.again())
    }
}

impl Drop for PlainTx {
    fn drop(&mut self) {
        self.0.count(|plain| plain.senders -= 1);
    }
}

impl Drop for PlainRx {
    fn drop(&mut self) {
        self.0.count(|plain| plain.receivers -= 1);
    }
}

/// Who sends first is received first; both come.
fn two_producers<T: Tx, R: Rx>(make: impl Fn(Option<usize>) -> (T, R), capacity: Option<usize>) {
    let (tx, rx) = make(capacity);
    let other = tx.clone();
    let one = thread::spawn(move || tx.send(1));
    let two = thread::spawn(move || other.send(2));
    let all: Vec<_> = std::iter::from_fn(|| rx.recv()).collect();
    println!("{all:?} {} {}", one.join().unwrap(), two.join().unwrap());
}

/// Two receivers, one of which only looks.
fn two_consumers<T: Tx, R: Rx>(make: impl Fn(Option<usize>) -> (T, R), capacity: Option<usize>) {
    let (tx, rx) = make(capacity);
    let other = rx.clone();
    let one = thread::spawn(move || rx.recv());
    let two = thread::spawn(move || other.try_recv());
    let first = tx.send(1);
    drop(tx);
    println!("{first} {:?} {:?}", one.join().unwrap(), two.join().unwrap());
}

/// A receiver that takes one and leaves.
fn receiver_leaves<T: Tx, R: Rx>(make: impl Fn(Option<usize>) -> (T, R), capacity: Option<usize>) {
    let (tx, rx) = make(capacity);
    let taken = thread::spawn(move || rx.recv());
    let sent = [tx.send(1), tx.send(2)];
    drop(tx);
    println!("{sent:?} {:?}", taken.join().unwrap());
}

/// Neither end waits for ever for the other.
fn both_only_try<T: Tx, R: Rx>(make: impl Fn(Option<usize>) -> (T, R), capacity: Option<usize>) {
    let (tx, rx) = make(capacity);
    let sent = thread::spawn(move || [tx.try_send(1), tx.try_send(2)]);
    let got = [rx.try_recv(), rx.recv()];
    println!("{:?} {got:?}", sent.join().unwrap());
}

/// A select over two sources that come and go.
fn either_of_two<T: Tx, R: Rx>(make: impl Fn(Option<usize>) -> (T, R), capacity: Option<usize>) {
    let ((tx1, rx1), (tx2, rx2)) = (make(capacity), make(capacity));
    let one = thread::spawn(move || tx1.send(1));
    let two = thread::spawn(move || tx2.send(2));
    let first = rx1.recv_either(&rx2);
    let second = rx1.recv_either(&rx2);
    drop((rx1, rx2));
    println!("{first:?} {second:?} {} {}", one.join().unwrap(), two.join().unwrap());
}

/// Two selects over the same two sources.
fn two_selects<T: Tx, R: Rx>(make: impl Fn(Option<usize>) -> (T, R), capacity: Option<usize>) {
    let ((tx1, rx1), (tx2, rx2)) = (make(capacity), make(capacity));
    let (rx3, rx4) = (rx1.clone(), rx2.clone());
    let one = thread::spawn(move || rx1.recv_either(&rx2));
    let two = thread::spawn(move || rx3.recv_either(&rx4));
    let sent = [tx1.send(1), tx2.send(2)];
    drop((tx1, tx2));
    println!("{sent:?} {:?} {:?}", one.join().unwrap(), two.join().unwrap());
}

macro_rules! both {
    ($($program:ident $capacity:expr => $reduced:ident $unreduced:ident;)+) => {$(
        pub fn $reduced() {
            $program(stand_in, $capacity);
        }
        pub fn $unreduced() {
            let hub = Hub::new();
            $program(|capacity| hub.channel(capacity), $capacity);
        }
    )+};
}

both! {
    two_producers None => cb_set_producers cb_ref_producers;
    two_producers Some(1) => cb_set_producers_1 cb_ref_producers_1;
    two_producers Some(0) => cb_set_producers_0 cb_ref_producers_0;
    two_consumers None => cb_set_consumers cb_ref_consumers;
    two_consumers Some(0) => cb_set_consumers_0 cb_ref_consumers_0;
    receiver_leaves None => cb_set_leaves cb_ref_leaves;
    receiver_leaves Some(1) => cb_set_leaves_1 cb_ref_leaves_1;
    receiver_leaves Some(0) => cb_set_leaves_0 cb_ref_leaves_0;
    both_only_try Some(1) => cb_set_try_1 cb_ref_try_1;
    both_only_try Some(0) => cb_set_try_0 cb_ref_try_0;
    either_of_two None => cb_set_either cb_ref_either;
    either_of_two Some(0) => cb_set_either_0 cb_ref_either_0;
    two_selects None => cb_set_selects cb_ref_selects;
}
