use super::*;
use std::path::Path;

fn test(text: &str) -> Result<Vec<Check>, Problems> {
    parse_test(Source::new(Path::new("tests/c/n/test.rs"), text), None)
}

fn with_oracle(text: &str, oracle: &str) -> Result<Vec<Check>, Problems> {
    parse_test(
        Source::new(Path::new("tests/c/n/test.rs"), text),
        Some(Source::new(Path::new("tests/c/n/oracle.rs"), oracle)),
    )
}

fn model(text: &str) -> Result<Vec<Check>, Problems> {
    parse_model(Source::new(Path::new("tests/c/n/model.rs"), text))
}

/// `line:column what` of every mistake.
#[track_caller]
fn mistakes(result: Result<Vec<Check>, Problems>) -> Vec<String> {
    let problems = result.expect_err("mistakes");
    problems.iter().map(|p| format!("{}:{} {}", p.line, p.column, p.what)).collect()
}

#[test]
fn public_functions_with_a_doc_comment_are_checks() {
    let checks = test(
        "//! What this is about.\n\nuse answer::count;\n\n\
         /// Every hit is counted. In Go you would\n/// be told so by nobody.\n///\n/// More.\n\
         pub fn every_hit_is_counted() { helper() }\n\nfn helper() {}\npub(crate) fn other(x: u8) {}\n",
    )
    .expect("no mistakes");
    assert_eq!(checks.len(), 1);
    let check = &checks[0];
    assert_eq!(check.name, "every_hit_is_counted");
    assert_eq!(check.says, "Every hit is counted.");
    assert_eq!(check.doc, "Every hit is counted. In Go you would\nbe told so by nobody.\n\nMore.");
    assert_eq!(check.form, Form::Assert);
    assert_eq!(check.line, 9);
    assert_eq!((check.deadline, check.bound, check.max_executions), (None, None, None));
}

#[test]
fn directives_on_top_hold_for_all_checks_and_those_above_a_check_for_it() {
    let checks = model(
        "//! About.\n//@ bound: 2\n//@ deadline: 5s\n\nuse answer::x;\n\n\
         /// One.\npub fn one() {}\n\n\
         //@ bound: unbounded\n/// Two.\n//@ max_executions: 200_000\n#[allow(unused)]\npub fn two() {}\n\n\
         /// Three.\n// A remark.\n//@ deadline: 500ms\npub fn three() {}\n",
    )
    .expect("no mistakes");
    let of = |check: &Check| (check.deadline, check.bound, check.max_executions);
    let five = Some(Duration::from_secs(5));
    assert_eq!(of(&checks[0]), (five, Some(Bound::Preemptions(2)), None));
    assert_eq!(of(&checks[1]), (five, Some(Bound::Unbounded), Some(200_000)));
    assert_eq!(
        of(&checks[2]),
        (Some(Duration::from_millis(500)), Some(Bound::Preemptions(2)), None)
    );
}

#[test]
fn on_top_means_apart_from_the_first_check() {
    let apart = "//@ bound: 2\n\n/// One.\npub fn one() {}\n/// Two.\npub fn two() {}\n";
    let checks = model(apart).expect("no mistakes");
    assert_eq!(checks[1].bound, Some(Bound::Preemptions(2)));
    let attached = apart.replacen("\n\n", "\n", 1);
    let checks = model(&attached).expect("no mistakes");
    assert_eq!(checks[0].bound, Some(Bound::Preemptions(2)));
    assert_eq!(checks[1].bound, None);
}

#[test]
fn an_inner_attribute_is_still_the_top_of_the_file() {
    let text = "#![allow(unused)]\n//@ bound: 2\n\nuse a::b;\n/// One.\npub fn one() {}\n";
    assert_eq!(model(text).expect("no mistakes")[0].bound, Some(Bound::Preemptions(2)));
}

#[test]
fn a_directive_that_belongs_to_nothing_is_a_mistake() {
    let text =
        "use a::b;\n//@ bound: 2\n\n/// One.\npub fn one() {}\n\n//@ bound: 2\nfn helper() {}\n";
    assert_eq!(
        mistakes(model(text)),
        ["2:5 this directive belongs to no check", "7:5 this directive belongs to no check"]
    );
}

