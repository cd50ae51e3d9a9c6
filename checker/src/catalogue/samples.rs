//! `wrong/*.rs` and `right/*.rs` -> what each of these answers is there to prove.
//!
//! Pure: text in, sample or mistakes out. Whether it is true is for `dev check` to find out.

use super::directives::directives;
use super::exercise::SampleKind;
use super::lex::lex;
use super::problem::{Problem, Problems, Source};
use super::suggest::did_you_mean;
use crate::event::{Kind, Stage};
use std::collections::HashSet;
use std::path::PathBuf;

/// What kind of mistake a wrong answer makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// What a Go developer writes first.
    Tempting,
    /// Tests pass, the model refuses.
    ScheduleOnly,
    /// Zero workers, empty input, a panicking callback.
    Boundary,
}

impl Sort {
    /// All sorts.
    pub const ALL: [Sort; 3] = [Sort::Tempting, Sort::ScheduleOnly, Sort::Boundary];

    /// The name used in `//@ sort:`.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Tempting => "tempting",
            Sort::ScheduleOnly => "schedule-only",
            Sort::Boundary => "boundary",
        }
    }
}

/// An answer that comes with an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The file, relative to the workspace.
    pub path: PathBuf,
    /// The file's name without its ending: a diagnosis, or an idea.
    pub name: String,
    /// The stage that refuses it; nothing where it is right.
    pub caught_by: Option<Stage>,
    /// One sentence to the learner whose file fails in the same way. Empty where it is right.
    pub says: String,
    /// The checks that must fail, where it says so.
    pub fails: Vec<String>,
    /// How it must fail, where it says so.
    pub kind: Option<Kind>,
    /// What kind of mistake it is, where it says so.
    pub sort: Option<Sort>,
    /// The idea in one sentence. Empty where it is wrong.
    pub idea: String,
}

const KINDS: [Kind; 7] = [
    Kind::Assertion,
    Kind::Deadlock,
    Kind::Livelock,
    Kind::DataRace,
    Kind::Panic,
    Kind::Leak,
    Kind::Nondeterministic,
];

const KEYS: [&str; 5] = ["caught-by", "says", "fails", "kind", "sort"];

/// Reads a sample.
pub fn parse(source: Source<'_>, kind: SampleKind) -> Result<Sample, Problems> {
    let mut sample = Sample {
        path: source.file().to_path_buf(),
        name: super::read::stem(source.file()),
        caught_by: None,
        says: String::new(),
        fails: Vec::new(),
        kind: None,
        sort: None,
        idea: String::new(),
    };
    let mut problems = Vec::new();
    match kind {
        SampleKind::Wrong => wrong(source, &mut sample, &mut problems),
        SampleKind::Right => right(source, &mut sample, &mut problems),
    }
    Problems::check(problems)?;
    Ok(sample)
}

fn right(source: Source<'_>, sample: &mut Sample, problems: &mut Vec<Problem>) {
    sample.idea = super::cases::headline(source, "the idea of this answer", problems);
    for comment in lex(source.text()).comments {
        if comment.text.starts_with("//@") {
            problems.push(source.problem_in_line(
                comment.line,
                "an answer that is right has no directives",
                "delete this line, or move the file to wrong/",
            ));
        }
    }
}

fn wrong(source: Source<'_>, sample: &mut Sample, problems: &mut Vec<Problem>) {
    let (directives, mut bad) = directives(source, &lex(source.text()).comments);
    problems.append(&mut bad);
    let mut seen = HashSet::new();
    let mut caught_by_at = 0..0;
    let mut fails_at = None;
    for (nth, directive) in directives.iter().enumerate() {
        let at = directive.value_at.clone();
        let key = directive.key.as_str();
        if directive.line as usize != nth + 1 {
            problems.push(source.problem_in_line(
                directive.line,
                "this directive does not stand at the top of the file",
                "directives are the first lines of an answer, one below the other",
            ));
            continue;
        }
        if !KEYS.contains(&key) {
            let list = format!("the directives of a wrong answer are {}", KEYS.join(", "));
            problems.push(source.problem(
                directive.key_at.clone(),
                format!("unknown directive `{key}`"),
                did_you_mean(key, KEYS).unwrap_or(list),
            ));
            continue;
        }
        if !seen.insert(key) {
            problems.push(source.problem(
                directive.key_at.clone(),
                format!("`{key}` is said twice"),
                "delete one of the two",
            ));
        }
        let mut choose = |called: &str, names: Vec<&'static str>| {
            let found = names.iter().position(|name| *name == directive.value);
            if found.is_none() {
                problems.push(source.problem(
                    at.clone(),
                    format!("there is no {called} `{}`", directive.value),
                    format!("write one of {}", names.join(", ")),
                ));
            }
            found
        };
        match key {
            "caught-by" => {
                let found = choose("stage", Stage::ALL.map(Stage::name).to_vec());
                sample.caught_by = found.map(|nth| Stage::ALL[nth]);
                caught_by_at = at;
            }
            "kind" => {
                let found = choose("kind", KINDS.map(Kind::name).to_vec());
                sample.kind = found.map(|nth| KINDS[nth]);
            }
            "sort" => {
                let found = choose("sort", Sort::ALL.map(Sort::name).to_vec());
                sample.sort = found.map(|nth| Sort::ALL[nth]);
            }
            "says" => sample.says = directive.value.to_string(),
            _ => {
                sample.fails =
                    directive.value.split(',').map(|name| name.trim().to_string()).collect();
                if sample.fails.iter().any(|name| !is_identifier(name)) {
                    problems.push(source.problem(
                        at.clone(),
                        "these are not names of checks",
                        "write names with commas between them: `//@ fails: one, two`",
                    ));
                }
                fails_at = Some(at);
            }
        }
    }
    for (key, example) in
        [("caught-by", "//@ caught-by: model"), ("says", "//@ says: One sentence to the learner.")]
    {
        if !seen.contains(key) {
            problems.push(source.problem_in_line(
                1,
                format!("this wrong answer has no `{key}`"),
                format!("write `{example}` at the top of the file"),
            ));
        }
    }
    if let (Some(at), Some(Stage::Build)) = (fails_at, sample.caught_by) {
        problems.push(source.problem(
            at,
            "an answer that does not compile fails no check",
            "delete this line, or name a later stage in `caught-by`",
        ));
    }
    if sample.sort == Some(Sort::ScheduleOnly)
        && sample.caught_by.is_some_and(|stage| stage != Stage::Model)
    {
        problems.push(source.problem(
            caught_by_at,
            "a mistake that only some schedules show is caught by the model",
            "write `//@ caught-by: model`, or another sort",
        ));
    }
}

