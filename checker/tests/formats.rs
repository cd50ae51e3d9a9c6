//! What `report` writes of a class that wrote everything to be more than text, as those read it who take it.
//!
//! The results here are made up, since no answer can write all of this in one run; everything from the file of results on is the
//! real program. Who takes a format has published what it must be like: the tests ask that, and name where it stands.
#![cfg(unix)]

mod support;

use checker::event::{Diagnostic, Kind, Schedule, Stage, Step, Verdict, Visibility};
use checker::grade::record::{CheckRecord, PartRecord, Record, StageRecord};
use checker::process::Level;
use quick_xml::Reader;
use quick_xml::events::Event as Xml;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use support::{Course, Ran, hash};

/// What somebody may write wherever something can be written.
const EVIL: [&str; 12] = [
    "=cmd|'/c calc'!A1",
    "+1\r\n=HYPERLINK(\"http://x\",\"y\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "]]><!ENTITY x SYSTEM \"file:///etc/passwd\">&x; &#0; <?php ?>",
    "\u{0}\u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}\u{85}\u{9b}2J\u{fffe}\u{ffff}",
    "\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}]8;;http://x\u{1b}\\",
    "\n::error::x\n::set-output name=a::b\n##[error]x\n::stop-commands::x",
    "| a | b |\n|---|---|\n# big\n@everyone ![x](http://x) `code`",
    "\u{202e}txt.exe\u{2066}\u{200f}\u{2028}end",
    "\"quoted\", 'single'; a,b\tc\r",
    "../../../etc/passwd\\..\\x:y?*",
];

/// Long, too.
fn evil(nth: usize) -> String {
    let text = EVIL[nth % EVIL.len()];
    if nth % 5 == 4 { format!("{text}{}", " and on".repeat(2_000)) } else { text.to_string() }
}

fn check(nth: usize, verdict: Verdict, schedule: Option<&str>) -> CheckRecord {
    CheckRecord {
        name: format!("check {}", evil(nth)),
        says: if nth.is_multiple_of(3) { String::new() } else { evil(nth + 1) },
        verdict,
        message: Some(evil(nth + 2)),
        kind: schedule.map(|_| Kind::Assertion),
        cause: None,
        file: Some("exercises/02_scope/chunks.rs".into()),
        line: Some(1),
        schedule: schedule.map(str::to_string),
        finding: nth.is_multiple_of(2).then(|| evil(nth + 3)),
        bound: Some(1),
        executions: Some(3),
        seed: None,
        lesson: false,
        codes: vec![evil(nth + 4)],
        private: false,
        visibility: Visibility::Shown,
    }
}

fn stage(stage: Stage, verdict: Verdict, nth: usize, checks: Vec<CheckRecord>) -> StageRecord {
    let diagnostic = Diagnostic {
        level: "error".into(),
        code: Some(evil(nth)),
        message: evil(nth + 1),
        rendered: evil(nth + 2),
        file: None,
        line: None,
        column: None,
    };
    let refused = ![Verdict::Passed, Verdict::Skipped].contains(&verdict);
    StageRecord {
        stage,
        verdict,
        points: Some(0),
        max_points: 5,
        checks,
        diagnostics: if refused { vec![diagnostic] } else { Vec::new() },
        message: (refused && nth.is_multiple_of(2)).then(|| evil(nth + 3)),
    }
}

