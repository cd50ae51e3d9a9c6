//! Do the first hits come back on real threads, without waiting for anybody, and do the shards end?
//@ deadline: 8s

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

use answer::first_hits;
use harness::{Rendezvous, Rng};

/// Ten of thirty hits: those of each shard are its first ones.
pub fn ten_of_thirty() {
    let shards: Vec<_> = (0..3).map(|shard| 100 * shard..100 * shard + 10).collect();
    let hits = first_hits(shards, 10);
    assert_eq!(hits.len(), 10, "{hits:?}");
    for shard in 0..3 {
        let of: Vec<u64> = hits.iter().copied().filter(|hit| hit / 100 == shard).collect();
        let first: Vec<u64> = (100 * shard..).take(of.len()).collect();
        assert_eq!(of, first, "hits of shard {shard}, of {hits:?}");
    }
}

/// With fewer hits than wanted all of them come back, and nobody waits for more.
pub fn fewer_than_wanted() {
    for shards in 0..4 {
        let mut hits = first_hits((0..shards).map(|shard| shard..shard + 1).collect(), 10);
        hits.sort_unstable();
        assert_eq!(hits, (0..shards).collect::<Vec<u64>>(), "{shards} shards with a hit each");
    }
}

/// All shards are searching at the same time.
pub fn the_shards_meet() {
    let meeting = Arc::new(Rendezvous::new(3));
    let shards = (0..3).map(|shard| {
        let meeting = Arc::clone(&meeting);
        (shard..=shard).inspect(move |_| meeting.meet())
    });
    let mut hits = first_hits(shards.collect(), 3);
    hits.sort_unstable();
    assert_eq!(hits, [0, 1, 2]);
}

/// No shard is waited for once there are enough hits, not even for none at all.
pub fn nobody_waits_for_a_slow_shard() {
    for n in 0..4 {
        let gate = Gate::default();
        let shards: Vec<_> = (0..3).map(|_| gate.shard(n)).collect();
        let hits = first_hits(shards, n);
        // Only now the gate opens: whoever waited for a shard that is past its first `n` hits is waiting still.
        gate.open();
        assert_eq!(hits.len(), n, "{n} hits wanted, {hits:?}");
    }
}

/// A shard whose hit nobody wants stops searching, quietly, and lets go of what it holds.
pub fn unwanted_shards_end() {
    // Many times: whether a shard stands at its `send` when nobody listens any more is luck.
    for n in (0..4).cycle().take(40) {
        let gate = Gate::default();
        let shards: Vec<_> = (0..3).map(|_| gate.shard(n)).collect();
        drop(first_hits(shards, n));
        gate.open();
        gate.wait_for_the_end();
        let unwanted = gate.unwanted.load(Ordering::SeqCst);
        assert!(
            unwanted < 300,
            "{unwanted} hits were searched for by 3 shards when nobody wanted any"
        );
        assert!(
            !gate.panicked.load(Ordering::SeqCst),
            "a shard panicked because its hits are not wanted any more"
        );
    }
}

/// A shard that panics has ended; what it found counts, and the others go on.
pub fn a_panic_is_an_end() {
    let shards = (1..=3_u64).map(|shard| {
        (0..3).map(move |hit| {
            assert!((shard, hit) != (2, 1), "this shard is broken on purpose");
            shard * 10 + hit
        })
    });
    let mut hits = first_hits(shards.collect(), 100);
    hits.sort_unstable();
    assert_eq!(hits, [10, 11, 12, 20, 30, 31, 32]);
}

/// One shard, random hits, any `n`: the first hits agree.
pub fn the_first_of_one_shard_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..20)
        .map(|_| {
            let len = rng.below(50) as usize;
            let hits = rng.vec(len);
            first_hits(vec![hits.into_iter()], rng.below(60) as usize)
        })
        .collect()
}

/// What shards wait for when they have enough hits, and what they leave behind.
struct Gate {
    is_open: Arc<Mutex<mpsc::Receiver<()>>>,
    opens: Mutex<Option<mpsc::Sender<()>>>,
    unwanted: Arc<AtomicUsize>,
    panicked: Arc<AtomicBool>,
    held: Mutex<Option<mpsc::Sender<()>>>,
    let_go: Mutex<mpsc::Receiver<()>>,
}

impl Default for Gate {
    fn default() -> Self {
        let (opens, is_open) = mpsc::channel();
        let (held, let_go) = mpsc::channel();
        Gate {
            is_open: Arc::new(Mutex::new(is_open)),
            opens: Mutex::new(Some(opens)),
            unwanted: Arc::default(),
            panicked: Arc::default(),
            held: Mutex::new(Some(held)),
            let_go: Mutex::new(let_go),
        }
    }
}

impl Gate {
    /// A shard that finds `n` hits, stands before the gate, and finds any number of hits when it is open.
    fn shard(&self, n: usize) -> Shard {
        Shard {
            left: n,
            gate: Arc::clone(&self.is_open),
            unwanted: Arc::clone(&self.unwanted),
            panicked: Arc::clone(&self.panicked),
            _held: self.held.lock().unwrap().clone().expect("no shard is made after the end"),
        }
    }

    fn open(&self) {
        self.opens.lock().unwrap().take();
    }

    /// Returns when every shard has been dropped.
    fn wait_for_the_end(&self) {
        self.held.lock().unwrap().take();
        assert!(self.let_go.lock().unwrap().recv().is_err());
    }
}

struct Shard {
    left: usize,
    gate: Arc<Mutex<mpsc::Receiver<()>>>,
    unwanted: Arc<AtomicUsize>,
    panicked: Arc<AtomicBool>,
    _held: mpsc::Sender<()>,
}

impl Iterator for Shard {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        if self.left > 0 {
            self.left -= 1;
            return Some(1);
        }
        // Nothing is ever sent: this waits for the sender to be dropped.
        let _ = self.gate.lock().unwrap().recv();
        // Not without an end: a program that searches on for nobody must fail, and not fill the memory.
        (self.unwanted.fetch_add(1, Ordering::SeqCst) < 3_000).then_some(2)
    }
}

impl Drop for Shard {
    fn drop(&mut self) {
        if thread::panicking() {
            self.panicked.store(true, Ordering::SeqCst);
        }
    }
}
