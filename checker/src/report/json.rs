//! One JSON object a line, as the command-line contract has it.
//!
//! It may not leave anything out: an event's serialised form *is* the contract. Control characters in an answer's output
//! are escaped by JSON itself.

use super::Reporter;
use crate::event::Event;
use serde::Serialize;
use std::io::{self, Write};

/// Milliseconds since the save that an event answers; asked once an event.
pub type Clock<'w> = Box<dyn FnMut() -> u64 + 'w>;

/// Writes every event as it comes.
pub struct Json<'w> {
    out: &'w mut dyn Write,
    since: Option<Clock<'w>>,
}

impl<'w> Json<'w> {
    /// For `run` and `check-all`.
    pub fn new(out: &'w mut dyn Write) -> Json<'w> {
        Json { out, since: None }
    }

    /// For `watch`: every event carries `"ms"` since the save that it answers.
    pub fn timed(out: &'w mut dyn Write, since: Clock<'w>) -> Json<'w> {
        Json { out, since: Some(since) }
    }
}

#[derive(Serialize)]
struct Timed<'e> {
    #[serde(flatten)]
    event: &'e Event,
    ms: u64,
}

impl Reporter for Json<'_> {
    fn event(&mut self, event: &Event) -> io::Result<()> {
        let line = match (&mut self.since, event) {
            // Its own `ms` are those from the request to the verdict: the same thing.
            (None, event) | (_, event @ Event::Finished(_)) => serde_json::to_string(event)?,
            (Some(since), event) => serde_json::to_string(&Timed { event, ms: since() })?,
        };
        writeln!(self.out, "{line}")?;
        // Whoever reads a pipe wants to see the event now.
        self.out.flush()
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Stage;

    #[test]
    fn every_event_is_one_line_and_watch_adds_its_milliseconds() {
        let event = Event::StageStarted { exercise: "chunks".into(), stage: Stage::Model };
        let mut plain = Vec::new();
        Json::new(&mut plain).event(&event).expect("memory");
        assert_eq!(
            String::from_utf8(plain).expect("text"),
            "{\"event\":\"stage_started\",\"exercise\":\"chunks\",\"stage\":\"model\"}\n"
        );
        let mut timed = Vec::new();
        Json::timed(&mut timed, Box::new(|| 17)).event(&event).expect("memory");
        assert_eq!(
            String::from_utf8(timed).expect("text"),
            "{\"event\":\"stage_started\",\"exercise\":\"chunks\",\"stage\":\"model\",\"ms\":17}\n"
        );
    }
}
