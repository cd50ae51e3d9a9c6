//! The engine's schedule in the learner's words: `Mutex#1` becomes `hits`.
//!
//! The engine numbers objects as they are first touched. So an object that is one of many from the same place is
//! `slots#1`, the first one touched, and not `slots[0]`: which index it has is not known.
//!
//! It may not leave out or reorder anything: what to show is decided where it is shown.

use super::naming::{Name, name_at, receiver_at};
use super::{Source, finding, is_library, past, shorten};
use crate::event::{Blocked, CheckResult, Object, Schedule};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// Renames every object to what the learner's source calls it, in `objects`, `steps` and `blocked` alike. Names stay
/// unique: several values of one place, and namesakes of different places, become `slots#1`, `slots#2`; a value without a
/// name is "the Mutex created at line 12". What a library created on the learner's behalf (`Arc::default()`, `.map(Mutex::new)`)
/// is called by the field or static it is used through, or "the Mutex first used at line 20": never by the library's line.
pub fn name_objects(schedule: &mut Schedule, source: &dyn Source) {
    rename(schedule, &unique_names(schedule, source));
}

/// The same for everything in a check's result that may name an object: its schedule, its message and who waits for what.
pub fn name_check(check: &mut CheckResult, source: &dyn Source) {
    let Some(schedule) = &mut check.schedule else { return };
    let names = unique_names(schedule, source);
    rename(schedule, &names);
    for waiting in &mut check.waiting {
        new_name(&mut waiting.object, &names);
    }
    if let Some(message) = &mut check.message {
        *message = in_words(message, &names);
    }
}

fn rename(schedule: &mut Schedule, names: &BTreeMap<String, String>) {
    for step in &mut schedule.steps {
        new_name(&mut step.object, names);
    }
    for blocked in &mut schedule.blocked {
        new_name(&mut blocked.object, names);
    }
    for object in &mut schedule.objects {
        if let Some(name) = names.get(&object.name) {
            object.name.clone_from(name);
        }
    }
}

fn new_name(old: &mut Option<String>, names: &BTreeMap<String, String>) {
    if let Some(name) = old.as_ref().and_then(|old| names.get(old)) {
        *old = Some(name.clone());
    }
}

/// Adds what can be concluded from the steps: which of them lead to the failure, and what they prove to have gone wrong.
/// The objects should have their names already.
pub fn conclude(check: &mut CheckResult, source: &dyn Source) {
    let finding = finding::find(check, source);
    let kind = check.kind;
    if let Some(schedule) = &mut check.schedule {
        past::mark(schedule, kind);
        schedule.finding = finding;
    }
}

