//! How far a process is kept apart from the machine and from other processes.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The levels of isolation, each with all that the ones before it have.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Level {
    /// A process group and a deadline: enough for one's own code.
    #[default]
    L0,
    /// A supervisor of its own, limits on memory, processor time, files and core dumps, an empty environment.
    L1,
    /// Landlock and seccomp besides: only the files it needs, no network, no new processes for a check.
    L2,
    /// Namespaces for users, processes, mounts and the network besides.
    L3,
}

impl Level {
    /// All levels, the weakest first.
    pub const ALL: [Level; 4] = [Level::L0, Level::L1, Level::L2, Level::L3];

    /// The name used on the command line and in results.
    pub fn name(self) -> &'static str {
        match self {
            Level::L0 => "L0",
            Level::L1 => "L1",
            Level::L2 => "L2",
            Level::L3 => "L3",
        }
    }

    /// The level of that name.
    pub fn from_name(name: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.name() == name)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
