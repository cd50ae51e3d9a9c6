//! Is there one load, and does everybody get what it loaded, under every schedule?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::{Settings, loaded, settings};

/// Two who come together: one load, and both have its settings, and are told that they are loaded.
pub fn one_load_however_many_ask() {
    let loads = AtomicUsize::new(0);
    let load = |users| {
        let loads = &loads;
        move || {
            loads.fetch_add(1, Ordering::SeqCst);
            Settings { owner: "ada".to_string(), users }
        }
    };
    let ask = |users| {
        let own = settings(load(users));
        // Whatever the other one does at this moment.
        let seen =
            loaded().expect("somebody has the settings, and `loaded` says that there are none");
        assert!(ptr::eq(own, seen), "`loaded` returned other settings: {seen:?}");
        own
    };
    let (here, there) = thread::scope(|scope| {
        let other = scope.spawn(|| ask(1));
        (ask(2), other.join().expect("this thread only asks for the settings"))
    });
    assert_eq!(loads.load(Ordering::SeqCst), 1, "loads for two callers");
    assert!(ptr::eq(here, there), "two callers got the settings {here:?} and {there:?}");
}

/// Two who wait for one load both get its settings.
//@ bound: 2
pub fn everybody_who_waits_gets_them() {
    let load = || Settings { owner: "ada".to_string(), users: 5 };
    let users = thread::scope(|scope| {
        let others = [scope.spawn(|| settings(load).users), scope.spawn(|| settings(load).users)];
        let own = settings(load).users;
        let [one, two] =
            others.map(|other| other.join().expect("this thread only asks for the settings"));
        [own, one, two]
    });
    assert_eq!(users, [5; 3], "the users of the licence, as three threads see them");
}

/// Whoever looks sees nothing, or all that was written before the load was over; and does not wait.
pub fn nothing_or_all_of_it() {
    let (begun, calls) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let seen = thread::scope(|scope| {
        scope.spawn(|| {
            settings(|| {
                begun.fetch_add(1, Ordering::Relaxed);
                calls.store(7, Ordering::Relaxed);
                assert_eq!(loaded(), None, "what is loaded while the first load runs");
                Settings { owner: "ada".to_string(), users: 5 }
            })
        });
        // Orders nothing; it only makes sure that looking while the load runs is among what is explored.
        begun.fetch_add(0, Ordering::Relaxed);
        let seen = loaded();
        if let Some(settings) = seen {
            assert_eq!(settings.users, 5, "the users of the licence");
            assert_eq!(
                calls.load(Ordering::Relaxed),
                7,
                "what `load` wrote, as seen by whoever got the settings"
            );
        }
        seen.is_some()
    });
    model::sometimes("the settings were seen", seen);
    model::sometimes("the settings were not there yet", !seen);
}

/// When the first load panics, whoever waits for it loads.
pub fn the_next_one_loads() {
    let (failed, users) = thread::scope(|scope| {
        let other = scope.spawn(|| {
            let asked = catch_unwind(AssertUnwindSafe(|| {
                settings(|| panic!("the licence server hangs up, on purpose")).users
            }));
            asked.ok()
        });
        let own = settings(|| Settings { owner: "ada".to_string(), users: 5 }).users;
        (other.join().expect("this thread catches its panic"), own)
    });
    assert_eq!(users, 5, "the users of the licence");
    assert!(failed.is_none_or(|users| users == 5), "whoever did not load got {failed:?}");
    assert_eq!(loaded().map(|settings| settings.users), Some(5), "what is loaded in the end");
    model::sometimes("a load had panicked before another one", failed.is_none());
}
