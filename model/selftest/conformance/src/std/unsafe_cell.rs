//! `UnsafeCell`.

use std::cell::{Cell, UnsafeCell};
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;
use std::thread;

is! {
    UnsafeCell<u8>: Send, Debug, Default, From<u8>, UnwindSafe;
    UnsafeCell<Cell<u8>>: Send;
    UnsafeCell<[u8]>: Send;
}
is_not! {
    UnsafeCell<u8>: Sync;
    UnsafeCell<u8>: RefUnwindSafe;
    UnsafeCell<u8>: Clone;
    UnsafeCell<Rc<u8>>: Send;
}

cases! { handed_over_and_back used_by_turns a_slice in_a_static }

fn handed_over_and_back() {
    let mut cell = UnsafeCell::new(1);
    *cell.get_mut() += 1;
    // SAFETY: nobody else has it.
    unsafe { *cell.get() += 1 };
    let mut cell = thread::spawn(move || {
        // SAFETY: nobody else has it.
        unsafe { *cell.get() += 1 };
        cell
    })
    .join()
    .unwrap();
    *cell.get_mut() += 1;
    assert_eq!(cell.into_inner(), 5);
    assert_eq!(UnsafeCell::<u8>::default().into_inner() + UnsafeCell::from(1).into_inner(), 1);
}

struct Shared<T: ?Sized>(UnsafeCell<T>);
// SAFETY: used by one thread at a time, below.
unsafe impl<T: ?Sized + Send> Sync for Shared<T> {}

fn used_by_turns() {
    let shared = Shared(UnsafeCell::new(0));
    for _ in 0..2 {
        thread::scope(|s| {
            let shared = &shared;
            // SAFETY: the scope waits, so the next one has it to itself.
            s.spawn(move || unsafe { *shared.0.get() += 1 });
        });
    }
    assert_eq!(shared.0.into_inner(), 2);
}

fn a_slice() {
    let cell: Box<UnsafeCell<[u8]>> = Box::new(UnsafeCell::new([1, 2, 3]));
    // SAFETY: nobody else has it.
    unsafe { (*cell.get())[1] = 5 };
    // SAFETY: as above.
    assert_eq!(unsafe { &*cell.get() }, [1, 5, 3]);
    assert_eq!(format!("{cell:?}"), "UnsafeCell { .. }");
}

fn in_a_static() {
    static COUNT: Shared<u32> = Shared(UnsafeCell::new(7));
    // SAFETY: nobody else uses it in this run.
    unsafe {
        assert_eq!(*COUNT.0.get(), 7);
        *COUNT.0.get() += 1;
        assert_eq!(*COUNT.0.get(), 8);
        *COUNT.0.get() = 7;
    }
}
