//! Plain memory that threads share by their own rules: `UnsafeCell`.
//!
//! A data race needs no particular schedule to be seen, only two uses of which neither happens before the other; so
//! using a cell is no step. What can be seen of a use is the call that gives out the pointer, `get`, and it counts
//! as one use at that moment. Whether it reads or writes is not said; whether the bytes have changed since is
//! noticed at the next use of the cell, and is laid at the door of the last one who had a pointer.
//!
//! Two uses with no order between them are a data race if one of them changed the bytes. If neither is known to
//! have, both may only have read, or have written what was there, or behind a pointer: then the search goes on, and
//! what it comes to at best is "not modelled". So no race is called fine, and readers are not called a race.
//!
//! Whether one use happened before another is asked of loom, whose own cells keep track of it: each use makes a
//! cell and writes to it, and later uses try to read it. loom panics when they may not, and that panic is caught.

use std::cell::Cell;
use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Event, Loc, Place, Slot, Touched, Value, count, log, one_thread};
use crate::state::{OneThread, Sync, me, thread_name, with};
use crate::stop;

/// A cell without its data; `const`, so that it may live in a static.
pub struct RawCell {
    slot: Slot,
    /// How far from here the data is, and how long, if somebody used it.
    data: Cell<Option<(isize, usize)>>,
}

/// One use.
struct Use {
    number: u64,
    thread: usize,
    place: Place,
    happened: loom::cell::UnsafeCell<()>,
    wrote: bool,
}

/// What is known of a cell in this execution.
#[derive(Default)]
pub struct Uses {
    count: u64,
    /// The bytes at the last use.
    bytes: Option<Box<[MaybeUninit<u8>]>>,
    /// Of each thread the last use, and the last that is known to have changed something.
    uses: Vec<Use>,
    /// Uses with no order between them, neither of which is known to have changed anything.
    suspects: Vec<[(u64, usize, Place); 2]>,
}

impl RawCell {
    #[expect(clippy::new_without_default, reason = "`default` would hide who created it")]
    #[track_caller]
    pub const fn new() -> RawCell {
        RawCell { slot: Slot::new(), data: Cell::new(None) }
    }

    pub fn touched(&self) -> Touched {
        self.slot.touched()
    }

    /// The object in this execution.
    pub fn id(&self) -> u32 {
        self.slot.get().unwrap_or_else(|| {
            let created = Place::from(self.slot.created);
            let sync = Sync::Cell(one_thread(Uses::default()));
            let id = with(|e| e.new_object("UnsafeCell", created, sync));
            self.slot.bind(id);
            id
        })
    }

    /// Somebody is about to use what is inside, at `memory`.
    ///
    /// # Safety
    ///
    /// `size` bytes are readable there, and at that distance from `self` as long as `self` lives.
    pub unsafe fn get(&self, memory: *const u8, size: usize, holds: Value, loc: Loc) {
        let id = self.id();
        let distance = (memory as isize).wrapping_sub(self as *const RawCell as isize);
        self.data.set(Some((distance, size)));
        memory.expose_provenance();
        count();
        let mut event = Event::new("get", loc).object(id);
        event.holds = holds;
        log(event);
        // SAFETY: by contract.
        let raced = self.with_uses(|uses| unsafe { uses.add(memory, size, loc.into()) });
        match raced {
            Some((one, two, true)) => {
                let place = two.1;
                stop::fail(
                    "data_race",
                    with(|e| say(&e.objects[id as usize].name(), one, two)),
                    Some(place),
                )
            }
            Some((one, two, false)) => with(|e| {
                let sentence = say(&e.objects[id as usize].name(), one, two);
                e.unsure.get_or_insert(format!(
                    "{sentence}; the model cannot see whether both only read"
                ));
            }),
            None => {}
        }
    }

    /// Somebody has the cell to themselves: all that came before is over.
    ///
    /// # Safety
    ///
    /// `size` bytes are readable at `memory`.
    pub unsafe fn settle(&self, memory: *const u8, size: usize) {
        if self.touched() != Touched::InThisExecution {
            return;
        }
        let id = self.id();
        self.data.set(None);
        // SAFETY: by contract.
        let raced = self.with_uses(|uses| {
            let raced = unsafe { uses.look(memory, size) };
            *uses = Uses { count: uses.count, ..Uses::default() };
            raced
        });
        if let Some((one, two)) = raced {
            let place = two.1;
            stop::fail(
                "data_race",
                with(|e| say(&e.objects[id as usize].name(), one, two)),
                Some(place),
            )
        }
    }

