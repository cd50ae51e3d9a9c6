use super::*;

const GOOD: &str = r#"format_version = 1
welcome_message = "Welcome."

[[exercises]]
name = "lost_update"
dir = "00_start"
points = 10
minutes = 12
track = "core"
refused_at = "model"
rows = [3, 30]
hints = ["a", "b", "c"]

[[exercises]]
name = "chunks"
dir = "02_scope"
points = 15
minutes = 20
track = "more"
refused_at = "compile_fail"
rows = []
strict_lints = ["clippy::await_holding_lock"]
hints = ["a", "b", "c"]

[exercises.limits]
deadline_seconds = 30
bound = 2
max_executions = 1_000
"#;

fn read(text: &str) -> Result<Info, Problems> {
    parse(Path::new("/course"), text)
}

/// `line:column what | instead` of every mistake in the good text, changed by replacing `old` by `new` once.
#[track_caller]
fn mistakes(old: &str, new: &str) -> Vec<String> {
    assert!(GOOD.contains(old), "{old:?} is not in the good text");
    let problems = read(&GOOD.replacen(old, new, 1)).expect_err("a mistake");
    problems
        .iter()
        .map(|p| {
            assert_eq!(p.file, Path::new("info.toml"));
            format!("{}:{} {} | {}", p.line, p.column, p.what, p.instead)
        })
        .collect()
}

#[track_caller]
fn one_mistake(old: &str, new: &str, expected: &str) {
    assert_eq!(mistakes(old, new), [expected]);
}

#[test]
fn all_that_is_written_is_read() {
    let info = read(GOOD).expect("no mistakes");
    assert_eq!(info.welcome_message.as_deref(), Some("Welcome."));
    assert_eq!(info.final_message, None);
    let [first, second] = &info.exercises[..] else { panic!("two exercises") };
    let (first, second) = (&first.exercise, &second.exercise);
    assert_eq!((first.name.as_str(), first.dir.as_str()), ("lost_update", "00_start"));
    assert_eq!((first.points, first.minutes), (10, 12));
    assert_eq!((first.track, first.refused_at), (Track::Core, Stage::Model));
    assert_eq!(first.rows, [3, 30]);
    assert_eq!(first.hints, ["a", "b", "c"]);
    assert_eq!(first.limits, Limits::default());
    assert!(first.strict_lints.is_empty());
    assert!(!first.allow_unsafe && !second.allow_unsafe);
    assert_eq!(second.strict_lints, ["clippy::await_holding_lock"]);
    assert_eq!(
        second.limits,
        Limits { deadline: Duration::from_secs(30), bound: 2, max_executions: 1_000 }
    );
}

#[test]
fn a_mistake_is_shown_with_its_line_and_a_caret() {
    let problems = read(&GOOD.replace("minutes = 12", "minuts = 12")).expect_err("a mistake");
    assert_eq!(
        problems.to_string(),
        "\
info.toml:4:1: `minutes` is missing in an exercise
 4 | [[exercises]]
   | ^^^^^^^^^^^^^
   = add `minutes = 15`

info.toml:8:1: unknown key `minuts`
 8 | minuts = 12
   | ^^^^^^
   = did you mean `minutes`?

2 mistakes"
    );
}

#[test]
fn every_mistake_is_listed_in_the_order_of_lines() {
    let text = GOOD
        .replace("points = 15", "points = 0")
        .replace("\"core\"", "\"easy\"")
        .replace("bound = 2", "bond = 2");
    let problems = read(&text).expect_err("three mistakes");
    let lines: Vec<u32> = problems.iter().map(|p| p.line).collect();
    assert_eq!(lines, [9, 17, 27]);
}

#[test]
fn syntax_is_reported_where_it_breaks() {
    let found = mistakes("points = 10", "points 10");
    assert!(found[0].starts_with("7:"), "{found:?}");
    let found = mistakes("rows = [3, 30]", "rows = [3, 30");
    assert!(found[0].starts_with("11:") || found[0].starts_with("12:"), "{found:?}");
    let found = mistakes("minutes = 12", "points = 12");
    assert!(found[0].starts_with("8:1 duplicate key | delete one"), "{found:?}");
}

#[test]
fn two_mistakes_in_the_syntax_are_both_listed() {
    let found = mistakes("points = 10\nminutes = 12", "points = ten\nminutes = = 12");
    let lines: Vec<_> = found.iter().map(|found| &found[..1]).collect();
    assert!(lines.contains(&"7") && lines.contains(&"8"), "{found:?}");
}

