//! `Select` and `SelectedOperation`.

use std::fmt::Debug;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam::channel::{
    ReadyTimeoutError, Receiver, Select, SelectTimeoutError, SelectedOperation, TryReadyError,
    TrySelectError, bounded, unbounded,
};

use super::filled;
use crate::{panics, sometimes};

is! {
    Select<'static>: Send, Sync, Clone, Debug, Default;
    SelectedOperation<'static>: Debug;
}
is_not! {
    SelectedOperation<'static>: Send;
    SelectedOperation<'static>: Sync;
    SelectedOperation<'static>: Clone;
}

cases! {
    select_over_a_list ready_takes_nothing ready_is_no_promise select_misused gives_up
}

/// Select over a list.
fn select_over_a_list() {
    let receivers: Vec<Receiver<usize>> = (0..3).map(|i| filled([i])).collect();
    let mut select = Select::new();
    for (i, rx) in receivers.iter().enumerate() {
        assert_eq!(select.recv(rx), i);
    }
    select.remove(1);
    let ready = select.clone().ready();
    assert!(ready == 0 || ready == 2);
    let operation = select.select();
    let index = operation.index();
    assert_eq!(operation.recv(&receivers[index]), Ok(index));
    sometimes("the first", index == 0);
    sometimes("the last", index == 2);
    sometimes("another than was ready", index != ready);
    // Indices are not given again.
    let (tx, rx) = bounded(1);
    assert_eq!(select.send(&tx), 3);
    select.remove(0);
    select.remove(2);
    let operation = select.try_select().unwrap();
    assert_eq!((operation.index(), operation.send(&tx, 7)), (3, Ok(())));
    assert!(select.try_select().is_err());
    assert_eq!(select.try_ready(), Err(TryReadyError));
    assert_eq!(rx.recv(), Ok(7));
    assert_eq!(select.try_ready(), Ok(3));
    let mut biased = Select::new_biased();
    receivers.iter().for_each(|rx| _ = biased.recv(rx));
    let operation = biased.select();
    assert_eq!(operation.index(), 0);
    _ = operation.recv(&receivers[0]);
    assert_eq!(Select::new().try_select().err(), Some(TrySelectError));
    assert_eq!(Select::default().try_ready(), Err(TryReadyError));
    assert_eq!(format!("{biased:?}"), "Select { .. }");
}

/// Whoever waits only to know is told, and takes nothing.
fn ready_takes_nothing() {
    let ((tx1, rx1), (_tx2, rx2)) = (unbounded(), bounded::<u32>(0));
    thread::scope(|s| {
        s.spawn(move || tx1.send(1).unwrap());
        let mut select = Select::new();
        select.recv(&rx2);
        select.recv(&rx1);
        assert_eq!(select.ready(), 1);
        assert_eq!(rx1.try_recv(), Ok(1));
    });
}

/// Two wait to know of a message: both are told, though one may find it gone.
fn ready_is_no_promise() {
    let (tx, rx) = unbounded();
    let (tx, rx) = (&tx, &rx);
    let got = thread::scope(|s| {
        let look = || {
            let mut select = Select::new();
            select.recv(rx);
            select.ready();
            rx.try_recv().is_ok()
        };
        let workers = [s.spawn(look), s.spawn(look)];
        tx.send(()).unwrap();
        tx.send(()).unwrap();
        workers.map(|worker| worker.join().unwrap())
    });
    sometimes("both got one", got == [true, true]);
    sometimes("one was told in vain", got.contains(&false));
    assert!(got.contains(&true));
}

fn select_misused() {
    assert_eq!(panics(|| Select::new().ready()), "no operations have been added to `Select`");
    assert_eq!(
        panics(|| _ = Select::new().select().index()),
        "no operations have been added to `Select`"
    );
    assert_eq!(panics(|| Select::new().remove(3)), "index out of bounds; 3 >= 0");
    let (tx, rx) = bounded(1);
    tx.send(1).unwrap();
    let mut select = Select::new();
    select.recv(&rx);
    assert_eq!(
        panics(|| _ = select.select()),
        "dropped `SelectedOperation` without completing the operation"
    );
}

fn gives_up() {
    const SOON: Duration = Duration::from_millis(2);
    let (tx, rx) = bounded(1);
    let (_tx, nothing) = bounded::<()>(0);
    let mut select = Select::new();
    select.recv(&nothing);
    select.recv(&rx);
    let moment = Instant::now() + SOON;
    assert_eq!(select.select_timeout(SOON).err(), Some(SelectTimeoutError));
    assert!(Instant::now() >= moment);
    assert_eq!(select.select_deadline(moment).err(), Some(SelectTimeoutError));
    assert_eq!(select.ready_timeout(SOON), Err(ReadyTimeoutError));
    assert_eq!(select.ready_deadline(moment), Err(ReadyTimeoutError));
    thread::scope(|s| {
        s.spawn(|| tx.send(1).unwrap());
        let selected = select.select_timeout(SOON).map(|operation| operation.recv(&rx));
        sometimes("in time", selected == Ok(Ok(1)));
        sometimes("too late", selected == Err(SelectTimeoutError));
        if selected.is_err() {
            assert_eq!(select.ready(), 1);
            assert_eq!(select.ready_deadline(moment), Ok(1));
            assert_eq!(select.ready_timeout(SOON), Ok(1));
            assert_eq!(select.select_deadline(moment).unwrap().recv(&rx), Ok(1));
        }
    });
    let begun = Instant::now();
    assert_eq!(Select::new().select_timeout(SOON).err(), Some(SelectTimeoutError));
    assert_eq!(Select::new().ready_timeout(SOON), Err(ReadyTimeoutError));
    assert!(begun.elapsed() >= 2 * SOON);
}

pub mod selected_operation {
    //! `SelectedOperation`.

    use crossbeam::channel::{Select, bounded};

    cases! {
        completed_with_its_own_channel
    }

    fn completed_with_its_own_channel() {
        let (tx, rx) = bounded(1);
        let mut select = Select::new();
        let (sending, receiving) = (select.send(&tx), select.recv(&rx));
        let operation = select.select();
        assert_eq!(operation.index(), sending);
        assert_eq!(operation.send(&tx, 5), Ok(()));
        let operation = select.select();
        assert_eq!((operation.index(), operation.recv(&rx)), (receiving, Ok(5)));
    }
}
