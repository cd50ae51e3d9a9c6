//! The vocabulary: what can be asked of an answer, what can come of it, and what happens on the way.
//!
//! A leaf: it may not use any other module, decide anything, or know how a fact is shown. The serialised form of these
//! types is the JSON of the command-line contract; fields may be added, never renamed or dropped.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;

/// One of the four questions asked of an answer, in the order in which the learner meets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Does it compile?
    Build,
    /// Does it do the job on real threads?
    Test,
    /// Does the type system reject the misuse?
    CompileFail,
    /// Is it right under every schedule?
    Model,
}

impl Stage {
    /// All stages in table order.
    pub const ALL: [Stage; 4] = [Stage::Build, Stage::Test, Stage::CompileFail, Stage::Model];

    /// The name used on the command line, in `info.toml` and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Build => "build",
            Stage::Test => "test",
            Stage::CompileFail => "compile_fail",
            Stage::Model => "model",
        }
    }

    /// The stage of that name.
    pub fn from_name(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// The question in the learner's words.
    pub fn question(self) -> &'static str {
        match self {
            Stage::Build => "Does it compile?",
            Stage::Test => "Does it do the job on real threads?",
            Stage::CompileFail => "Does the compiler reject the misuse?",
            Stage::Model => "Is it right under every schedule?",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How much of a check a student gets to see. Whoever grades sees everything.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// All of it.
    #[default]
    Shown,
    /// What it is called and what came of it, not why.
    NameOnly,
    /// Nothing.
    Hidden,
}

impl Visibility {
    /// All of them, the most open first.
    pub const ALL: [Visibility; 3] = [Visibility::Shown, Visibility::NameOnly, Visibility::Hidden];

    /// What is written in files of the course and of an overlay.
    pub fn name(self) -> &'static str {
        match self {
            Visibility::Shown => "shown",
            Visibility::NameOnly => "name only",
            Visibility::Hidden => "hidden",
        }
    }

    /// The visibility of that name.
    pub fn from_name(name: &str) -> Option<Visibility> {
        Visibility::ALL.into_iter().find(|visibility| visibility.name() == name)
    }
}

/// What came of a check, a stage or an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is as it should be.
    Passed,
    /// It ran and is wrong.
    Failed,
    /// It did not end within its limit.
    TimedOut,
    /// A signal or an exit without a verdict ended it.
    Crashed,
    /// The answer uses what the course does not allow.
    Rejected,
    /// The model does not know something the answer uses. Not wrong: unproven.
    NotModelled,
    /// The search was not finished within its budget. Not wrong: unproven.
    TooLarge,
    /// An earlier stage did not pass.
    Skipped,
    /// Graded only: the answer ended or silenced a check before it had said anything, or spoke in its place.
    Tampered,
    /// Graded only: it used more memory, processor time, files or processes than an answer may.
    Limit,
    /// Graded only: our own machinery broke. It says nothing about the answer.
    InfraError,
}

impl Verdict {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Passed => "passed",
            Verdict::Failed => "failed",
            Verdict::TimedOut => "timed_out",
            Verdict::Crashed => "crashed",
            Verdict::Rejected => "rejected",
            Verdict::NotModelled => "not_modelled",
            Verdict::TooLarge => "too_large",
            Verdict::Skipped => "skipped",
            Verdict::Tampered => "tampered",
            Verdict::Limit => "limit",
            Verdict::InfraError => "infra_error",
        }
    }

    /// Neither right nor shown to be wrong: the learner may go on, the answer counts as unproven.
    pub fn is_unproven(self) -> bool {
        matches!(self, Verdict::NotModelled | Verdict::TooLarge)
    }

    /// Another run might come to something else: it may have been the machine's doing.
    pub fn may_be_the_machines(self) -> bool {
        matches!(
            self,
            Verdict::TimedOut
                | Verdict::Crashed
                | Verdict::Tampered
                | Verdict::Limit
                | Verdict::InfraError
        )
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How an execution went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A check's assertion does not hold.
    Assertion,
    /// Threads wait for each other, or for something that can no longer happen.
    Deadlock,
    /// Threads run for ever without getting anywhere.
    Livelock,
    /// Two unsynchronised accesses, one of them a write.
    DataRace,
    /// The answer panicked.
    Panic,
    /// Something was left behind.
    Leak,
    /// The same schedule led to different operations.
    Nondeterministic,
}

