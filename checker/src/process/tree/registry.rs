//! Which of the checker's children are whose.
//!
//! The checker adopts every orphan among its descendants, so its list of children is a mixture: children of runs,
//! children that other parts of the checker started, and orphans of all of those. This is what tells them apart. It
//! decides and remembers; it neither looks at processes nor kills any.

use super::procfs::{Process, Stat, Variable};
use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// The checker's own.
pub(super) static REGISTRY: Registry = Registry::new();

pub(super) struct Registry {
    /// Shared by those who start children: a child exists before it is registered. Exclusive for whoever judges orphans.
    gate: RwLock<()>,
    known: Mutex<Known>,
}

/// A run, and the child that it started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) child: Process,
    pub(super) mark: String,
}

/// Whether a process has to end with a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Claim {
    /// It is another's.
    No,
    /// It is nobody else's any more, but a run that is over may have started it.
    Perhaps,
    /// This run started it.
    Yes,
}

#[derive(Debug)]
struct Active {
    run: Run,
    /// No other run was there at any time since it started.
    alone: bool,
    /// It judges orphans now or has done so: nothing can be left to it any more.
    ending: bool,
}

#[derive(Debug)]
pub(super) struct Known {
    runs: BTreeMap<i32, Active>,
    /// When the first of all runs started. Who was there before is nobody's descendant.
    first: Option<u64>,
    apart: BTreeMap<i32, Process>,
    apart_mark: Option<String>,
    marks: u64,
}

impl Registry {
    const fn new() -> Registry {
        Registry {
            gate: RwLock::new(()),
            known: Mutex::new(Known {
                runs: BTreeMap::new(),
                first: None,
                apart: BTreeMap::new(),
                apart_mark: None,
                marks: 0,
            }),
        }
    }

    /// To be held from before a child is started until it is registered.
    pub(super) fn starting(&self) -> RwLockReadGuard<'_, ()> {
        self.gate.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// To be held while orphans are judged and ended: every child of the checker is registered or an orphan, and nobody
    /// else waits for orphans.
    pub(super) fn judging(&self) -> RwLockWriteGuard<'_, ()> {
        self.gate.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// A mark that no other run has, and that cannot be guessed.
    pub(super) fn new_mark(&mut self) -> String {
        self.marks += 1;
        let random = RandomState::new().hash_one(self.marks);
        format!("{}-{}-{random:016x}", std::process::id(), self.marks)
    }

    /// The mark of children that no run may end, and of their descendants.
    pub(super) fn apart_mark(&mut self) -> String {
        match &self.apart_mark {
            Some(mark) => mark.clone(),
            None => {
                let mark = self.new_mark();
                self.apart_mark.insert(mark).clone()
            }
        }
    }

    pub(super) fn add_run(&mut self, run: Run) {
        self.first.get_or_insert(run.child.started);
        let alone = self.runs.is_empty();
        self.runs.values_mut().for_each(|other| other.alone = false);
        self.runs.insert(run.child.pid, Active { run, alone, ending: false });
    }

    /// To be told before the run looks for orphans.
    pub(super) fn run_is_ending(&mut self, pid: i32) {
        if let Some(active) = self.runs.get_mut(&pid) {
            active.ending = true;
        }
    }

    pub(super) fn remove_run(&mut self, pid: i32) {
        self.runs.remove(&pid);
    }

    pub(super) fn add_apart(&mut self, child: Process) {
        self.apart.insert(child.pid, child);
    }

    /// Forgets those children started apart of which `is_there` says no.
    pub(super) fn prune_apart(&mut self, is_there: impl Fn(Process) -> bool) {
        self.apart.retain(|_, child| is_there(*child));
    }

    /// One that we started ourselves, and which is somebody's to wait for.
    pub(super) fn is_ours(&self, pid: i32) -> bool {
        self.runs.contains_key(&pid) || self.apart.contains_key(&pid)
    }

