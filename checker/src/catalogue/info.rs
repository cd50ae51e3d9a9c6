//! `info.toml` -> the course's data, or every mistake in it.
//!
//! Pure: it looks at the text alone. Whether files exist is the caller's question. The document is validated by hand, not
//! by `serde`, because an author who renames a key in forty entries wants forty lines at once, not forty runs.

use super::exercise::{CheckName, Exercise, Limits, Part, Track};
use super::problem::{Problem, Problems, Source};
use super::suggest::did_you_mean;
use crate::event::Stage;
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The version of the format that this checker reads.
pub const FORMAT_VERSION: u64 = 1;

/// Longest name of an exercise or chapter.
pub const MAX_NAME: usize = 32;

/// All that `info.toml` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// Shown to a learner who begins.
    pub welcome_message: Option<String>,
    /// Shown to a learner who has solved everything.
    pub final_message: Option<String>,
    /// The exercises, each with the place of its entry.
    pub exercises: Vec<Entry>,
}

/// An exercise and where `info.toml` speaks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The exercise.
    pub exercise: Exercise,
    /// Where the value of `name` stands.
    pub name_at: Range<usize>,
    /// Where the value of `refused_at` stands.
    pub refused_at: Range<usize>,
    /// Where each stage of `stage_points` stands.
    pub stage_points_at: Vec<(Stage, Range<usize>)>,
    /// Where each check of each part stands.
    pub checks_at: Vec<(CheckName, Range<usize>)>,
}

/// Reads the text of `info.toml`; `root` is only passed on to the exercises.
pub fn parse(root: &Path, text: &str) -> Result<Info, Problems> {
    let file = PathBuf::from("info.toml");
    let source = Source::new(&file, text);
    let (document, errors) = DeTable::parse_recoverable(text);
    // After a mistake in the syntax the recovered document misses keys that the author did write: complaining about those
    // would only hide the mistake.
    Problems::check(
        errors
            .iter()
            .map(|error| {
                let end = text.len()..text.len();
                source.problem(error.span().unwrap_or(end), error.message(), syntax_advice(error))
            })
            .collect(),
    )?;

    let mut reader = Reader { source, problems: Vec::new() };
    let info = reader.document(Arc::from(root), &document);
    Problems::check(reader.problems)?;
    Ok(info)
}

pub(super) fn syntax_advice(error: &toml::de::Error) -> &'static str {
    if error.message().contains("duplicate key") {
        "delete one of the two"
    } else {
        "write `key = value`, text in \"double quotes\", lists in [square, brackets]; the rest is looked at once this parses"
    }
}

/// Collects mistakes; whatever it returns beside one is never used.
struct Reader<'t> {
    source: Source<'t>,
    problems: Vec<Problem>,
}

/// A value with its place.
type Value<'t> = Spanned<DeValue<'t>>;

/// A table whose keys are taken out one by one, so that what is left over was not expected.
struct Fields<'d, 't> {
    /// Where the table begins.
    at: Range<usize>,
    /// How the table is called in messages.
    called: &'static str,
    table: &'d DeTable<'t>,
    known: Vec<&'static str>,
}

impl<'d, 't> Fields<'d, 't> {
    fn new(at: Range<usize>, called: &'static str, table: &'d DeTable<'t>) -> Fields<'d, 't> {
        Fields { at, called, table, known: Vec::new() }
    }

    fn optional(&mut self, key: &'static str) -> Option<&'d Value<'t>> {
        self.known.push(key);
        self.table.get(key)
    }
}

impl<'t> Reader<'t> {
    fn complain(&mut self, at: Range<usize>, what: impl Into<String>, instead: impl Into<String>) {
        self.problems.push(self.source.problem(at, what, instead));
    }