impl Kind {
    /// The name used in JSON and in `//@ kind:`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Assertion => "assertion",
            Kind::Deadlock => "deadlock",
            Kind::Livelock => "livelock",
            Kind::DataRace => "data_race",
            Kind::Panic => "panic",
            Kind::Leak => "leak",
            Kind::Nondeterministic => "nondeterministic",
        }
    }
}

/// What kind of mistake a failing schedule reveals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Some order of steps breaks it, even if every thread always sees the newest value.
    Scheduling,
    /// It only breaks because the orderings allow a stale read.
    MemoryOrdering,
}

/// One operation of a schedule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Position in the schedule, from 1.
    pub step: usize,
    /// `main`, `T1`, `T2` … in the order of spawning.
    pub thread: String,
    /// What it did: `load`, `store`, `lock`, `unlock`, `spawn`, `join` …
    pub op: String,
    /// What it did it to, in the learner's words where they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The value read or written, or the outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What a read-modify-write found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What a compare-exchange hoped to find.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// Whether it succeeded, where it may fail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ok: Option<bool>,
    /// The thread that it started, waited for, woke or let go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// What is behind the lock that was taken or left, where it can be said in a word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<String>,
    /// What was done with it while the lock was held: `read`, `write`, `update` (both); nothing if it was not touched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<String>,
    /// The memory ordering, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordering: Option<String>,
    /// The value read was not the latest one stored in this run.
    #[serde(default)]
    pub stale: bool,
    /// The latest value, where the one read was stale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// The thread of the step before could have gone on and was interrupted here.
    #[serde(default, skip_serializing_if = "is_false")]
    pub preempted: bool,
    /// Nothing that happens from here on leads to the failure: no order of locks, messages, starts or ends connects them.
    #[serde(default, skip_serializing_if = "is_false")]
    pub aside: bool,
    /// Source file, relative to the workspace where it lies inside.
    #[serde(default)]
    pub file: String,
    /// Line, from 1.
    #[serde(default)]
    pub line: u32,
    /// Column, from 1.
    #[serde(default)]
    pub column: u32,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// A thread that cannot go on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocked {
    /// Which thread.
    pub thread: String,
    /// What it waits in.
    pub op: String,
    /// What it waits for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The thread that holds it, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_by: Option<String>,
    /// The threads that read what is behind it, where several may.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read_by: Vec<String>,
    /// The senders that nobody has dropped, where it receives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub senders: Vec<Sender>,
    /// Source file.
    #[serde(default)]
    pub file: String,
    /// Line, from 1.
    #[serde(default)]
    pub line: u32,
    /// Column, from 1.
    #[serde(default)]
    pub column: u32,
}

/// A sender that keeps a channel open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// The thread that created or cloned it.
    pub made_by: String,
    /// The thread that sent with it or cloned it last, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_by: Option<String>,
    /// … and the line where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_line: Option<u32>,
    /// Source file of where it was made.
    #[serde(default)]
    pub file: String,
    /// Line, from 1.
    #[serde(default)]
    pub line: u32,
    /// Column, from 1.
    #[serde(default)]
    pub column: u32,
}

/// A synchronisation object that takes part in a schedule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// The name the steps use.
    pub name: String,
    /// `Mutex`, `AtomicUsize` …
    pub kind: String,
    /// Where it was created.
    #[serde(default)]
    pub file: String,
    /// Line, from 1.
    #[serde(default)]
    pub line: u32,
    /// Column, from 1.
    #[serde(default)]
    pub column: u32,
}

/// One interleaving, as the engine logged it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The how-manieth execution it was.
    pub executions: u64,
    /// How often a thread that could have gone on was interrupted.
    pub preemptions: u32,
    /// The threads, in the order of spawning.
    pub threads: Vec<String>,
    /// What happened, in order.
    pub steps: Vec<Step>,
    /// Who waits for what at the end.
    #[serde(default)]
    pub blocked: Vec<Blocked>,
    /// The objects that the steps name.
    #[serde(default)]
    pub objects: Vec<Object>,
    /// What a mechanical rule over the steps proves to have gone wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
}