fn record(student: &str, exercise: &str, nth: usize, schedule: &str) -> Record {
    let mut record = Record {
        student: student.into(),
        exercise: exercise.into(),
        verdict: Verdict::Failed,
        stage: Some(Stage::Model),
        points: Some(5),
        max_points: 10,
        at_least: 5,
        review: false,
        review_because: None,
        missing: false,
        not_taken: None,
        untouched: false,
        stages: Vec::new(),
        parts: Vec::new(),
        diagnosis: Some(evil(nth)),
        known_as: Some(evil(nth + 1)),
        answer: Some(hash(format!("{nth}"))),
        course: "c".into(),
        isolation: Level::L2,
    };
    let passed = |at, checks| stage(at, Verdict::Passed, nth, checks);
    let build = passed(Stage::Build, Vec::new());
    let tested = passed(Stage::Test, vec![check(nth, Verdict::Passed, None)]);
    // Every way in which an exercise can end.
    match nth % 9 {
        0 => {
            (record.verdict, record.stage, record.points) = (Verdict::Passed, None, Some(10));
            record.stages = vec![build, tested];
            record.at_least = 10;
        }
        1 => {
            let broken = check(nth, Verdict::Failed, Some(schedule));
            record.stages =
                vec![build, tested, stage(Stage::Model, Verdict::Failed, nth, vec![broken])];
        }
        2 => {
            (record.verdict, record.stage) = (Verdict::Failed, Some(Stage::Build));
            record.stages = vec![
                stage(Stage::Build, Verdict::Failed, nth, Vec::new()),
                stage(Stage::Test, Verdict::Skipped, nth, Vec::new()),
            ];
        }
        3 => {
            // Open: the model knows too little.
            (record.verdict, record.points, record.review) = (Verdict::NotModelled, None, true);
            record.review_because = Some(evil(nth + 5));
            record.stages =
                vec![build, tested, stage(Stage::Model, Verdict::NotModelled, nth, Vec::new())];
        }
        4 => {
            (record.missing, record.verdict, record.stage) = (true, Verdict::Skipped, None);
            (record.points, record.at_least, record.answer) = (Some(0), 0, None);
            record.not_taken = Some(evil(nth + 6));
        }
        5 => {
            // Rejected, and nobody says why.
            (record.verdict, record.stage) = (Verdict::Rejected, Some(Stage::Build));
            let mut rejected = stage(Stage::Build, Verdict::Rejected, nth, Vec::new());
            (rejected.diagnostics, rejected.message) = (Vec::new(), None);
            record.stages = vec![rejected];
        }
        6 => {
            (record.verdict, record.stage) = (Verdict::TimedOut, Some(Stage::Test));
            let slow = check(nth, Verdict::TimedOut, None);
            record.stages = vec![build, stage(Stage::Test, Verdict::TimedOut, nth, vec![slow])];
            record.parts = vec![PartRecord { title: evil(nth), points: None, max_points: 10 }];
        }
        7 => {
            (record.untouched, record.points, record.at_least) = (true, Some(0), 0);
            record.stages = vec![build];
        }
        _ => {
            (record.verdict, record.points, record.review) = (Verdict::InfraError, None, true);
            record.stages = vec![build, stage(Stage::Test, Verdict::Tampered, nth, Vec::new())];
        }
    }
    record
}

const STUDENTS: usize = 14;
const EXERCISES: [&str; 3] = ["four_questions", "lost_update", "chunks"];