#[test]
fn directives_are_known_and_well_formed() {
    let text = "//@ bounds: 2\n//@ deadline: soon\n//@ bound: 0\n//@ max-executions: many\n//@ deadline: 3s\n\n\
                /// One.\npub fn one() {}\n";
    assert_eq!(
        mistakes(model(text)),
        [
            "1:5 unknown directive `bounds`",
            "2:15 `soon` is no deadline",
            "3:12 `0` is no bound",
            "4:21 `many` is no max-executions",
            "5:5 `deadline` is said twice"
        ]
    );
    let text = "//@ bound: 2\n\n/// One.\npub fn one() {}\n";
    assert_eq!(mistakes(test(text)), ["1:5 `bound` means nothing in this file"]);
}

#[test]
fn durations_have_a_unit() {
    assert_eq!(duration("5s"), Some(Duration::from_secs(5)));
    assert_eq!(duration("2m"), Some(Duration::from_secs(120)));
    assert_eq!(duration("250ms"), Some(Duration::from_millis(250)));
    for bad in ["5", "s", "0s", "-1s", "5h", "1.5s"] {
        assert_eq!(duration(bad), None, "{bad}");
    }
}

#[test]
fn a_public_function_of_another_shape_is_a_mistake() {
    for (signature, what) in [
        ("pub fn n(x: u32) -> u32 { 0 }", "the public function `n` has not the shape of a check"),
        ("pub fn n(seed: u64) {}", "the public function `n` has not the shape of a check"),
        ("pub fn n() -> bool { true }", "the public function `n` has not the shape of a check"),
        (
            "pub fn n(a: u64, b: u64) -> u64 { a }",
            "the public function `n` has not the shape of a check",
        ),
        ("pub async fn n() {}", "the check `n` is async"),
        ("pub fn n<T>() {}", "the check `n` is generic"),
        ("pub unsafe fn n() {}", "the check `n` is unsafe"),
        ("pub const fn n() {}", "the check `n` is const"),
        ("#[cfg(unix)] pub fn n() {}", "the check `n` is compiled only sometimes"),
    ] {
        let found =
            mistakes(test(&format!("/// Doc.\n{signature}\n/// Doc.\npub fn fine() {{}}\n")));
        assert_eq!(found.len(), 1, "{signature}: {found:?}");
        assert!(found[0].starts_with("2:") && found[0].ends_with(what), "{signature}: {found:?}");
    }
}

#[test]
fn a_check_without_a_doc_comment_is_a_mistake() {
    let problems = test("// Not a doc comment.\npub fn n() {}\n").expect_err("a mistake");
    assert_eq!(
        problems.to_string(),
        "tests/c/n/test.rs:2:8: the check `n` has no doc comment\n 2 | pub fn n() {}\n   |        ^\n   \
         = write `/// One sentence.` above it: the learner reads it in the checklist"
    );
}

#[test]
fn a_file_without_checks_is_a_mistake() {
    let found = mistakes(test("//! Nothing here.\nfn helper() {}\n"));
    assert_eq!(
        found,
        ["2:15 there is no check in this file, and so nothing that an answer could fail"]
    );
}

#[test]
fn a_file_that_does_not_parse_is_a_mistake_with_its_line() {
    let found = mistakes(model("/// One.\npub fn one() {\n    let = 3;\n}\n"));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("3:9 this does not parse"), "{found:?}");
    let found = mistakes(model("/// One.\npub fn one() {\n"));
    assert_eq!(found.len(), 1, "{found:?}");
}

const VALUE: &str = "/// Doc.\npub fn n(seed: u64) -> Vec< (u64, String) > { vec![] }\n";

#[test]
fn a_check_in_oracle_form_has_a_twin_of_the_same_type() {
    let oracle = "/// The same.\npub fn n(seed: u64)\n    -> Vec<(u64,/* the name */ String)> { vec![] }\nfn helper() {}\n";
    let checks = with_oracle(VALUE, oracle).expect("no mistakes");
    assert_eq!(checks[0].form, Form::Oracle { returns: "Vec< (u64, String) >".into() });
}

#[test]
fn a_missing_or_different_twin_is_a_mistake() {
    let problems = test(VALUE).expect_err("no oracle");
    assert!(
        problems.to_string().ends_with(
            "write `pub fn n(seed: u64) -> Vec< (u64, String) >` in tests/c/n/oracle.rs"
        ),
        "{problems}"
    );
    assert_eq!(
        mistakes(with_oracle(VALUE, "fn n() {}\n")),
        ["2:8 `n` returns a value, but there is nothing to compare it with"]
    );
    let problems = with_oracle(VALUE, "pub fn n(seed: u64) -> Vec<u64> { vec![] }\n")
        .expect_err("another type");
    assert!(
        problems.to_string().starts_with(
            "tests/c/n/oracle.rs:1:24: `n` returns another type here than in tests/c/n/test.rs"
        ),
        "{problems}"
    );
}

