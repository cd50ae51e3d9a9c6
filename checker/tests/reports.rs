//! What the reporters make of the same events, pinned.

use checker::event::{
    Cause, CheckResult, Diagnostic, Event, Kind, Report, Stage, StageResult, Verdict,
};
use checker::explain::Texts;
use checker::explain::schedule::{conclude, name_objects};
use checker::report::Reporter;
use checker::report::json::Json;
use checker::report::junit::Junit;
use checker::report::plain::{Mode, Options, Plain};
use serde_json::Value;

mod bad;

fn stage(stage: Stage, checks: Vec<CheckResult>) -> StageResult {
    let verdict =
        checks.iter().map(|check| check.verdict).find(|verdict| *verdict != Verdict::Passed);
    StageResult {
        stage,
        verdict: verdict.unwrap_or(Verdict::Passed),
        ms: 41,
        checks,
        diagnostics: Vec::new(),
        message: None,
    }
}

fn finished(exercise: &str, stages: Vec<StageResult>) -> Vec<Event> {
    let (verdict, decided) = Report::decide(&stages);
    vec![
        Event::Started {
            exercise: exercise.into(),
            path: format!("exercises/00_start/{exercise}.rs").into(),
            answer: "ab12".into(),
            stages: stages.iter().map(|result| result.stage).collect(),
        },
        Event::Finished(Report {
            exercise: exercise.into(),
            verdict,
            stage: decided,
            ms: 131,
            stages,
            diagnosis: None,
            known_as: None,
            answer: "ab12".into(),
            cached: false,
        }),
    ]
}

fn source() -> Texts {
    Texts::none().with("answer.rs", bad::lost_update().answer)
}

/// Refused by the model, with a schedule.
fn lost_update() -> Vec<Event> {
    let case = bad::lost_update();
    let mut schedule = case.schedule;
    name_objects(&mut schedule, &source());
    let mut lost = CheckResult {
        kind: Some(Kind::Assertion),
        cause: Some(Cause::Scheduling),
        schedule: Some(schedule),
        bound: Some(1),
        executions: Some(12),
        file: Some("tests/00_start/lost_update/model.rs".into()),
        line: Some(7),
        ..CheckResult::refused(
            "no_hit_is_lost",
            "Two workers with one hit each make two hits.",
            Verdict::Failed,
            case.broken,
        )
    };
    conclude(&mut lost, &source());
    // What an answer prints is shown and never obeyed.
    lost.output = "hit \u{1b}[2J\u{1b}[31mrecorded\r\n".into();
    let mut proven =
        CheckResult::passed("the_workers_overlap", "The workers are at work at the same time.");
    (proven.executions, proven.bound) = (Some(118), Some(3));
    let mut lesson =
        CheckResult::passed("a_plain_variable", "Two threads may not change one plain variable.");
    lesson.lesson = true;
    let test =
        CheckResult::passed("nobody_records_nothing", "No workers, or no hits each, make zero.");
    finished(
        "lost_update",
        vec![
            stage(Stage::Build, vec![]),
            stage(Stage::Test, vec![test]),
            stage(Stage::CompileFail, vec![lesson]),
            stage(Stage::Model, vec![lost, proven]),
        ],
    )
}

/// Refused by the compiler.
fn does_not_compile() -> Vec<Event> {
    let mut build = stage(Stage::Build, vec![]);
    build.verdict = Verdict::Failed;
    for (code, level) in [("E0382", "error"), ("unused_mut", "warning"), ("E0502", "error")] {
        build.diagnostics.push(Diagnostic {
            level: level.into(),
            code: Some(code.into()),
            message: "borrow of moved value: `hits`".into(),
            rendered: format!(
                "\u{1b}[1m{level}[{code}]\u{1b}[0m: borrow of moved value: `hits`\n --> a.rs:1:1\n"
            ),
            file: Some("a.rs".into()),
            line: Some(1),
            column: Some(1),
        });
    }
    let mut skipped = stage(Stage::Model, vec![CheckResult::passed("x", "It holds.")]);
    (skipped.verdict, skipped.ms) = (Verdict::Skipped, 0);
    skipped.checks.clear();
    finished("own_the_data", vec![build, skipped])
}

/// Right so far, and out of the model's reach.
fn unproven() -> Vec<Event> {
    let mut model = stage(Stage::Model, vec![]);
    model.verdict = Verdict::NotModelled;
    model.message = Some("the model does not know `std::sync::RwLock` yet".into());
    finished("read_mostly", vec![stage(Stage::Build, vec![]), model])
}

fn solved() -> Vec<Event> {
    finished("four_questions", vec![stage(Stage::Build, vec![]), stage(Stage::Model, vec![])])
}

fn hung() -> Vec<Event> {
    let slow =
        CheckResult::refused("it_ends", "It ends.", Verdict::TimedOut, "no verdict within 5 s");
    finished("join_all", vec![stage(Stage::Build, vec![]), stage(Stage::Test, vec![slow])])
}