/// A folder of results, and a roster that is no better.
fn results(course: &Course) -> PathBuf {
    let out = course.root.join("out");
    let step = Step {
        step: 1,
        thread: evil(6),
        op: evil(3),
        object: Some(evil(4)),
        value: Some(evil(5)),
        file: "exercises/02_scope/chunks.rs".into(),
        line: 1,
        ..Step::default()
    };
    let threads = vec![evil(6), evil(7)];
    let schedule = Schedule { executions: 3, threads, steps: vec![step], ..Schedule::default() };
    let text = serde_json::to_string(&schedule).expect("plain data");
    let named = hash(&text);
    for folder in ["schedules", "answers"] {
        fs::create_dir_all(out.join(folder)).expect("writable");
    }
    fs::write(out.join("schedules").join(format!("{named}.json")), text).expect("writable");
    let mut lines = String::new();
    let mut roster = csv::Writer::from_writer(Vec::new());
    let head =
        ["student", "name", "email", "idnumber", "section", "group", "sis login id", "excused"];
    roster.write_record(head).expect("memory");
    for nth in 0..STUDENTS {
        // A roster's cells are trimmed, and so are names that come from folders.
        let student = format!("s{nth} {}", evil(nth)).trim().to_string();
        let cells = [
            evil(nth + 1),
            evil(nth + 2),
            evil(nth + 3),
            evil(nth + 4),
            evil(nth + 5),
            evil(nth + 6),
        ];
        let excused = if nth == 13 { "yes" } else { "" };
        let mut line = vec![student.clone()];
        line.extend(cells);
        line.push(excused.to_string());
        roster.write_record(line).expect("memory");
        for (column, exercise) in EXERCISES.iter().enumerate() {
            let record = record(&student, exercise, nth * EXERCISES.len() + column, &named);
            if let Some(answer) = &record.answer {
                let file = out.join("answers").join(format!("{answer}.rs"));
                fs::write(file, evil(nth)).expect("writable");
            }
            lines.push_str(&serde_json::to_string(&record).expect("plain data"));
            lines.push('\n');
        }
    }
    fs::write(out.join("results.jsonl"), lines).expect("writable");
    course.write("roster.csv", roster.into_inner().expect("memory"));
    out
}

/// A report of that class, made once for all that is asked of it.
struct Reported {
    _course: Course,
    out: PathBuf,
    ran: Ran,
}