    fn document(&mut self, root: Arc<Path>, document: &Spanned<DeTable<'t>>) -> Info {
        let mut fields = Fields::new(0..0, "info.toml", document.get_ref());
        if let Some(version) = self.required(&mut fields, "format_version", "format_version = 1")
            && let Some(number) = self.integer(version, "a number, such as `1`")
            && number != FORMAT_VERSION
        {
            self.complain(
                version.span(),
                format!("format version {number} is not one that this checker reads"),
                format!("write `format_version = {FORMAT_VERSION}`, or update the checker"),
            );
        }
        let welcome_message = fields.optional("welcome_message").map(|value| self.text(value));
        let final_message = fields.optional("final_message").map(|value| self.text(value));
        let mut exercises = Vec::new();
        match fields.optional("exercises") {
            None => self.complain(
                0..0,
                "there are no exercises",
                "add an entry that begins with `[[exercises]]`; `checker dev new CHAPTER/NAME` writes one",
            ),
            Some(value) => {
                let Some(entries) = value.get_ref().as_array() else {
                    self.wrong_type(value, "a list of tables: write `[[exercises]]` with double brackets");
                    self.unknown_keys(&fields);
                    return Info { welcome_message, final_message, exercises };
                };
                for entry in entries.iter() {
                    match entry.get_ref().as_table() {
                        Some(table) => {
                            exercises.push(self.exercise(root.clone(), entry.span(), table));
                        }
                        None => self.wrong_type(entry, "a table: write `[[exercises]]`"),
                    }
                }
            }
        }
        self.unknown_keys(&fields);
        self.duplicates(&exercises);
        Info { welcome_message, final_message, exercises }
    }

    fn exercise(&mut self, root: Arc<Path>, at: Range<usize>, table: &DeTable<'t>) -> Entry {
        let mut fields = Fields::new(at.clone(), "an exercise", table);
        let fields = &mut fields;
        let name = self.required(fields, "name", "name = \"…\"");
        let name_at = name.map_or(at.clone(), Spanned::span);
        let name = name.map(|value| self.name(value)).unwrap_or_default();
        let dir = self.required(fields, "dir", "dir = \"02_scope\"");
        let dir = dir.map(|value| self.name(value)).unwrap_or_default();
        let points = self.positive(fields, "points", "points = 10");
        let minutes = self.positive(fields, "minutes", "minutes = 15");
        let track = self
            .required(fields, "track", "track = \"core\"")
            .and_then(|value| self.one_of(value, "track", &Track::ALL.map(Track::name)))
            .and_then(|name| Track::from_name(&name))
            .unwrap_or(Track::Core);
        let refused = self.required(fields, "refused_at", "refused_at = \"test\"");
        let refused_at = refused
            .and_then(|value| self.one_of(value, "stage", &Stage::ALL.map(Stage::name)))
            .and_then(|name| Stage::from_name(&name))
            .unwrap_or(Stage::Build);
        let rows = self.required(fields, "rows", "rows = [7, 8], or rows = []");
        let rows = rows.map(|value| self.rows(value)).unwrap_or_default();
        let strict_lints =
            fields.optional("strict_lints").map(|value| self.lints(value)).unwrap_or_default();
        let allow_unsafe =
            fields.optional("allow_unsafe").is_some_and(|value| self.yes_or_no(value));
        let hints = self
            .required(
                fields,
                "hints",
                "hints = [\"a question\", \"the place to look\", \"the shape\"]",
            )
            .map(|value| self.hints(value))
            .unwrap_or_default();
        let limits = fields.optional("limits").map(|value| self.limits(value)).unwrap_or_default();
        let shares = fields.optional("stage_points");
        let parts_value = fields.optional("parts");
        if let (Some(shares), Some(_)) = (shares, parts_value) {
            self.complain(
                shares.span(),
                "the points are shared out twice: among stages and among parts",
                "delete `stage_points` or the parts",
            );
        }
        let shares = shares.map(|value| self.stage_points(value, points));
        let (parts, checks_at) =
            parts_value.map(|value| self.parts(value, points)).unwrap_or_default();
        let stage_points = shares
            .as_ref()
            .map(|shares| shares.iter().map(|(stage, points, _)| (*stage, *points)).collect());
        let stage_points_at =
            shares.into_iter().flatten().map(|(stage, _, at)| (stage, at)).collect();
        self.unknown_keys(fields);
        Entry {
            exercise: Exercise {
                name,
                dir,
                points,
                stage_points,
                parts,
                minutes,
                track,
                refused_at,
                rows,
                strict_lints,
                allow_unsafe,
                hints,
                limits,
                private: None,
                root,
            },
            name_at,
            refused_at: refused.map_or(at, Spanned::span),
            stage_points_at,
            checks_at,
        }
    }

