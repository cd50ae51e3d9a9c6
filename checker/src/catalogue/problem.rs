//! A mistake in a file of the course: where it stands, what it is, and what to write instead.
//!
//! Knows lines and columns. It may not know what any file means, and it reads nothing from disk.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// One mistake in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the workspace.
    pub file: PathBuf,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What is wrong, as a fragment without a full stop.
    pub what: String,
    /// What to write instead, as a fragment without a full stop.
    pub instead: String,
    /// The offending line as it stands in the file.
    excerpt: String,
    /// Characters to underline, at least 1.
    width: usize,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        // A tab is as wide as the terminal likes; one blank for one character keeps the caret below its mistake.
        let excerpt: String =
            self.excerpt.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let indent = " ".repeat(self.column as usize - 1);
        let carets = "^".repeat(self.width);
        writeln!(f, "{}:{}:{}: {}", self.file.display(), self.line, self.column, self.what)?;
        writeln!(f, " {number} | {excerpt}")?;
        writeln!(f, " {margin} | {indent}{carets}")?;
        write!(f, " {margin} = {}", self.instead)
    }
}

/// All mistakes found, in the order of files and lines. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// `Ok` when there is nothing to complain about.
    pub fn check(mut problems: Vec<Problem>) -> Result<(), Problems> {
        if problems.is_empty() {
            return Ok(());
        }
        // Stable: mistakes at the same place stay in the order in which they were found. By file in the order of first
        // mention, because that is the order in which they were read.
        let mut files: Vec<PathBuf> = Vec::new();
        for problem in &problems {
            if !files.contains(&problem.file) {
                files.push(problem.file.clone());
            }
        }
        problems.sort_by_key(|problem| {
            let file = files.iter().position(|file| *file == problem.file);
            (file, problem.line, problem.column)
        });
        Err(Problems(problems))
    }

    /// The mistakes.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// The mistakes, to be joined with those of other files.
    pub fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Problems {
        Problems(vec![problem])
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, problem) in self.0.iter().enumerate() {
            if nth > 0 {
                f.write_str("\n\n")?;
            }
            problem.fmt(f)?;
        }
        if self.0.len() > 1 {
            write!(f, "\n\n{} mistakes", self.0.len())?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// A text with its name: turns offsets into lines and columns.
#[derive(Debug, Clone, Copy)]
pub struct Source<'t> {
    file: &'t Path,
    text: &'t str,
}

impl<'t> Source<'t> {
    /// The text of `file`, which is named relative to the workspace.
    pub fn new(file: &'t Path, text: &'t str) -> Source<'t> {
        Source { file, text }
    }

    /// The file's name, relative to the workspace.
    pub fn file(self) -> &'t Path {
        self.file
    }

    /// The text.
    pub fn text(self) -> &'t str {
        self.text
    }

    /// The line, from 1, in which the byte at `offset` stands.
    pub fn line_of(self, offset: usize) -> u32 {
        let before = &self.text.as_bytes()[..offset.min(self.text.len())];
        1 + before.iter().filter(|byte| **byte == b'\n').count() as u32
    }

    /// The mistake at these bytes. What goes over the end of a line is underlined to the end of that line.
    pub fn problem(
        self,
        bytes: Range<usize>,
        what: impl Into<String>,
        instead: impl Into<String>,
    ) -> Problem {
        let mut start = bytes.start.min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        // At the very end of a text there is no line to show: point behind the last one that has something in it.
        if self.text[start..].trim().is_empty() {
            start = start.min(self.text.trim_end().len());
        }
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        let excerpt = self.text[line_start..line_end].trim_end();
        let end = bytes.end.clamp(start, line_start + excerpt.len().max(start - line_start));
        let underlined = self.text.get(start..end).map_or(1, |text| text.chars().count());
        Problem {
            file: self.file.to_path_buf(),
            line: self.line_of(start),
            column: self.text[line_start..start].chars().count() as u32 + 1,
            what: what.into(),
            instead: instead.into(),
            excerpt: excerpt.to_string(),
            width: underlined.max(1),
        }
    }

    /// The mistake that a whole line is (numbered from 1), without its indentation.
    pub fn problem_in_line(
        self,
        line: u32,
        what: impl Into<String>,
        instead: impl Into<String>,
    ) -> Problem {
        let mut start = 0;
        for _ in 1..line {
            start = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at + 1);
        }
        let text = self.text[start..].lines().next().unwrap_or_default();
        let indent = text.len() - text.trim_start().len();
        self.problem(start + indent..start + text.trim_end().len(), what, instead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, bytes: Range<usize>) -> String {
        Source::new(Path::new("info.toml"), text).problem(bytes, "bad", "write good").to_string()
    }

    #[test]
    fn a_mistake_shows_its_line_with_a_caret_and_the_way_out() {
        assert_eq!(
            at("one = 1\ntwo = x\n", 14..15),
            "info.toml:2:7: bad\n 2 | two = x\n   |       ^\n   = write good"
        );
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "name = \"ä\" + 1";
        let plus = text.find('+').expect("it is there");
        assert!(at(text, plus..plus + 1).starts_with("info.toml:1:12: bad"));
    }

    #[test]
    fn a_mistake_over_several_lines_is_underlined_in_its_first() {
        assert!(at("a = [\n1,\n]\n", 4..10).contains("   |     ^\n"));
    }

    #[test]
    fn the_end_of_a_text_is_the_end_of_its_last_line() {
        assert!(at("a = 1\n\n", 7..7).starts_with("info.toml:1:6: bad\n 1 | a = 1\n   |      ^"));
        assert!(at("", 0..0).starts_with("info.toml:1:1: bad\n 1 | \n   | ^"));
    }

    #[test]
    fn a_whole_line_is_underlined_without_its_indentation() {
        let source = Source::new(Path::new("test.rs"), "a\n  two words  \n");
        let problem = source.problem_in_line(2, "bad", "write good").to_string();
        assert!(problem.contains("test.rs:2:3: bad"), "{problem}");
        assert!(problem.contains("|   ^^^^^^^^^\n"), "{problem}");
    }

    #[test]
    fn mistakes_are_sorted_within_a_file_and_counted() {
        let source = Source::new(Path::new("a.rs"), "x\ny\n");
        let problems = Problems::check(vec![
            source.problem_in_line(2, "second", "-"),
            source.problem_in_line(1, "first", "-"),
        ])
        .expect_err("two mistakes");
        let whats: Vec<_> = problems.iter().map(|problem| problem.what.as_str()).collect();
        assert_eq!(whats, ["first", "second"]);
        assert!(problems.to_string().ends_with("2 mistakes"));
    }
}
