//! `watch`, end to end: the real program, driven by saves, keys and signals, in a copy of the course.
#![cfg(unix)]

mod support;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use support::watch::Watching;
use support::{Course, can_see_processes, descendants, eventually, hash};

const EXERCISE: &str = "exercises/00_start/lost_update.rs";
const START: &str = "tests/00_start/lost_update/start.rs";
const SOLUTION: &str = "solutions/00_start/lost_update.rs";
/// Goes on until the deadline of the checks.
const HANGS: &str = "\
pub fn count_hits(_: usize, _: usize) -> usize {
    loop {
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}
";

/// A course in which the answer that hangs is at hand, and hangs for longer than any test waits: what ends it is never the
/// deadline of its checks.
fn hanging() -> Course {
    let course = Course::new();
    course.set_deadline("00_start", "lost_update", "900s");
    course.write(EXERCISE, HANGS);
    course
}

fn signal(watching: &Watching, signal: Signal) {
    let pid = i32::try_from(watching.pid()).ok().and_then(Pid::from_raw);
    kill_process(pid.expect("it has a number"), signal).expect("it is alive");
}

/// Saves `text` as editors do: into the same file, by renaming another one over it, or as a new file in its place.
fn save(course: &Course, how: usize, text: &str) {
    let path = course.root.join(EXERCISE);
    match how {
        0 => {
            let mut file = File::create(&path).expect("writable");
            // In two parts, as a big file is.
            let (head, tail) = text.split_at(text.len() / 2);
            file.write_all(head.as_bytes()).expect("writable");
            file.write_all(tail.as_bytes()).expect("writable");
        }
        1 => {
            let other = path.with_extension("rs.swp");
            fs::write(&other, text).expect("writable");
            fs::rename(other, &path).expect("in the same folder");
        }
        2 => {
            fs::remove_file(&path).expect("it is there");
            fs::write(&path, text).expect("writable");
        }
        _ => {
            // The old text stays as a backup: the file is away in between.
            fs::rename(&path, path.with_extension("rs~")).expect("it is there");
            fs::write(&path, text).expect("writable");
        }
    }
}