    /// Outside of the look at the execution, because asking loom may panic.
    fn with_uses<R>(&self, f: impl FnOnce(&mut Uses) -> R) -> R {
        let id = self.id() as usize;
        let uses = |e: &mut crate::state::Exec| match &mut e.objects[id].sync {
            Sync::Cell(OneThread(uses)) => std::mem::take(uses),
            _ => unreachable!("a cell's id"),
        };
        let mut taken = with(uses);
        let result = f(&mut taken);
        with(|e| e.objects[id].sync = Sync::Cell(one_thread(taken)));
        result
    }
}

/// The last use has no next one to notice what it did.
impl Drop for RawCell {
    fn drop(&mut self) {
        if let Some((distance, size)) = self.data.take() {
            let memory = (self as *const RawCell as isize).wrapping_add(distance);
            // SAFETY: the data is a later field of the cell that this one is in, so it is dropped later.
            unsafe { self.settle(std::ptr::with_exposed_provenance(memory as usize), size) };
        }
    }
}

type Who = (usize, Place);

fn say(name: &str, one: Who, two: Who) -> String {
    let who = |(thread, place): Who| format!("{} (line {})", thread_name(thread), place.line);
    format!(
        "{} and {} use what is in {name}, and nothing orders one before the other",
        who(one),
        who(two)
    )
}

impl Uses {
    /// Whether the bytes have changed since the last use, and whether that proves a race.
    ///
    /// # Safety
    ///
    /// As for [`RawCell::get`].
    unsafe fn look(&mut self, memory: *const u8, size: usize) -> Option<(Who, Who)> {
        let before = self.bytes.as_ref()?;
        // SAFETY: readable, by contract.
        if before.len() == size && unsafe { same(before, memory) } {
            return None;
        }
        let last = self.uses.iter_mut().max_by_key(|u| u.number)?;
        last.wrote = true;
        let (number, thread) = (last.number, last.thread);
        self.uses.retain(|u| u.thread != thread || !u.wrote || u.number == number);
        let raced = self.suspects.iter().find(|pair| pair.iter().any(|(n, ..)| *n == number))?;
        Some(((raced[0].1, raced[0].2), (raced[1].1, raced[1].2)))
    }

    /// One more use; and another that has no order with it, and whether one of them is known to have changed
    /// something.
    ///
    /// # Safety
    ///
    /// As for [`RawCell::get`].
    unsafe fn add(
        &mut self,
        memory: *const u8,
        size: usize,
        place: Place,
    ) -> Option<(Who, Who, bool)> {
        // SAFETY: as ours.
        let proven = unsafe { self.look(memory, size) };
        let thread = me();
        self.count += 1;
        let number = self.count;
        let raced = self
            .uses
            .iter()
            .filter(|other| other.thread != thread && !happened(&other.happened))
            .max_by_key(|other| other.wrote)
            .map(|other| (other.number, other.thread, other.place, other.wrote));
        if let Some((other, by, at, false)) = raced {
            self.suspects.push([(other, by, at), (number, thread, place)]);
        }
        self.uses.retain(|u| u.thread != thread || u.wrote);
        self.uses.push(Use { number, thread, place, happened: now(), wrote: false });
        // SAFETY: readable, by contract; `MaybeUninit` copies padding as it is.
        self.bytes = Some(unsafe { std::slice::from_raw_parts(memory.cast(), size) }.into());
        match (proven, raced) {
            (Some((one, two)), _) => Some((one, two, true)),
            (None, Some((_, by, at, wrote))) => Some(((by, at), (thread, place), wrote)),
            (None, None) => None,
        }
    }
}

/// Whether memory still holds these bytes. Without libc, they always count as changed.
///
/// # Safety
///
/// As many bytes are readable there.
unsafe fn same(bytes: &[MaybeUninit<u8>], memory: *const u8) -> bool {
    #[cfg(unix)]
    // SAFETY: both are readable. Padding has some value or other, as far as C is concerned.
    return unsafe { libc::memcmp(bytes.as_ptr().cast(), memory.cast(), bytes.len()) == 0 };
    #[cfg(not(unix))]
    return bytes.is_empty() && !memory.is_null();
}

thread_local! {
    static ASKING: Cell<bool> = const { Cell::new(false) };
}

/// Whether loom is only asked, so that its panic means nothing.
pub(crate) fn asking() -> bool {
    ASKING.get()
}

/// Something to ask later whether this moment came before.
fn now() -> loom::cell::UnsafeCell<()> {
    let cell = loom::cell::UnsafeCell::new(());
    // A moment later than all that this thread has published so far.
    cell.with_mut(|_| ());
    cell
}

/// Whether that moment happened before this one.
fn happened(then: &loom::cell::UnsafeCell<()>) -> bool {
    ASKING.set(true);
    let answer = catch_unwind(AssertUnwindSafe(|| then.with(|_| ())));
    ASKING.set(false);
    answer.is_ok()
}
