//! Answers that misbehave, end to end: each gets a clear verdict, nothing it started outlives the check, and the checker
//! stays small.
#![cfg(unix)]

mod support;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use support::watch::Watching;
use support::{Course, Ran, can_see_processes, descendants, eventually, memory, with_argument};

const EXERCISE: &str = "exercises/00_start/lost_update.rs";
const SOLUTION: &str = "solutions/00_start/lost_update.rs";

/// KiB that the checker itself may use, whatever an answer does.
const MOST_MEMORY: u64 = 50 * 1024;

/// For answers that hang, and only for those: the deadline of the checks is short.
fn impatient() -> Course {
    with_deadline("2s")
}

fn with_deadline(time: &str) -> Course {
    let course = Course::new();
    course.set_deadline("00_start", "lost_update", time);
    course
}

/// An answer whose `count_hits` does that.
fn answer(body: &str) -> String {
    format!("pub fn count_hits(workers: usize, hits_each: usize) -> usize {{\n{body}\n}}\n")
}

/// The checker has ended, and nothing is left but its report.
#[track_caller]
fn expect_nobody(course: &Course, ran: &Ran) {
    if can_see_processes() {
        assert_eq!(descendants(ran.pid), Vec::<String>::new(), "left behind");
        let peak = ran.peak.expect("it was looked at while it ran");
        assert!(peak < MOST_MEMORY, "the checker used {peak} KiB");
    }
    let work = course.root.join("target/loomlings/work");
    let left: Vec<_> = fs::read_dir(work).into_iter().flatten().flatten().collect();
    assert!(left.is_empty(), "{left:?}");
}

/// Checks an answer, expects that verdict on the whole, and gives the report.
#[track_caller]
fn expect(course: &Course, text: impl AsRef<[u8]>, verdict: &str, stage: &str) -> Value {
    let file = course.write("answer.rs", text);
    let (ran, last) = course.judge("lost_update", &file);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert_eq!(ran.stderr, "");
    assert_eq!((&last["verdict"], &last["stage"]), (&json!(verdict), &json!(stage)), "{last}");
    expect_nobody(course, &ran);
    last
}

fn stage<'v>(finished: &'v Value, name: &str) -> &'v Value {
    let stages = finished["stages"].as_array().map_or(&[][..], Vec::as_slice);
    let found = stages.iter().find(|stage| stage["stage"] == *name);
    found.unwrap_or_else(|| panic!("no stage {name} in {finished}"))
}

fn checks<'v>(finished: &'v Value, of: &str) -> &'v [Value] {
    let checks = stage(finished, of)["checks"].as_array();
    checks.map_or(&[], Vec::as_slice)
}

/// Every check of the stage ended like that, and says so in these words.
#[track_caller]
fn all_say(finished: &Value, of: &str, verdict: &str, words: &str) {
    assert!(!checks(finished, of).is_empty(), "{finished}");
    for check in checks(finished, of) {
        assert_eq!(check["verdict"], *verdict, "{check}");
        let message = check["message"].as_str().unwrap_or_default();
        assert!(message.contains(words), "{words:?} is not in {message:?}");
    }
}

// --- without end -------------------------------------------------------------------------------------------------

#[test]
fn a_loop_without_end_times_out_in_both_worlds() {
    let last =
        expect(&impatient(), answer("loop { let _ = (workers, hits_each); }"), "timed_out", "test");
    all_say(&last, "test", "timed_out", "after 2 s");
    assert_eq!(stage(&last, "model")["verdict"], "timed_out", "{last}");
}

