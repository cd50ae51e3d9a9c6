use super::*;
use crate::event::{Diagnostic, Kind, Stage, Step, Visibility};
use crate::grade::book::{Additions, Item};
use crate::process::Level;

/// What a student could write to be more than text somewhere.
const EVIL: &str = "=cmd|'/c calc'!A1 </script><script>alert(1)</script> ]]> \"'`|@all ::error::x \u{1b}[2J\u{202e}\n::stop-commands::x\n| a | b |";

struct Beside;

impl Archive for Beside {
    fn schedule(&self, _hash: &str) -> Option<Schedule> {
        let step = Step {
            step: 1,
            thread: "T1".into(),
            op: "load".into(),
            object: Some(EVIL.into()),
            file: "exercises/02_scope/chunks.rs".into(),
            line: 1,
            ..Step::default()
        };
        let threads = vec!["main".into(), "T1".into()];
        Some(Schedule { executions: 3, threads, steps: vec![step], ..Schedule::default() })
    }

    fn answer(&self, _hash: &str) -> Option<String> {
        Some(format!("{EVIL}\n"))
    }

    fn course(&self, _file: &str) -> Option<String> {
        None
    }
}

fn check(verdict: Verdict, schedule: bool) -> CheckRecord {
    CheckRecord {
        name: "no_update_is_lost".into(),
        says: "No update is lost.".into(),
        verdict,
        message: Some(EVIL.into()),
        kind: Some(Kind::Assertion),
        cause: None,
        file: Some("exercises/02_scope/chunks.rs".into()),
        line: Some(1),
        schedule: schedule.then(|| "f".repeat(64)),
        finding: None,
        bound: Some(1),
        executions: Some(3),
        seed: None,
        lesson: false,
        codes: Vec::new(),
        private: false,
        visibility: Visibility::Shown,
    }
}

fn stage(stage: Stage, verdict: Verdict, checks: Vec<CheckRecord>) -> StageRecord {
    StageRecord {
        stage,
        verdict,
        points: Some(0),
        max_points: 5,
        checks,
        diagnostics: Vec::new(),
        message: None,
    }
}

fn record(student: &str) -> Record {
    let mut build = stage(Stage::Build, Verdict::Passed, Vec::new());
    build.diagnostics.push(Diagnostic {
        level: "error".into(),
        code: None,
        message: EVIL.into(),
        rendered: EVIL.into(),
        file: None,
        line: None,
        column: None,
    });
    Record {
        student: student.into(),
        exercise: "chunks".into(),
        verdict: Verdict::Failed,
        stage: Some(Stage::Model),
        points: Some(5),
        max_points: 10,
        at_least: 5,
        review: false,
        review_because: Some(EVIL.into()),
        missing: false,
        not_taken: None,
        untouched: false,
        stages: vec![
            build,
            stage(Stage::Test, Verdict::Passed, vec![check(Verdict::Passed, false)]),
            stage(Stage::Model, Verdict::Failed, vec![check(Verdict::Failed, true)]),
        ],
        parts: Vec::new(),
        diagnosis: None,
        known_as: Some("lost_update".into()),
        answer: Some("a1".repeat(32)),
        course: "c".into(),
        isolation: Level::default(),
    }
}

fn items() -> [Item; 1] {
    [Item { name: "chunks".into(), chapter: "02_scope".into(), points: 10 }]
}

fn book(records: Vec<Record>) -> Book {
    Book::new(&items(), records, &Additions::default()).expect("a book")
}

fn file<'f>(files: &'f [File], path: &str) -> &'f str {
    let found = files.iter().find(|file| file.path == path);
    &found.unwrap_or_else(|| panic!("{path} is missing")).text
}