impl Reported {
    fn new() -> Reported {
        let course = Course::new();
        let out = results(&course);
        let ran = course.run(&["report", "out", "--roster", "roster.csv", "--against", "out"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        Reported { _course: course, out, ran }
    }

    fn text(&self, file: &str) -> String {
        let path = self.out.join(file);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The files of that name, however deep they lie.
    fn all(&self, name: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        walk(&self.out, &mut found);
        found.retain(|path| path.to_string_lossy().ends_with(name));
        assert!(!found.is_empty(), "no {name}");
        found
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => walk(&path, found),
            path => found.push(path),
        }
    }
}

#[test]
fn what_students_write_is_text_to_everybody_who_reads_a_report() {
    let report = Reported::new();
    let (xml, book) = (report.text("junit.xml"), report.text("canvas.csv"));
    no_control_characters(&report);
    pages_show_it(&report);
    junit(&xml, &report.out.join("junit.xml"));
    for file in ["grades.csv", "canvas.csv", "moodle.csv"] {
        let text = report.text(file);
        let table = table(file, &text);
        columns(file, &table);
    }
    assert!(book.starts_with("Student,ID,"), "{book}");
    let (scopes, others): (Vec<PathBuf>, Vec<PathBuf>) = report
        .all("results.json")
        .into_iter()
        .partition(|file| file.to_string_lossy().contains("/gradescope/"));
    assert_eq!(scopes.len(), STUDENTS);
    scopes.iter().for_each(|file| gradescope(&read(file)));
    assert!(others.len() > 2 * STUDENTS);
    others.iter().for_each(|file| exercism(&read(file), file));
    commands(&report);
}

fn read(file: &Path) -> Value {
    let text = fs::read_to_string(file).expect("UTF-8");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Whatever shows a file, nothing in it steers a terminal or turns a line around. The answers are kept as they are.
fn no_control_characters(report: &Reported) {
    let mut files = Vec::new();
    walk(&report.out, &mut files);
    files.retain(|path| {
        let text = path.strip_prefix(&report.out).expect("inside").to_string_lossy().into_owned();
        let ours =
            text == "results.jsonl" || (text.starts_with("schedules") && text.ends_with("json"));
        !text.starts_with("answers") && !ours
    });
    assert!(files.len() > 40, "{}", files.len());
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    let mut texts: Vec<(String, String)> = files
        .iter()
        .map(|path| (path.display().to_string(), fs::read_to_string(path).expect("UTF-8")))
        .collect();
    texts.push(("stdout".into(), report.ran.stdout.clone()));
    texts.push(("stderr".into(), report.ran.stderr.clone()));
    for (name, text) in texts {
        let csv = name.ends_with(".csv");
        let bad: BTreeSet<char> = text
            .chars()
            .filter(|&c| (c.is_control() && c != '\n' && !(csv && c == '\r')) || turns(c))
            .collect();
        assert_eq!(bad, BTreeSet::new(), "{name}");
    }
}

/// No tag and no attribute of a page is a student's, and nothing is fetched or run.
fn pages_show_it(report: &Reported) {
    let ours: BTreeSet<&str> = "html head meta title style body main h1 h2 h3 p span div table thead tbody tr th td a ol ul li \
        details summary b br pre code svg g line rect text path circle title desc marker defs polyline polygon figure \
        figcaption section article header footer nav em strong i small dl dt dd col colgroup caption tspan ins del q"
        .split_whitespace()
        .collect();
    let mut drawn = 0;
    for file in report.all(".html") {
        let text = fs::read_to_string(&file).expect("UTF-8");
        drawn += usize::from(file.to_string_lossy().contains("schedules"));
        assert!(text.contains("default-src 'none'"), "{} may fetch", file.display());
        for tag in tags(&text) {
            let name = tag.split([' ', '/', '\n']).next().unwrap_or_default().to_lowercase();
            assert!(ours.contains(&name.as_str()), "{}: <{tag}>", file.display());
            // Values are quoted, so what looks like an attribute beside them is one.
            let attributes: String =
                tag.split('"').step_by(2).collect::<Vec<_>>().join(" ").to_lowercase();
            for word in attributes.split_whitespace().skip(1) {
                assert!(
                    !word.starts_with("on") && !word.starts_with("src"),
                    "{}: <{tag}>",
                    file.display()
                );
            }
            assert!(!tag.to_lowercase().contains("javascript:"), "{}: <{tag}>", file.display());
        }
    }
    assert!(drawn > 0, "no page of a schedule");
}

/// What stands between `<` and `>` where a tag begins, closing ones and the document's type left out.
fn tags(text: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = text;
    // A style sheet has neither.
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[..end];
        if !tag.starts_with(['/', '!']) {
            tags.push(tag);
        }
        rest = &rest[end..];
    }
    tags
}

/// JUnit XML: well-formed, characters of XML 1.0, counts that add up; and the schema of Jenkins' xUnit plugin, where there
/// is somebody who reads schemas.
fn junit(text: &str, file: &Path) {
    let allowed =
        |c: char| matches!(c, '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert_eq!(text.chars().find(|c| !allowed(*c)), None);
    assert!(!text.contains("<!ENTITY") && !text.contains("<![CDATA["));
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut said = BTreeMap::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}")) {
            Xml::Eof => break,
            Xml::Start(tag) | Xml::Empty(tag) => {
                let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
                for attribute in tag.attributes() {
                    let attribute = attribute.expect("an attribute");
                    let value = attribute.unescape_value().expect("known entities").into_owned();
                    if name == "testsuites" {
                        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
                        said.insert(key, value);
                    }
                }
                *counts.entry(name).or_default() += 1;
            }
            Xml::Text(text) => {
                text.xml_content().expect("text");
            }
            Xml::GeneralRef(name) => {
                let name = name.decode().expect("a name").into_owned();
                assert!(["amp", "lt", "gt", "quot", "apos"].contains(&&*name), "&{name};");
            }
            Xml::PI(_) | Xml::DocType(_) | Xml::CData(_) => panic!("somebody wrote markup"),
            Xml::End(_) | Xml::Decl(_) | Xml::Comment(_) => {}
        }
    }
    let count = |name: &str| counts.get(name).copied().unwrap_or_default().to_string();
    assert_eq!((&said["tests"], &said["failures"]), (&count("testcase"), &count("failure")));
    assert_eq!(said["errors"], count("error"));
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/junit-10.xsd");
    let lint = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema"])
        .arg(schema)
        .arg(file)
        .stdin(Stdio::null())
        .output();
    match lint {
        Ok(lint) => assert!(lint.status.success(), "{}", String::from_utf8_lossy(&lint.stderr)),
        Err(error) => {
            let need = std::env::var_os("LOOMLINGS_REQUIRE_XMLLINT").is_some();
            assert!(!need, "xmllint: {error}");
            // Not by a macro: the harness would keep that to itself.
            let text = "SKIPPED: JUnit's schema is not asked: no xmllint here (apt-get install libxml2-utils)";
            writeln!(io::stderr(), "{text}").expect("a terminal or a file");
        }
    }
}

