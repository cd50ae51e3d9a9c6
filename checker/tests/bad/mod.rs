//! Bad schedules as the engine reports them, with the answers they come from.

#![allow(dead_code, reason = "each test binary uses some of the cases")]

use checker::event::{Blocked, Object, Schedule, Step};
use std::collections::BTreeMap;

/// An answer, one bad schedule of it and the message of the check that it breaks.
#[derive(Clone)]
pub struct Case {
    pub answer: String,
    pub schedule: Schedule,
    pub broken: &'static str,
}

/// An answer whose marks such as `/*a*/` are taken out, and the line and column of what followed each.
struct Marked {
    text: String,
    marks: BTreeMap<String, (u32, u32)>,
}

impl Marked {
    fn new(marked: &str) -> Marked {
        let (mut text, mut marks, mut rest) = (String::new(), BTreeMap::new(), marked);
        while let Some((before, after)) = rest.split_once("/*") {
            text.push_str(before);
            let (mark, after) = after.split_once("*/").expect("a mark ends");
            let line = text.matches('\n').count() as u32 + 1;
            let column = text.rsplit('\n').next().unwrap_or("").chars().count() as u32 + 1;
            marks.insert(mark.to_string(), (line, column));
            rest = after;
        }
        text.push_str(rest);
        Marked { text, marks }
    }

    fn place(&self, mark: &str) -> (u32, u32) {
        *self.marks.get(mark).unwrap_or_else(|| panic!("no mark {mark} in the answer"))
    }
}

/// `thread op object value @mark`, one step a line; `-` for nothing; anywhere `ordering=`, `latest=` (which makes it stale),
/// `holds=`, `access=` and `preempted=yes`.
fn schedule(
    answer: &Marked,
    preemptions: u32,
    objects: &[(&str, &str)],
    steps: &str,
    blocked: &str,
) -> Schedule {
    let some = |word: &str| (word != "-").then(|| word.replace('_', " "));
    let mut all = Vec::new();
    for line in steps.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let word = |name: &str| line.split_whitespace().find_map(|word| word.strip_prefix(name));
        let words: Vec<&str> =
            line.split_whitespace().filter(|word| !word.contains(['@', '='])).collect();
        let (line_number, column) = word("@").map_or((0, 0), |mark| answer.place(mark));
        all.push(Step {
            step: all.len() + 1,
            thread: words[0].into(),
            op: words[1].into(),
            object: words.get(2).and_then(|word| some(word).map(|_| (*word).to_string())),
            value: words.get(3).and_then(|word| some(word)),
            ordering: word("ordering=").map(Into::into),
            stale: word("latest=").is_some(),
            latest: word("latest=").map(Into::into),
            holds: word("holds=").map(Into::into),
            access: word("access=").map(Into::into),
            preempted: word("preempted=").is_some(),
            file: if line_number == 0 { String::new() } else { "answer.rs".into() },
            line: line_number,
            column,
            ..Step::default()
        });
    }
    let blocked = blocked
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let (line, column) = answer.place(words[4].trim_start_matches('@'));
            Blocked {
                thread: words[0].into(),
                op: words[1].into(),
                object: some(words[2]),
                held_by: some(words[3]),
                file: "answer.rs".into(),
                line,
                column,
                ..Blocked::default()
            }
        })
        .collect();
    let objects = objects
        .iter()
        .map(|(name, mark)| {
            let (line, column) = answer.place(mark);
            let kind = name.split('#').next().unwrap_or(name).to_string();
            Object { name: (*name).into(), kind, file: "answer.rs".into(), line, column }
        })
        .collect();
    let mut threads: Vec<String> = vec!["main".into()];
    for step in &all {
        if !threads.contains(&step.thread) {
            threads.push(step.thread.clone());
        }
    }
    threads[1..].sort();
    Schedule { executions: 12, preemptions, threads, steps: all, blocked, objects, finding: None }
}

pub fn lost_update() -> Case {
    let answer = Marked::new(
        "\
pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Arc::new(/*new*/Mutex::new(0));
    thread::/*scope*/scope(|scope| {
        for _ in 0..workers {
            scope./*spawn*/spawn(|| {
                for _ in 0..hits_each {
                    let seen = *hits./*read*/lock().unwrap();
                    *hits./*write*/lock().unwrap() = seen + 1;
                }
            });
        }
    });
    *hits./*last*/lock().unwrap()
}
",
    );
    let steps = "
        main spawn T1 - @spawn
        main spawn T2 - @spawn
        T1 lock Mutex#1 - @read holds=0
        T1 unlock Mutex#1 - @read holds=0 access=read
        T2 lock Mutex#1 - @read holds=0 preempted=yes
        T2 unlock Mutex#1 - @read holds=0 access=read
        T2 lock Mutex#1 - @write holds=0
        T2 unlock Mutex#1 - @write holds=1 access=write
        T2 end
        T1 lock Mutex#1 - @write holds=1
        T1 unlock Mutex#1 - @write holds=1 access=write
        T1 end
        main join T1 ok @scope
        main join T2 ok @scope
        main lock Mutex#1 - @last holds=1
        main unlock Mutex#1 - @last holds=1 access=read
    ";
    Case {
        answer: answer.text.clone(),
        schedule: schedule(&answer, 1, &[("Mutex#1", "new")], steps, ""),
        broken: "assertion `left == right` failed: two workers recorded one hit each, and the total must be 2\n  left: 1\n right: 2",
    }
}

