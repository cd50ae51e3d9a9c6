//! `//@ key: value`: what a file says to the checker about itself.
//!
//! It finds directives and splits them. Which keys a file may use, and what they mean, is the business of its reader.

use super::lex::Comment;
use super::problem::{Problem, Source};
use std::ops::Range;

/// One directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive<'t> {
    /// The key, with `-` between its words however it was written.
    pub key: String,
    /// Where the key stands.
    pub key_at: Range<usize>,
    /// The value. Never empty.
    pub value: &'t str,
    /// Where the value stands.
    pub value_at: Range<usize>,
    /// Its line, from 1.
    pub line: u32,
}

/// All directives among the comments of a source, and what is wrong with those that are none.
pub fn directives<'t>(
    source: Source<'t>,
    comments: &[Comment<'t>],
) -> (Vec<Directive<'t>>, Vec<Problem>) {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for comment in comments {
        let Some(body) = comment.text.strip_prefix("//@") else {
            continue;
        };
        let whole = comment.offset..comment.offset + comment.text.len();
        if !comment.alone {
            problems.push(source.problem(
                whole,
                "a directive stands in a line of its own",
                "move it to the line above",
            ));
            continue;
        }
        match split(body) {
            Some((key, value)) => {
                let key_start = comment.offset + comment.text.find(key).unwrap_or_default();
                found.push(Directive {
                    key: key.replace('_', "-"),
                    key_at: key_start..key_start + key.len(),
                    value,
                    value_at: whole.end - value.len()..whole.end,
                    line: comment.line,
                });
            }
            None => problems.push(source.problem(
                whole,
                "not a directive",
                "write `//@ key: value`, or `//` for a plain comment",
            )),
        }
    }
    (found, problems)
}

fn split(body: &str) -> Option<(&str, &str)> {
    let (key, value) = body.split_once(':')?;
    let (key, value) = (key.trim(), value.trim());
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || "-_".contains(c));
    (is_key && !value.is_empty()).then_some((key, value))
}

#[cfg(test)]
mod tests {
    use super::super::lex::lex;
    use super::*;
    use std::path::Path;

    fn read(text: &str) -> (Vec<(u32, String, String)>, Vec<String>) {
        let source = Source::new(Path::new("test.rs"), text);
        let (found, problems) = directives(source, &lex(text).comments);
        for directive in &found {
            assert_eq!(&text[directive.value_at.clone()], directive.value);
            assert_eq!(text[directive.key_at.clone()].replace('_', "-"), directive.key);
        }
        (
            found.into_iter().map(|d| (d.line, d.key, d.value.to_string())).collect(),
            problems.into_iter().map(|p| format!("{}: {}", p.line, p.what)).collect(),
        )
    }

    #[test]
    fn keys_and_values_are_split_at_the_first_colon() {
        let (found, problems) = read("//@ says: Two: one\n   //@max_executions:  7 \n");
        assert_eq!(
            found,
            [(1, "says".into(), "Two: one".into()), (2, "max-executions".into(), "7".into())]
        );
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn what_is_no_directive_is_a_mistake() {
        let (found, problems) =
            read("//@ bound 3\n//@ bound:\nlet x = 1; //@ bound: 3\n// @ bound: 3\n");
        assert_eq!(found, []);
        assert_eq!(
            problems,
            [
                "1: not a directive",
                "2: not a directive",
                "3: a directive stands in a line of its own"
            ]
        );
    }
}
