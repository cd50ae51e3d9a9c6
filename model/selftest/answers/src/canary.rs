//! That the language goes on working when `std` is not std: macros, prelude, derives, async, errors.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
struct Derived {
    n: u32,
}

#[derive(Debug)]
struct Failed;

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "failed")
    }
}

impl Error for Failed {}

fn fails() -> Result<u32, Box<dyn Error + Send + Sync>> {
    Err(Failed)?
}

async fn twice(n: u32) -> u32 {
    std::future::ready(n).await * 2
}

trait Speaks {
    fn speak(self: Arc<Self>) -> String;
}

impl Speaks for Derived {
    fn speak(self: Arc<Self>) -> String {
        format!("{self:?}")
    }
}

pub fn the_language_works() {
    println!("printed by an answer, and nobody's business");
    eprintln!("{:>4}", 1);
    assert!(matches!(Some(3), Some(n) if n > 2));
    assert_ne!(vec![1; 3], [1, 1]);
    // Whatever the model is linked with must not give `u64` another type to be compared with.
    assert_eq!(Vec::<u64>::new(), []);
    assert!([0_i64; 2].to_vec() > [].to_vec());
    debug_assert_eq!(concat!("a", 1), "a1");
    let Poll::Ready(four) = pin!(twice(2)).poll(&mut Context::from_waker(Waker::noop())) else {
        unreachable!()
    };
    assert_eq!(four, 4);
    assert_eq!(fails().unwrap_err().to_string(), "failed");
    let speaks: Arc<dyn Speaks> = Arc::new(Derived { n: 1 });
    assert_eq!(speaks.speak(), "Derived { n: 1 }");
    let map: BTreeMap<_, _> = [(Derived::default(), "d")].into_iter().collect();
    assert_eq!(map[&Derived { n: 0 }], "d");
    assert_eq!(std::env::args().count(), std::env::args().len());
    assert_eq!("7".parse::<i32>().map(|n| n.pow(2)), Ok(49));
    let boxed: Box<dyn Fn(&str) -> String + Send> = Box::new(|s| s.to_uppercase());
    assert_eq!(boxed("ok"), "OK");
    assert_eq!(core::mem::size_of::<Option<Box<u8>>>(), std::mem::size_of::<usize>());
    let words: HashMap<&str, usize> = HashMap::from([("a", 1)]);
    let more: HashMap<_, _> = words.iter().map(|(k, v)| (*k, v + 1)).collect();
    assert_eq!((words["a"], more.get("a"), words == more), (1, Some(&2), false));
    let mut counts: HashMap<char, u32> = HashMap::new();
    for c in "hello".chars() {
        *counts.entry(c).or_default() += 1;
    }
    assert_eq!(counts.into_iter().max_by_key(|(_, n)| *n), Some(('l', 2)));
    let (odd, small) = (HashSet::from([1, 3, 5]), HashSet::from([1, 2, 3]));
    assert_eq!(&odd & &small, odd.intersection(&small).copied().collect());
    assert!(!odd.is_subset(&small));
    let thrown = std::panic::catch_unwind(|| todo!("later"));
    assert!(thrown.is_err());
}

/// The order of a hash map decides the order of operations, and must be the same in each execution.
pub fn hashing_is_the_same_each_time() {
    use std::sync::Mutex;
    let mut map: HashMap<u32, Mutex<u32>> = HashMap::new();
    for key in 0..5 {
        map.insert(key, Mutex::new(key));
    }
    let set: HashSet<u32> = (0..5).collect();
    // The real one outlives executions: all of them must see the same order.
    static ORDER: core::sync::atomic::AtomicU64 = core::sync::atomic::AtomicU64::new(0);
    let order = map.keys().chain(&set).fold(1, |order, key| order * 10 + u64::from(*key));
    let before = ORDER.swap(order, core::sync::atomic::Ordering::Relaxed);
    assert!(before == 0 || before == order, "{before}, then {order}");
    std::thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                for (key, value) in &map {
                    *value.lock().unwrap() += u32::from(set.contains(key));
                }
            });
        }
    });
    assert_eq!(map.into_values().map(|m| m.into_inner().unwrap()).sum::<u32>(), 20);
}
