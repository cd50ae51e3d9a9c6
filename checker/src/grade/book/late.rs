//! What lateness costs: times of the roster, a policy, a percentage.
//!
//! Times are those of the roster's columns `submitted_at`, `due` and `extension`, in UTC, to the second. Nothing here knows what
//! time it is now.

use super::Person;
use serde::Deserialize;
use std::time::{Duration, SystemTime};

const DAY: u64 = 86_400;

/// What lateness costs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// So much later costs nothing, for instance `15m`.
    #[serde(default, with = "span")]
    pub grace: Duration,
    /// Percent of the earned points for each day begun.
    #[serde(default)]
    pub percent_per_day: u32,
    /// Never more percent than this.
    #[serde(default = "all")]
    pub most_percent: u32,
    /// Later than this nothing counts, for instance `7d`.
    #[serde(default, with = "optional_span")]
    pub closed_after: Option<Duration>,
}

fn all() -> u32 {
    100
}

mod span {
    use serde::{Deserialize, Deserializer, de::Error};
    use std::time::Duration;

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        let text = String::deserialize(from)?;
        humantime::parse_duration(&text).map_err(|error| {
            D::Error::custom(format!("`{text}` is no span of time ({error}); write `15m` or `2d`"))
        })
    }
}

mod optional_span {
    use serde::Deserializer;
    use std::time::Duration;

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Duration>, D::Error> {
        super::span::deserialize(from).map(Some)
    }
}

/// How late a submission was, and what that costs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lateness {
    /// After the moment it was due, extension included; nothing if it was in time or no time is known.
    pub by: Duration,
    /// What it costs of the points.
    pub percent: u32,
}

impl Lateness {
    /// For the student.
    pub fn sentence(&self) -> String {
        let minutes = self.by.as_secs().div_ceil(60);
        let by = humantime::format_duration(Duration::from_secs(minutes * 60));
        format!("handed in {by} late: {} % less", self.percent)
    }
}

impl Policy {
    /// Reads a policy.
    ///
    /// # Errors
    /// In words, with the line.
    pub fn parse(text: &str) -> Result<Policy, String> {
        let policy: Policy = toml::from_str(text).map_err(|error| error.to_string())?;
        if policy.most_percent > 100 || policy.percent_per_day > 100 {
            return Err("more than 100 percent cannot be taken away".to_string());
        }
        Ok(policy)
    }

    /// How late somebody was, by the roster.
    ///
    /// # Errors
    /// In words, when a time there cannot be read.
    pub fn lateness(&self, person: &Person) -> Result<Lateness, String> {
        let (Some(submitted), Some(due)) =
            (moment(person, "submitted_at")?, moment(person, "due")?)
        else {
            return Ok(Lateness::default());
        };
        let due = match person.column("extension") {
            None => due,
            // Either so much longer, or until then.
            Some(text) => match humantime::parse_duration(text) {
                Ok(longer) => due + longer,
                Err(_) => moment(person, "extension")?.unwrap_or(due),
            },
        };
        let by = submitted.duration_since(due).unwrap_or_default();
        let counted = by.saturating_sub(self.grace);
        if counted.is_zero() {
            return Ok(Lateness { by, percent: 0 });
        }
        if self.closed_after.is_some_and(|closed| by > closed) {
            return Ok(Lateness { by, percent: 100 });
        }
        let days = counted.as_secs().div_ceil(DAY);
        let percent = u64::from(self.percent_per_day).saturating_mul(days);
        let percent = percent.min(u64::from(self.most_percent));
        // At most a hundred.
        Ok(Lateness { by, percent: percent as u32 })
    }
}

fn moment(person: &Person, column: &str) -> Result<Option<SystemTime>, String> {
    let Some(text) = person.column(column) else { return Ok(None) };
    // A spreadsheet may leave the seconds away.
    let full = if text.matches(':').count() == 1 { format!("{text}:00") } else { text.to_string() };
    humantime::parse_rfc3339_weak(&full).map(Some).map_err(|error| {
        format!(
            "the roster's `{column}` of {} is `{text}` ({error}); write it as 2026-11-27 18:00:00, in UTC",
            person.student
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(columns: &[(&str, &str)]) -> Person {
        let columns = columns.iter().map(|(name, value)| (name.to_string(), value.to_string()));
        Person { student: "ada".into(), columns: columns.collect() }
    }

    fn policy() -> Policy {
        Policy::parse(
            "grace = \"15m\"\npercent_per_day = 10\nmost_percent = 50\nclosed_after = \"7d\"",
        )
        .expect("a policy")
    }

    fn percent(columns: &[(&str, &str)]) -> u32 {
        policy().lateness(&person(columns)).expect("times").percent
    }

    #[test]
    fn a_day_begun_costs_a_days_percentage_up_to_the_most() {
        let due = ("due", "2026-11-20 18:00:00");
        assert_eq!(percent(&[due, ("submitted_at", "2026-11-20T17:00:00Z")]), 0);
        assert_eq!(percent(&[due, ("submitted_at", "2026-11-20 18:15:00")]), 0, "within the grace");
        assert_eq!(percent(&[due, ("submitted_at", "2026-11-20 18:15:01")]), 10);
        assert_eq!(percent(&[due, ("submitted_at", "2026-11-21 18:15")]), 10);
        assert_eq!(percent(&[due, ("submitted_at", "2026-11-21 19:00:00")]), 20);
        assert_eq!(percent(&[due, ("submitted_at", "2026-11-27 12:00:00")]), 50);
        assert_eq!(percent(&[due, ("submitted_at", "2026-11-27 18:00:01")]), 100, "closed");
    }

    #[test]
    fn an_extension_is_a_span_or_a_moment() {
        let late = [("due", "2026-11-20 18:00:00"), ("submitted_at", "2026-11-22 18:00:00")];
        let with = |extension| percent(&[late[0], late[1], ("extension", extension)]);
        assert_eq!(with("2d"), 0);
        assert_eq!(with("1d"), 10);
        assert_eq!(with("2026-11-22 20:00:00"), 0);
    }

    #[test]
    fn who_has_no_times_is_not_late_and_a_wrong_time_is_said() {
        assert_eq!(percent(&[("due", "2026-11-20 18:00:00")]), 0);
        let wrong = person(&[("due", "20.11.2026"), ("submitted_at", "2026-11-20 18:00:00")]);
        let error = policy().lateness(&wrong).expect_err("no time");
        assert!(error.contains("`due` of ada is `20.11.2026`"), "{error}");
    }

    #[test]
    fn without_a_policy_lateness_costs_nothing() {
        let late =
            person(&[("due", "2026-11-20 18:00:00"), ("submitted_at", "2027-11-20 18:00:00")]);
        assert_eq!(Policy::default().lateness(&late).expect("times").percent, 0);
    }

    #[test]
    fn a_policy_with_an_unknown_word_is_refused_with_its_line() {
        let error = Policy::parse("grace = \"1h\"\nper_day = 3").expect_err("unknown");
        assert!(error.contains("per_day") && error.contains("line 2"), "{error}");
        assert!(Policy::parse("percent_per_day = 200").is_err());
        assert!(Policy::parse("grace = \"soon\"").expect_err("no span").contains("soon"));
    }
}