fn is_identifier(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn wrong(text: &str) -> Result<Sample, Problems> {
        let path = Path::new("tests/c/n/wrong/nobody_waits.rs");
        parse(Source::new(path, text), SampleKind::Wrong)
    }

    #[track_caller]
    fn mistakes(text: &str) -> Vec<String> {
        let problems = wrong(text).expect_err("mistakes");
        problems.iter().map(|p| format!("{}:{} {}", p.line, p.column, p.what)).collect()
    }

    #[test]
    fn a_wrong_answer_says_who_catches_it_and_why() {
        let sample = wrong(
            "//@ caught-by: model\n//@ says: Nobody waits: join.\n//@ fails: one, two\n\
             //@ kind: data_race\n//@ sort: schedule-only\n\nuse std::thread;\n",
        )
        .expect("no mistakes");
        assert_eq!(sample.name, "nobody_waits");
        assert_eq!(sample.caught_by, Some(Stage::Model));
        assert_eq!(sample.says, "Nobody waits: join.");
        assert_eq!(sample.fails, ["one", "two"]);
        assert_eq!(sample.kind, Some(Kind::DataRace));
        assert_eq!(sample.sort, Some(Sort::ScheduleOnly));
        assert_eq!(sample.idea, "");
    }

    #[test]
    fn only_the_stage_and_the_sentence_are_required() {
        let sample = wrong("//@ caught-by: build\n//@ says: S.\n").expect("no mistakes");
        assert_eq!((sample.kind, sample.sort, sample.fails.len()), (None, None, 0));
        assert_eq!(
            mistakes("pub fn f() {}\n"),
            ["1:1 this wrong answer has no `caught-by`", "1:1 this wrong answer has no `says`"]
        );
    }

    #[test]
    fn values_are_of_the_names_there_are() {
        assert_eq!(
            mistakes(
                "//@ caught-by: loom\n//@ says: S.\n//@ kind: race\n//@ sort: silly\n//@ fail: x\n//@ says: T.\n"
            ),
            [
                "1:16 there is no stage `loom`",
                "3:11 there is no kind `race`",
                "4:11 there is no sort `silly`",
                "5:5 unknown directive `fail`",
                "6:5 `says` is said twice"
            ]
        );
        let found = mistakes("//@ caught-by: test\n//@ says: S.\n//@ fails: one two\n");
        assert_eq!(found, ["3:12 these are not names of checks"]);
    }

    #[test]
    fn directives_are_the_first_lines() {
        let found = mistakes("//@ caught-by: test\n//@ says: S.\nfn f() {}\n//@ kind: panic\n");
        assert_eq!(found, ["4:1 this directive does not stand at the top of the file"]);
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        let found = mistakes("//@ caught-by: build\n//@ says: S.\n//@ fails: one\n");
        assert_eq!(found, ["3:12 an answer that does not compile fails no check"]);
        let found = mistakes("//@ caught-by: test\n//@ says: S.\n//@ sort: schedule-only\n");
        assert_eq!(found, ["1:16 a mistake that only some schedules show is caught by the model"]);
    }

    #[test]
    fn a_right_answer_has_an_idea_and_nothing_else() {
        let path = Path::new("tests/c/n/right/two_halves.rs");
        let read = |text| parse(Source::new(path, text), SampleKind::Right);
        let sample = read("//! Split, then join.\n\npub fn f() {}\n").expect("no mistakes");
        assert_eq!((sample.idea.as_str(), sample.caught_by), ("Split, then join.", None));
        read("pub fn f() {}\n").expect_err("no idea");
        read("//! Idea.\n//@ caught-by: test\n").expect_err("a directive");
    }
}
