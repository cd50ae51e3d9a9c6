//! From what compilers and the engine say to the learner's words.
//!
//! Pure: text and data in, text and data out. Nothing in here may read a file, the clock or the environment, and nothing
//! may write anywhere; a file's text comes through [`Source`].

pub mod access;
pub mod compact;
pub mod compiler;
pub mod engine;
pub mod finding;
pub mod lanes;
mod naming;
mod overwrite;
pub mod past;
pub mod schedule;
pub mod sentences;
pub mod sheet;
pub mod style;
pub mod text;
mod tokens;
pub mod unknown;
pub mod verdict;
pub mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// Where the text of a file comes from: ideally the bytes that were judged, not what the disk holds by now.
pub trait Source {
    /// The whole text of a file that a schedule or a verdict names, if it is known.
    fn text(&self, file: &str) -> Option<Cow<'_, str>>;

    /// One line of it without the white space around it; lines count from 1.
    fn line(&self, file: &str, line: u32) -> Option<String> {
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let text = self.text(file)?;
        let line = text.lines().nth(index)?.trim();
        (!line.is_empty()).then(|| line.to_string())
    }
}

/// Whoever can read files may be a source without a name: `|file: &str| std::fs::read_to_string(root.join(file)).ok()`.
impl<F: Fn(&str) -> Option<String>> Source for F {
    fn text(&self, file: &str) -> Option<Cow<'_, str>> {
        self(file).map(Cow::Owned)
    }
}

/// Texts held in memory, by the path that names them.
#[derive(Debug, Clone, Default)]
pub struct Texts(BTreeMap<String, String>);

impl Texts {
    /// No text at all: every explanation does without source lines.
    pub fn none() -> Texts {
        Texts::default()
    }

    /// The same texts and one more.
    #[must_use]
    pub fn with(mut self, file: impl Into<String>, text: impl Into<String>) -> Texts {
        self.0.insert(file.into(), text.into());
        self
    }
}

impl Source for Texts {
    fn text(&self, file: &str) -> Option<Cow<'_, str>> {
        self.0.get(file).map(|text| Cow::Borrowed(text.as_str()))
    }
}

/// The path as the learner knows it: relative to the workspace where it lies inside, without detours (`a/../b`).
pub fn shorten(path: &str, root: &Path) -> String {
    let tidy = without_detours(Path::new(path));
    tidy.strip_prefix(without_detours(root)).unwrap_or(&tidy).display().to_string()
}

/// Resolves `.` and `..` by the text alone. A link may make that another file; the path is for reading, not for opening.
fn without_detours(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !matches!(tidy.components().next_back(), Some(Component::Normal(_))) {
                    tidy.push("..");
                } else {
                    tidy.pop();
                }
            }
            part => tidy.push(part),
        }
    }
    tidy
}

/// The last part of a path: enough for the learner where only one file of that name can be meant.
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A file of the toolchain's own library: where `.map(thread::spawn)` is called from, say. Its lines tell the learner nothing.
pub fn is_library(path: &str) -> bool {
    // Asked of every step of a schedule, of which there may be thousands: nothing is copied where nothing has to be.
    let path = if path.contains('\\') { path.replace('\\', "/").into() } else { Cow::from(path) };
    path.starts_with("/rustc/")
        || ["/library/core/src/", "/library/alloc/src/", "/library/std/src/"]
            .iter()
            .any(|inside| path.contains(inside))
}

/// `1 step`, `2 steps`.
pub fn counted(n: u64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_string(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", rest.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_inside_the_workspace_become_relative_and_lose_detours() {
        let root = Path::new("/home/me/course");
        assert_eq!(shorten("/home/me/course/exercises/a/b.rs", root), "exercises/a/b.rs");
        assert_eq!(
            shorten("/home/me/course/target/x/../../exercises/b.rs", root),
            "exercises/b.rs"
        );
        assert_eq!(shorten("./exercises/b.rs", root), "exercises/b.rs");
        assert_eq!(shorten("/elsewhere/b.rs", root), "/elsewhere/b.rs");
        assert_eq!(shorten("../b.rs", root), "../b.rs");
    }

    #[test]
    fn a_line_is_trimmed_and_lines_count_from_one() {
        let source = Texts::none().with("a.rs", "one\n    two;  \n\n");
        assert_eq!(source.line("a.rs", 2).as_deref(), Some("two;"));
        assert_eq!(source.line("a.rs", 0), None);
        assert_eq!(source.line("a.rs", 3), None);
        assert_eq!(source.line("b.rs", 1), None);
    }

    #[test]
    fn lists_read_as_in_a_sentence() {
        assert_eq!(listed(&["T1"]), "T1");
        assert_eq!(listed(&["T1", "T2"]), "T1 and T2");
        assert_eq!(listed(&["T1", "T2", "T3"]), "T1, T2 and T3");
    }
}
