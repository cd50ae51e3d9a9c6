//! The full screen: what keys and events make of it, and what it looks like at three sizes.

use checker::event::{
    Cause, CheckResult, Diagnostic, Event, Kind, Report, Stage, StageResult, Verdict,
};
use checker::explain::Texts;
use checker::explain::schedule::name_objects;
use checker::watch::full::{Drawn, Pane, Row, Screen, Task, draw};
use checker::watch::{Input, Key, Page, Request};

mod bad;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (60, 15)];

fn screen() -> Screen {
    let row = |index: usize, chapter: &str, name: &str, best: Option<Verdict>| Row {
        index,
        name: name.into(),
        chapter: chapter.into(),
        points: 10,
        minutes: 15,
        best,
    };
    let rows = vec![
        row(0, "00_start", "four_questions", Some(Verdict::Passed)),
        row(1, "00_start", "lost_update", None),
        row(2, "01_spawn", "join_all", Some(Verdict::TooLarge)),
        row(3, "02_scope", "chunks", Some(Verdict::Failed)),
    ];
    let mut screen = Screen { rows, ..Screen::default() };
    screen.enter(Task {
        name: "lost_update".into(),
        chapter: "00_start".into(),
        path: "exercises/00_start/lost_update.rs".into(),
        absolute: "/course/exercises/00_start/lost_update.rs".into(),
        points: 10,
        minutes: 15,
        index: 1,
        text: "# A hit goes missing\n\nOnce in a while the dashboard shows one hit fewer than the access\nlog. \
               Every access is locked.\n\n- `pub fn count_hits(workers: usize, hits_each: usize) -> usize`\n  starts \
               one thread for each worker.\n"
            .into(),
    });
    screen.texts = Texts::none().with("answer.rs", bad::lost_update().answer);
    screen
}

fn stage(stage: Stage, checks: Vec<CheckResult>) -> StageResult {
    let verdict = checks.iter().map(|check| check.verdict).find(|v| *v != Verdict::Passed);
    let verdict = verdict.unwrap_or(Verdict::Passed);
    StageResult { stage, verdict, ms: 41, checks, diagnostics: Vec::new(), message: None }
}

fn started() -> Event {
    Event::Started {
        exercise: "lost_update".into(),
        path: "exercises/00_start/lost_update.rs".into(),
        answer: "ab12".into(),
        stages: Stage::ALL.to_vec(),
    }
}

fn finished(stages: Vec<StageResult>) -> Event {
    let (verdict, decided) = Report::decide(&stages);
    Event::Finished(Report {
        exercise: "lost_update".into(),
        verdict,
        stage: decided,
        ms: 131,
        stages,
        diagnosis: None,
        known_as: None,
        answer: "ab12".into(),
        cached: false,
    })
}

fn works() -> CheckResult {
    CheckResult::passed("nobody_records_nothing", "No workers, or no hits each, make zero.")
}

fn lost() -> Event {
    let case = bad::lost_update();
    let mut schedule = case.schedule;
    name_objects(&mut schedule, &Texts::none().with("answer.rs", case.answer));
    let lost = CheckResult {
        kind: Some(Kind::Assertion),
        cause: Some(Cause::Scheduling),
        schedule: Some(schedule),
        file: Some("tests/00_start/lost_update/model.rs".into()),
        line: Some(7),
        ..CheckResult::refused(
            "no_hit_is_lost",
            "Two workers with one hit each make two hits.",
            Verdict::Failed,
            case.broken,
        )
    };
    finished(vec![
        stage(Stage::Build, vec![]),
        stage(Stage::Test, vec![works()]),
        stage(Stage::CompileFail, vec![]),
        stage(Stage::Model, vec![lost]),
    ])
}

fn told(events: &[Event]) -> Screen {
    let mut screen = screen();
    screen.event(&started());
    events.iter().for_each(|event| screen.event(event));
    screen
}

