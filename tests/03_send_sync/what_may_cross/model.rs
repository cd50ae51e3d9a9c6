//! Is each event kept once under every schedule, and is nobody left reading?

use std::sync::atomic::{AtomicUsize, Ordering};

use answer::{Event, import};

/// An event that comes in two partitions is kept once, whichever is read first.
pub fn an_event_is_kept_once() {
    let (events, thrown_away) = import(2, |_| vec![Event::new(7, "ACME")]);
    let ids: Vec<u64> = events.iter().map(Event::id).collect();
    assert_eq!(ids, [7], "ids of the events kept");
    assert_eq!(thrown_away, 1, "deliveries thrown away, of two of the same event");
}

/// No delivery that was thrown away is lost from the count.
pub fn every_throw_is_counted() {
    let twice = |partition| {
        let id = partition as u64;
        vec![Event::new(id, "ACME"), Event::new(id, "ACME")]
    };
    let (events, thrown_away) = import(2, twice);
    assert_eq!(events.len(), 2, "events kept");
    assert_eq!(thrown_away, 2, "deliveries thrown away, one in each partition");
}

/// Two partitions can be read at the same time.
pub fn partitions_are_read_at_the_same_time() {
    static READING: AtomicUsize = AtomicUsize::new(0);
    static MET: AtomicUsize = AtomicUsize::new(0);
    import(2, |_| {
        if READING.fetch_add(1, Ordering::SeqCst) > 0 {
            MET.fetch_add(1, Ordering::SeqCst);
        }
        READING.fetch_sub(1, Ordering::SeqCst);
        vec![]
    });
    let met = MET.load(Ordering::SeqCst) > 0;
    model::sometimes("two partitions were being read at the same time", met);
    assert_eq!(READING.load(Ordering::SeqCst), 0, "partitions still being read");
}