fn progress(course: &Course) -> Vec<Value> {
    let text = course.read(".loomlings/progress.jsonl");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn the_file_is_checked_at_once_and_its_verdict_is_that_of_run() {
    let course = Course::new();
    let mut watching = Watching::start(&course, "lost_update");
    let finished = watching.verdict_on(course.read(START));
    assert_eq!((&finished["verdict"], &finished["stage"]), (&json!("failed"), &json!("model")));
    let events: Vec<&str> =
        watching.seen.iter().filter_map(|event| event["event"].as_str()).collect();
    assert_eq!(events.first(), Some(&"exercise"));
    assert!(events.contains(&"started") && events.contains(&"check_finished"), "{events:?}");
    for event in watching.seen.iter().filter(|event| event["event"] != "exercise") {
        assert!(event["ms"].is_u64(), "milliseconds since the save: {event}");
    }
    assert_eq!(progress(&course)[0]["answer"], *hash(course.read(START)));
    watching.press("q");
    assert_eq!(watching.end(), 0);
}

#[test]
fn however_an_editor_saves_the_verdict_is_on_the_new_bytes() {
    let course = Course::new();
    let mut watching = Watching::start(&course, "lost_update");
    let start = course.read(START);
    watching.verdict_on(&start);
    for (nth, how) in [0, 1, 2, 3, 0].into_iter().enumerate() {
        let text = format!("{start}// save {nth}\n");
        save(&course, how, &text);
        let finished = watching.verdict_on(&text);
        assert_eq!(finished["stage"], "model", "save {nth}: {finished}");
        assert_eq!(finished["cached"], false);
    }
    watching.press("q");
    assert_eq!(watching.end(), 0);
}

#[test]
fn many_saves_in_a_row_end_with_the_verdict_on_the_last() {
    let course = Course::new();
    let mut watching = Watching::start(&course, "lost_update");
    let start = course.read(START);
    let solution = course.read(SOLUTION);
    for nth in 0..20 {
        save(&course, nth % 3, &format!("{start}// {nth}\n"));
    }
    save(&course, 1, &solution);
    assert_eq!(watching.verdict_on(&solution)["verdict"], "passed");
    watching.press("q");
    assert_eq!(watching.end(), 0);
    // Whatever was judged before the last save was judged as it was: nothing but the solution counts as solved.
    let solved: Vec<Value> =
        progress(&course).into_iter().filter(|line| line["outcome"] == "solved").collect();
    assert_eq!(solved.len(), 1);
    assert_eq!(solved[0]["answer"], *hash(&solution));
}

#[test]
fn a_save_supersedes_the_running_check_and_takes_its_processes_away() {
    let course = hanging();
    let solution = course.read(SOLUTION);
    let mut watching = Watching::start(&course, "lost_update");
    watching.wait_for("the checks of the answer that hangs", |event| {
        event["event"] == "stage_started" && event["stage"] == "test"
    });
    save(&course, 0, &solution);
    let finished = watching.verdict_on(&solution);
    assert_eq!(finished["verdict"], "passed");
    let judged: Vec<&Value> =
        watching.seen.iter().filter(|event| event["event"] == "finished").collect();
    assert_eq!(judged.len(), 1, "the superseded check has no verdict: {judged:?}");
    if can_see_processes() {
        let pid = watching.pid();
        eventually("the superseded check is gone", || descendants(pid).is_empty());
    }
    assert_eq!(progress(&course)[0]["answer"], *hash(&solution));
    watching.press("q");
    assert_eq!(watching.end(), 0);
    let left = fs::read_dir(course.root.join("target/loomlings/work")).expect("it was made");
    assert_eq!(left.count(), 0, "working folders are gone, too");
}

#[test]
fn other_files_and_saves_without_a_change_start_nothing() {
    let course = Course::new();
    let mut watching = Watching::start(&course, "lost_update");
    let start = course.read(START);
    watching.verdict_on(&start);
    course.write("exercises/00_start/four_questions.rs", "// another exercise");
    course.write("exercises/00_start/README.md", "the lesson");
    course.write("exercises/00_start/.lost_update.rs.swp", "an editor's own file");
    course.write("exercises/00_start/lost_update.rs~", "its backup");
    course.write("exercises/02_scope/chunks.rs", "// and another");
    save(&course, 0, &start);
    save(&course, 1, &start);
    // Notices come in the order of the saves: with the verdict on this one, all of the others were heard.
    let changed = format!("{start}\n");
    save(&course, 1, &changed);
    watching.verdict_on(&changed);
    let started: Vec<(&Value, &Value)> = watching
        .seen
        .iter()
        .filter(|event| event["event"] == "started")
        .map(|event| (&event["exercise"], &event["answer"]))
        .collect();
    let exercise = json!("lost_update");
    let (first, second) = (json!(hash(&start)), json!(hash(&changed)));
    assert_eq!(started, [(&exercise, &first), (&exercise, &second)]);
    watching.press("q");
    assert_eq!(watching.end(), 0);
}

#[test]
fn keys_do_what_the_key_bar_says() {
    let course = Course::new();
    let mut watching = Watching::start(&course, "lost_update");
    let start = course.read(START);
    watching.verdict_on(&start);
    watching.press("h");
    watching.said("lost_update, hint 1 of 3");
    watching.press("h");
    watching.said("lost_update, hint 2 of 3");
    watching.press("l");
    assert!(watching.said("exercises/02_scope/chunks.rs").contains("failed    lost_update"));
    watching.press("?");
    assert!(watching.said("q  quit").contains("x  reset"));
    watching.press("#");
    watching.press("n");
    watching.said("not solved yet");
    watching.press("n");
    let next = watching.wait_for("the next exercise", |event| event["event"] == "exercise");
    assert_eq!(
        (&next["name"], &next["path"]),
        (&json!("first_thread"), &json!("exercises/01_spawn/first_thread.rs"))
    );
    watching.verdict_on(course.read("tests/01_spawn/first_thread/start.rs"));
    watching.press("p");
    let before = watching.wait_for("the exercise before", |event| event["event"] == "exercise");
    assert_eq!(before["name"], "lost_update");
    assert_eq!(watching.verdict_on(&start)["cached"], true, "nothing has changed since");
    watching.press("h");
    watching.said("lost_update, hint 3 of 3");
    watching.press("q");
    assert_eq!(watching.end(), 0);
    // The next session begins where this one ended.
    assert_eq!(course.read(".loomlings/current").trim(), "lost_update");
    let run = course.run(&["run", "--format", "json"]);
    assert_eq!(run.last()["exercise"], "lost_update");
}

#[test]
fn a_solved_exercise_is_remembered_and_the_next_one_comes_at_once() {
    let course = Course::new();
    let mut watching = Watching::start(&course, "lost_update");
    watching.verdict_on(course.read(START));
    let solution = course.read(SOLUTION);
    save(&course, 0, &solution);
    watching.verdict_on(&solution);
    // The record is there by the time the verdict is told.
    let last = progress(&course).pop().expect("a line");
    assert_eq!(
        (&last["exercise"], &last["outcome"], &last["answer"]),
        (&json!("lost_update"), &json!("solved"), &json!(hash(&solution)))
    );
    watching.press("n");
    let next = watching.wait_for("the next exercise", |event| event["event"] == "exercise");
    assert_eq!(next["name"], "first_thread");
    watching.press("q");
    assert_eq!(watching.end(), 0);
}

#[test]
fn r_asks_again_whatever_is_remembered() {
    let course = Course::new();
    let mut watching = Watching::start(&course, "lost_update");
    let start = course.read(START);
    watching.verdict_on(&start);
    for _ in 0..2 {
        watching.press("r");
        let again = watching.verdict_on(&start);
        assert_eq!((&again["cached"], &again["verdict"]), (&json!(false), &json!("failed")));
    }
    watching.press("q");
    assert_eq!(watching.end(), 0);
    // A new session need not ask.
    let mut watching = Watching::start(&course, "lost_update");
    assert_eq!(watching.verdict_on(&start)["cached"], true);
    watching.press("q");
    assert_eq!(watching.end(), 0);
}

#[test]
fn x_twice_puts_the_unsolved_file_back_and_keeps_the_old_text() {
    let course = Course::new();
    let mine = course.read(START) + "// mine\n";
    course.write(EXERCISE, &mine);
    let mut watching = Watching::start(&course, "lost_update");
    watching.verdict_on(&mine);
    watching.press("x");
    watching.said("press x again");
    assert_eq!(course.read(EXERCISE), mine, "one x asks");
    watching.press("?");
    watching.said("q  quit");
    watching.press("x");
    watching.said("press x again");
    assert_eq!(course.read(EXERCISE), mine, "another key in between takes the question back");
    watching.press("x");
    let backup = ".loomlings/backup/00_start/lost_update.1.rs";
    watching.said(backup);
    assert_eq!(course.read(EXERCISE), course.read(START));
    assert_eq!(course.read(backup), mine);
    watching.verdict_on(course.read(START));
    watching.press("q");
    assert_eq!(watching.end(), 0);
}

#[test]
fn a_missing_file_is_said_once_and_its_return_is_noticed() {
    let course = Course::new();
    let mut watching = Watching::start(&course, "lost_update");
    let start = course.read(START);
    watching.verdict_on(&start);
    fs::remove_file(course.root.join(EXERCISE)).expect("it is there");
    let said = watching.said("does not exist");
    assert!(said.contains(EXERCISE) && said.contains("reset lost_update"), "{said}");
    // The same bytes as before: the verdict comes all the same, because it was taken back.
    course.write(EXERCISE, &start);
    watching.verdict_on(&start);
    // A whole folder that goes and comes (a branch is changed): `x` brings it back.
    fs::remove_dir_all(course.root.join("exercises/00_start")).expect("it is there");
    watching.said("does not exist");
    watching.press("xx");
    watching.said("is back, unsolved");
    watching.verdict_on(&start);
    let changed = format!("{start}// noticed in the new folder, too\n");
    course.write(EXERCISE, &changed);
    watching.verdict_on(&changed);
    let missing = watching
        .seen
        .iter()
        .filter(|event| event["text"].as_str().is_some_and(|text| text.contains("does not exist")));
    assert_eq!(missing.count(), 2);
    watching.press("q");
    assert_eq!(watching.end(), 0);
}

#[test]
fn a_missing_file_does_not_keep_watch_from_starting() {
    let course = Course::new();
    fs::remove_file(course.root.join(EXERCISE)).expect("it is there");
    let mut watching = Watching::start(&course, "lost_update");
    watching.said("does not exist");
    let start = course.read(START);
    course.write(EXERCISE, &start);
    watching.verdict_on(&start);
    watching.press("q");
    assert_eq!(watching.end(), 0);
}

#[test]
fn bytes_that_are_no_text_are_a_verdict_and_not_the_end() {
    let course = Course::new();
    let mut watching = Watching::start(&course, "lost_update");
    watching.verdict_on(course.read(START));
    let bytes = b"// caf\xe9\npub fn count_hits() {}\n";
    course.write(EXERCISE, bytes);
    let finished = watching.verdict_on(bytes);
    assert_eq!((&finished["verdict"], &finished["stage"]), (&json!("failed"), &json!("build")));
    course.write(EXERCISE, "");
    watching.verdict_on("");
    watching.press("q");
    assert_eq!(watching.end(), 0);
}

#[test]
fn signals_and_q_end_it_in_the_middle_of_a_check_with_nobody_left_behind() {
    let course = hanging();
    for how in [Some(Signal::TERM), Some(Signal::INT), Some(Signal::HUP), None] {
        let mut watching = Watching::start(&course, "lost_update");
        watching.wait_for("the checks of the answer that hangs", |event| {
            event["event"] == "stage_started" && event["stage"] == "test"
        });
        if can_see_processes() {
            let pid = watching.pid();
            eventually("a check runs", || {
                descendants(pid).iter().any(|line| line.contains("--seed"))
            });
        }
        match how {
            Some(number) => signal(&watching, number),
            None => watching.press("q"),
        }
        // `end` looks for what is left.
        assert_eq!(watching.end(), 0, "{how:?}");
        assert_eq!(work(&course), Vec::<PathBuf>::new(), "working folders are gone, too");
    }
}

fn work(course: &Course) -> Vec<PathBuf> {
    let entries = fs::read_dir(course.root.join("target/loomlings/work")).expect("it was made");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

#[test]
fn a_driver_that_goes_away_does_not_end_watch_and_a_reader_that_does_ends_it() {
    use std::process::Stdio;
    let course = Course::new();
    let start = course.read(START);
    // The end of the keys is not the end of watching.
    let mut watching = Watching::start(&course, "lost_update");
    watching.no_more_keys();
    watching.verdict_on(&start);
    save(&course, 0, &format!("{start}\n"));
    watching.verdict_on(format!("{start}\n"));
    signal(&watching, Signal::TERM);
    assert_eq!(watching.end(), 0);
    // Nobody reads any more: there is nothing left to do, and nobody to complain to.
    let mut command = course.command(&["watch", "lost_update", "--format", "json"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the checker starts");
    drop(child.stdout.take());
    let pid = child.id();
    let output = child.wait_with_output().expect("it is our child");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(descendants(pid), Vec::<String>::new());
}

// --- the terminal ------------------------------------------------------------------------------------------------

#[cfg(target_os = "linux")]
mod terminal {
    use super::*;
    use std::io::Read;
    use std::process::{Child, Command, Stdio};
    use std::sync::{Arc, Mutex};

    /// A shell in a terminal of its own (`script`, of util-linux, makes one) that runs `watch` and then tells how the
    /// terminal was left.
    struct Terminal {
        child: Child,
        shown: Arc<Mutex<String>>,
    }

    impl Terminal {
        fn start(course: &Course) -> Option<Terminal> {
            let has_script = Command::new("script")
                .arg("--version")
                .output()
                .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("util-linux"));
            if !has_script {
                eprintln!("SKIPPED: there is no `script` of util-linux to make a terminal with");
                return None;
            }
            // The trap keeps the shell alive when Ctrl-C is meant for the whole group; the checker starts without it.
            let shell = format!(
                "trap : INT; echo \"before: $(stty -a | tr '\\n' ' ')\"; echo \"tty=$(tty)=\"; \
                 sh -c 'echo \"pid=$$=\"; exec {} watch lost_update'; \
                 echo \"status=$?=\"; echo \"after: $(stty -a | tr '\\n' ' ')\"; echo THE END",
                support::CHECKER
            );
            let mut child = Command::new("script")
                .args(["--quiet", "--return", "--command", &shell, "/dev/null"])
                .current_dir(&course.root)
                .env("SHELL", "/bin/sh")
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::inherit())
                .spawn()
                .expect("script starts");
            let shown = Arc::new(Mutex::new(String::new()));
            let mut stdout = child.stdout.take().expect("it is piped");
            std::thread::spawn({
                let shown = Arc::clone(&shown);
                move || {
                    let mut bytes = [0; 4096];
                    while let Ok(read @ 1..) = stdout.read(&mut bytes) {
                        let text = String::from_utf8_lossy(&bytes[..read]).into_owned();
                        shown.lock().expect("nobody panics under it").push_str(&text);
                    }
                }
            });
            Some(Terminal { child, shown })
        }

        fn shown(&self) -> String {
            self.shown.lock().expect("nobody panics under it").clone()
        }

        fn wait_for(&self, text: &str) {
            let began = std::time::Instant::now();
            while !self.shown().contains(text) {
                assert!(began.elapsed() < support::LIVENESS, "no {text:?} in:\n{}", self.shown());
                std::thread::sleep(support::LOOK);
            }
        }

        fn press(&mut self, keys: &str) {
            let stdin = self.child.stdin.as_mut().expect("it is piped");
            stdin.write_all(keys.as_bytes()).expect("script reads");
            stdin.flush().expect("script reads");
        }

        fn between(&self, from: &str, to: &str) -> String {
            let shown = self.shown();
            let after = shown.split_once(from).unwrap_or_else(|| panic!("no {from} in {shown}")).1;
            after.split_once(to).unwrap_or_else(|| panic!("no {to} in {shown}")).0.to_string()
        }

        /// How the terminal is now, seen from outside.
        fn modes(&self) -> String {
            let tty = self.between("tty=", "=");
            let output = Command::new("stty").args(["-a", "-F", &tty]).output().expect("stty");
            String::from_utf8_lossy(&output.stdout).replace('\n', " ")
        }

        /// Waits for the end of `watch`, and holds the terminal against what it was before.
        fn expect_as_before(mut self) {
            self.wait_for("THE END");
            assert_eq!(self.between("status=", "="), "0");
            let after = self.between("after: ", "\r\n");
            assert_eq!(after, self.between("before: ", "\r\n"));
            for mode in ["icanon", "echo", "isig"] {
                assert!(after.split_whitespace().any(|word| word == mode), "no {mode} in {after}");
            }
            let pid = self.between("pid=", "=").parse().expect("a number");
            assert_eq!(descendants(pid), Vec::<String>::new());
            drop(self.child.stdin.take());
            self.child.wait().expect("it is our child");
        }
    }

    impl Drop for Terminal {
        fn drop(&mut self) {
            // Where a test failed half-way; the shell in the terminal ends with it.
            if matches!(self.child.try_wait(), Ok(None)) {
                let _ = self.child.kill();
                let _ = self.child.wait();
            }
        }
    }

    /// Starts `watch` in a terminal and waits until it takes keys one by one.
    fn watching(course: &Course) -> Option<Terminal> {
        let terminal = Terminal::start(course)?;
        terminal.wait_for("q quit");
        let modes = terminal.modes();
        for mode in ["-icanon", "-echo", "isig"] {
            assert!(modes.split_whitespace().any(|word| word == mode), "no {mode} in {modes}");
        }
        Some(terminal)
    }

    #[test]
    fn q_leaves_the_terminal_as_it_was() {
        let course = Course::new();
        let Some(mut terminal) = watching(&course) else { return };
        terminal.press("h");
        terminal.wait_for("hint 1 of 3");
        terminal.press("q");
        terminal.expect_as_before();
    }

    #[test]
    fn ctrl_c_leaves_the_terminal_as_it_was() {
        let course = Course::new();
        let Some(mut terminal) = watching(&course) else { return };
        terminal.press("\u{3}");
        terminal.expect_as_before();
    }

    #[test]
    fn a_request_to_end_leaves_the_terminal_as_it_was() {
        // In the middle of a check, which is when there is something to be torn down.
        let course = hanging();
        let Some(terminal) = Terminal::start(&course) else { return };
        terminal.wait_for("passed     build");
        let pid: i32 = terminal.between("pid=", "=").parse().expect("a number");
        let pid = Pid::from_raw(pid).expect("a process");
        kill_process(pid, Signal::TERM).expect("it is alive");
        terminal.expect_as_before();
    }
}
