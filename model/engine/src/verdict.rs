//! The verdict's form on the wire: one JSON object, one line.
//!
//! It may not decide anything; `stop` and `explore` do. Fields may be added, never renamed: the
//! checker and the reports read them.

use serde_json::{Map, Value, json};

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
    TimedOut { message: String, threads: Vec<Value> },
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
    pub schedule: Option<Value>,
}

impl Verdict {
    /// The wire form.
    pub fn to_json(&self, sequential: bool) -> Value {
        let mut object = match self {
            Verdict::Passed { bound, executions, total_executions } => json!({
                "verdict": "passed", "bound": bound, "executions": executions, "total_executions": total_executions,
            }),
            Verdict::Failed(failure) => failure.to_json(),
            Verdict::TooLarge { bound, executions, message } => json!({
                "verdict": "too_large", "bound": bound, "executions": executions, "message": message,
            }),
            Verdict::TimedOut { message, threads } => json!({
                "verdict": "timed_out", "message": message, "threads": threads,
            }),
            Verdict::NotModelled { message } => {
                json!({ "verdict": "not_modelled", "message": message })
            }
        };
        if sequential {
            object["sequential"] = Value::Bool(true);
        }
        object
    }
}

impl Failure {
    fn to_json(&self) -> Value {
        let mut object = Map::new();
        object.insert("verdict".into(), "failed".into());
        object.insert("kind".into(), self.kind.into());
        object.insert("message".into(), self.message.clone().into());
        object.insert("bound".into(), json!(self.bound));
        if let Some((file, line, column)) = &self.place {
            object.insert("file".into(), file.clone().into());
            object.insert("line".into(), (*line).into());
            object.insert("column".into(), (*column).into());
        }
        object.insert("schedule".into(), self.schedule.clone().unwrap_or(Value::Null));
        Value::Object(object)
    }
}