/// Replaces the engine's names in a sentence. Longest first, so that `Mutex#1` does not tear `Mutex#12` apart.
fn in_words(message: &str, names: &BTreeMap<String, String>) -> String {
    let mut old: Vec<&String> = names.keys().filter(|name| name.contains('#')).collect();
    old.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let (mut out, mut rest) = (String::new(), message);
    'text: while let Some(c) = rest.chars().next() {
        for name in &old {
            if let Some(after) = rest.strip_prefix(name.as_str()) {
                out.push_str(&names[*name]);
                rest = after;
                continue 'text;
            }
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// Makes every path of the result relative to the workspace, as the command-line contract wants it.
pub fn shorten_paths(check: &mut CheckResult, root: &Path) {
    let short = |file: &mut String| {
        if !file.is_empty() {
            *file = shorten(file, root);
        }
    };
    let blocked =
        |all: &mut Vec<Blocked>| all.iter_mut().for_each(|blocked| short(&mut blocked.file));
    if let Some(file) = &mut check.file {
        short(file);
    }
    blocked(&mut check.waiting);
    if let Some(schedule) = &mut check.schedule {
        schedule.steps.iter_mut().for_each(|step| short(&mut step.file));
        schedule.objects.iter_mut().for_each(|object| short(&mut object.file));
        blocked(&mut schedule.blocked);
    }
}

/// Old name to new name.
fn unique_names(schedule: &Schedule, source: &dyn Source) -> BTreeMap<String, String> {
    let objects = &schedule.objects;
    // How many objects each place has brought forth so far.
    let mut of_place: BTreeMap<(&str, u32, u32, &str), usize> = BTreeMap::new();
    let mut wanted: Vec<(String, bool)> = Vec::with_capacity(objects.len());
    for object in objects {
        let nth = of_place
            .entry((&object.file, object.line, object.column, &object.kind))
            .and_modify(|nth| *nth += 1)
            .or_insert(0);
        wanted.push(match name(object, source) {
            Some(Name { names, many }) => (names[*nth % names.len()].clone(), many),
            None if object.line == 0 => (object.name.clone(), false),
            None if own_text(&object.file, source).is_none() => {
                (name_by_use(object, schedule, source), false)
            }
            None => (format!("the {} created at line {}", object.kind, object.line), false),
        });
    }
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    objects
        .iter()
        .zip(&wanted)
        .map(|(object, (base, many))| {
            let namesakes = wanted.iter().filter(|(other, _)| other == base).count();
            let nth = used.entry(base.clone()).or_insert(0);
            let unique =
                if *many || namesakes > 1 { format!("{base}#{}", *nth + 1) } else { base.clone() };
            *nth += 1;
            (object.name.clone(), unique)
        })
        .collect()
}

fn name(object: &Object, source: &dyn Source) -> Option<Name> {
    let text = own_text(&object.file, source)?;
    name_at(&text, object.line, object.column, &object.kind).filter(|name| !name.names.is_empty())
}

/// The text of a file that the learner can open: not one of a library's.
fn own_text<'s>(file: &str, source: &'s dyn Source) -> Option<Cow<'s, str>> {
    if is_library(file) { None } else { source.text(file) }
}