#[test]
fn the_version_must_be_one_that_is_known() {
    one_mistake(
        "format_version = 1",
        "format_version = 2",
        "1:18 format version 2 is not one that this checker reads | write `format_version = 1`, or update the checker",
    );
    one_mistake(
        "format_version = 1",
        "",
        "1:1 `format_version` is missing in info.toml | add `format_version = 1`",
    );
}

#[test]
fn names_are_short_and_plain() {
    one_mistake(
        "\"chunks\"",
        "\"Chunk-Sums\"",
        "15:8 the name `Chunk-Sums` has a 'C' in it | write \"chunk_sums\", say: at most 32 of a-z, 0-9 and _",
    );
    one_mistake(
        "\"chunks\"",
        "\"a23456789012345678901234567890123\"",
        "15:8 the name `a23456789012345678901234567890123` is 33 characters long | write at most 32 of a-z, 0-9 and _",
    );
    one_mistake(
        "\"chunks\"",
        "\"\"",
        "15:8 the name is empty | write at most 32 of a-z, 0-9 and _",
    );
    let found = mistakes("\"02_scope\"", "\"../scope\"");
    assert!(found[0].starts_with("16:7 the name `../scope` has a '.' in it"), "{found:?}");
}

#[test]
fn a_name_is_unique_in_the_course() {
    one_mistake(
        "\"chunks\"",
        "\"lost_update\"",
        "15:8 there is an exercise `lost_update` already, in line 5 | give one of them another name: a name is unique in the whole course",
    );
}

#[test]
fn stages_and_tracks_are_listed_when_unknown() {
    one_mistake(
        "\"compile_fail\"",
        "\"compile-fail\"",
        "20:14 there is no stage `compile-fail` | write one of `build`, `test`, `compile_fail`, `model`",
    );
    one_mistake(
        "\"more\"",
        "\"extra\"",
        "19:9 there is no track `extra` | write one of `core`, `more`, `deep`",
    );
}

#[test]
fn there_are_exactly_three_hints_with_text() {
    let expected = "write exactly three hints: a question, the place to look, the shape";
    one_mistake(
        "hints = [\"a\", \"b\", \"c\"]",
        "hints = [\"a\", \"b\"]",
        &format!("12:9 there are 2 hints | {expected}"),
    );
    one_mistake(
        "hints = [\"a\", \"b\", \"c\"]",
        "hints = []",
        &format!("12:9 there are no hints | {expected}"),
    );
    one_mistake(
        "hints = [\"a\", \"b\", \"c\"]",
        "hints = [\"a\", \" \", \"c\"]",
        "12:15 this text is empty | write a sentence",
    );
}

#[test]
fn points_are_at_least_one() {
    one_mistake(
        "points = 10",
        "points = 0",
        "7:10 `points` cannot be 0 | write a whole number from 1 to 1000",
    );
    one_mistake(
        "points = 10",
        "points = -3",
        "7:10 -3 is out of range | write a whole number from 1 to 1000",
    );
}

#[test]
fn a_wrong_type_says_which_is_right() {
    one_mistake(
        "points = 10",
        "points = \"10\"",
        "7:10 this is a string | write a whole number from 1 to 1000",
    );
    one_mistake(
        "rows = [3, 30]",
        "rows = [3, \"30\"]",
        "11:12 this is a string | write a whole number from 1 to 999",
    );
    one_mistake(
        "rows = [3, 30]",
        "rows = 3",
        "11:8 this is an integer | write a list of row numbers, such as `[7, 8]`",
    );
    one_mistake("\"chunks\"", "7", "15:8 this is an integer | write text in double quotes");
    one_mistake(
        "[\"clippy::await_holding_lock\"]",
        "[\"await holding lock\"]",
        "22:17 `await holding lock` is no lint | write its name as rustc or clippy prints it, such as \"clippy::await_holding_lock\"",
    );
    one_mistake("\"Welcome.\"", "true", "2:19 this is a boolean | write text in double quotes");
}

#[test]
fn limits_are_tables_of_known_numbers() {
    one_mistake(
        "deadline_seconds = 30",
        "deadline_seconds = 0.5",
        "26:20 this is a float | write a whole number from 1 to 3600",
    );
    one_mistake(
        "deadline_seconds = 30",
        "deadline = 30",
        "26:1 unknown key `deadline` | did you mean `deadline_seconds`?",
    );
    one_mistake(
        "bound = 2",
        "bound = 0",
        "27:9 `bound` cannot be 0 | write a whole number from 1 to 16",
    );
}

