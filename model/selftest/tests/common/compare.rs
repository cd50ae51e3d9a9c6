//! What the model explores of a program, beside what there is.

use std::collections::BTreeSet;

use selftest_answers::program;

use crate::enumerator::{enumerate, enumerate_bounded};
use crate::explored::{End, explore};

/// They agree.
#[allow(dead_code, reason = "not every test prints it")]
pub struct Same {
    /// How many outcomes, or in words.
    pub outcomes: String,
    pub states: usize,
    pub executions: String,
}

/// Whether more may be explored than a sequentially consistent machine does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    Exactly,
    AtLeast,
}

/// Explores without a bound and enumerates. Where threads may wait for each other for ever, exploring ends there: then both have to find
/// that, and what was explored before has to be among what was enumerated. The error says what differs.
pub fn compare(text: &str, options: &[&str], extent: Extent) -> Result<Same, String> {
    let found = enumerate(&program::parse(text));
    let options: Vec<_> =
        ["--unbounded", "--max-executions", "400000"].iter().chain(options).copied().collect();
    let explored = explore(text, &options);
    let states = found.states;
    let agrees = match extent {
        Extent::Exactly => explored.outcomes == found.outcomes,
        Extent::AtLeast => explored.outcomes.is_superset(&found.outcomes),
    };
    let may_be = extent == Extent::AtLeast || explored.outcomes.is_subset(&found.outcomes);
    match explored.end {
        End::Passed if !found.stuck && agrees => Ok(Same {
            outcomes: found.outcomes.len().to_string(),
            states,
            executions: explored.executions.to_string(),
        }),
        // The first failure ends the exploration.
        End::Stuck if found.stuck && may_be => Ok(Same {
            outcomes: format!("{} and a deadlock", found.outcomes.len()),
            states,
            executions: format!("deadlock at {}", explored.executions),
        }),
        end => {
            let missing: BTreeSet<_> = found.outcomes.difference(&explored.outcomes).collect();
            let more: BTreeSet<_> = explored.outcomes.difference(&found.outcomes).collect();
            Err(format!(
                "`{text}`: the model ended by {end:?} after {} ({}); enumerated: a deadlock: {}; not explored {missing:?}; impossible {more:?}",
                explored.executions, explored.said, found.stuck
            ))
        }
    }
}

/// What is there with at most so many preemptions is explored with this bound. Nothing is said of programs in which threads may wait for
/// ever.
#[allow(dead_code, reason = "not every test has a bound")]
pub fn covers(text: &str, bound: u8, preemptions: u8) -> Result<(), String> {
    let program = program::parse(text);
    if enumerate(&program).stuck {
        return Ok(());
    }
    let found = enumerate_bounded(&program, preemptions);
    let explored = explore(text, &["--bound", &bound.to_string(), "--max-executions", "400000"]);
    let missing: BTreeSet<_> = found.outcomes.difference(&explored.outcomes).collect();
    match missing.is_empty() && explored.end == End::Passed {
        true => Ok(()),
        false => Err(format!(
            "`{text}`, bound {bound}: ended by {:?} after {} ({}); not explored {missing:?} of {}",
            explored.end,
            explored.executions,
            explored.said,
            found.outcomes.len()
        )),
    }
}