#[test]
fn what_students_write_is_text_in_every_file_and_leads_to_no_other_place() {
    let clusters = [likeness::Cluster {
        exercise: "chunks".into(),
        students: vec![EVIL.into(), "../../etc/passwd".into()],
        identical: true,
    }];
    let files = all(&book(vec![record(EVIL), record("../../etc/passwd")]), &Beside, &clusters);
    assert!(files.len() > 10);
    for File { path, text } in &files {
        assert!(!path.contains("..") && !path.starts_with('/'), "{path}");
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{path}");
        if path.ends_with(".md") || path.ends_with(".csv") {
            // These are printed into logs, where a runner takes such a line for a command.
            let commands = text.lines().filter(|line| line.trim_start().starts_with("::"));
            assert_eq!(commands.count(), 0, "{path}");
        }
        if path.ends_with(".html") || path.ends_with(".md") || path.ends_with(".xml") {
            assert!(!text.contains("<script"), "{path}");
        }
        if path.ends_with(".csv") {
            for line in text.lines() {
                assert!(
                    !line.starts_with(['=', '@', '+', '-']) && !line.contains(",="),
                    "{path}: {line}"
                );
            }
        }
        if path.ends_with(".json") {
            serde_json::from_str::<serde_json::Value>(text)
                .unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        if path.ends_with(".md") {
            let rows = text
                .lines()
                .filter(|line| line.starts_with('|'))
                .map(|line| line.matches('|').count());
            assert!(
                rows.collect::<BTreeSet<usize>>().len() == 1,
                "{path}: a name made another column"
            );
        }
    }
}

#[test]
fn the_page_of_a_schedule_is_made_once_however_many_handed_the_answer_in() {
    let files = all(&book(vec![record("ada"), record("bob")]), &Beside, &[]);
    let pages = files.iter().filter(|file| file.path.starts_with("schedules/"));
    assert_eq!(pages.count(), 1);
    for student in ["ada", "bob"] {
        let page = file(&files, &format!("feedback/{student}.html"));
        assert!(page.contains("../schedules/chunks-a1a1a1a1a1a1a1a1.html"), "{page}");
    }
}

#[test]
fn code_in_a_sentence_is_set_as_code_and_nothing_else_is() {
    assert_eq!(html::prose("`F` must be `Send`"), "<code>F</code> must be <code>Send</code>");
    assert_eq!(html::prose("an odd ` stays"), "an odd ` stays");
    let hostile = html::prose("`</code><b>` and <i>");
    assert_eq!(hostile, "<code>&lt;/code&gt;&lt;b&gt;</code> and &lt;i&gt;");
}

#[test]
fn what_was_not_worked_on_is_closed_and_what_does_not_compile_is_counted() {
    let untouched = Record { untouched: true, ..record("ada") };
    let mut broken = record("bob");
    broken.stage = Some(Stage::Build);
    broken.stages = vec![stage(Stage::Build, Verdict::Failed, Vec::new())];
    let files = all(&book(vec![untouched, broken]), &Beside, &[]);
    assert!(!file(&files, "feedback/ada.html").contains("<details open>"));
    assert!(file(&files, "feedback/bob.html").contains("<details open>"));
    assert!(file(&files, "report.html").contains("Does it compile? (1)"));
}

#[test]
fn exercism_hears_why_nothing_was_asked_and_which_stage_failed_beside_its_checks() {
    let json = |record: &Record| -> serde_json::Value {
        serde_json::from_str(&exercism::json(record)).expect("JSON")
    };
    let mut silent = record("ada");
    (silent.verdict, silent.stage) = (Verdict::Rejected, Some(Stage::Build));
    silent.stages = vec![stage(Stage::Build, Verdict::Rejected, Vec::new())];
    let results = json(&silent);
    assert_eq!(
        (&results["status"], &results["message"]),
        (&"error".into(), &"rejected at build".into())
    );
    silent.stages[0].message = Some("é".repeat(70_000));
    assert!(json(&silent)["message"].as_str().is_some_and(|text| text.len() <= 65_535));
    let mut beside = record("ada");
    beside.stages[2] = stage(Stage::Model, Verdict::NotModelled, Vec::new());
    beside.stages[2].message = Some("the model does not know `x` yet".into());
    let tests = json(&beside)["tests"].as_array().cloned().unwrap_or_default();
    assert_eq!(tests.last().map(|test| &test["status"]), Some(&"error".into()));
}

#[test]
fn an_open_result_leaves_its_cell_empty_in_every_grade_book() {
    let open =
        Record { points: None, review: true, verdict: Verdict::NotModelled, ..record("ada") };
    let files = all(&book(vec![open]), &Beside, &[]);
    assert_eq!(file(&files, "canvas.csv").lines().last(), Some("ada,,,ada,,"));
    assert!(file(&files, "moodle.csv").contains(",ada,,"));
    assert_eq!(file(&files, "grades.csv").lines().last(), Some("ada,ada,5,10,1,"));
    assert!(file(&files, "report.html").contains("class=\"open\"><a"));
}

#[test]
fn gradescope_gets_the_keys_that_it_knows_and_nothing_to_render() {
    let files = all(&book(vec![record("ada")]), &Beside, &[]);
    let results: serde_json::Value =
        serde_json::from_str(file(&files, "gradescope/ada/results.json")).expect("JSON");
    assert_eq!(results["score"], 5.0);
    assert_eq!(results["tests"][0]["max_score"], 10);
    assert_eq!(results["tests"][0]["status"], "failed");
    for format in ["output_format", "test_output_format", "test_name_format"] {
        assert_eq!(results[format], "text");
    }
}

#[test]
fn exercism_gets_a_test_for_each_check_and_no_message_longer_than_its_bound() {
    let mut long = record("ada");
    long.stages[2].checks[0].message = Some("x".repeat(5_000));
    let results: serde_json::Value = serde_json::from_str(&exercism::json(&long)).expect("JSON");
    assert_eq!((&results["version"], &results["status"]), (&3.into(), &"fail".into()));
    let tests = results["tests"].as_array().expect("tests");
    assert_eq!(tests.len(), 2);
    assert_eq!(tests[1]["message"].as_str().map(|text| text.chars().count()), Some(500));
}

#[test]
fn classroom_50_gets_whole_points_and_only_what_its_schema_names() {
    let run = classroom50::Run { submission: "submit/1".into(), ..classroom50::Run::default() };
    let book = book(vec![record("ada")]);
    let result: serde_json::Value =
        serde_json::from_str(&classroom50::json(&book.rows[0], &run)).expect("JSON");
    let mut keys: Vec<&String> = result.as_object().expect("an object").keys().collect();
    keys.sort();
    assert_eq!(
        keys,
        [
            "assignment",
            "assignment_type",
            "classroom",
            "commit",
            "datetime",
            "max-score",
            "owner",
            "release",
            "review",
            "schema",
            "score",
            "submission",
            "tests"
        ]
    );
    assert!(result["score"].is_u64() && result["tests"][0]["score"].is_u64());
}

#[test]
fn a_report_of_the_same_book_has_the_same_bytes() {
    let records = vec![record("ada"), record("bob")];
    let once = all(&book(records.clone()), &Beside, &[]);
    assert_eq!(once, all(&book(records), &Beside, &[]));
}

#[test]
fn changes_say_whose_result_is_another_one_and_why() {
    let before = [record("ada"), record("bob")];
    let mended = Record {
        course: "d".into(),
        points: Some(10),
        at_least: 10,
        verdict: Verdict::Passed,
        stage: None,
        ..record("ada")
    };
    let text = changes::text(&before, &[mended, record("bob")]);
    assert!(text.starts_with("1 result different"), "{text}");
    assert!(text.contains("| ada | chunks |") && text.contains("the course changed"), "{text}");
    assert_eq!(changes::text(&before, &before), "Nothing is different.\n");
}

struct Alike(&'static str, &'static str);

impl likeness::Texts for Alike {
    fn answer(&self, hash: &str) -> Option<String> {
        Some(if hash.starts_with("a1") { self.0 } else { self.1 }.to_string())
    }

    fn given(&self, _exercise: &str) -> Vec<String> {
        vec!["pub fn sum(data: &[u64]) -> u64 { 0 }".into()]
    }
}

#[test]
fn renamed_copies_are_near_and_a_group_is_one() {
    let one = "pub fn sum(data: &[u64]) -> u64 { let mut all = 0; for part in data.chunks(2) { if part.len() > 1 { all += part[0] * 2 - part[1]; } else { all += part[0]; } } all }";
    let two = "// mine\npub fn sum(values: &[u64]) -> u64 {\n  let mut t = 0;\n  for p in values.chunks(3) {\n if p.len() > 4 { t += p[5] * 6 - p[7]; } else { t += p[8]; } } t }";
    let other = Record { answer: Some("b2".repeat(32)), ..record("bob") };
    let found = likeness::clusters(&book(vec![record("ada"), other.clone()]), &Alike(one, two));
    assert_eq!(found.len(), 1);
    assert!(!found[0].identical);
    let copies = likeness::clusters(&book(vec![record("ada"), record("bob")]), &Alike(one, two));
    assert!(copies.iter().any(|cluster| cluster.identical));
    let untouched = Record { untouched: true, ..record("bob") };
    assert!(likeness::clusters(&book(vec![record("ada"), untouched]), &Alike(one, two)).is_empty());
}

/// What a hidden check would say.
const SECRET: &str = "a-crowd-of-seventeen";

#[test]
fn what_is_hidden_is_in_no_file_of_a_student_and_in_those_of_the_teacher() {
    for (visibility, name) in [(Visibility::Hidden, false), (Visibility::NameOnly, true)] {
        let mut one = record("ada");
        one.stages[2].checks.push(CheckRecord {
            name: "a_private_name".into(),
            says: format!("Says {SECRET}."),
            message: Some(format!("left: {SECRET}")),
            finding: Some(SECRET.into()),
            file: Some(SECRET.into()),
            private: true,
            visibility,
            ..check(Verdict::Failed, true)
        });
        let files = all(&book(vec![one.clone(), record("bob")]), &Beside, &[]);
        for File { path, text } in &files {
            let theirs = path == "report.html" || path.starts_with("teacher/");
            if theirs || path == "gradescope/ada/results.json" {
                continue;
            }
            assert!(!text.contains(SECRET), "{path}");
            let named = name && !path.contains("bob");
            let tells =
                path == "junit.xml" || path == "feedback/ada.html" || path.starts_with("exercism");
            assert_eq!(text.contains("a_private_name"), named && tells, "{path}");
        }
        assert!(file(&files, "report.html").contains("href=\"teacher/ada.html\""));
        let teacher = file(&files, "teacher/ada.html");
        assert!(teacher.contains(SECRET) && teacher.contains("for students)"), "{teacher}");
        assert!(teacher.contains("../teacher/schedules/chunks-a1a1a1a1a1a1a1a1.html"), "{teacher}");
        let text = file(&files, "gradescope/ada/results.json");
        let results: serde_json::Value = serde_json::from_str(text).expect("JSON");
        for test in results["tests"].as_array().expect("tests") {
            let hidden = test["visibility"] == "hidden";
            assert_eq!(test.to_string().contains(SECRET), hidden, "{test}");
            assert_eq!(test["max_score"].is_null(), hidden, "{test}");
        }
    }
}

#[test]
fn a_stage_that_only_a_hidden_check_refuses_is_refused_in_every_format() {
    let mut one = record("ada");
    one.diagnosis = Some("a known mistake".into());
    one.stages[2].checks = vec![CheckRecord {
        name: "a_private_name".into(),
        private: true,
        visibility: Visibility::Hidden,
        ..check(Verdict::Failed, true)
    }];
    let files = all(&book(vec![one]), &Beside, &[]);
    let says = "A check that is not shown.";
    for path in ["feedback/ada.html", "junit.xml", "exercism/ada/chunks/results.json"] {
        let text = file(&files, path);
        let told = text.contains(says) || text.contains("not_shown");
        assert!(told && !text.contains("a_private_name"), "{path}: {text}");
    }
    assert!(file(&files, "junit.xml").contains("failures=\"1\""));
    // It would pass at home.
    assert!(!file(&files, "feedback/ada.html").contains("See it happen again"));
    assert!(!files.iter().any(|file| file.path.starts_with("schedules/")));
}

#[test]
fn where_nothing_is_hidden_there_are_no_pages_for_the_teacher_alone() {
    let files = all(&book(vec![record("ada")]), &Beside, &[]);
    assert!(!files.iter().any(|file| file.path.starts_with("teacher/")));
    assert!(file(&files, "report.html").contains("href=\"feedback/ada.html\""));
    assert!(file(&files, "feedback/ada.html").contains("See it happen again"));
}