#[test]
fn unsafe_code_is_allowed_by_yes_or_no_and_not_otherwise() {
    let text = GOOD.replacen("[exercises.limits]", "allow_unsafe = true\n[exercises.limits]", 1);
    let info = read(&text).expect("no mistakes");
    assert!(info.exercises.iter().any(|entry| entry.exercise.allow_unsafe));
    let found = mistakes("[exercises.limits]", "allow_unsafe = \"yes\"\n[exercises.limits]");
    assert_eq!(found, ["25:16 this is a string | write `true` or `false`"]);
}

#[test]
fn a_key_like_no_other_lists_those_there_are() {
    let found = mistakes("[exercises.limits]", "colour = \"red\"\n[exercises.limits]");
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("25:1 unknown key `colour` | an exercise has the keys `name`, `dir`,")
    );
}

#[test]
fn a_course_without_exercises_is_told_how_to_begin() {
    let problems = read("format_version = 1\n").expect_err("nothing to do");
    assert!(problems.to_string().contains("there are no exercises"), "{problems}");
    let problems = read("format_version = 1\n[exercises]\nname = \"x\"\n").expect_err("no list");
    assert!(problems.to_string().contains("double brackets"), "{problems}");
    read("").expect_err("nothing at all");
}

#[test]
fn points_are_shared_out_among_stages_where_an_author_says_so() {
    let text =
        GOOD.replacen("points = 10\n", "points = 10\nstage_points = { model = 7, test = 3 }\n", 1);
    let info = read(&text).expect("no mistakes");
    let first = &info.exercises[0].exercise;
    assert_eq!(first.stage_points, Some(vec![(Stage::Test, 3), (Stage::Model, 7)]));
    assert_eq!(info.exercises[1].exercise.stage_points, None);
}

#[test]
fn points_that_do_not_add_up_are_a_mistake() {
    one_mistake(
        "points = 10\n",
        "points = 10\nstage_points = { test = 3, model = 6 }\n",
        "8:16 the stages' points add up to 9, but the exercise is worth 10 | share out exactly 10, or write `points = 9`",
    );
    one_mistake(
        "points = 10\n",
        "points = 10\nstage_points = { tests = 10, model = 10 }\n",
        "8:18 there is no stage `tests` | write one of `build`, `test`, `compile_fail`, `model`",
    );
}

/// An entry that ends in parts.
const PARTS: &str = "hints = [\"a\", \"b\", \"c\"]\n\n[[exercises.parts]]\ntitle = \"Once\"\npoints = 6\nchecks = [\"test/once\", \"model/once\"]\n\n\
     [[exercises.parts]]\ntitle = \"In order\"\npoints = 4\nchecks = [\"test/order\"]\n";

#[test]
fn parts_are_read_in_their_order() {
    let text = GOOD.replacen("hints = [\"a\", \"b\", \"c\"]\n", PARTS, 1);
    let info = read(&text).expect("no mistakes");
    let parts = &info.exercises[0].exercise.parts;
    let checks = |part: &Part| part.checks.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!((parts[0].title.as_str(), parts[0].points), ("Once", 6));
    assert_eq!(checks(&parts[0]), ["test/once", "model/once"]);
    assert_eq!(checks(&parts[1]), ["test/order"]);
}

#[test]
fn parts_that_cannot_be_are_told_with_their_place() {
    for (old, new, expected) in [
        (
            "points = 4",
            "points = 5",
            "14:1 the parts' points add up to 11, but the exercise is worth 10 | share out exactly 10, or write `points = 11`",
        ),
        (
            "\"test/order\"",
            "\"test/once\"",
            "22:11 `test/once` is listed twice | let it belong to one part alone",
        ),
        (
            "\"test/order\"",
            "\"order\"",
            "22:11 `order` names no check | write STAGE/CHECK, where STAGE is `test`, `compile_fail` or `model`",
        ),
        (
            "[\"test/order\"]",
            "[]",
            "22:10 this part is earned by nothing | write a list of checks, such as `[\"test/each_once\", \"model/each_once\"]`",
        ),
        ("title = \"In order\"\n", "", "19:1 `title` is missing in a part | add `title = \"…\"`"),
    ] {
        one_mistake("hints = [\"a\", \"b\", \"c\"]\n", &PARTS.replacen(old, new, 1), expected);
    }
    let twice = format!("stage_points = {{ test = 10 }}\n{PARTS}");
    one_mistake(
        "hints = [\"a\", \"b\", \"c\"]\n",
        &twice,
        "12:16 the points are shared out twice: among stages and among parts | delete `stage_points` or the parts",
    );
}
