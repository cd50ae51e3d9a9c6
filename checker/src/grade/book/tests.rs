use super::*;
use crate::event::Verdict;
use crate::process::Level;

fn record(student: &str, exercise: &str, points: Option<u32>) -> Record {
    Record {
        student: student.into(),
        exercise: exercise.into(),
        verdict: Verdict::Passed,
        stage: None,
        points,
        max_points: 10,
        at_least: points.unwrap_or(4),
        review: points.is_none(),
        review_because: None,
        missing: false,
        not_taken: None,
        untouched: false,
        stages: Vec::new(),
        parts: Vec::new(),
        diagnosis: None,
        known_as: None,
        answer: Some("a".repeat(64)),
        course: "c".into(),
        isolation: Level::default(),
    }
}

fn items() -> Vec<Item> {
    let item = |name: &str| Item { name: name.into(), chapter: "02_scope".into(), points: 10 };
    vec![item("chunks"), item("gate")]
}

fn person(student: &str, columns: &[(&str, &str)]) -> Person {
    let columns = columns.iter().map(|(name, value)| (name.to_string(), value.to_string()));
    Person { student: student.into(), columns: columns.collect() }
}

fn class() -> Vec<Record> {
    vec![
        record("ada", "chunks", Some(10)),
        record("ada", "gate", None),
        record("bob", "chunks", Some(7)),
        record("bob", "gate", Some(0)),
    ]
}

#[test]
fn what_is_open_counts_what_is_certain_and_is_never_a_zero() {
    let book = Book::new(&items(), class(), &Additions::default()).expect("a book");
    let total = book.rows[0].total();
    assert_eq!((total.points, total.open), (Points::whole(14), 1));
    assert_eq!(book.rows[0].cells[1].counts, Counts::Review(Points::whole(4)));
}

#[test]
fn the_roster_gives_the_order_and_who_is_not_on_it_comes_after() {
    let additions =
        Additions { people: vec![person("bob", &[("name", "Bob B.")])], ..Additions::default() };
    let book = Book::new(&items(), class(), &additions).expect("a book");
    let shown: Vec<&str> = book.rows.iter().map(|row| row.shown.as_str()).collect();
    assert_eq!(shown, ["Bob B.", "ada"]);
}

#[test]
fn lateness_costs_what_the_policy_says_and_excuses_take_everything_out() {
    let late = [("due", "2026-11-20 18:00"), ("submitted_at", "2026-11-21 18:00")];
    let excused = [("excused", "yes")];
    let additions = Additions {
        people: vec![person("ada", &excused), person("bob", &late)],
        policy: Policy::parse("percent_per_day = 25").expect("a policy"),
        ..Additions::default()
    };
    let book = Book::new(&items(), class(), &additions).expect("a book");
    assert_eq!(book.rows[0].total().most, Points::ZERO);
    assert_eq!(
        book.rows[1].cells[0].counts,
        Counts::Points(Points::from_number(5.25).expect("two"))
    );
    assert_eq!(book.rows[1].cells[0].record.points, Some(7), "the record itself stays");
}

#[test]
fn a_persons_decision_is_the_last_word_also_about_lateness() {
    let late = [("due", "2026-11-20 18:00"), ("submitted_at", "2026-11-21 18:00")];
    let text = "[[override]]\nstudent = \"bob\"\nexercise = \"gate\"\npoints = 9\nwho = \"Lin\"\nwhy = \"shown in class\"\n";
    let additions = Additions {
        people: vec![person("bob", &late)],
        policy: Policy::parse("percent_per_day = 25").expect("a policy"),
        overrides: overrides::parse(text).expect("a decision"),
        ..Additions::default()
    };
    let book = Book::new(&items(), class(), &additions).expect("a book");
    assert_eq!(book.rows[0].cells[1].counts, Counts::Points(Points::whole(9)));
    assert!(book.rows[0].cells[1].notes.iter().any(|note| note.contains("by Lin")));
    let too_much = Additions {
        overrides: overrides::parse(&text.replace("9", "11")).expect("a decision"),
        ..Additions::default()
    };
    assert!(Book::new(&items(), class(), &too_much).expect_err("too many").contains("worth 10"));
}

#[test]
fn a_group_has_the_best_that_one_of_it_handed_in_and_own_work_stays_own() {
    let mut records = class();
    records.push(Record {
        missing: true,
        points: Some(0),
        at_least: 0,
        answer: None,
        ..record("cy", "chunks", Some(0))
    });
    records.push(record("cy", "gate", Some(3)));
    let group = [("group", "red")];
    let additions = Additions {
        people: ["ada", "bob", "cy"].map(|name| person(name, &group)).to_vec(),
        ..Additions::default()
    };
    let book = Book::new(&items(), records, &additions).expect("a book");
    let cy = &book.rows[2];
    assert_eq!(cy.cells[0].counts, Counts::Points(Points::whole(10)));
    assert_eq!(cy.cells[1].counts, Counts::Points(Points::whole(3)));
}

#[test]
fn pseudonyms_leave_no_name_and_no_order_behind() {
    let mut records = class();
    records[0].not_taken = Some("submissions/ada/exercises is a link".into());
    let additions = Additions {
        people: vec![person("ada", &[("name", "Ada Lovelace")])],
        pseudonyms: Some("secret".into()),
        ..Additions::default()
    };
    let book = Book::new(&items(), records, &additions).expect("a book");
    for row in &book.rows {
        assert!(row.shown.starts_with("student-"), "{}", row.shown);
        for cell in &row.cells {
            assert!(!format!("{:?}", cell.record).contains("ada"), "{:?}", cell.record);
        }
    }
    assert!(book.rows.is_sorted_by_key(|row| row.shown.clone()));
}

#[test]
fn results_of_another_course_are_refused_in_words() {
    let error = Book::new(&items()[..1], class(), &Additions::default()).expect_err("no `gate`");
    assert!(error.contains("`gate`"), "{error}");
}