/// The name of what a library created, from where it is used first.
fn name_by_use(object: &Object, schedule: &Schedule, source: &dyn Source) -> String {
    let own = schedule
        .steps
        .iter()
        .filter(|step| step.object.as_ref() == Some(&object.name))
        .find_map(|step| Some((step, own_text(&step.file, source)?)));
    match own {
        Some((step, text)) => receiver_at(&text, step.line, step.column)
            .unwrap_or_else(|| format!("the {} first used at line {}", object.kind, step.line)),
        None => object.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Step, Verdict};
    use crate::explain::Texts;

    fn object(name: &str, kind: &str, line: u32, column: u32) -> Object {
        Object { name: name.into(), kind: kind.into(), file: "answer.rs".into(), line, column }
    }

    fn step(object: &str) -> Step {
        Step {
            step: 1,
            thread: "T1".into(),
            op: "lock".into(),
            object: Some(object.into()),
            file: "/course/target/../answer.rs".into(),
            line: 1,
            column: 1,
            ..Step::default()
        }
    }

    fn named(text: &str, objects: Vec<Object>) -> Schedule {
        let mut schedule = Schedule {
            steps: objects.iter().map(|object| step(&object.name)).collect(),
            blocked: vec![Blocked {
                thread: "T1".into(),
                op: "lock".into(),
                object: objects.first().map(|object| object.name.clone()),
                held_by: None,
                file: "answer.rs".into(),
                line: 1,
                column: 1,
                ..Blocked::default()
            }],
            objects,
            ..Schedule::default()
        };
        name_objects(&mut schedule, &Texts::none().with("answer.rs", text));
        schedule
    }

    fn names(text: &str, objects: Vec<Object>) -> Vec<String> {
        named(text, objects).steps.into_iter().filter_map(|step| step.object).collect()
    }

    #[test]
    fn steps_blocked_threads_and_objects_agree_on_the_name() {
        let schedule = named("let hits = Mutex::new(0);", vec![object("Mutex#1", "Mutex", 1, 12)]);
        assert_eq!(schedule.steps[0].object.as_deref(), Some("hits"));
        assert_eq!(schedule.blocked[0].object.as_deref(), Some("hits"));
        assert_eq!(schedule.objects[0].name, "hits");
    }

    #[test]
    fn values_of_one_place_and_namesakes_are_numbered_in_the_order_of_first_touch() {
        let text = "let slots: Vec<_> = (0..2).map(|_| Mutex::new(0)).collect();\nlet a = Mutex::new(0);\nlet a = Mutex::new(0);";
        let objects = vec![
            object("Mutex#1", "Mutex", 1, 36),
            object("Mutex#2", "Mutex", 1, 36),
            object("Mutex#3", "Mutex", 2, 9),
            object("Mutex#4", "Mutex", 3, 9),
        ];
        assert_eq!(names(text, objects), ["slots#1", "slots#2", "a#1", "a#2"]);
    }

    #[test]
    fn a_value_without_a_name_is_told_by_its_kind_and_line() {
        let objects = vec![object("Mutex#1", "Mutex", 1, 9), object("Mutex#2", "Mutex", 0, 0)];
        assert_eq!(
            names("let _ = Mutex::new(0);", objects),
            ["the Mutex created at line 1", "Mutex#2"]
        );
    }

    #[test]
    fn what_a_library_created_is_never_told_by_the_librarys_line() {
        let text = "fn f(&self) {\n    self.hits.lock();\n    slot.lock();\n}\n";
        let library = "/rustc/0/library/core/src/ops/function.rs";
        // The stand-ins' own files have no text to show.
        let created =
            |name: &str, file: &str| Object { file: file.into(), ..object(name, "Mutex", 250, 5) };
        let used = |name: &str, file: &str, line, column| Step {
            file: file.into(),
            line,
            column,
            ..step(name)
        };
        let mut schedule = Schedule {
            objects: vec![
                created("Mutex#1", library),
                created("Mutex#2", "std/src/sync/mutex.rs"),
                created("Mutex#3", library),
            ],
            steps: vec![
                used("Mutex#1", library, 250, 5),
                used("Mutex#1", "answer.rs", 2, 15),
                used("Mutex#2", "answer.rs", 3, 10),
                used("Mutex#3", library, 250, 5),
            ],
            ..Schedule::default()
        };
        // Even where the toolchain's sources are installed.
        let source = Texts::none().with("answer.rs", text).with(library, "let f = Mutex::new(0);");
        name_objects(&mut schedule, &source);
        let names: Vec<&str> = schedule.objects.iter().map(|object| object.name.as_str()).collect();
        assert_eq!(names, ["hits", "the Mutex first used at line 3", "Mutex#3"]);
    }

    #[test]
    fn the_fields_of_a_derived_default_take_turns() {
        let text = "#[derive(Default)]\nstruct Stats { hits: AtomicU64, misses: AtomicU64 }";
        let objects =
            (1..=4).map(|n| object(&format!("AtomicU64#{n}"), "AtomicU64", 1, 10)).collect();
        assert_eq!(names(text, objects), ["hits#1", "misses#1", "hits#2", "misses#2"]);
    }

    #[test]
    fn a_checks_message_and_its_schedule_use_the_same_names() {
        let objects = (1..=12).map(|n| object(&format!("Mutex#{n}"), "Mutex", n, 11)).collect();
        let text: String = (1..=12).map(|n| format!("let m{n:02} = Mutex::new(0);\n")).collect();
        let mut check = CheckResult::refused(
            "a",
            "b",
            Verdict::Failed,
            "T1 waits for Mutex#12, held by T2; T2 for Mutex#1",
        );
        check.schedule = Some(Schedule { objects, ..Schedule::default() });
        name_check(&mut check, &Texts::none().with("answer.rs", text));
        assert_eq!(check.message.as_deref(), Some("T1 waits for m12, held by T2; T2 for m01"));
    }

    #[test]
    fn paths_become_relative_everywhere() {
        let mut check = CheckResult::passed("a", "b");
        check.file = Some("/course/tests/a.rs".into());
        check.schedule = Some(named("", vec![object("Mutex#1", "Mutex", 1, 1)]));
        shorten_paths(&mut check, Path::new("/course"));
        assert_eq!(check.file.as_deref(), Some("tests/a.rs"));
        assert_eq!(check.schedule.expect("kept").steps[0].file, "answer.rs");
    }
}
