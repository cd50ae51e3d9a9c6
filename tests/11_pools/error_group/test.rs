//! Does the first error win on real threads, and are the others told? Whether all are waited for is for the model.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};

use answer::{Done, Group};
use harness::{Rendezvous, Rng};

/// A group in which nothing fails is `Ok`, also without tasks.
pub fn nothing_fails() {
    for tasks in 0..5 {
        let mut group = Group::<String>::new();
        let (ran, runs) = mpsc::channel();
        for task in 0..tasks {
            let ran = ran.clone();
            group.go(move |_| {
                ran.send(task).unwrap();
                Ok(())
            });
        }
        drop(ran);
        assert_eq!(runs.iter().count(), tasks, "tasks that ran");
        assert_eq!(group.wait(), Ok(()), "with {tasks} tasks");
    }
}

/// The tasks are at work at the same time.
pub fn the_tasks_meet() {
    let meeting = Arc::new(Rendezvous::new(4));
    let mut group = Group::<String>::new();
    for _ in 0..4 {
        let meeting = Arc::clone(&meeting);
        group.go(move |_| {
            meeting.meet();
            Ok(())
        });
    }
    assert_eq!(group.wait(), Ok(()));
}

/// One fails, and all the others are told to stop; its error is the one.
pub fn the_first_error_wins() {
    for failing in 0..5 {
        let mut group = Group::new();
        for task in 0..5 {
            group.go(move |done: Done| {
                if task == failing {
                    return Err(format!("task {task} broke"));
                }
                stopped(&done);
                Err(String::from("cancelled"))
            });
        }
        assert_eq!(group.wait(), Err(format!("task {failing} broke")));
    }
}

/// They are told though nobody is in `wait` yet.
pub fn told_before_anybody_waits() {
    let mut group = Group::new();
    let (tell, told) = mpsc::channel();
    group.go(move |done: Done| {
        stopped(&done);
        tell.send(()).unwrap();
        Ok(())
    });
    group.go(|_| Err("broken"));
    assert_eq!(told.recv(), Ok(()), "the other task was told to stop");
    assert_eq!(group.wait(), Err("broken"));
}

/// A task that is started when another one has failed gets a `done` that is closed.
pub fn started_too_late() {
    let mut group = Group::new();
    let (tell, told) = mpsc::channel();
    group.go(move |done: Done| {
        stopped(&done);
        tell.send(()).unwrap();
        Ok(())
    });
    group.go(|_| Err("broken"));
    assert_eq!(told.recv(), Ok(()), "the other task was told to stop");
    group.go(|done: Done| {
        stopped(&done);
        Err("cancelled")
    });
    assert_eq!(group.wait(), Err("broken"));
}

/// A task that panics has failed: the others are told to stop, and `wait` panics.
pub fn a_task_panics() {
    for failing in 0..3 {
        let mut group = Group::new();
        let (told, ends) = mpsc::channel();
        for task in 0..3 {
            let told = told.clone();
            group.go(move |done: Done| {
                assert!(task != failing, "task {task} panics, on purpose");
                stopped(&done);
                told.send(()).unwrap();
                Err("cancelled")
            });
        }
        drop(told);
        let outcome = catch_unwind(AssertUnwindSafe(|| group.wait()));
        assert!(outcome.is_err(), "a task panicked, and `wait` returned {outcome:?}");
        assert_eq!(ends.iter().count(), 2, "tasks that were told to stop");
    }
}

/// A task panics: the others are told though nobody is in `wait` yet, and so is one that is started later.
pub fn told_of_a_panic_before_anybody_waits() {
    let mut group = Group::<String>::new();
    let (tell, told) = mpsc::channel();
    let stops = |tell: mpsc::Sender<()>| {
        move |done: Done| {
            stopped(&done);
            tell.send(()).unwrap();
            Ok(())
        }
    };
    group.go(stops(tell.clone()));
    group.go(|_| panic!("this task panics, on purpose"));
    assert_eq!(told.recv(), Ok(()), "the other task was told to stop");
    group.go(stops(tell));
    assert_eq!(told.recv(), Ok(()), "the task that was started later was told to stop");
    let outcome = catch_unwind(AssertUnwindSafe(|| group.wait()));
    assert!(outcome.is_err(), "a task panicked, and `wait` returned {outcome:?}");
}

/// A task returns an error and another one panics because it is told to stop, wherever the two stand: `wait` panics.
pub fn a_panic_counts_more_than_an_error() {
    for panicking in 0..2 {
        let mut group = Group::new();
        for task in 0..2 {
            group.go(move |done: Done| {
                if task == panicking {
                    stopped(&done);
                    panic!("this task does not like to be stopped, on purpose");
                }
                Err("broken")
            });
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| group.wait()));
        assert!(outcome.is_err(), "one failed, then one panicked, and `wait` returned {outcome:?}");
    }
}

/// Random tasks, some of which fail: the error is that of the first to do so.
pub fn random_groups_agree(seed: u64) -> Vec<Result<(), u64>> {
    let mut rng = Rng::new(seed);
    (0..40)
        .map(|_| {
            let tasks = 1 + rng.below(6) as usize;
            let first = rng.below(8) as usize;
            let mut group = Group::new();
            for (task, error) in rng.vec(tasks).into_iter().enumerate() {
                group.go(move |done: Done| {
                    if first >= tasks {
                        return Ok(());
                    }
                    if task != first {
                        stopped(&done);
                    }
                    Err(error)
                });
            }
            group.wait()
        })
        .collect()
}

/// Waits until the task is told to stop.
fn stopped(done: &Done) {
    assert!(done.recv().is_err(), "nothing is ever sent on `done`");
}