pub fn two_locks() -> Case {
    let answer = Marked::new(
        "\
pub fn transfer(from: &Mutex<u64>, to: &Mutex<u64>, amount: u64) {
    let mut a = from./*first*/lock().unwrap();
    let mut b = to./*second*/lock().unwrap();
    *a -= amount;
    *b += amount;
}

pub fn both_ways() {
    let (savings, current) = (/*savings*/Mutex::new(10), /*current*/Mutex::new(10));
    thread::/*scope*/scope(|scope| {
        scope./*one*/spawn(|| transfer(&savings, &current, 3));
        scope./*two*/spawn(|| transfer(&current, &savings, 4));
    });
}
",
    );
    let steps = "
        main spawn T1 - @one
        main spawn T2 - @two
        T1 lock Mutex#1 - @first
        T2 lock Mutex#2 - @first
    ";
    let blocked = "
        main join T1 - @scope
        T1 lock Mutex#2 T2 @second
        T2 lock Mutex#1 T1 @second
    ";
    let schedule =
        schedule(&answer, 1, &[("Mutex#1", "savings"), ("Mutex#2", "current")], steps, blocked);
    Case {
        answer: answer.text.clone(),
        schedule,
        broken: "deadlock: every thread waits for another",
    }
}

pub fn relaxed_publish() -> Case {
    let answer = Marked::new(
        "\
static DATA: AtomicU32 = /*data*/AtomicU32::new(7);
static READY: AtomicBool = /*ready*/AtomicBool::new(false);

pub fn publish_and_read() -> u32 {
    let writer = thread::/*spawn*/spawn(|| {
        DATA./*put*/store(42, Ordering::Relaxed);
        READY./*flag*/store(true, Ordering::Relaxed);
    });
    while !READY./*poll*/load(Ordering::Acquire) {
        thread::yield_now();
    }
    let value = DATA./*get*/load(Ordering::Relaxed);
    writer./*join*/join().unwrap();
    value
}
",
    );
    let steps = "
        main spawn T1 - @spawn
        T1 store AtomicU32#1 42 @put ordering=Relaxed
        main load AtomicBool#1 false @poll ordering=Acquire
        T1 store AtomicBool#1 true @flag ordering=Relaxed
        T1 end
        main load AtomicBool#1 false @poll ordering=Acquire latest=true
        main load AtomicBool#1 true @poll ordering=Acquire
        main load AtomicU32#1 7 @get ordering=Relaxed latest=42
        main join T1 ok @join
    ";
    Case {
        answer: answer.text.clone(),
        schedule: schedule(
            &answer,
            2,
            &[("AtomicU32#1", "data"), ("AtomicBool#1", "ready")],
            steps,
            "",
        ),
        broken: "assertion `left == right` failed: who sees READY must see DATA\n  left: 7\n right: 42",
    }
}

/// Two threads count, a third one writes a log that nobody reads in time.
pub fn beside_the_point() -> Case {
    let answer = Marked::new(
        "\
static HITS: AtomicU32 = /*hits*/AtomicU32::new(0);
static LOG: AtomicU32 = /*log*/AtomicU32::new(0);

fn hit() {
    let seen = HITS./*see*/load(Ordering::SeqCst);
    HITS./*put*/store(seen + 1, Ordering::SeqCst);
}

pub fn two_hits() -> u32 {
    thread::/*logger*/spawn(|| {
        for _ in 0..3 {
            LOG./*write*/fetch_add(1, Ordering::SeqCst);
        }
    });
    let one = thread::/*one*/spawn(hit);
    hit();
    one./*join*/join().unwrap();
    HITS./*last*/load(Ordering::SeqCst)
}
",
    );
    let steps = "
        main spawn T1 - @logger
        main detach T1 - @logger
        main spawn T2 - @one
        main load AtomicU32#1 0 @see ordering=SeqCst
        T1 fetch_add AtomicU32#2 0_->_1 @write ordering=SeqCst
        T1 fetch_add AtomicU32#2 1_->_2 @write ordering=SeqCst
        T2 load AtomicU32#1 0 @see ordering=SeqCst preempted=yes
        T2 store AtomicU32#1 1 @put ordering=SeqCst
        T2 end
        T1 fetch_add AtomicU32#2 2_->_3 @write ordering=SeqCst
        T1 end
        main store AtomicU32#1 1 @put ordering=SeqCst
        main join T2 finished @join
        main load AtomicU32#1 1 @last ordering=SeqCst
        main panic - assertion_failed:_two_hits @last
    ";
    Case {
        answer: answer.text.clone(),
        schedule: schedule(
            &answer,
            1,
            &[("AtomicU32#1", "hits"), ("AtomicU32#2", "log")],
            steps,
            "",
        ),
        broken: "assertion `left == right` failed: two hits\n  left: 1\n right: 2",
    }
}

pub fn panicking_worker() -> Case {
    let answer = Marked::new(
        "\
pub fn process(jobs: Vec<Job>) -> usize {
    let done = Arc::new(/*done*/AtomicUsize::new(0));
    let workers: Vec<_> = jobs
        .into_iter()
        .map(|job| {
            let done = Arc::clone(&done);
            thread::/*spawn*/spawn(move || {
                /*job*/job();
                done./*add*/fetch_add(1, Ordering::Relaxed);
            })
        })
        .collect();
    for worker in workers {
        worker./*join*/join().unwrap();
    }
    done./*load*/load(Ordering::Relaxed)
}
",
    );
    let steps = "
        main spawn T1 - @spawn
        main spawn T2 - @spawn
        T2 panic - bad_job @job
        T2 end - panicked
        T1 fetch_add AtomicUsize#1 0_->_1 @add
        T1 end
        main join T1 ok @join
        main join T2 panicked @join
        main panic - called_`Result::unwrap()`_on_an_`Err`_value @join
    ";
    Case {
        answer: answer.text.clone(),
        schedule: schedule(&answer, 0, &[("AtomicUsize#1", "done")], steps, ""),
        broken: "called `Result::unwrap()` on an `Err` value: Any { .. }",
    }
}