/// RFC 4180: lines end in CR LF, every line has as many cells as the first, and what needs quotes has them.
fn table(file: &str, text: &str) -> Vec<Vec<String>> {
    assert!(text.ends_with("\r\n"), "{file}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{file}: a bare line end");
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(false).from_reader(text.as_bytes());
    let lines: Vec<Vec<String>> = reader
        .records()
        .map(|line| {
            line.unwrap_or_else(|error| panic!("{file}: {error}"))
                .iter()
                .map(str::to_string)
                .collect()
        })
        .collect();
    for line in &lines {
        for cell in line {
            // OWASP, "CSV Injection".
            let number = cell.parse::<f64>().is_ok();
            let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '|', '%']);
            assert!(number || !formula, "{file}: {cell:?}");
            assert!(!cell.contains(['\n', '\r']), "{file}: {cell:?}");
        }
    }
    lines
}

fn columns(file: &str, table: &[Vec<String>]) {
    let head: Vec<&str> = table[0].iter().map(String::as_str).collect();
    let unique: BTreeSet<&&str> = head.iter().collect();
    assert_eq!(unique.len(), head.len(), "{file}: a column twice");
    let number = |cell: &str| cell.is_empty() || cell == "EX" || cell.parse::<f64>().is_ok();
    match file {
        // canvas-lms, lib/gradebook_importer.rb: the student, the ID, in the end of those columns the section; then the
        // assignments, with their points in a line of their own.
        "canvas.csv" => {
            assert!(head[0].contains("Student") && head[1] == "ID", "{head:?}");
            let section = head.iter().position(|name| *name == "Section").expect("a section");
            let known = ["SIS User ID", "SIS Login ID", "Integration ID", "Root Account"];
            assert!(head[2..section].iter().all(|name| known.contains(name)), "{head:?}");
            assert!(table[1][0].contains("Points Possible"), "{:?}", table[1]);
            // What the course gives for these three.
            assert_eq!(table[1][section + 1], "25");
            for line in &table[2..] {
                assert!(
                    !line[0].is_empty() && line[section + 1..].iter().all(|c| number(c)),
                    "{line:?}"
                );
            }
            assert_eq!(table.len(), STUDENTS + 2);
        }
        // docs.moodle.org, "Grade import": any names, mapped by whoever imports; a column that tells who it is, grades as
        // numbers, and the feedback beside the grade.
        "moodle.csv" => {
            assert!(head.contains(&"Email address") && head.contains(&"ID number"), "{head:?}");
            let grade = head.iter().position(|name| *name == "Loomlings").expect("a grade");
            assert_eq!(head[grade + 1], "Loomlings (feedback)");
            for line in &table[1..] {
                assert!(number(&line[grade]), "{line:?}");
            }
            assert_eq!(table.len(), STUDENTS + 1);
        }
        _ => {
            assert_eq!(head[5..], EXERCISES, "{file}");
            for line in &table[1..] {
                assert!(line[2..].iter().all(|cell| number(cell)), "{line:?}");
            }
        }
    }
}

fn only_known(what: &Map<String, Value>, known: &[&str]) {
    for key in what.keys() {
        assert!(known.contains(&key.as_str()), "{key} is no key of that format");
    }
}

