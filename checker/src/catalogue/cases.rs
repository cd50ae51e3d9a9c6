//! `compile_fail/*.rs` and `compile_pass/*.rs` -> cases: a program each, and the lines that the compiler must refuse.
//!
//! Pure: text in, case or mistakes out. It compiles nothing and does not compare what the compiler said.

use super::exercise::CaseKind;
use super::lex::{Comment, lex};
use super::problem::{Problem, Problems, Source};
use std::path::PathBuf;

/// What is expected in a marked line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// An error with one of these codes: `//~ E0616|E0609`.
    Codes(Vec<String>),
    /// An error without a code, whose message begins like this: `//~ error: `select!` …`.
    Message(String),
}

/// A line that must be refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The line, from 1.
    pub line: u32,
    /// How it must be refused.
    pub expected: Expected,
}

/// A program that uses (or shows) something in a way that must be refused, or that must stay allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The file's name without its ending.
    pub name: String,
    /// The file, relative to the workspace.
    pub path: PathBuf,
    /// Its first line: what is refused (or allowed), and why.
    pub says: String,
    /// The lines that must be refused, in order; none where everything must compile.
    pub marks: Vec<Mark>,
    /// It uses the answer, and so it is a demand on the answer. Otherwise it shows a rule of the language.
    pub design: bool,
    /// The compiler must refuse it.
    pub must_fail: bool,
}

/// Reads a case.
pub fn parse(source: Source<'_>, kind: CaseKind) -> Result<Case, Problems> {
    let mut problems = Vec::new();
    let lexed = lex(source.text());
    let says = headline(source, "what the compiler refuses here, and why", &mut problems);
    let must_fail = kind == CaseKind::CompileFail;
    let mut marks = Vec::new();
    for comment in &lexed.comments {
        let at = comment.offset..comment.offset + comment.text.len();
        let Some(text) = comment.text.strip_prefix("//~") else {
            if comment.text.starts_with("//@") {
                problems.push(source.problem(
                    at,
                    "a case has no directives",
                    "delete this line; a refused line is marked `//~ E0382` at its end",
                ));
            }
            continue;
        };
        if !must_fail {
            problems.push(source.problem(
                at,
                "a line that must be refused, in a program that must compile",
                "delete the mark, or move the file to compile_fail/",
            ));
        } else if comment.alone {
            problems.push(source.problem(
                at,
                "this mark stands in a line of its own",
                "write it at the end of the line that is refused",
            ));
        } else {
            match expected(text) {
                Some(expected) => marks.push(Mark { line: comment.line, expected }),
                None => problems.push(bad_mark(source, comment)),
            }
        }
    }
    if must_fail && marks.is_empty() && problems.is_empty() {
        problems.push(source.problem(
            source.text().len()..source.text().len(),
            "no line is marked, so any mistake would do",
            "write `//~ E0382` (the code that you expect) at the end of the line that is refused",
        ));
    }
    if !has_main(&lexed.code) {
        problems.push(source.problem(
            source.text().len()..source.text().len(),
            "there is no `fn main`, so the compiler would refuse the file for that",
            "add `fn main() {}`, with the use of what is shown inside",
        ));
    }
    Problems::check(problems)?;
    Ok(Case {
        name: super::read::stem(source.file()),
        path: source.file().to_path_buf(),
        says,
        marks,
        design: mentions_answer(&lexed.code).is_some(),
        must_fail,
    })
}

fn bad_mark(source: Source<'_>, comment: &Comment<'_>) -> Problem {
    source.problem(
        comment.offset..comment.offset + comment.text.len(),
        "this mark names neither a code nor a message",
        "write `//~ E0382`, `//~ E0616|E0609`, or `//~ error: how the message begins` for an error without a code",
    )
}

fn expected(text: &str) -> Option<Expected> {
    let text = text.trim();
    if let Some(message) = text.strip_prefix("error:") {
        let message = message.trim();
        return (!message.is_empty()).then(|| Expected::Message(message.to_string()));
    }
    let codes: Vec<String> = text.split('|').map(|code| code.trim().to_string()).collect();
    codes.iter().all(|code| is_code(code)).then_some(Expected::Codes(codes))
}

/// `E0382`, or the name of a lint that the case denies.
fn is_code(text: &str) -> bool {
    match text.strip_prefix('E') {
        Some(digits) => digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit()),
        None => {
            text.contains('_')
                && text
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_:".contains(c))
        }
    }
}

/// The first line, which is `//! One sentence.`
pub(super) fn headline(source: Source<'_>, about: &str, problems: &mut Vec<Problem>) -> String {
    let first = source.text().lines().next().unwrap_or_default();
    let says = first.strip_prefix("//!").map(str::trim).unwrap_or_default();
    if says.is_empty() {
        problems.push(source.problem_in_line(
            1,
            "the first line tells the learner nothing",
            format!("begin the file with `//! One sentence.`: {about}"),
        ));
    }
    says.to_string()
}

