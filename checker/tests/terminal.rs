//! `watch` as a learner sits in it: the real program on a full screen of a real terminal.
//!
//! Each fault that was found in other runners is a test here. Nothing depends on how fast anything is: a test waits for what
//! must come, and says what was on the screen when it did not.
#![cfg(unix)]

mod support;

use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::time::Duration;
use support::tmux::{Terminal, there_is_a_terminal};
use support::{CHECKER, Course, descendants, eventually, memory};

const EXERCISE: &str = "exercises/00_start/lost_update.rs";
const START: &str = "tests/00_start/lost_update/start.rs";
const SOLUTION: &str = "solutions/00_start/lost_update.rs";

const HANGS: &str = "\
pub fn count_hits(_: usize, _: usize) -> usize {
    loop {
        std::hint::spin_loop();
    }
}
";

const PRINTS: &str = "\
pub fn count_hits(_: usize, _: usize) -> usize {
    loop {
        println!(\"another line that nobody wants to read, and another, and another, and another\");
    }
}
";

/// A child of the answer's that keeps its standard output open.
const LEAVES_A_CHILD: &str = "\
pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let _ = std::process::Command::new(\"sleep\").arg(\"300\").spawn();
    workers * hits_each + 1
}
";

fn signal(pid: u32, signal: Signal) {
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw).expect("a number");
    kill_process(pid, signal).expect("it is alive");
}

/// A course whose checks may run for so long that what ends them is never their deadline.
fn patient() -> Course {
    let course = Course::new();
    course.set_deadline("00_start", "lost_update", "900s");
    course
}

fn solved(course: &Course) -> bool {
    let path = course.root.join(".loomlings/progress.jsonl");
    fs::read_to_string(path).unwrap_or_default().contains("\"solved\"")
}

#[test]
fn twenty_saves_in_a_row_end_with_the_verdict_on_the_last() {
    if !there_is_a_terminal() {
        return;
    }
    let course = Course::new();
    let terminal = Terminal::watching(&course, "lost_update");
    terminal.sees("failed at model");
    for nth in 0..20 {
        course.write(EXERCISE, format!("{}// {nth}\n", course.read(START)));
    }
    course.write(EXERCISE, course.read(SOLUTION));
    terminal.sees("Solved: every stage passed.");
    assert!(solved(&course));
}