/// gradescope-autograders.readthedocs.io, "Autograder Specifications": output format.
fn gradescope(results: &Value) {
    let results = results.as_object().expect("an object");
    only_known(
        results,
        &[
            "score",
            "execution_time",
            "output",
            "output_format",
            "test_output_format",
            "test_name_format",
            "visibility",
            "stdout_visibility",
            "extra_data",
            "tests",
            "leaderboard",
        ],
    );
    let formats = ["text", "html", "simple_format", "md", "ansi"];
    let visible = ["hidden", "after_due_date", "after_published", "visible"];
    let is_one = |value: &Value, of: &[&str]| value.as_str().is_some_and(|word| of.contains(&word));
    let score = results["score"].as_f64().expect("a number");
    assert!(score >= 0.0);
    for key in ["output_format", "test_output_format", "test_name_format"] {
        assert!(is_one(&results[key], &formats), "{key}");
        // Each of the others renders what a student wrote.
        assert_eq!(results[key], "text", "{key}");
    }
    for key in ["visibility", "stdout_visibility"] {
        assert!(is_one(&results[key], &visible), "{key}");
    }
    let mut sum = 0.0;
    for test in results["tests"].as_array().expect("a list") {
        let test = test.as_object().expect("an object");
        only_known(
            test,
            &[
                "score",
                "max_score",
                "status",
                "name",
                "name_format",
                "number",
                "output",
                "output_format",
                "tags",
                "visibility",
                "extra_data",
            ],
        );
        assert!(is_one(&test["status"], &["passed", "failed"]), "{test:?}");
        assert_eq!(
            (&test["output_format"], &test["name_format"]),
            (&"text".into(), &"text".into())
        );
        assert!(test["name"].is_string() && test["output"].is_string());
        let (score, most) = (test["score"].as_f64(), test["max_score"].as_f64());
        assert!(score <= most && score >= Some(0.0), "{test:?}");
        sum += score.unwrap_or_default();
    }
    assert!((sum - score).abs() < 0.001, "{sum} and {score}");
}

/// exercism/docs, building/tooling/test-runners/interface.md, version 3.
fn exercism(results: &Value, file: &Path) {
    let at = file.display();
    let results = results.as_object().expect("an object");
    only_known(results, &["version", "status", "message", "tests"]);
    assert_eq!(results["version"], 3, "{at}");
    let statuses: Vec<&str> = results["tests"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|test| {
            let test = test.as_object().expect("an object");
            only_known(test, &["name", "status", "message", "output", "test_code", "task_id"]);
            assert!(test["name"].as_str().is_some_and(|name| !name.is_empty()), "{at}");
            assert!(test["message"].is_null() || test["message"].is_string(), "{at}");
            let output = test["output"].as_str().map_or(0, |text| text.chars().count());
            assert!(output <= 500, "{at}");
            test["status"].as_str().expect("a status")
        })
        .collect();
    assert!(statuses.iter().all(|status| ["pass", "fail", "error"].contains(status)), "{at}");
    let message = results["message"].as_str();
    match results["status"].as_str().expect("a status") {
        "pass" => {
            assert!(message.is_none() && statuses.iter().all(|status| *status == "pass"), "{at}")
        }
        "fail" => {
            assert!(message.is_none() && statuses.iter().any(|status| *status != "pass"), "{at}")
        }
        "error" => {
            let said = message.is_some_and(|text| !text.trim().is_empty() && text.len() <= 65_535);
            assert!(said && statuses.is_empty(), "{at}: {results:?}");
        }
        other => panic!("{at}: {other}"),
    }
}