fn written(events: &[Event], make: impl FnOnce(&mut Vec<u8>, &[Event])) -> String {
    let mut out = Vec::new();
    make(&mut out, events);
    String::from_utf8(out).expect("reports are text")
}

fn plain(events: &[Event], options: Options) -> String {
    let source = source();
    written(events, |out, events| {
        let mut reporter = Box::new(Plain::new(out, &source, options));
        events.iter().for_each(|event| reporter.event(event).expect("memory"));
        reporter.finish().expect("memory");
    })
}

fn all() -> Vec<Event> {
    [solved(), lost_update(), does_not_compile(), unproven(), hung()].concat()
}

#[test]
fn a_failed_answer_is_told_with_its_first_problem_in_full() {
    insta::assert_snapshot!(plain(&lost_update(), Options::default()));
}

#[test]
fn the_same_read_aloud_uses_words_only() {
    let text = plain(&lost_update(), Options { aloud: true, ..Options::default() });
    assert!(!text.contains(['✓', '✗', '│']), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn compiler_errors_time_outs_gaps_and_success_are_told() {
    let told = [does_not_compile(), unproven(), hung(), solved()]
        .map(|events| plain(&events, Options::default()));
    insta::assert_snapshot!(told.join("\n=====\n"));
}

#[test]
fn many_exercises_take_a_line_each_and_a_summary() {
    insta::assert_snapshot!(plain(
        &all(),
        Options { mode: Mode::Compact, columns: 80, ..Options::default() }
    ));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in [40, 60, 80, 120] {
        for mode in [Mode::Full, Mode::Compact] {
            let text = plain(&lost_update(), Options { columns, mode, ..Options::default() });
            // A command to copy is not broken, and neither is what somebody else wrote.
            let free = |line: &&str| !line.contains("cargo run") && !line.starts_with("  model, ");
            for line in text.lines().skip(1).filter(free) {
                assert!(line.chars().count() <= columns, "wider than {columns}: {line}");
            }
        }
    }
}

#[test]
fn junit_counts_failures_errors_and_skipped_apart() {
    let source = source();
    let xml = written(&all(), |out, events| {
        let mut reporter = Box::new(Junit::new(out, &source));
        events.iter().for_each(|event| reporter.event(event).expect("memory"));
        reporter.finish().expect("memory");
    });
    let bad = |c: char| c.is_control() && c != '\n';
    assert!(!xml.contains(bad), "control characters are not XML");
    insta::assert_snapshot!(xml);
}

#[test]
fn nothing_an_answer_prints_reaches_the_terminal_as_an_escape() {
    let text = plain(&lost_update(), Options::default());
    assert!(!text.contains('\u{1b}') && text.contains("hit ␛[2J␛[31mrecorded"), "{text}");
}

/// Every field of `pinned` is in `found` with the same value; `found` may have more.
fn assert_contains(found: &Value, pinned: &Value, at: &str) {
    match (found, pinned) {
        (Value::Object(found), Value::Object(pinned)) => {
            for (key, pinned) in pinned {
                let found = found.get(key).unwrap_or_else(|| panic!("{at}.{key} is missing"));
                assert_contains(found, pinned, &format!("{at}.{key}"));
            }
        }
        (Value::Array(found), Value::Array(pinned)) => {
            assert_eq!(found.len(), pinned.len(), "{at}");
            for (n, (found, pinned)) in found.iter().zip(pinned).enumerate() {
                assert_contains(found, pinned, &format!("{at}[{n}]"));
            }
        }
        _ => assert_eq!(found, pinned, "{at}"),
    }
}

#[test]
fn the_contracts_last_line_survives_reading_and_writing() {
    let pinned: Value = serde_json::from_str(include_str!("fixtures/finished.jsonl"))
        .expect("the contract's example");
    let mut read = pinned.clone();
    // The example does not show the answer's hash, which every report has.
    if read.get("answer").is_none() {
        read["answer"] = "ab12".into();
    }
    let event: Event = serde_json::from_value(read).expect("an event");
    let line = written(&[event], |out, events| {
        let mut reporter = Box::new(Json::new(out));
        events.iter().for_each(|event| reporter.event(event).expect("memory"));
        reporter.finish().expect("memory");
    });
    assert_eq!(line.matches('\n').count(), 1, "one object a line");
    assert_contains(&serde_json::from_str(&line).expect("JSON"), &pinned, "finished");
}

#[test]
fn json_ends_with_the_verdict_and_reads_back_as_it_was() {
    let events = lost_update();
    let text = written(&events, |out, events| {
        let mut reporter = Box::new(Json::new(out));
        events.iter().for_each(|event| reporter.event(event).expect("memory"));
        reporter.finish().expect("memory");
    });
    let read: Vec<Event> =
        text.lines().map(|line| serde_json::from_str(line).expect("an event")).collect();
    assert_eq!(read, events);
    assert!(text.lines().last().is_some_and(|line| {
        line.starts_with("{\"event\":\"finished\",\"exercise\":\"lost_update\"")
    }));
}