    /// Whether the orphan (a child of the checker that is not [ours](Known::is_ours)) has to end with `run`.
    ///
    /// The mark decides. An orphan that has cast it off ends with the last of the runs that could have started it: what
    /// another active run may have started is left to that run. A child that some part of the checker started without
    /// telling anybody has no mark either; it is known by the checker's process group, which runs do not start in.
    pub(super) fn claim(&self, run: &Run, orphan: &Stat, mark: &Variable, own_group: i32) -> Claim {
        let mut others = self.runs.values().filter(|other| other.run.mark != run.mark);
        if let Variable::Set(mark) = mark {
            if *mark == run.mark {
                return Claim::Yes;
            }
            if self.apart_mark.as_ref() == Some(mark)
                || others.clone().any(|other| other.run.mark == *mark)
            {
                return Claim::No;
            }
        }
        let started = orphan.process.started;
        if orphan.group == own_group
            || self.first.is_none_or(|first| started < first)
            || others.any(|other| !other.ending && other.run.child.started <= started)
        {
            return Claim::No;
        }
        let alone = self.runs.get(&run.child.pid).is_some_and(|active| active.alone);
        if alone && run.child.started <= started { Claim::Yes } else { Claim::Perhaps }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN_GROUP: i32 = 1;

    fn process(pid: i32, started: u64) -> Process {
        Process { pid, started }
    }

    fn run(pid: i32, started: u64) -> Run {
        Run { child: process(pid, started), mark: format!("run {pid}") }
    }

    fn orphan(started: u64, group: i32) -> Stat {
        Stat { process: process(90, started), zombie: false, parent: 1, group, worked: 0 }
    }

    /// Run 10 began at 100, run 20 at 200.
    fn two_runs() -> (Registry, Run, Run) {
        let registry = Registry::new();
        let (first, second) = (run(10, 100), run(20, 200));
        registry.known().add_run(first.clone());
        registry.known().add_run(second.clone());
        (registry, first, second)
    }

    #[test]
    fn a_marked_orphan_ends_with_its_run_and_no_other() {
        let (registry, first, second) = two_runs();
        let mark = Variable::Set("run 20".to_string());
        let known = registry.known();
        assert_eq!(known.claim(&first, &orphan(150, 90), &mark, OWN_GROUP), Claim::No);
        assert_eq!(known.claim(&second, &orphan(250, 90), &mark, OWN_GROUP), Claim::Yes);
        // Not even the checker's own group protects it.
        assert_eq!(known.claim(&second, &orphan(250, OWN_GROUP), &mark, OWN_GROUP), Claim::Yes);
    }

    #[test]
    fn an_unmarked_orphan_ends_with_the_last_run_that_could_have_started_it() {
        for mark in [Variable::Unset, Variable::Unknown, Variable::Set("a lie".to_string())] {
            let (registry, first, second) = two_runs();
            let claim = |run: &Run, started| {
                registry.known().claim(run, &orphan(started, 90), &mark, OWN_GROUP)
            };
            assert_eq!(claim(&first, 150), Claim::Perhaps, "a third run may have been there");
            assert_eq!(claim(&first, 250), Claim::No, "it may be the second run's");
            assert_eq!(claim(&second, 150), Claim::No, "it may be the first run's");
            assert_eq!(claim(&second, 250), Claim::No, "it may be the first run's");
            registry.known().run_is_ending(10);
            assert_eq!(claim(&second, 250), Claim::Perhaps, "it may have been the first run's");
            registry.known().remove_run(10);
            assert_eq!(claim(&second, 150), Claim::Perhaps, "nobody else is left to end it");
        }
    }

    #[test]
    fn an_unmarked_orphan_of_the_only_run_is_its_own() {
        let registry = Registry::new();
        registry.known().add_run(run(10, 100));
        let claim =
            registry.known().claim(&run(10, 100), &orphan(100, 90), &Variable::Unset, OWN_GROUP);
        assert_eq!(claim, Claim::Yes);
    }

    #[test]
    fn who_was_there_before_any_run_and_who_was_started_otherwise_is_spared() {
        let (registry, first, _) = two_runs();
        let apart = Variable::Set(registry.known().apart_mark());
        for (orphan, mark) in [
            (orphan(99, 90), Variable::Unset),
            (orphan(150, OWN_GROUP), Variable::Unset),
            (orphan(150, 90), apart),
        ] {
            assert_eq!(registry.known().claim(&first, &orphan, &mark, OWN_GROUP), Claim::No);
        }
    }

    #[test]
    fn no_two_marks_are_equal_except_the_one_that_spares() {
        let registry = Registry::new();
        let mut known = registry.known();
        assert_ne!(known.new_mark(), known.new_mark());
        assert_eq!(known.apart_mark(), known.apart_mark());
    }
}
