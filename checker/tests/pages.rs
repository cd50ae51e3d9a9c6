//! A bad schedule as a page and as a picture, pinned: whole in themselves, well-formed, and safe whatever an answer contains.

use checker::event::{Cause, CheckResult, Kind, Report, Stage, StageResult, Verdict};
use checker::explain::Texts;
use checker::explain::compact::Detail;
use checker::explain::schedule::{conclude, name_check};
use checker::report::page::{html, svg};
use quick_xml::Reader;
use quick_xml::events::Event as Xml;
use std::collections::BTreeSet;

mod bad;

fn source(case: &bad::Case) -> Texts {
    Texts::none().with("answer.rs", case.answer.as_str())
}

/// A report whose model stage refuses these.
fn report(cases: &[(&bad::Case, Kind)]) -> Report {
    let checks: Vec<CheckResult> = cases
        .iter()
        .enumerate()
        .map(|(nth, (case, kind))| {
            let mut check = CheckResult {
                kind: Some(*kind),
                cause: Some(Cause::Scheduling),
                schedule: Some(case.schedule.clone()),
                file: Some("tests/model.rs".into()),
                line: Some(7),
                ..CheckResult::refused(
                    format!("check_{nth}"),
                    "It holds.",
                    Verdict::Failed,
                    case.broken,
                )
            };
            name_check(&mut check, &source(case));
            conclude(&mut check, &source(case));
            check
        })
        .collect();
    Report {
        exercise: "lost_update".into(),
        verdict: Verdict::Failed,
        stage: Some(Stage::Model),
        ms: 1,
        stages: vec![StageResult {
            stage: Stage::Model,
            verdict: Verdict::Failed,
            ms: 1,
            checks,
            diagnostics: Vec::new(),
            message: None,
        }],
        diagnosis: None,
        known_as: None,
        answer: String::new(),
        cached: false,
    }
}

fn page(case: &bad::Case) -> String {
    html(&report(&[(case, Kind::Assertion)]), &source(case), Detail::Compact).expect("a schedule")
}

fn picture(case: &bad::Case) -> String {
    svg(&report(&[(case, Kind::Assertion)]), &source(case), Detail::Compact).expect("a schedule")
}

/// Every element ends, and nothing is cut short. The page is written so that it is XML as well.
#[track_caller]
fn well_formed(text: &str) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut depth = 0;
    loop {
        match reader.read_event() {
            Ok(Xml::Start(_)) => depth += 1,
            Ok(Xml::End(_)) => depth -= 1,
            Ok(Xml::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{error} at byte {}:\n{text}", reader.error_position()),
        }
    }
    assert_eq!(depth, 0, "{text}");
}

/// The values of an attribute, in order.
fn values<'t>(text: &'t str, attribute: &str) -> Vec<&'t str> {
    let mark = format!(" {attribute}=\"");
    text.split(&mark)
        .skip(1)
        .map(|rest| rest.split('"').next().expect("a quotation mark"))
        .collect()
}

fn cases() -> Vec<bad::Case> {
    vec![
        bad::lost_update(),
        bad::two_locks(),
        bad::relaxed_publish(),
        bad::panicking_worker(),
        bad::beside_the_point(),
    ]
}

#[test]
fn pages_and_pictures_are_well_formed_and_fetch_nothing() {
    for case in cases() {
        for text in [page(&case), picture(&case)] {
            well_formed(&text);
            for foreign in [
                "<script",
                "<link",
                "<img",
                "<iframe",
                "url(",
                "@import",
                "src=",
                "https:",
                "javascript:",
            ] {
                assert!(!text.contains(foreign), "{foreign} in {text}");
            }
            // The name of a format, not an address.
            let addresses = text.matches("http:").count();
            assert_eq!(addresses, text.matches("xmlns=\"http://www.w3.org/2000/svg\"").count());
            assert!(text.contains("prefers-color-scheme: dark"));
        }
    }
}