fn text(drawn: &Drawn) -> String {
    let cells = &drawn.cells;
    let mut out = String::new();
    for y in 0..cells.area.height {
        let mut skip = 0;
        let mut line = String::new();
        for x in 0..cells.area.width {
            let symbol = cells[(x, y)].symbol();
            if skip == 0 {
                line.push_str(symbol);
                skip = checker::explain::text::width(symbol).max(1);
            }
            skip -= 1;
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn pictures(screen: &Screen) -> String {
    let picture = |(columns, rows): (u16, u16)| {
        let edge = "=".repeat(columns.into());
        format!("{edge}\n{}", text(&draw(screen, columns, rows, true)))
    };
    SIZES.map(picture).join("")
}

fn press(screen: &mut Screen, keys: &[Key]) -> Vec<Option<Request>> {
    keys.iter().map(|key| screen.input(Input::Key(*key))).collect()
}

// --- what it looks like ------------------------------------------------------------------------------------------

#[test]
fn a_first_start_shows_the_task_and_how_far_the_build_is() {
    let mut screen = screen();
    screen.warming(Some((42, 67, "loom".into())));
    insta::assert_snapshot!(pictures(&screen));
}

#[test]
fn checks_tick_while_they_run() {
    let check =
        Event::CheckFinished { exercise: "lost_update".into(), stage: Stage::Test, check: works() };
    let build = Event::StageFinished {
        exercise: "lost_update".into(),
        result: stage(Stage::Build, vec![]),
    };
    insta::assert_snapshot!(pictures(&told(&[build, check])));
}

#[test]
fn a_check_that_refuses_marks_its_stage_while_others_still_run() {
    let ended =
        |check| Event::CheckFinished { exercise: "lost_update".into(), stage: Stage::Test, check };
    let head = |events: &[Event]| {
        let screen = text(&draw(&told(events), 120, 40, true));
        let line = screen.lines().find(|line| line.split_whitespace().nth(1) == Some("test"));
        line.expect("the stage is on the screen").chars().next()
    };
    let check = works();
    let refused = |verdict| {
        ended(CheckResult::refused(check.name.clone(), check.says.clone(), verdict, "got 41"))
    };
    assert_eq!(head(&[ended(works())]), Some('…'));
    assert_eq!(head(&[ended(works()), refused(Verdict::Failed)]), Some('✗'));
    assert_eq!(head(&[ended(works()), refused(Verdict::TooLarge)]), Some('…'));
}

#[test]
fn a_compilers_error_stands_in_its_own_words() {
    let mut build = stage(Stage::Build, vec![]);
    build.verdict = Verdict::Failed;
    build.diagnostics.push(Diagnostic {
        level: "error".into(),
        code: Some("E0382".into()),
        message: "borrow of moved value: `hits`".into(),
        rendered: "\u{1b}[1m\u{1b}[91merror[E0382]\u{1b}[0m: borrow of moved value: `hits`\n  --> \
                   exercises/00_start/lost_update.rs:12:5\n   |\n12 |     hits.len()\n   |     ^^^^ value borrowed \
                   here after move\n"
            .into(),
        file: Some("exercises/00_start/lost_update.rs".into()),
        line: Some(12),
        column: Some(5),
    });
    let mut stages = vec![build];
    for later in [Stage::Test, Stage::CompileFail, Stage::Model] {
        stages.push(StageResult { verdict: Verdict::Skipped, ms: 0, ..stage(later, vec![]) });
    }
    insta::assert_snapshot!(pictures(&told(&[finished(stages)])));
}

#[test]
fn a_failing_test_and_an_accepted_misuse_say_what_they_found() {
    let wrong = CheckResult::refused(
        "totals_agree",
        "The totals agree with plain arithmetic.",
        Verdict::Failed,
        "assertion `left == right` failed\n  left: 3\n right: 4",
    );
    let misuse = CheckResult::refused(
        "count_is_private",
        "Nobody outside can set the count.",
        Verdict::Failed,
        "line 9 compiles, and it should not",
    );
    let test = finished(vec![
        stage(Stage::Build, vec![]),
        stage(Stage::Test, vec![works(), wrong]),
        stage(Stage::CompileFail, vec![]),
        stage(Stage::Model, vec![]),
    ]);
    let accepted = finished(vec![
        stage(Stage::Build, vec![]),
        stage(Stage::Test, vec![works()]),
        stage(Stage::CompileFail, vec![misuse]),
        stage(Stage::Model, vec![]),
    ]);
    insta::assert_snapshot!([test, accepted].map(|event| pictures(&told(&[event]))).join("\n"));
}

#[test]
fn a_bad_schedule_stands_beside_the_source_and_can_be_stepped_through() {
    let mut screen = told(&[lost()]);
    let all = pictures(&screen);
    press(&mut screen, &[Key::Char('s')]);
    let last = pictures(&screen);
    press(&mut screen, &[Key::Left, Key::Left]);
    insta::assert_snapshot!([all, last, pictures(&screen)].join("\n"));
}

#[test]
fn a_solved_exercise_says_so_and_the_list_shows_how_far_the_course_is() {
    let mut screen = told(&[finished(Stage::ALL.map(|s| stage(s, vec![])).to_vec())]);
    let solved = pictures(&screen);
    screen.toggle_list();
    insta::assert_snapshot!([solved, pictures(&screen)].join("\n"));
}

#[test]
fn nothing_is_drawn_outside_of_a_terminal_of_any_size_and_no_pane_panics() {
    let mut page = told(&[lost()]);
    page.page(Page {
        title: "a".into(),
        text: "żółć 漢字 \u{1b}[31mred\n".repeat(50),
        beside: Some(("b".into(), "x".into())),
        own: true,
    });
    let mut list = screen();
    list.toggle_list();
    let mut schedule = told(&[lost()]);
    press(&mut schedule, &[Key::Char('s')]);
    for screen in [screen(), told(&[lost()]), page, list, schedule, Screen::default()] {
        for columns in (0..200).step_by(7) {
            for rows in (0..60).step_by(3) {
                let drawn = draw(&screen, columns, rows, true);
                assert_eq!((drawn.cells.area.width, drawn.cells.area.height), (columns, rows));
            }
        }
    }
}

#[test]
fn without_colours_no_cell_has_one_and_every_sign_has_its_word() {
    let drawn = draw(&told(&[lost()]), 80, 24, false);
    use ratatui_core::style::Color;
    assert!(drawn.cells.content.iter().all(|c| c.fg == Color::Reset && c.bg == Color::Reset));
    assert!(text(&drawn).contains("✗ failed at model"), "{}", text(&drawn));
}

#[test]
fn the_learners_file_is_a_link_wherever_it_is_named() {
    let drawn = draw(&told(&[]), 80, 24, true);
    let names: Vec<&str> = drawn.links.iter().map(|link| link.text.as_str()).collect();
    assert_eq!(names, ["exercises/00_start/lost_update.rs"]);
}

// --- what keys do ------------------------------------------------------------------------------------------------

#[test]
fn the_list_is_searched_filtered_and_jumped_from() {
    let mut screen = screen();
    screen.toggle_list();
    assert_eq!(screen.chosen, 1, "the exercise at hand");
    press(&mut screen, &[Key::Char('/'), Key::Char('c'), Key::Char('h'), Key::Char('u')]);
    assert_eq!(screen.shown().len(), 1);
    assert_eq!(press(&mut screen, &[Key::Enter]), [Some(Request::GoTo(3))]);
    assert_eq!(screen.pane, Pane::Exercise);
    screen.toggle_list();
    press(&mut screen, &[Key::Char('f')]);
    let open: Vec<&str> = screen.shown().iter().map(|row| row.name.as_str()).collect();
    assert_eq!(open, ["lost_update", "chunks"]);
    press(
        &mut screen,
        &[Key::Char('f'), Key::Char('f'), Key::End, Key::Home, Key::Down, Key::Down],
    );
    assert_eq!((screen.shown().len(), screen.chosen), (1, 0), "one is unproven");
    assert_eq!(press(&mut screen, &[Key::Escape]), [None]);
    assert_eq!(screen.pane, Pane::Exercise);
}

#[test]
fn a_save_takes_a_schedule_away_and_leaves_a_page_open() {
    let mut screen = told(&[lost()]);
    press(&mut screen, &[Key::Char('s')]);
    assert!(matches!(screen.pane, Pane::Schedule(_)));
    screen.event(&started());
    assert_eq!((&screen.pane, &screen.report), (&Pane::Exercise, &None));
    screen.page(Page { text: "hint".into(), ..Page::default() });
    screen.event(&started());
    assert!(matches!(screen.pane, Pane::Page(_)), "it may be what the learner works with");
    press(&mut screen, &[Key::Escape]);
    assert_eq!(screen.pane, Pane::Exercise);
}

#[test]
fn scrolling_stops_at_both_ends_and_keys_of_the_loop_are_passed_on() {
    let mut screen = told(&[lost()]);
    screen.room = draw(&screen, 60, 15, true).room;
    let most = screen.room.0;
    assert!(most > 5, "{most}");
    press(&mut screen, &[Key::Up]);
    assert_eq!(screen.scroll, 0);
    press(&mut screen, &[Key::End, Key::Down]);
    assert_eq!(screen.scroll, most);
    screen.input(Input::Scroll(-3));
    assert_eq!(screen.scroll, most - 3);
    assert_eq!(press(&mut screen, &[Key::Char('h')]), [Some(Request::Key('h'))]);
    assert_eq!(screen.input(Input::Interrupt), Some(Request::Quit));
}

#[test]
fn the_best_verdict_counts_for_the_score_and_a_later_failure_takes_nothing_back() {
    let mut screen = screen();
    assert_eq!(screen.score(), [(1, 4), (10, 40)]);
    screen.judged("lost_update", Verdict::Passed);
    screen.judged("lost_update", Verdict::Failed);
    assert_eq!(screen.score(), [(2, 4), (20, 40)]);
}

#[test]
fn that_saves_are_looked_for_stays_said_when_the_next_one_is_judged() {
    let mut screen = told(&[started(), lost()]);
    screen.polling = true;
    let drawn = text(&draw(&screen, 120, 40, false));
    assert!(drawn.contains("saves are looked for"), "{drawn}");
}