/// Where code (without comments and literals) first speaks of the crate `answer`.
pub(super) fn mentions_answer(code: &str) -> Option<usize> {
    code.match_indices("answer").map(|(at, _)| at).find(|&at| {
        let (before, after) = (&code[..at], code[at + "answer".len()..].trim_start());
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        if before.ends_with(is_word) || code[at + "answer".len()..].starts_with(is_word) {
            return false;
        }
        let before = before.trim_end();
        let in_path = before.ends_with("::")
            && !before.strip_suffix("::").is_none_or(|path| {
                // `::answer` is the crate, `x::answer` is not.
                !path.ends_with(|c: char| is_word(c) || c == '>')
            });
        let imported = ["use", "crate"]
            .iter()
            .any(|word| before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(is_word)));
        !in_path && (after.starts_with("::") || imported)
    })
}

fn has_main(code: &str) -> bool {
    let words: Vec<&str> = code
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(2).any(|pair| pair == ["fn", "main"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn read(text: &str, kind: CaseKind) -> Result<Case, Problems> {
        parse(Source::new(Path::new("tests/c/n/compile_fail/moved_twice.rs"), text), kind)
    }

    fn fail(text: &str) -> Result<Case, Problems> {
        read(text, CaseKind::CompileFail)
    }

    #[track_caller]
    fn mistakes(result: Result<Case, Problems>) -> Vec<String> {
        let problems = result.expect_err("mistakes");
        problems.iter().map(|p| format!("{}:{} {}", p.line, p.column, p.what)).collect()
    }

    fn codes(codes: &[&str]) -> Expected {
        Expected::Codes(codes.iter().map(|code| code.to_string()).collect())
    }

    #[test]
    fn a_case_says_something_and_marks_what_is_refused() {
        let case = fail(
            "//! Moved is moved.\n//! More.\n\nfn main() {\n    let s = String::new();\n    drop(s);\n    \
             drop(s); //~ E0382\n    x.y; //~  E0616|E0609\n    z!(); //~ error: no rules expected `a`\n}\n",
        )
        .expect("no mistakes");
        assert_eq!(case.name, "moved_twice");
        assert_eq!(case.says, "Moved is moved.");
        assert!(case.must_fail && !case.design);
        assert_eq!(
            case.marks,
            [
                Mark { line: 7, expected: codes(&["E0382"]) },
                Mark { line: 8, expected: codes(&["E0616", "E0609"]) },
                Mark { line: 9, expected: Expected::Message("no rules expected `a`".into()) },
            ]
        );
    }

    #[test]
    fn a_lint_that_the_case_denies_is_a_code() {
        let case = fail(
            "//! S.\n#![deny(unused_must_use)]\nfn main() {\n    f(); //~ unused_must_use\n}\n",
        )
        .expect("no mistakes");
        assert_eq!(case.marks[0].expected, codes(&["unused_must_use"]));
    }

    #[test]
    fn a_case_that_uses_the_answer_is_a_design_case() {
        for (line, design) in [
            ("answer::run();", true),
            ("use answer::run;", true),
            ("use answer as a;", true),
            ("extern crate answer;", true),
            ("let f = ::answer::run;", true),
            ("answer :: run();", true),
            ("let answer = 42; f(answer);", false),
            ("// answer::run()", false),
            ("f(\"answer::run\");", false),
            ("my_answer::run();", false),
            ("answers::run();", false),
            ("my::answer::run();", false),
        ] {
            let text = format!("//! S.\nfn main() {{\n    {line}\n    x; //~ E0425\n}}\n");
            assert_eq!(fail(&text).expect("no mistakes").design, design, "{line}");
        }
    }

    #[test]
    fn a_mark_names_a_code_or_a_message() {
        for mark in
            ["//~", "//~ E38", "//~ error", "//~ error:", "//~ mismatched types", "//~ E0382|"]
        {
            let found = mistakes(fail(&format!("//! S.\nfn main() {{\n    x; {mark}\n}}\n")));
            assert_eq!(found, ["3:8 this mark names neither a code nor a message"], "{mark}");
        }
        let found = mistakes(fail("//! S.\nfn main() {\n    //~ E0382\n    x;\n}\n"));
        assert_eq!(found, ["3:5 this mark stands in a line of its own"]);
    }

    #[test]
    fn a_case_without_marks_main_or_headline_is_refused() {
        assert_eq!(
            mistakes(fail("//! S.\nfn main() {}\n")),
            ["2:13 no line is marked, so any mistake would do"]
        );
        assert_eq!(
            mistakes(fail("//! S.\nfn mine() { x; } //~ E0425\n")),
            ["2:27 there is no `fn main`, so the compiler would refuse the file for that"]
        );
        assert_eq!(
            mistakes(fail("use x;\nfn main() { x; } //~ E0425\n")),
            ["1:1 the first line tells the learner nothing"]
        );
    }

    #[test]
    fn what_must_compile_has_no_marks() {
        let text = "//! S.\nfn main() { answer::f(); }\n";
        let case = read(text, CaseKind::CompilePass).expect("no mistakes");
        assert!(case.marks.is_empty() && !case.must_fail && case.design);
        let found = mistakes(read("//! S.\nfn main() { x; } //~ E0425\n", CaseKind::CompilePass));
        assert_eq!(found, ["2:18 a line that must be refused, in a program that must compile"]);
    }
}