#[test]
fn every_row_leads_to_a_line_that_is_there() {
    for case in cases() {
        let page = page(&case);
        let ids = values(&page, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
        let links = values(&page, "href");
        assert!(!links.is_empty());
        for link in links {
            let target = link.strip_prefix('#').expect("a place on this page");
            assert!(unique.contains(target), "{link} leads nowhere");
        }
    }
}

#[test]
fn a_folded_row_opens_without_a_script_and_is_open_in_full_detail() {
    let case = bad::beside_the_point();
    let page = page(&case);
    assert!(page.contains("<details><summary>"), "{page}");
    let report = report(&[(&case, Kind::Assertion)]);
    let full = html(&report, &source(&case), Detail::Full).expect("a schedule");
    assert!(!full.contains("<details><summary>"), "every row is told by itself");
    // What is folded is there: once as a row that stands for it, and once inside.
    for step in ["adds to LOG: 0 → 1", "adds to LOG: 2 → 3"] {
        assert_eq!(page.matches(step).count(), 1, "{step}");
        let drawn = svg(&report, &source(&case), Detail::Full).expect("a schedule");
        assert!(drawn.contains(step));
        assert!(!picture(&case).contains(step));
    }
}

#[test]
fn a_stale_read_and_a_thread_that_waits_are_marked_by_words_too() {
    let stale = page(&bad::relaxed_publish());
    assert!(stale.contains("stale") && stale.contains("(stale: latest is 42)"));
    let case = bad::two_locks();
    let waiting = html(&report(&[(&case, Kind::Deadlock)]), &source(&case), Detail::Compact)
        .expect("a schedule");
    assert!(waiting.contains(" blocked") && waiting.contains("waits here for current, held by T2"));
    assert!(waiting.contains("<h1>Deadlock</h1>"), "{waiting}");
    assert!(waiting.contains("T1 holds savings and waits for current"));
}

#[test]
fn whatever_an_answer_contains_is_text() {
    let mut case = bad::lost_update();
    let attack =
        "</style></script><script>alert(1)</script><b onmouseover='x'>&amp;\u{1b}[2J\u{202e}";
    case.answer = case.answer.replace("let seen", &format!("/* {attack} */ let seen"));
    case.schedule.steps[2].object = Some(attack.into());
    case.schedule.steps[3].holds = Some(format!("\"{attack}"));
    case.schedule.threads[1] = attack.into();
    for step in &mut case.schedule.steps {
        if step.thread == "T1" {
            step.thread = attack.into();
        }
    }
    let report = report(&[(&case, Kind::Assertion)]);
    for text in [
        html(&report, &source(&case), Detail::Compact).expect("a schedule"),
        svg(&report, &source(&case), Detail::Compact).expect("a schedule"),
    ] {
        well_formed(&text);
        assert!(!text.contains("<script") && !text.contains("<b onmouseover"), "{text}");
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text}");
        assert_eq!(text.matches("<style").count(), 1);
        assert_eq!(text.matches("</style").count(), 1);
    }
}

#[test]
fn every_check_that_fails_is_on_the_page_and_the_first_is_the_picture() {
    let (first, second) = (bad::lost_update(), bad::two_locks());
    let report = report(&[(&first, Kind::Assertion), (&second, Kind::Deadlock)]);
    let page = html(&report, &source(&first), Detail::Compact).expect("schedules");
    well_formed(&page);
    assert!(page.contains("<h1>Lost update</h1>") && page.contains("<h3>Deadlock</h3>"));
    assert!(page.contains("One more that fails"));
    let picture = svg(&report, &source(&first), Detail::Compact).expect("a schedule");
    assert!(picture.contains("Lost update") && !picture.contains("Deadlock"));
}

#[test]
fn without_a_schedule_there_is_nothing_to_draw() {
    let mut report = report(&[(&bad::lost_update(), Kind::Assertion)]);
    report.stages[0].checks[0].schedule = None;
    assert_eq!(html(&report, &Texts::none(), Detail::Compact), None);
    assert_eq!(svg(&report, &Texts::none(), Detail::Compact), None);
}

#[test]
fn without_the_answers_text_the_rows_are_there_all_the_same() {
    let case = bad::lost_update();
    let report = report(&[(&case, Kind::Assertion)]);
    let page = html(&report, &Texts::none(), Detail::Compact).expect("a schedule");
    well_formed(&page);
    assert!(page.contains("The text of this file is not at hand."));
    well_formed(&svg(&report, &Texts::none(), Detail::Compact).expect("a schedule"));
}

#[test]
fn the_picture_of_a_lost_update() {
    let picture = picture(&bad::lost_update());
    let (_, drawn) = picture.split_once("</style>").expect("a style sheet");
    insta::assert_snapshot!(drawn);
}

#[test]
fn the_page_of_a_lost_update() {
    let page = page(&bad::lost_update());
    let (_, body) = page.split_once("</style>").expect("a style sheet");
    insta::assert_snapshot!(body);
}
