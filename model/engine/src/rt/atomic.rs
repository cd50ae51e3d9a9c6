//! Atomics: 1 to 64 bits, any of the integer types, `bool` and pointers.
//!
//! loom demands that an atomic's creation happens before every access, which a static's first touch
//! cannot promise. So main creates a pool of zeros before the body runs, and an atomic takes one at
//! its first touch. The cell then holds `value - initial`, shifted to the top of its 64 bits so that
//! arithmetic wraps where the narrower type does.
//!
//! Four things loom gets wrong by itself:
//!
//! - It does not order `SeqCst` accesses. A `SeqCst` load is made a read-modify-write here, which meets the
//!   newest value, so that all threads agree on one order. In `sequential` mode all loads are.
//! - It lets a store slip in *before* a read-modify-write that another thread has already done, unless the
//!   storing thread has seen that. Whoever spins on `swap` could then read its own value for ever. So a
//!   store looks at the newest value first, without any ordering, in the same step: stores to one atomic
//!   are ordered as they run. Loads may still read older ones.
//! - It compares a write with the last access only, so that a thread's own load hides another's: see `looks`.
//! - It does not order `SeqCst` fences with `SeqCst` stores. So a fence looks at what was stored like that, without any
//!   ordering, as part of its thread's step before.
//!
//! Not modelled: 128 bits, a failing compare-exchange that reads an old value, more than loom's seven latest values.

use std::sync::Arc;
use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};

use super::looks::{Looks, looked, wrote};
use super::{Event, Loc, Pending, Slot, Value, log, spin, step, unpreempted, wakes_spuriously};
use crate::state::{LoomAtomic, MOST_ATOMICS, Place, Sync, me, with};
use crate::stop;

/// A type's name, width, and how its values are written.
pub struct Shape {
    pub name: &'static str,
    pub bits: u32,
    pub show: fn(u64) -> Value,
}

impl Shape {
    fn shift(&self) -> u32 {
        64 - self.bits
    }

    /// `value - initial`, at the top.
    fn encode(&self, initial: u64, value: u64) -> u64 {
        value.wrapping_sub(initial) << self.shift()
    }

    fn decode(&self, initial: u64, raw: u64) -> u64 {
        ((raw >> self.shift()).wrapping_add(initial) << self.shift()) >> self.shift()
    }
}

/// An atomic without its type: values travel as their bits, zero-extended.
pub struct RawAtomic {
    slot: Slot,
}

/// A compare-exchange's way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Exchange {
    /// It fails where another value is found, and only there.
    Strong,
    /// It may fail although the value is the one that it expects.
    Weak,
    /// As `Strong`, and it belongs to the step before.
    Along,
}

/// What a read-modify-write makes of what it finds.
pub enum Change<'a> {
    Add(u64),
    Sub(u64),
    Swap(u64),
    /// Anything else; may be asked more than once.
    With(&'a dyn Fn(u64) -> u64),
}