    /// What each stage is worth, in table order.
    fn stage_points(&mut self, value: &Value<'t>, points: u32) -> Vec<(Stage, u32, Range<usize>)> {
        let expected = "a table of stages, such as `{ test = 4, model = 6 }`";
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, expected);
            return Vec::new();
        };
        let mut shares = Vec::new();
        for (key, value) in table.iter() {
            let name = key.get_ref().as_ref();
            let Some(stage) = Stage::from_name(name) else {
                self.complain(
                    key.span(),
                    format!("there is no stage `{name}`"),
                    format!("write one of {}", quoted(&Stage::ALL.map(Stage::name))),
                );
                continue;
            };
            if let Some(share) = self.at_least_one(value, name, 1_000) {
                shares.push((stage, share as u32, key.span()));
            }
        }
        shares.sort_by_key(|(stage, ..)| *stage);
        let sum: u32 = shares.iter().map(|(_, share, _)| share).sum();
        self.adds_up(value.span(), "the stages' points", sum, points);
        shares
    }

    fn adds_up(&mut self, at: Range<usize>, what: &str, sum: u32, points: u32) {
        if sum != points {
            self.complain(
                at,
                format!("{what} add up to {sum}, but the exercise is worth {points}"),
                format!("share out exactly {points}, or write `points = {sum}`"),
            );
        }
    }

    /// `[[exercises.parts]]`, and where each check of a part stands.
    fn parts(
        &mut self,
        value: &Value<'t>,
        points: u32,
    ) -> (Vec<Part>, Vec<(CheckName, Range<usize>)>) {
        let (mut parts, mut places) = (Vec::new(), Vec::new());
        let Some(tables) = value.get_ref().as_array() else {
            self.wrong_type(
                value,
                "a list of tables: write `[[exercises.parts]]` with double brackets",
            );
            return (parts, places);
        };
        for part in tables.iter() {
            let Some(table) = part.get_ref().as_table() else {
                self.wrong_type(part, "a table: write `[[exercises.parts]]`");
                continue;
            };
            let mut fields = Fields::new(part.span(), "a part", table);
            let title = self.required(&mut fields, "title", "title = \"…\"");
            let title = title.map(|value| self.text(value)).unwrap_or_default();
            let worth = self.positive(&mut fields, "points", "points = 10");
            let example = "checks = [\"test/NAME\", \"model/NAME\"]";
            let listed = self.required(&mut fields, "checks", example);
            let mut checks = Vec::new();
            if let Some(listed) = listed {
                for (check, at) in self.check_names(listed) {
                    if places.iter().any(|(other, _)| *other == check) {
                        self.complain(
                            at,
                            format!("`{check}` is listed twice"),
                            "let it belong to one part alone",
                        );
                        continue;
                    }
                    places.push((check.clone(), at));
                    checks.push(check);
                }
            }
            self.unknown_keys(&fields);
            parts.push(Part { title, points: worth, checks });
        }
        let sum = parts.iter().map(|part: &Part| part.points).sum();
        let at = tables.iter().next().map_or(value.span(), Spanned::span);
        self.adds_up(at, "the parts' points", sum, points);
        (parts, places)
    }

    fn check_names(&mut self, value: &Value<'t>) -> Vec<(CheckName, Range<usize>)> {
        let expected = "a list of checks, such as `[\"test/each_once\", \"model/each_once\"]`";
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(value, expected);
            return Vec::new();
        };
        if list.is_empty() {
            self.complain(
                value.span(),
                "this part is earned by nothing",
                format!("write {expected}"),
            );
        }
        let mut names = Vec::new();
        for check in list.iter() {
            let text = self.text(check);
            if text.is_empty() {
                continue;
            }
            match text.split_once('/') {
                Some((stage, name))
                    if Stage::from_name(stage).is_some_and(|s| s != Stage::Build) =>
                {
                    let stage = Stage::from_name(stage).unwrap_or(Stage::Test);
                    names.push((CheckName { stage, name: name.to_string() }, check.span()));
                }
                _ => self.complain(
                    check.span(),
                    format!("`{text}` names no check"),
                    "write STAGE/CHECK, where STAGE is `test`, `compile_fail` or `model`",
                ),
            }
        }
        names
    }

    fn limits(&mut self, value: &Value<'t>) -> Limits {
        let mut limits = Limits::default();
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "a table: write `[exercises.limits]`");
            return limits;
        };
        let mut fields = Fields::new(value.span(), "limits", table);
        if let Some(value) = fields.optional("deadline_seconds")
            && let Some(seconds) = self.at_least_one(value, "deadline_seconds", 3_600)
        {
            limits.deadline = Duration::from_secs(seconds);
        }
        if let Some(value) = fields.optional("bound")
            && let Some(bound) = self.at_least_one(value, "bound", 16)
        {
            limits.bound = bound as u32;
        }
        if let Some(value) = fields.optional("max_executions")
            && let Some(executions) = self.at_least_one(value, "max_executions", 1_000_000_000)
        {
            limits.max_executions = executions;
        }
        self.unknown_keys(&fields);
        limits
    }

    fn required<'d>(
        &mut self,
        fields: &mut Fields<'d, 't>,
        key: &'static str,
        example: &str,
    ) -> Option<&'d Value<'t>> {
        let value = fields.optional(key);
        if value.is_none() {
            let what = format!("`{key}` is missing in {}", fields.called);
            self.complain(fields.at.clone(), what, format!("add `{example}`"));
        }
        value
    }

    fn unknown_keys(&mut self, fields: &Fields<'_, 't>) {
        for (key, _) in fields.table.iter() {
            let name = key.get_ref().as_ref();
            if !fields.known.contains(&name) {
                let advice = did_you_mean(name, fields.known.iter().copied());
                let list = || format!("{} has the keys {}", fields.called, quoted(&fields.known));
                self.complain(
                    key.span(),
                    format!("unknown key `{name}`"),
                    advice.unwrap_or_else(list),
                );
            }
        }
    }

    fn duplicates(&mut self, entries: &[Entry]) {
        let mut first: HashMap<&str, &Entry> = HashMap::new();
        for entry in entries {
            let name = entry.exercise.name.as_str();
            if name.is_empty() {
                continue;
            }
            if let Some(other) = first.get(name) {
                let line = self.source.line_of(other.name_at.start);
                self.complain(
                    entry.name_at.clone(),
                    format!("there is an exercise `{name}` already, in line {line}"),
                    "give one of them another name: a name is unique in the whole course",
                );
            } else {
                first.insert(name, entry);
            }
        }
    }

    fn wrong_type(&mut self, value: &Value<'t>, expected: &str) {
        let what = format!("this is {}", with_article(value.get_ref().type_str()));
        self.complain(value.span(), what, format!("write {expected}"));
    }

    fn text(&mut self, value: &Value<'t>) -> String {
        match value.get_ref().as_str() {
            Some(text) if text.trim().is_empty() => {
                self.complain(value.span(), "this text is empty", "write a sentence");
                String::new()
            }
            Some(text) => text.to_string(),
            None => {
                self.wrong_type(value, "text in double quotes");
                String::new()
            }
        }
    }

    fn integer(&mut self, value: &Value<'t>, expected: &str) -> Option<u64> {
        let Some(integer) = value.get_ref().as_integer() else {
            self.wrong_type(value, expected);
            return None;
        };
        let number = u64::from_str_radix(integer.as_str(), integer.radix()).ok();
        if number.is_none() {
            self.complain(
                value.span(),
                format!("{integer} is out of range"),
                format!("write {expected}"),
            );
        }
        number
    }

    fn at_least_one(&mut self, value: &Value<'t>, key: &str, most: u64) -> Option<u64> {
        let number = self.integer(value, &format!("a whole number from 1 to {most}"))?;
        if (1..=most).contains(&number) {
            return Some(number);
        }
        self.complain(
            value.span(),
            format!("`{key}` cannot be {number}"),
            format!("write a whole number from 1 to {most}"),
        );
        None
    }

    fn positive(&mut self, fields: &mut Fields<'_, 't>, key: &'static str, example: &str) -> u32 {
        let value = self.required(fields, key, example);
        value.and_then(|value| self.at_least_one(value, key, 1_000)).unwrap_or(1) as u32
    }

    fn name(&mut self, value: &Value<'t>) -> String {
        let Some(name) = value.get_ref().as_str() else {
            self.wrong_type(value, "text in double quotes");
            return String::new();
        };
        if let Err(what) = check_name(name) {
            let better = better_name(name);
            let instead = if check_name(&better).is_ok() {
                format!("write \"{better}\", say: at most {MAX_NAME} of a-z, 0-9 and _")
            } else {
                format!("write at most {MAX_NAME} of a-z, 0-9 and _")
            };
            self.complain(value.span(), what, instead);
        }
        name.to_string()
    }

    fn one_of(&mut self, value: &Value<'t>, called: &str, names: &[&str]) -> Option<String> {
        let Some(name) = value.get_ref().as_str() else {
            self.wrong_type(value, &format!("one of {}", quoted(names)));
            return None;
        };
        if names.contains(&name) {
            return Some(name.to_string());
        }
        self.complain(
            value.span(),
            format!("there is no {called} `{name}`"),
            format!("write one of {}", quoted(names)),
        );
        None
    }

    fn rows(&mut self, value: &Value<'t>) -> Vec<u32> {
        let expected = "a list of row numbers, such as `[7, 8]`";
        let Some(rows) = value.get_ref().as_array() else {
            self.wrong_type(value, expected);
            return Vec::new();
        };
        rows.iter()
            .filter_map(|row| self.at_least_one(row, "a row", 999))
            .map(|row| row as u32)
            .collect()
    }

    fn yes_or_no(&mut self, value: &Value<'t>) -> bool {
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(value, "`true` or `false`");
            false
        })
    }

    fn lints(&mut self, value: &Value<'t>) -> Vec<String> {
        let Some(lints) = value.get_ref().as_array() else {
            self.wrong_type(value, "a list of lints, such as `[\"clippy::await_holding_lock\"]`");
            return Vec::new();
        };
        let mut names = Vec::new();
        for lint in lints.iter() {
            let name = self.text(lint);
            let is_lint =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_:".contains(c);
            if !name.is_empty() && !name.chars().all(is_lint) {
                self.complain(
                    lint.span(),
                    format!("`{name}` is no lint"),
                    "write its name as rustc or clippy prints it, such as \"clippy::await_holding_lock\"",
                );
            }
            names.push(name);
        }
        names
    }

    fn hints(&mut self, value: &Value<'t>) -> [String; 3] {
        let expected = "three hints: a question, the place to look, the shape";
        let Some(hints) = value.get_ref().as_array() else {
            self.wrong_type(value, &format!("a list of {expected}"));
            return Default::default();
        };
        let hints: Vec<String> = hints.iter().map(|hint| self.text(hint)).collect();
        let count = hints.len();
        hints.try_into().unwrap_or_else(|_| {
            let what = match count {
                0 => "there are no hints".to_string(),
                1 => "there is only 1 hint".to_string(),
                count => format!("there are {count} hints"),
            };
            self.complain(value.span(), what, format!("write exactly {expected}"));
            Default::default()
        })
    }
}

/// Whether a name may be that of an exercise or a chapter, or what is wrong with it.
pub fn check_name(name: &str) -> Result<(), String> {
    let length = name.chars().count();
    if name.is_empty() {
        Err("the name is empty".to_string())
    } else if let Some(bad) =
        name.chars().find(|c| !(c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_'))
    {
        Err(format!("the name `{name}` has a {bad:?} in it"))
    } else if length > MAX_NAME {
        Err(format!("the name `{name}` is {length} characters long"))
    } else {
        Ok(())
    }
}

fn better_name(name: &str) -> String {
    let mut better = String::new();
    for c in name.chars() {
        if c.is_uppercase() && better.ends_with(|c: char| c.is_ascii_lowercase()) {
            better.push('_');
        }
        better.push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
    }
    better
}

pub(super) fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

pub(super) fn with_article(kind: &str) -> String {
    match kind {
        "integer" | "array" => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}

#[cfg(test)]
#[path = "info_tests.rs"]
mod tests;
