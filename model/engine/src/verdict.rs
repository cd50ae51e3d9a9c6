//! The verdict's form on the wire: one JSON object, one line.
//!
//! It may not decide anything; `stop` and `explore` do. Fields may be added, never renamed: the
//! checker and the reports read them.

use crate::json::{Fields, Json};

/// What an exploration came to.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Every schedule up to the bound was explored and none failed.
    Passed {
        /// Preemptions allowed; `None` when there was no bound.
        bound: Option<u8>,
        /// Executions of the last bound.
        executions: u64,
        /// Executions of all bounds together.
        total_executions: u64,
    },
    /// A schedule failed, or no schedule showed what had to be seen.
    Failed(Box<Failure>),
    /// Undecided: exploring did not finish.
    TooLarge { bound: Option<u8>, executions: u64, message: String },
    /// The check's code ran on without touching anything the model could see.
    TimedOut { message: String, threads: Vec<Json> },
    /// The check uses what the model does not know.
    NotModelled { message: String },
}

/// One failing schedule.
#[derive(Clone, Debug, Default)]
pub struct Failure {
    /// `assertion`, `deadlock`, `livelock`, `data_race`, `panic`, `leak` or `nondeterministic`.
    pub kind: &'static str,
    /// What happened, in words.
    pub message: String,
    /// The bound at which it was found.
    pub bound: Option<u8>,
    /// File, line and column of the assertion or panic.
    pub place: Option<(String, u32, u32)>,
    /// The schedule, unless the failure is about all of them.
    pub schedule: Option<Json>,
}

impl Verdict {
    /// The wire form.
    pub fn to_json(&self, sequential: bool) -> Json {
        let verdict = |name: &str| Fields::default().with("verdict", name);
        let mut fields = match self {
            Verdict::Passed { bound, executions, total_executions } => verdict("passed")
                .with("bound", *bound)
                .with("executions", *executions)
                .with("total_executions", *total_executions),
            Verdict::Failed(failure) => failure.fields(),
            Verdict::TooLarge { bound, executions, message } => verdict("too_large")
                .with("bound", *bound)
                .with("executions", *executions)
                .with("message", message.as_str()),
            Verdict::TimedOut { message, threads } => verdict("timed_out")
                .with("message", message.as_str())
                .with("threads", threads.clone()),
            Verdict::NotModelled { message } => {
                verdict("not_modelled").with("message", message.as_str())
            }
        };
        if sequential {
            fields.insert("sequential", true);
        }
        fields.into()
    }
}

impl Failure {
    fn fields(&self) -> Fields {
        let mut fields = Fields::default()
            .with("verdict", "failed")
            .with("kind", self.kind)
            .with("message", self.message.as_str())
            .with("bound", self.bound);
        if let Some((file, line, column)) = &self.place {
            fields.insert("file", file.as_str());
            fields.insert("line", *line);
            fields.insert("column", *column);
        }
        fields.insert("schedule", self.schedule.clone());
        fields
    }
}