/// What went wrong, in the field's term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// A write that somebody overwrote who had not seen it.
    LostUpdate,
    /// Threads that wait for each other.
    Deadlock,
    /// A notification that came when nobody waited, and that somebody waits for now.
    MissedWakeup,
    /// What was published is seen, and what it announces is not.
    StalePublish,
    /// Half of a change that takes two steps.
    TornRead,
    /// Two threads filled what both had found empty.
    DoubleInitialisation,
    /// A thread that nobody will ever wait for, or that will never end.
    LeakedThread,
    /// A channel was used whose other side is gone.
    UseAfterClose,
    /// A thread died, and nobody learned of it.
    UnobservedPanic,
}

impl Term {
    /// As a title: `Lost update`.
    pub fn title(self) -> &'static str {
        match self {
            Term::LostUpdate => "Lost update",
            Term::Deadlock => "Deadlock",
            Term::MissedWakeup => "Missed wake-up",
            Term::StalePublish => "Stale read",
            Term::TornRead => "Torn read",
            Term::DoubleInitialisation => "Double initialisation",
            Term::LeakedThread => "Leaked thread",
            Term::UseAfterClose => "Use after close",
            Term::UnobservedPanic => "Unobserved panic",
        }
    }
}

/// What the steps of a schedule prove.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The field's term for it.
    pub term: Term,
    /// What happened, in the objects' and threads' own names; begins with the term.
    pub sentence: String,
    /// The numbers of the steps that prove it.
    pub steps: Vec<usize>,
}

/// A message of the compiler about the learner's file (or about a case compiled against it).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// `error` or `warning`.
    pub level: String,
    /// `E0382`, `clippy::let_underscore_lock`, or nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The first line.
    pub message: String,
    /// rustc's own rendering, with colours.
    pub rendered: String,
    /// File of the primary span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line of the primary span, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column of the primary span, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

/// What came of one check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckResult {
    /// The function's (or the case file's) name.
    pub name: String,
    /// What it asserts, in the learner's words.
    #[serde(default)]
    pub says: String,
    /// What came of it.
    pub verdict: Verdict,
    /// Why, where it did not pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// How the execution went wrong.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// What kind of mistake it reveals.
    #[serde(default)]
    pub cause: Option<Cause>,
    /// Where the failing assertion stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line of the failing assertion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The bad schedule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    /// Preemption bound up to which every schedule was explored (or at which it failed).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<u32>,
    /// Executions explored at that bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub executions: Option<u64>,
    /// What each thread was last doing, where the check did not end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waiting: Vec<Blocked>,
    /// The seed of its random input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// What the answer printed: head and tail.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub output: String,
    /// A rule of the language shown to the learner: it is not a demand on the answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lesson: bool,
    /// Codes of the compiler's errors, where the check is a case to compile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// Graded only: asked again with the same input, it passed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unsteady: bool,
    /// Graded only: asked again with the same input, it failed in other words.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub other_words: bool,
}

impl CheckResult {
    /// A check that passed, with nothing more to say.
    pub fn passed(name: impl Into<String>, says: impl Into<String>) -> CheckResult {
        CheckResult {
            name: name.into(),
            says: says.into(),
            verdict: Verdict::Passed,
            message: None,
            kind: None,
            cause: None,
            file: None,
            line: None,
            schedule: None,
            bound: None,
            executions: None,
            waiting: Vec::new(),
            seed: None,
            output: String::new(),
            lesson: false,
            codes: Vec::new(),
            unsteady: false,
            other_words: false,
        }
    }

    /// A check that did not pass, and why.
    pub fn refused(
        name: impl Into<String>,
        says: impl Into<String>,
        verdict: Verdict,
        message: impl Into<String>,
    ) -> CheckResult {
        CheckResult { verdict, message: Some(message.into()), ..CheckResult::passed(name, says) }
    }
}