impl RawAtomic {
    #[expect(
        clippy::new_without_default,
        reason = "it remembers its creator, which `default` would hide"
    )]
    #[track_caller]
    pub const fn new() -> RawAtomic {
        RawAtomic { slot: Slot::new() }
    }

    /// The object in this execution, once it has been touched.
    pub fn id(&self) -> Option<u32> {
        self.slot.get()
    }

    /// The newest value in this run, without a step: for whoever has the atomic to themselves.
    pub fn settle(&self, shape: &Shape, initial: u64) -> u64 {
        let Some(id) = self.slot.get() else { return initial };
        let raw = with(|e| *cell(&e.objects[id as usize].sync).1);
        self.slot.unbind();
        shape.decode(initial, raw)
    }

    pub fn load(&self, shape: &Shape, initial: u64, order: Ordering, loc: Loc) -> u64 {
        match order {
            Release => panic!("there is no such thing as a release load"),
            AcqRel => panic!("there is no such thing as an acquire-release load"),
            _ => {}
        }
        spin::before_read(loc);
        let (id, cell) = bind(&self.slot, shape.name);
        let how = if sequential() { SeqCst } else { order };
        let never = self.never(shape, id);
        let raw = step(Pending::new("load", Some(id), loc), || match how {
            SeqCst => newest(id, &cell, never, Acquire),
            _ => look(id, &cell, how),
        });
        let latest = self.latest(id);
        let value = shape.decode(initial, raw);
        if raw != latest {
            saw_stale(id, loc);
        }
        spin::after_read(loc, id, raw);
        let mut event = Event::new("load", loc).object(id).value((shape.show)(value));
        event.ordering = name(order);
        event.stale = raw != latest;
        event.latest = (shape.show)(shape.decode(initial, latest));
        event.chosen = true;
        log(event);
        value
    }

    pub fn store(&self, shape: &Shape, initial: u64, value: u64, order: Ordering, loc: Loc) {
        match order {
            Acquire => panic!("there is no such thing as an acquire store"),
            AcqRel => panic!("there is no such thing as an acquire-release store"),
            _ => {}
        }
        let (id, cell) = bind(&self.slot, shape.name);
        let raw = shape.encode(initial, value);
        let how = if sequential() || order == SeqCst { Release } else { order };
        let never = self.never(shape, id);
        step(Pending::new("store", Some(id), loc), || newest(id, &cell, never, Relaxed));
        unpreempted(|| cell.store(raw, how));
        self.stored(id, raw, order);
        let mut event = Event::new("store", loc).object(id).value((shape.show)(value));
        event.ordering = name(order);
        log(event);
    }

    /// A read-modify-write: one step, whatever it computes. Returns what it found.
    pub fn change(
        &self,
        shape: &Shape,
        initial: u64,
        op: &'static str,
        change: Change<'_>,
        order: Ordering,
        loc: Loc,
    ) -> u64 {
        // One that changes nothing may be a turn of a loop: `while taken.swap(true) {}`.
        spin::before_read(loc);
        let (id, cell) = bind(&self.slot, shape.name);
        let how = strengthen(order);
        let pending = Pending::new(op, Some(id), loc);
        let mask = u64::MAX >> shape.shift();
        let compute = |found: u64| match &change {
            Change::Add(by) => found.wrapping_add(*by) & mask,
            Change::Sub(by) => found.wrapping_sub(*by) & mask,
            Change::Swap(to) => *to,
            Change::With(f) => f(found) & mask,
        };
        let raw = step(pending, || match &change {
            Change::Add(by) => cell.fetch_add(by << shape.shift(), how),
            Change::Sub(by) => cell.fetch_sub(by << shape.shift(), how),
            Change::Swap(to) => cell.swap(shape.encode(initial, *to), how),
            Change::With(_) => {
                // loom has no such operation. Guess what it will find: wrong only if another thread
                // came between, and then what it found is tried again before anyone else can.
                let next = |raw| shape.encode(initial, compute(shape.decode(initial, raw)));
                let guess = self.latest(id);
                let mut found = cell.compare_exchange(guess, next(guess), how, Relaxed);
                while let Err(raw) = found {
                    found = unpreempted(|| cell.compare_exchange(raw, next(raw), how, Relaxed));
                }
                found.unwrap_or(guess)
            }
        });
        wrote(id);
        let old = shape.decode(initial, raw);
        let new = compute(old);
        self.stored(id, shape.encode(initial, new), order);
        if new == old {
            spin::after_read(loc, id, raw);
        }
        let mut event = Event::new(op, loc).object(id).value((shape.show)(new));
        event.old = (shape.show)(old);
        event.ordering = name(order);
        event.chosen = true;
        log(event);
        old
    }

    /// A compare-exchange. A weak one fails for no reason once in an execution, as waits end for none: enough to tell whoever does
    /// not try again.
    #[expect(clippy::too_many_arguments, reason = "they are std's, and where it is called")]
    pub fn compare_exchange(
        &self,
        shape: &Shape,
        initial: u64,
        current: u64,
        new: u64,
        (success, failure): (Ordering, Ordering),
        op: &'static str,
        way: Exchange,
        loc: Loc,
    ) -> Result<u64, u64> {
        match failure {
            Release => panic!("there is no such thing as a release failure ordering"),
            AcqRel => panic!("there is no such thing as an acquire-release failure ordering"),
            _ => {}
        }
        if way != Exchange::Along {
            spin::before_read(loc);
        }
        let (id, cell) = bind(&self.slot, shape.name);
        let (from, to) = (shape.encode(initial, current), shape.encode(initial, new));
        // Who fails for no reason looks at what is there, and expects something else.
        let for_no_reason = way == Exchange::Weak && wakes_spuriously();
        let from = if for_no_reason { self.never(shape, id) } else { from };
        let (how, otherwise) = (strengthen(success), if sequential() { Acquire } else { failure });
        let exchange = || cell.compare_exchange(from, to, how, otherwise);
        let found = match way {
            Exchange::Along => unpreempted(exchange),
            Exchange::Strong | Exchange::Weak => step(Pending::new(op, Some(id), loc), exchange),
        };
        wrote(id);
        let mut event = Event::new(op, loc).object(id);
        event.expected = (shape.show)(current);
        event.ok = Some(found.is_ok());
        event.ordering = name(if found.is_ok() { success } else { failure });
        event.chosen = true;
        event.value = match found {
            Ok(_) => {
                self.stored(id, to, success);
                (shape.show)(new)
            }
            Err(raw) => {
                spin::after_read(loc, id, raw);
                (shape.show)(shape.decode(initial, raw))
            }
        };
        log(event);
        found.map(|raw| shape.decode(initial, raw)).map_err(|raw| shape.decode(initial, raw))
    }

    /// A value that the cell does not hold (or, at full width, hardly ever).
    fn never(&self, shape: &Shape, id: u32) -> u64 {
        if shape.bits < 64 { 1 } else { !self.latest(id) }
    }

    fn latest(&self, id: u32) -> u64 {
        with(|e| *cell(&e.objects[id as usize].sync).1)
    }

    fn stored(&self, id: u32, raw: u64, order: Ordering) {
        with(|e| {
            if let Sync::Atomic { latest, seq_cst, had_seq_cst, .. } =
                &mut e.objects[id as usize].sync
            {
                *seq_cst = order == SeqCst;
                *had_seq_cst |= *seq_cst;
                // Whoever polls for a value does not care for the same one again.
                if std::mem::replace(latest, raw) != raw {
                    e.changed();
                }
            }
        });
    }
}