#[test]
fn a_twin_that_nothing_is_compared_with_is_a_mistake() {
    let oracle =
        "pub fn n(seed: u64) -> Vec<(u64, String)> { vec![] }\npub fn m(seed: u64) -> u64 { 1 }\n";
    let found = mistakes(with_oracle(VALUE, oracle));
    assert_eq!(
        found,
        ["2:8 no check `m` in tests/c/n/test.rs returns a value to compare with this"]
    );
    let asserts = "/// Doc.\npub fn n() {}\n";
    let found = mistakes(with_oracle(asserts, "pub fn n(seed: u64) -> u64 { 1 }\n"));
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn the_oracle_knows_nothing_of_the_answer() {
    let oracle = "use answer::m; // answer\npub fn n(seed: u64) -> Vec<(u64, String)> { m() }\n";
    assert_eq!(
        mistakes(with_oracle(VALUE, oracle)),
        ["1:5 the oracle uses the answer that it is there to judge"]
    );
}

#[test]
fn a_value_to_compare_is_spelled_out_and_not_a_type_of_the_answer() {
    for (returns, what) in [
        ("()", "`n` returns nothing that could be compared"),
        ("impl Iterator<Item = u64>", "`n` does not spell out the type that it returns"),
        ("Vec<Hit>", "`n` returns `Hit`, a type of the answer"),
        ("Option<answer::Hit>", "`n` returns `answer`, a type of the answer"),
        ("[H; 2]", "`n` returns `H`, a type of the answer"),
    ] {
        let text = format!(
            "use answer::{{count, Hit, inner::Hit as H}};\n/// Doc.\npub fn n(seed: u64) -> {returns} {{ todo!() }}\n"
        );
        let oracle = format!("pub fn n(seed: u64) -> {returns} {{ todo!() }}\n");
        let found = mistakes(with_oracle(&text, &oracle));
        assert!(found.contains(&format!("3:24 {what}")), "{returns}: {found:?}");
    }
}

#[test]
fn a_model_has_no_values_to_compare() {
    assert_eq!(
        mistakes(model(VALUE)),
        ["2:8 the public function `n` has not the shape of a check"]
    );
}

#[test]
fn the_first_sentence_ends_where_the_next_begins() {
    for (doc, first) in [
        ("One. Two.", "One."),
        ("One line\nover two. Three.", "One line over two."),
        ("Calls `a. B` twice. Then", "Calls `a. B` twice."),
        ("Zero workers, e.g. none. More", "Zero workers, e.g. none."),
        ("Is it 3.5? Yes.", "Is it 3.5?"),
        ("No full stop\n\nMore", "No full stop"),
        ("", ""),
    ] {
        assert_eq!(first_sentence(doc), first, "{doc:?}");
    }
}

#[test]
fn a_check_is_cut_out_with_all_that_belongs_to_it() {
    let text = "//! What it is.\n//@ deadline: 5s\n\nuse answer::f;\n\n/// It adds.\npub fn adds() {}\n\n// Not for students.\n\
                //@ visibility: hidden\n/// It keeps.\n#[inline(never)]\npub fn keeps() {\n    helper();\n}\n\nfn helper() {}\n";
    let source = Source::new(Path::new("test.rs"), text);
    let checks = parse_test(source, None).expect("no mistake");
    let seen: Vec<_> = checks.iter().map(|check| check.visibility).collect();
    assert_eq!(seen, [None, Some(Visibility::Hidden)]);
    assert_eq!(
        without(source, &["keeps".to_string()]).expect("it parses"),
        "//! What it is.\n//@ deadline: 5s\n\nuse answer::f;\n\n/// It adds.\npub fn adds() {}\n\nfn helper() {}\n"
    );
    assert_eq!(without(source, &[]).expect("it parses"), text);
    let bad = Source::new(
        Path::new("test.rs"),
        "//@ visibility: secret\n\n/// It adds.\npub fn adds() {}\n",
    );
    let error = parse_test(bad, None).expect_err("no such visibility").to_string();
    assert!(error.contains("1:17: `secret` is no visibility"), "{error}");
}