/// What is printed into a log of a workflow, or may be, has no line that the runner obeys: GitHub's documentation, "Workflow
/// commands for GitHub Actions".
fn commands(report: &Reported) {
    let texts = [report.text("summary.md"), report.text("changes.md"), report.ran.stdout.clone()];
    for text in
        texts.iter().chain(&["grades.csv", "canvas.csv", "moodle.csv"].map(|f| report.text(f)))
    {
        for line in text.lines() {
            let line = line.trim_start();
            assert!(!line.starts_with("::") && !line.starts_with("##["), "{line}");
        }
    }
    // A table stays one: every line has as many edges as its head.
    let summary = report.text("summary.md");
    let edges: BTreeSet<usize> =
        summary.lines().filter(|l| l.starts_with('|')).map(|l| l.matches('|').count()).collect();
    assert_eq!(edges.len(), 1, "{summary}");
}

#[test]
fn classroom_50_takes_what_is_written_in_a_students_own_checkout() {
    let course = Course::new();
    let out = results(&course);
    // One student's results.
    let lines = fs::read_to_string(out.join("results.jsonl")).expect("UTF-8");
    let one: Vec<&str> = lines.lines().skip(EXERCISES.len()).take(EXERCISES.len()).collect();
    fs::write(out.join("results.jsonl"), one.join("\n") + "\n").expect("writable");
    let variables = [
        ("CLASSROOM", "cs101"),
        ("ASSIGNMENT", "concurrency"),
        ("SUBMISSION_TAG", "submit/2026-11-27T18-00-00Z-abcdef0"),
        ("COMMIT_URL", "https://example.org/c"),
        ("RELEASE_URL", "https://example.org/r"),
        ("REVIEW_URL", "https://example.org/v"),
    ];
    let report = |left_out: &str| {
        let mut command = course.command(&["report", "out"]);
        for (name, value) in variables.iter().filter(|(name, _)| *name != left_out) {
            command.env(name, value);
        }
        let ran = Ran::of(&mut command);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        ran
    };
    report("");
    let result = read(&out.join("result.json"));
    let result = result.as_object().expect("an object");
    // foundation50/classroom50, schemas/result-v1.schema.json: these keys, and no others.
    let keys = [
        "schema",
        "classroom",
        "assignment",
        "assignment_type",
        "owner",
        "submission",
        "commit",
        "release",
        "review",
        "datetime",
        "score",
        "max-score",
        "tests",
    ];
    only_known(result, &[&keys[..], &["graded_at", "submitted_by"]].concat());
    assert!(keys.iter().all(|key| result.contains_key(*key)), "{result:?}");
    assert_eq!(result["schema"], "classroom50/result/v1");
    for key in ["classroom", "assignment", "owner", "commit", "release", "review"] {
        assert!(result[key].as_str().is_some_and(|text| !text.is_empty()), "{key}");
    }
    assert!(result["submission"].as_str().is_some_and(|tag| tag.starts_with("submit/")));
    assert!(["individual", "group"].map(Value::from).contains(&result["assignment_type"]));
    let shape = |text: &str| {
        text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>()
    };
    assert_eq!(result["datetime"].as_str().map(shape).as_deref(), Some("0000-00-00T00:00:00Z"));
    let mut sums = (0, 0);
    for test in result["tests"].as_array().expect("a list") {
        assert!(test["test-name"].as_str().is_some_and(|name| !name.is_empty()));
        assert!(test["passed"].is_boolean(), "{test}");
        let points =
            (test["score"].as_u64().expect("whole"), test["max-score"].as_u64().expect("whole"));
        assert!(points.0 <= points.1, "{test}");
        sums = (sums.0 + points.0, sums.1 + points.1);
    }
    assert_eq!(
        (json!(sums.0), json!(sums.1)),
        (result["score"].clone(), result["max-score"].clone())
    );

    // What it would refuse is not written, and somebody is told.
    fs::remove_file(out.join("result.json")).expect("it is there");
    let ran = report("RELEASE_URL");
    assert!(!out.join("result.json").exists());
    assert!(ran.stderr.contains("RELEASE_URL"), "{}", ran.stderr);
}