/// What came of one stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageResult {
    /// Which stage.
    pub stage: Stage,
    /// What came of it: the first check's verdict that is not `passed`, failures before unproven ones.
    pub verdict: Verdict,
    /// Milliseconds from the stage's start to its verdict.
    pub ms: u64,
    /// Its checks, in the order of the file.
    pub checks: Vec<CheckResult>,
    /// What the compiler said, errors first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
    /// What concerns the stage as a whole, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// The whole result for one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Name of the exercise.
    pub exercise: String,
    /// Verdict of the first stage, in table order, that did not pass.
    pub verdict: Verdict,
    /// That stage; none when all passed.
    pub stage: Option<Stage>,
    /// Milliseconds from the request to the verdict.
    pub ms: u64,
    /// All stages of the exercise, in table order.
    pub stages: Vec<StageResult>,
    /// What a known wrong answer that fails in the same way tells the learner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagnosis: Option<String>,
    /// The name of that wrong answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_as: Option<String>,
    /// SHA-256 of the bytes that were judged, in hex.
    #[serde(default)]
    pub answer: String,
    /// The verdict was known already.
    #[serde(default)]
    pub cached: bool,
}

impl Report {
    /// The verdict and the stage that decides it, of stages in table order.
    pub fn decide(stages: &[StageResult]) -> (Verdict, Option<Stage>) {
        stages
            .iter()
            .find(|stage| stage.verdict != Verdict::Passed)
            .map_or((Verdict::Passed, None), |stage| (stage.verdict, Some(stage.stage)))
    }

    /// Every stage passed.
    pub fn solved(&self) -> bool {
        self.verdict == Verdict::Passed
    }

    /// The result of one stage, where the exercise has it.
    pub fn stage(&self, stage: Stage) -> Option<&StageResult> {
        self.stages.iter().find(|result| result.stage == stage)
    }
}

/// Something that happened while an answer was checked, in the order in which it happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "there are few events, and none is kept for long")]
pub enum Event {
    /// The crates that answers are compiled against are being built.
    Warming {
        /// Crates built so far.
        done: usize,
        /// Crates to build.
        total: usize,
        /// The crate just built.
        krate: String,
    },
    /// The check of one answer begins.
    Started {
        /// Name of the exercise.
        exercise: String,
        /// The file that is judged.
        path: PathBuf,
        /// SHA-256 of its bytes.
        answer: String,
        /// The stages this exercise has.
        stages: Vec<Stage>,
    },
    /// A stage begins.
    StageStarted {
        /// Name of the exercise.
        exercise: String,
        /// Which stage.
        stage: Stage,
    },
    /// The compiler said something about the answer.
    Diagnosed {
        /// Name of the exercise.
        exercise: String,
        /// Which stage.
        stage: Stage,
        /// What it said.
        diagnostic: Diagnostic,
    },
    /// A check has ended.
    CheckFinished {
        /// Name of the exercise.
        exercise: String,
        /// Which stage.
        stage: Stage,
        /// What came of it.
        check: CheckResult,
    },
    /// A stage has ended.
    StageFinished {
        /// Name of the exercise.
        exercise: String,
        /// What came of it.
        result: StageResult,
    },
    /// The verdict on the answer.
    Finished(Report),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_stage_in_table_order_that_did_not_pass_decides() {
        let stage = |stage, verdict| StageResult {
            stage,
            verdict,
            ms: 1,
            checks: Vec::new(),
            diagnostics: Vec::new(),
            message: None,
        };
        let stages = [
            stage(Stage::Build, Verdict::Passed),
            stage(Stage::Test, Verdict::TimedOut),
            stage(Stage::Model, Verdict::Failed),
        ];
        assert_eq!(Report::decide(&stages), (Verdict::TimedOut, Some(Stage::Test)));
        assert_eq!(Report::decide(&stages[..1]), (Verdict::Passed, None));
    }

    #[test]
    fn names_on_the_command_line_are_names_in_json() {
        for stage in Stage::ALL {
            assert_eq!(serde_json::to_value(stage).expect("a name"), stage.name());
            assert_eq!(Stage::from_name(stage.name()), Some(stage));
        }
        assert_eq!(Stage::from_name("compile-fail"), None);
    }
}
