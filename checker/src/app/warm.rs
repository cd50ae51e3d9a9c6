//! The progress of the one build that a first start needs.

use crate::toolchain::{Progress, Toolchain};
use anyhow::Result;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Columns of the bar.
const BAR: usize = 20;

/// Prepares the toolchain; says on stderr how far the build has come, where there is one.
pub fn prepare(root: &Path) -> Result<Toolchain> {
    let mut bar = Bar::default();
    let toolchain = Toolchain::prepare(root, &mut |made| {
        bar.show(Some((made.done, made.total, made.krate)));
    });
    bar.show(None);
    toolchain
}

/// The progress of a build, on stderr: a bar on a terminal, one line elsewhere.
#[derive(Default)]
pub struct Bar {
    drawn: bool,
}

impl Bar {
    /// Shows how far it has come: crates built, crates to build, the newest. Nothing takes the bar away.
    pub fn show(&mut self, progress: Option<(usize, usize, String)>) {
        let terminal = io::stderr().is_terminal();
        let Some((done, total, krate)) = progress else {
            if std::mem::take(&mut self.drawn) && terminal {
                let _ = write!(io::stderr(), "\r\x1b[K");
            }
            return;
        };
        if !self.drawn && !terminal {
            let _ = writeln!(
                io::stderr(),
                "building the {total} crates that answers are compiled against, once"
            );
        }
        self.drawn = true;
        if terminal {
            let _ = write!(io::stderr(), "\r{}\x1b[K", bar(&Progress { done, total, krate }));
        }
    }
}

fn bar(progress: &Progress) -> String {
    let full = (BAR * progress.done).checked_div(progress.total).unwrap_or(0).min(BAR);
    let text = format!(
        "building the course's crates, once  [{}{}] {}/{} {}",
        "=".repeat(full),
        " ".repeat(BAR - full),
        progress.done,
        progress.total,
        progress.krate
    );
    // A line that wraps cannot be written over.
    text.chars().take(79).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_full_when_all_is_done_and_never_longer() {
        let at = |done, total| bar(&Progress { done, total, krate: "loom".to_string() });
        assert!(at(60, 60).contains(&format!("[{}]", "=".repeat(BAR))));
        assert!(at(0, 0).contains("0/0"));
        assert!(at(1, 60).contains("1/60 loom"));
        let long = bar(&Progress { done: 1, total: 60, krate: "a".repeat(100) });
        assert!(long.len() < 80, "{long}");
    }
}