#[test]
fn saves_of_other_files_delay_nothing() {
    if !there_is_a_terminal() {
        return;
    }
    let course = Course::new();
    let terminal = Terminal::watching(&course, "lost_update");
    terminal.sees("failed at model");
    let quiet = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut nth = 0;
            while !quiet.load(std::sync::atomic::Ordering::Relaxed) {
                nth += 1;
                course.write("exercises/02_scope/chunks.rs", format!("// {nth}\n"));
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        course.write(EXERCISE, course.read(SOLUTION));
        terminal.sees("Solved: every stage passed.");
        quiet.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn a_fix_saved_while_the_old_text_still_runs_is_what_is_judged() {
    if !there_is_a_terminal() {
        return;
    }
    let course = patient();
    course.write(EXERCISE, HANGS);
    let terminal = Terminal::watching(&course, "lost_update");
    terminal.sees("… test");
    // Keys are heard while it runs.
    terminal.press(&["h"]);
    terminal.sees("hint 1 of 3");
    terminal.press(&["Escape"]);
    course.write(EXERCISE, course.read(SOLUTION));
    terminal.sees("Solved: every stage passed.");
    let checker = terminal.checker();
    eventually("what ran on the old text is gone", || descendants(checker).is_empty());
}

#[test]
fn a_mistake_saved_while_the_check_runs_is_never_taken_for_solved() {
    if !there_is_a_terminal() {
        return;
    }
    let course = patient();
    course.write(EXERCISE, HANGS);
    let terminal = Terminal::watching(&course, "lost_update");
    terminal.sees("… test");
    course.write(EXERCISE, "pub fn count_hits() -> usize { \"many\" }\n");
    terminal.sees("failed at build");
    terminal.press(&["n"]);
    terminal.sees("not solved yet");
    assert!(!solved(&course));
}

#[test]
fn endless_output_fills_neither_the_screen_nor_the_memory() {
    if !there_is_a_terminal() {
        return;
    }
    let course = patient();
    course.write(EXERCISE, PRINTS);
    let terminal = Terminal::watching(&course, "lost_update");
    let checker = terminal.checker();
    // It is not waited for: what is printed without end is cut, and a key still ends it.
    terminal.sees("… test");
    eventually("it has been running for a while", || memory(checker).is_some());
    terminal.press(&["q"]);
    let peak = memory(checker).unwrap_or(0);
    assert!(peak < 100 * 1024, "{peak} KiB");
    terminal.is_as_before();
    eventually("nobody is left", || descendants(checker).is_empty());
}

#[test]
fn ctrl_c_q_and_signals_end_a_running_check_and_give_the_terminal_back() {
    if !there_is_a_terminal() {
        return;
    }
    for way in ["C-c", "q", "TERM", "HUP", "INT"] {
        let course = patient();
        course.write(EXERCISE, HANGS);
        let terminal = Terminal::watching(&course, "lost_update");
        terminal.sees("… test");
        let checker = terminal.checker();
        match way {
            "TERM" => signal(checker, Signal::TERM),
            "HUP" => signal(checker, Signal::HUP),
            "INT" => signal(checker, Signal::INT),
            key => terminal.press(&[key]),
        }
        terminal.is_as_before();
        eventually("nobody is left", || descendants(checker).is_empty());
    }
}

#[test]
fn a_closed_terminal_ends_the_checker_and_all_its_children() {
    if !there_is_a_terminal() {
        return;
    }
    let course = patient();
    course.write(EXERCISE, HANGS);
    let terminal = Terminal::watching(&course, "lost_update");
    terminal.sees("… test");
    let checker = terminal.checker();
    terminal.close();
    eventually("the checker is gone", || memory(checker).is_none());
    eventually("nobody is left", || descendants(checker).is_empty());
}

#[test]
fn a_child_that_keeps_the_output_open_delays_no_verdict() {
    if !there_is_a_terminal() {
        return;
    }
    let course = patient();
    course.write(EXERCISE, LEAVES_A_CHILD);
    let terminal = Terminal::watching(&course, "lost_update");
    // The child would live for five minutes.
    terminal.sees("failed at test");
    let checker = terminal.checker();
    eventually("the child is gone", || descendants(checker).is_empty());
}

#[test]
fn two_checkers_at_once_lose_no_progress() {
    if !there_is_a_terminal() {
        return;
    }
    let course = Course::new();
    let terminal = Terminal::watching(&course, "lost_update");
    terminal.sees("failed at model");
    fs::copy(
        course.root.join("solutions/02_scope/chunks.rs"),
        course.root.join("exercises/02_scope/chunks.rs"),
    )
    .expect("a copy");
    assert_eq!(course.run(&["run", "chunks"]).status, 0);
    course.write(EXERCISE, course.read(SOLUTION));
    terminal.sees("Solved: every stage passed.");
    terminal.press(&["q"]);
    terminal.sees("ready>");
    let list = course.run(&["list", "--format", "json"]).json();
    let solved = list.iter().filter(|line| line["verdict"] == "passed").count();
    assert_eq!(solved, 2);
}

#[test]
fn a_deleted_file_is_said_and_its_return_is_judged() {
    if !there_is_a_terminal() {
        return;
    }
    let course = Course::new();
    let terminal = Terminal::watching(&course, "lost_update");
    terminal.sees("failed at model");
    fs::remove_file(course.root.join(EXERCISE)).expect("it is there");
    terminal.sees("reset lost_update");
    course.write(EXERCISE, course.read(SOLUTION));
    terminal.sees("Solved: every stage passed.");
    // x twice brings the unsolved file back.
    fs::remove_file(course.root.join(EXERCISE)).expect("it is there");
    terminal.sees("reset lost_update");
    terminal.press(&["x", "x"]);
    terminal.sees("failed at model");
}

#[test]
fn any_size_is_drawn_and_drawn_anew_when_it_changes() {
    if !there_is_a_terminal() {
        return;
    }
    let course = Course::new();
    let terminal = Terminal::watching(&course, "lost_update");
    terminal.sees("failed at model");
    for (columns, rows) in [(60, 15), (40, 12), (12, 5), (2, 2), (200, 60), (120, 40)] {
        terminal.resize(columns, rows);
        if columns >= 40 {
            terminal.wait("the verdict fits", |screen| {
                screen.lines().count() == usize::from(rows) && screen.contains("failed at model")
            });
        }
    }
    terminal.press(&["s"]);
    terminal.sees("step ");
    terminal.press(&["q", "q"]);
    terminal.is_as_before();
}

#[test]
fn an_editor_of_the_terminal_gets_it_and_gives_it_back() {
    if !there_is_a_terminal() {
        return;
    }
    let course = Course::new();
    let solution = course.root.join(SOLUTION);
    let editor = course.write(
        "editor.sh",
        format!("#!/bin/sh\necho editing; read _; cp {} \"$2\"\n", solution.display()),
    );
    let terminal = Terminal::new(&course, 100, 40);
    let editor = editor.display();
    terminal.line(&format!("env -u TMUX VISUAL='sh {editor}' {CHECKER} watch lost_update"));
    terminal.sees("failed at model");
    terminal.press(&["o"]);
    terminal.sees("editing");
    // The line is the editor's, not the checker's: `q` does not end it.
    terminal.press(&["q", "Enter"]);
    terminal.sees("Solved: every stage passed.");
    terminal.press(&["q"]);
    terminal.is_as_before();
}

#[test]
fn a_checker_that_is_killed_at_any_moment_loses_nothing_that_it_told() {
    if !there_is_a_terminal() {
        return;
    }
    let course = Course::new();
    // Each round solves or breaks something and kills the checker at another moment of that.
    let rounds = std::env::var("LOOMLINGS_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(10);
    let mut told = false;
    for round in 0..rounds {
        let text = if round % 2 == 0 { SOLUTION } else { START };
        course.write(EXERCISE, format!("{}// {round}\n", course.read(text)));
        let mut child = course
            .command(&["watch", "lost_update", "--format", "json"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("the checker starts");
        let mut output = child.stdout.take().expect("it is piped");
        std::thread::sleep(Duration::from_millis(7 * (round * 13 % 64)));
        child.kill().expect("it is ours");
        child.wait().expect("it is ours");
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut output, &mut text).expect("a pipe can be read");
        let text = String::from_utf8_lossy(&text);
        told |= text.contains("\"event\":\"finished\"") && text.contains("\"stage\":null");
        let listed = course.run(&["list", "--format", "json"]);
        assert_eq!(listed.status, 0, "{}", listed.stderr);
        let line = listed.json().into_iter().find(|line| line["name"] == "lost_update");
        let verdict = line.expect("it is listed")["verdict"].clone();
        assert!(!told || verdict == "passed", "round {round}: solved was told, and is lost");
    }
}