#[test]
fn output_without_end_is_cut_in_the_middle_and_costs_no_memory() {
    let course = impatient();
    let flood = answer(
        "let line = \"x\".repeat(1_000);
         loop { println!(\"{workers} {hits_each} {line}\"); eprintln!(\"{line}\"); }",
    );
    let last = expect(&course, &flood, "timed_out", "test");
    for check in checks(&last, "test") {
        let output = check["output"].as_str().unwrap_or_default();
        assert!(output.contains("bytes left out"), "{} bytes", output.len());
        assert!(output.len() < 200_000, "{} bytes", output.len());
    }
}

#[test]
fn the_memory_of_a_checker_that_watches_does_not_grow_with_an_answers_output() {
    let course = impatient();
    let mut watching = Watching::start(&course, "lost_update");
    watching.verdict_on(course.read(EXERCISE));
    for nth in 0..3 {
        let flood =
            answer("loop { println!(\"{workers} {hits_each}\"); }") + &format!("// {nth}\n");
        course.write(EXERCISE, &flood);
        assert_eq!(watching.verdict_on(&flood)["verdict"], "timed_out");
    }
    if can_see_processes() {
        // Exact, because it is still alive: the highest that it ever was.
        let peak = memory(watching.pid()).expect("it is alive");
        assert!(peak < MOST_MEMORY, "the checker used {peak} KiB");
    }
    watching.press("q");
    assert_eq!(watching.end(), 0);
}

#[test]
fn a_deadlock_times_out_on_real_threads_and_is_named_by_the_model() {
    let last = expect(
        &impatient(),
        answer(
            "let lock = std::sync::Mutex::new(workers * hits_each);
             let first = lock.lock().unwrap();
             let second = lock.lock().unwrap();
             *first + *second",
        ),
        "timed_out",
        "test",
    );
    // Where the kernel tells that every thread waits, nobody waits for the deadline.
    let told = if cfg!(target_os = "linux") { "every thread waits" } else { "after 2 s" };
    all_say(&last, "test", "timed_out", told);
    assert_eq!(stage(&last, "model")["verdict"], "failed");
    for check in checks(&last, "model") {
        assert_eq!(check["kind"], "deadlock", "{check}");
        let blocked = &check["schedule"]["blocked"][0];
        assert_eq!((&blocked["thread"], &blocked["held_by"]), (&json!("main"), &json!("main")));
    }
}

#[test]
fn threads_that_are_left_running_end_with_their_process() {
    let text = answer(
        "let _ = std::thread::spawn(|| loop { std::hint::spin_loop(); });
         workers * hits_each",
    );
    let last = expect(&Course::new(), text, "failed", "model");
    // The process of a check ends when the check does; that nobody waits for the thread is the model's to say.
    assert_eq!(stage(&last, "test")["verdict"], "passed");
    for check in checks(&last, "model") {
        assert_eq!(check["kind"], "livelock", "{check}");
    }
}

// --- ends that are none ------------------------------------------------------------------------------------------

#[test]
fn an_answer_that_aborts_has_crashed() {
    let last = expect(
        &Course::new(),
        answer("let _ = (workers, hits_each); std::process::abort()"),
        "crashed",
        "test",
    );
    all_say(&last, "test", "crashed", "SIGABRT");
}

#[test]
fn an_answer_that_ends_the_process_well_has_not_passed() {
    let course = Course::new();
    let text = answer("let _ = (workers, hits_each); std::process::exit(0)");
    let last = expect(&course, &text, "crashed", "test");
    all_say(&last, "test", "crashed", "status 0 before the check had");
    // It may have been the machine's doing: asked again, it is run again.
    let again = expect(&course, &text, "crashed", "test");
    assert_eq!((&last["cached"], &again["cached"]), (&json!(false), &json!(false)));
}

#[test]
fn a_stack_that_overflows_is_named_in_both_worlds() {
    let text = "pub fn count_hits(workers: usize, hits_each: usize) -> usize {
        let room = [workers; 64];
        count_hits(std::hint::black_box(&room)[0], hits_each + 1) + room[1]
    }\n";
    let last = expect(&Course::new(), text, "crashed", "test");
    all_say(&last, "test", "crashed", "overflowed its stack");
    all_say(&last, "model", "failed", "overflowed its stack");
}

#[test]
fn a_panic_with_control_characters_cannot_touch_the_terminal() {
    let course = Course::new();
    let text = answer(
        "eprintln!(\"\\u{1b}[2J on stderr\");
         println!(\"\\u{1b}]0;title\\u{7} on stdout\\r\");
         panic!(\"\\u{1b}[2J\\u{1b}]0;owned\\u{7}\\u{202e} boom {workers} {hits_each}\")",
    );
    let last = expect(&course, &text, "failed", "test");
    all_say(&last, "test", "failed", "boom");
    let ran = course.run(&["run", "lost_update", "--file", "answer.rs"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("boom"), "{}", ran.stdout);
    let control: Vec<char> =
        ran.stdout.chars().filter(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}').collect();
    assert_eq!(control, [], "{:?}", ran.stdout);
}

#[test]
fn a_message_that_is_too_long_is_cut_and_costs_no_memory() {
    let course = Course::new();
    // Printing it takes its time on a machine that is busy with something else.
    course.set_deadline("00_start", "lost_update", "300s");
    // Less, and more, than is kept of what a check has to say.
    for (repeats, words) in [(200_000, "characters left out"), (2_000_000, "longer than 4 MiB")] {
        let text =
            format!("let _ = (workers, hits_each); panic!(\"{{}}\", \"long \".repeat({repeats}))");
        let last = expect(&course, answer(&text), "failed", "test");
        all_say(&last, "test", "failed", words);
        for check in checks(&last, "model") {
            assert_eq!(check["verdict"], "failed", "{check}");
        }
        assert!(last.to_string().len() < 2_000_000, "{} bytes", last.to_string().len());
        let human = course.run(&["run", "lost_update", "--file", "answer.rs"]).stdout;
        assert!(human.len() < 200_000, "{} bytes", human.len());
    }
}

// --- lies --------------------------------------------------------------------------------------------------------

#[test]
fn forged_output_is_shown_and_not_believed() {
    let course = Course::new();
    let finished = r#"{"event":"finished","exercise":"lost_update","verdict":"passed","stage":null,"ms":1,"stages":[]}"#;
    let verdict = r#"{"verdict":"passed"}"#;
    let text = answer(&format!(
        "for line in [r##\"{finished}\"##, r##\"{verdict}\"##] {{
             println!(\"\\n{{line}}\");
             eprintln!(\"\\n{{line}}\");
         }}
         workers + hits_each + 1"
    ));
    let file = course.write("answer.rs", text);
    let (ran, last) = course.judge("lost_update", &file);
    assert_eq!(ran.status, 1);
    assert_eq!((&last["verdict"], &last["stage"]), (&json!("failed"), &json!("test")));
    let ends = ran.json().iter().filter(|event| event["event"] == "finished").count();
    assert_eq!(ends, 1, "{}", ran.stdout);
    for check in checks(&last, "test") {
        assert_eq!(check["verdict"], "failed", "{check}");
        let output = check["output"].as_str().unwrap_or_default();
        assert!(output.contains(finished) && output.contains(verdict), "shown: {output}");
    }
    expect_nobody(&course, &ran);
}

#[test]
fn standard_input_is_empty_and_not_the_learners() {
    let course = Course::new();
    let solution = course.read(SOLUTION);
    let reading = solution.replacen(
        "-> usize {\n",
        "-> usize {\n    let mut line = String::new();\n    \
         assert_eq!(std::io::stdin().read_line(&mut line).ok(), Some(0), \"there was {line:?}\");\n",
        1,
    );
    assert_ne!(solution, reading);
    let file = course.write("answer.rs", reading);
    let file = file.to_str().expect("a name in UTF-8");
    // What the checker itself is given is not passed on. The model has no standard input at all.
    let mut command = course.command(&["run", "lost_update", "--file", file, "--stage", "test"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the checker starts");
    // Kept open: whoever waited for its end would wait for ever.
    let mut stdin = child.stdin.take().expect("it is piped");
    std::io::Write::write_all(&mut stdin, b"a line\n").expect("it fits into the pipe");
    let ran = Ran::end(child);
    drop(stdin);
    assert_eq!(ran.status, 0, "{}", ran.stdout);
    expect_nobody(&course, &ran);
}

// --- files that are no answers -----------------------------------------------------------------------------------

#[test]
fn unsafe_code_is_rejected_even_where_it_allows_itself() {
    let course = Course::new();
    // A data race that no test here sees and that the model cannot see.
    let race = "static mut HITS: usize = 0;\npub fn count_hits(workers: usize, hits_each: usize) -> usize {\n    unsafe { HITS = 0 };\n    \
                std::thread::scope(|s| {\n        for _ in 0..workers {\n            s.spawn(|| (0..hits_each).for_each(|_| unsafe { HITS += 1 }));\n        }\n    \
                });\n    unsafe { HITS }\n}\n";
    expect(&course, race, "rejected", "build");
    expect(&course, format!("#![allow(unsafe_code)]\n{race}"), "rejected", "build");
}

#[test]
fn a_path_through_core_does_not_lead_past_the_model() {
    let course = Course::new();
    let lost = "use core::sync::atomic::{AtomicUsize, Ordering};\npub fn count_hits(workers: usize, hits_each: usize) -> usize {\n    \
                let hits = AtomicUsize::new(0);\n    std::thread::scope(|s| {\n        for _ in 0..workers {\n            s.spawn(|| {\n                \
                for _ in 0..hits_each {\n                    let seen = hits.load(Ordering::SeqCst);\n                    \
                hits.store(seen + 1, Ordering::SeqCst);\n                }\n            });\n        }\n    });\n    hits.into_inner()\n}\n";
    let finished = expect(&course, lost, "failed", "model");
    assert_eq!(checks(&finished, "model")[0]["cause"], "scheduling", "{finished}");
}

#[test]
fn bytes_that_are_no_text_are_refused_with_line_and_byte() {
    let last = expect(&Course::new(), b"// fine\n// caf\xe9\n", "failed", "build");
    let message = stage(&last, "build")["message"].as_str().unwrap_or_default();
    assert!(message.contains("line 2 (byte 15)"), "{message}");
    assert!(message.contains("UTF-8"), "{message}");
}

#[test]
fn an_empty_file_does_not_keep_what_the_task_promises() {
    let course = Course::new();
    for text in ["", "\n", "// TODO\n"] {
        let last = expect(&course, text, "failed", "test");
        let message = stage(&last, "test")["message"].as_str().unwrap_or_default();
        assert!(message.contains("what the task promises"), "{message}");
        let error = &stage(&last, "test")["diagnostics"][0];
        assert!(
            error["message"].as_str().is_some_and(|text| text.contains("count_hits")),
            "{error}"
        );
    }
}

#[test]
fn what_cannot_be_an_answer_is_wrong_usage() {
    let course = Course::new();
    let big = course.write("big.rs", "/".repeat(1 << 20));
    let missing = course.root.join("missing.rs");
    for (file, says) in [
        (big.as_path(), "1048576 bytes"),
        (missing.as_path(), "does not exist"),
        (Path::new("/dev/zero"), "not a file"),
        (course.root.as_path(), "not a file"),
    ] {
        let name = file.to_str().expect("a name in UTF-8");
        let ran = course.run(&["run", "lost_update", "--file", name]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{name}");
        assert!(ran.stderr.contains(says), "{}", ran.stderr);
    }
}

#[test]
fn a_file_as_long_as_one_may_be_is_judged() {
    let course = Course::new();
    let solution = course.read(SOLUTION);
    let filled = format!("{solution}//{}\n", " x".repeat((256 * 1024 - solution.len() - 3) / 2));
    assert!(filled.len() > 256 * 1024 - 3);
    let file = course.write("answer.rs", filled);
    let (ran, last) = course.judge("lost_update", &file);
    assert_eq!((ran.status, &last["verdict"]), (0, &json!("passed")));
    expect_nobody(&course, &ran);
}

// --- those who stay ----------------------------------------------------------------------------------------------

/// An answer that is right, and starts a process that sleeps in a session of its own: `sleep` holds the pipes open, too.
fn detaching(course: &Course, seconds: &str, forgets: bool) -> String {
    let forget = if forgets { ".env_clear()" } else { "" };
    let start = format!(
        "-> usize {{\n    let _ = std::process::Command::new(\"/bin/sh\"){forget}\
         .args([\"-c\", \"setsid sleep {seconds} & setsid sh -c 'setsid sleep {seconds} & exec sleep {seconds}' &\"])\
         .spawn().map(|mut child| child.wait());\n"
    );
    let solution = course.read(SOLUTION);
    let detaching = solution.replacen("-> usize {\n", &start, 1);
    assert_ne!(solution, detaching);
    detaching
}

#[test]
fn processes_that_left_the_session_end_with_the_check() {
    if cfg!(not(target_os = "linux")) || !can_see_processes() {
        eprintln!("SKIPPED: only on Linux can descendants be found that left the session");
        return;
    }
    let course = Course::new();
    for (nth, forgets) in [false, true].into_iter().enumerate() {
        // No other process sleeps exactly as long.
        let seconds = format!("1000.{}{nth}", std::process::id());
        let text = detaching(&course, &seconds, forgets);
        // The model knows no processes.
        let last = expect(&course, text, "not_modelled", "model");
        assert_eq!(stage(&last, "test")["verdict"], "passed", "{last}");
        assert_eq!(with_argument(&seconds), Vec::<String>::new(), "left behind");
    }
}

#[test]
fn a_checker_that_is_asked_to_end_takes_everybody_along() {
    if cfg!(not(target_os = "linux")) || !can_see_processes() {
        eprintln!("SKIPPED: only on Linux can descendants be found that left the session");
        return;
    }
    // However slow this machine is, the signal comes before the deadline of the checks.
    let course = with_deadline("300s");
    let seconds = format!("1001.{}", std::process::id());
    let before = ".wait());\n";
    let after =
        ".wait());\n    loop { std::thread::sleep(std::time::Duration::from_millis(100)); }\n";
    let text = detaching(&course, &seconds, true);
    let hangs = text.replacen(before, after, 1);
    assert_ne!(text, hangs);
    course.write("answer.rs", hangs);
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let mut command = course.command(&["run", "lost_update", "--file", "answer.rs"]);
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the checker starts");
        eventually("a process that left", || !with_argument(&seconds).is_empty());
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        kill_process(pid.expect("it has a number"), signal).expect("it is alive");
        let ran = Ran::end(child);
        assert_eq!(ran.status, 1, "nothing is solved: {}{}", ran.stdout, ran.stderr);
        assert_eq!(with_argument(&seconds), Vec::<String>::new(), "left behind");
        expect_nobody(&course, &ran);
    }
}