/// The object of an atomic, and its cell: one of the pool, at its first touch.
pub(super) fn bind(slot: &Slot, kind: &'static str) -> (u32, Arc<LoomAtomic>) {
    if let Some(id) = slot.get() {
        return (id, with(|e| cell(&e.objects[id as usize].sync).0.clone()));
    }
    let created = Place::from(slot.created);
    let pooled = with(|e| {
        let cell = e.pool.get(e.pool_used).cloned();
        e.pool_used += 1;
        if cell.is_none() {
            // Exploring starts over with more of them; this one may be used before its creation, as far as loom can tell.
            e.pool_short = true;
            e.pool_most = e.pool_most.max(2 * e.pool_used);
            e.found_finer = true;
        }
        cell
    });
    let cell = pooled.unwrap_or_else(|| {
        if with(|e| e.pool_used) > MOST_ATOMICS {
            stop::too_large(format!("this uses more than {MOST_ATOMICS} atomics at once"));
        }
        Arc::new(LoomAtomic::new(0))
    });
    let sync = Sync::Atomic {
        cell: cell.clone(),
        latest: 0,
        seq_cst: false,
        had_seq_cst: false,
        looks: Looks::default(),
    };
    let id = with(|e| e.new_object(kind, created, sync));
    slot.bind(id);
    (id, cell)
}

/// A fence. No step of its own: it only concerns what this thread does before and after.
pub fn fence(order: Ordering, loc: Loc) {
    if order == Relaxed {
        panic!("there is no such thing as a relaxed fence");
    }
    loom::sync::atomic::fence(order);
    if order == SeqCst {
        see_seq_cst();
    }
    let mut event = Event::new("fence", loc);
    event.ordering = name(order);
    log(event);
}

/// After a `SeqCst` fence, nothing that is older than a `SeqCst` store before it can be read. The other half, that a `SeqCst` load reads
/// nothing older than what came before a fence before it, is so anyway: it reads the newest value.
///
/// Where an ordinary store came after the `SeqCst` one, the explorer offers no way to forbid what is older than that one alone. It
/// explores one outcome too many then, never one too few; and whoever reads an old value there has left what real threads
/// are known to do: a failure of that execution is told as not modelled.
fn see_seq_cst() {
    let stored: Vec<_> = with(|e| {
        let mut stored = Vec::new();
        let mut doubtful = Vec::new();
        for (object, id) in e.objects.iter().zip(0..) {
            match &object.sync {
                Sync::Atomic { cell, latest, seq_cst: true, .. } => {
                    stored.push((id, cell.clone(), !*latest))
                }
                Sync::Atomic { had_seq_cst: true, .. } => doubtful.push(id),
                _ => {}
            }
        }
        e.threads[me()].doubtful = doubtful;
        stored
    });
    for (id, cell, never) in stored {
        _ = unpreempted(|| cell.compare_exchange(never, never, Relaxed, Relaxed));
        wrote(id);
    }
}

/// This thread has read an old value.
fn saw_stale(id: u32, loc: Loc) {
    with(|e| {
        let t = &mut e.threads[me()];
        t.saw_stale = true;
        if t.doubtful.contains(&id) {
            let name = e.objects[id as usize].name();
            e.doubt.get_or_insert_with(|| {
                format!(
                    "an old value of {name} is read (line {}) behind a `SeqCst` fence, and both ordinary and `SeqCst` stores were made \
                     before that fence: whether real threads could still read it is more than the model knows",
                    loc.line()
                )
            });
        }
    });
}

/// Reads a value that may be an older one.
pub(super) fn look(id: u32, cell: &LoomAtomic, order: Ordering) -> u64 {
    let found = cell.load(order);
    looked(id);
    found
}

/// Reads the newest value: a read-modify-write that modifies nothing. Should `never` be the value after all,
/// it is written once more, which nobody can tell.
pub(super) fn newest(id: u32, cell: &LoomAtomic, never: u64, order: Ordering) -> u64 {
    let found = cell.compare_exchange(never, never, order, order).unwrap_or_else(|found| found);
    wrote(id);
    found
}

fn cell(sync: &Sync) -> (&Arc<LoomAtomic>, &u64) {
    match sync {
        Sync::Atomic { cell, latest, .. } => (cell, latest),
        _ => unreachable!("an atomic's id"),
    }
}

pub(super) fn sequential() -> bool {
    with(|e| e.sequential)
}

pub(super) fn strengthen(order: Ordering) -> Ordering {
    if sequential() { AcqRel } else { order }
}

fn name(order: Ordering) -> &'static str {
    match order {
        Relaxed => "Relaxed",
        Release => "Release",
        Acquire => "Acquire",
        AcqRel => "AcqRel",
        SeqCst => "SeqCst",
        _ => "?",
    }
}
