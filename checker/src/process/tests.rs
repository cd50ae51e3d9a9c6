//! Real children: shell scripts that do what answers might.
//!
//! No test waits for a time to pass: scripts say when they are ready, and what has ended is gone when `run` returns.

use super::*;
use std::time::Instant;

/// Longer than any test takes, and shorter than anybody's patience, should a test fail to end its child.
const LONG: &str = "300";

/// What a test may take at most when it ends at once: nowhere near the time its child would take.
const AT_ONCE: Duration = Duration::from_secs(60);

fn sh(script: &str) -> Command {
    let path = std::env::var_os("PATH").expect("tests run with a PATH");
    Command::new("sh").env("PATH", path).env("LONG", LONG).args(["-c", script])
}

fn outcome(command: &Command) -> Outcome {
    run(command, &Cancel::never(), None).expect("sh starts")
}

#[test]
fn status_and_output_are_told() {
    let outcome = outcome(&sh("echo out; echo err >&2; exit 7"));
    assert_eq!(outcome.ended, Ended::Exited(7));
    assert_eq!((outcome.stdout.text(), outcome.stderr.text()), ("out\n".into(), "err\n".into()));
    assert_eq!((outcome.left_behind, outcome.channel.len()), (0, 0));
    assert!(!outcome.succeeded());
}

#[test]
fn the_environment_and_the_directory_are_those_given() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let directory = directory.path().canonicalize().expect("it exists");
    let outcome = outcome(&sh("pwd; env").env("GIVEN", "yes").cwd(&directory));
    let output = outcome.stdout.text();
    let mut lines = output.lines();
    assert_eq!(lines.next(), directory.to_str());
    let mut names: Vec<_> = lines.filter_map(|line| Some(line.split_once('=')?.0)).collect();
    // What shells set by themselves.
    names.retain(|name| !["PWD", "OLDPWD", "SHLVL", "_"].contains(name));
    names.sort_unstable();
    assert_eq!(names, ["GIVEN", "LONG", MARK, "PATH"]);
}

#[test]
fn endless_output_is_kept_at_both_ends_only() {
    let cancel = Cancel::new().expect("a pipe");
    let mut lines = 0;
    let mut sink = |_: &str| {
        lines += 1;
        if lines == 200_000 {
            cancel.cancel();
        }
    };
    let command = sh("exec yes >&2").capture(CaptureLimit { head: 1_000, tail: 500 });
    let outcome = run(&command, &cancel, Some(&mut sink)).expect("sh starts");
    assert_eq!(outcome.ended, Ended::Cancelled);
    assert_eq!((outcome.stderr.head().len(), outcome.stderr.tail().len()), (1_000, 500));
    assert!(outcome.stderr.total() >= 400_000, "{} bytes", outcome.stderr.total());
}

#[test]
fn the_deadline_ends_a_child_that_waits_and_one_that_spins() {
    for script in ["exec sleep $LONG", "while :; do :; done"] {
        let outcome = outcome(&sh(script).deadline(Duration::from_millis(50)));
        assert_eq!(outcome.ended, Ended::TimedOut);
        assert!(outcome.took >= Duration::from_millis(50) && outcome.took < AT_ONCE);
    }
}

#[test]
fn the_signal_that_ended_a_child_is_named() {
    for name in ["SIGABRT", "SIGSEGV", "SIGKILL", "SIGXCPU"] {
        let outcome = outcome(&sh(&format!("kill -s {} $$", &name[3..])));
        let Ended::Signaled { number, name: told } = outcome.ended else {
            panic!("{name}: {:?}", outcome.ended)
        };
        assert_eq!(told, name);
        assert!(number > 0);
    }
}

#[test]
fn stderr_comes_line_by_line_while_the_child_runs() {
    let cancel = Cancel::new().expect("a pipe");
    let mut lines = Vec::new();
    // The child never ends by itself: the second line must have come while it runs.
    let mut sink = |line: &str| {
        lines.push(line.to_string());
        if lines.len() == 2 {
            cancel.cancel();
        }
    };
    let script = "echo one >&2; printf 'two\\nhalf' >&2; exec sleep $LONG";
    let outcome = run(&sh(script), &cancel, Some(&mut sink)).expect("sh starts");
    assert_eq!(outcome.ended, Ended::Cancelled);
    assert_eq!(lines[..2], ["one", "two"]);
    assert!(lines.get(2).is_none_or(|line| line == "half"));
}

#[test]
fn what_is_written_to_descriptor_0_arrives_and_is_not_output() {
    let outcome = outcome(&sh("echo verdict >&0; echo said").channel());
    assert_eq!(outcome.channel, b"verdict\n");
    assert_eq!(outcome.stdout.text(), "said\n");
    assert!(!outcome.channel_overflowed);
}

#[test]
fn reading_the_channel_gives_the_end_of_file() {
    let outcome = outcome(&sh("cat; echo read >&0").channel().deadline(AT_ONCE));
    assert_eq!((outcome.ended, &outcome.channel[..]), (Ended::Exited(0), &b"read\n"[..]));
}

#[test]
fn the_channel_is_bounded_and_says_so() {
    let script = "i=0; while [ $i -lt 80 ]; do head -c 65536 /dev/zero >&0; i=$((i+1)); done";
    let outcome = outcome(&sh(script).channel());
    assert_eq!(outcome.ended, Ended::Exited(0));
    assert_eq!((outcome.channel.len(), outcome.channel_overflowed), (CHANNEL_LIMIT, true));
}

#[test]
fn without_a_channel_standard_input_is_empty() {
    let outcome = outcome(&sh("cat; [ ! -t 0 ] && [ ! -S /dev/stdin ] && echo over"));
    assert_eq!(outcome.stdout.text(), "over\n");
}

#[test]
fn a_missing_program_is_named_with_the_next_step() {
    let error = |command: &Command| {
        run(command, &Cancel::never(), None).expect_err("it cannot start").to_string()
    };
    let missing = error(&Command::new("no-such-program-anywhere").env("PATH", "/bin"));
    assert!(missing.contains("no-such-program-anywhere") && missing.contains("PATH"), "{missing}");
    let unbuilt = error(&Command::new("/no/such/runner"));
    assert!(unbuilt.contains("/no/such/runner") && unbuilt.contains("build"), "{unbuilt}");
    let nowhere = error(&sh("true").cwd("/no/such/directory"));
    assert!(nowhere.contains("/no/such/directory"), "{nowhere}");
    let data = error(&Command::new("/etc/passwd"));
    assert!(data.contains("executable"), "{data}");
}

#[test]
fn cancelling_ends_every_child_at_once_and_forbids_new_ones() {
    let cancel = Cancel::new().expect("a pipe");
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let (ready, is_ready) = std::sync::mpsc::channel();
        let runs: Vec<_> = (0..3)
            .map(|_| {
                let (cancel, ready) = (cancel.clone(), ready.clone());
                scope.spawn(move || {
                    let mut sink = |_: &str| ready.send(()).expect("the test waits");
                    run(&sh("echo >&2; exec sleep $LONG"), &cancel, Some(&mut sink))
                })
            })
            .collect();
        (0..3).for_each(|_| is_ready.recv().expect("each says that it runs"));
        assert!(!cancel.is_cancelled());
        cancel.cancel();
        for run in runs {
            let outcome = run.join().expect("no panic").expect("sh starts");
            assert_eq!(outcome.ended, Ended::Cancelled);
        }
    });
    assert!(begun.elapsed() < AT_ONCE);
    let late = run(&Command::new("/no/such/runner"), &cancel, None).expect("it is not started");
    assert_eq!(late.ended, Ended::Cancelled);
}

#[test]
fn a_child_that_ended_before_the_look_at_the_clock_is_not_late() {
    assert_eq!(outcome(&sh("exit 0").deadline(AT_ONCE)).ended, Ended::Exited(0));
    let endless = Duration::MAX;
    assert_eq!(outcome(&sh("exit 0").deadline(endless)).ended, Ended::Exited(0));
}

/// What becomes of descendants.
#[cfg(target_os = "linux")]
mod descendants {
    use super::*;
    use std::fs;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    /// Starts `$1` in the background of a shell that ends at once, and prints its number when it has begun: `$( … )`
    /// waits until nobody holds its pipe.
    const DETACH: &str = r#"
        detach() {
            "$@" sh -c 'echo $$; exec sleep $0 <&- >&- 2>&-' "$LONG" &
        }
    "#;

    fn detached(how: &str, then: &str) -> Command {
        sh(&format!("{DETACH} pid=$(detach {how}); echo $pid >&2; {then}"))
    }

    /// The number that a script printed; fails when it did not start what it should have.
    fn pid(outcome: &Outcome) -> i32 {
        let text = outcome.stderr.text();
        text.trim().parse().unwrap_or_else(|_| panic!("a number: {text:?} {outcome:?}"))
    }

    /// Runs a script that never ends by itself into its deadline, but not before it has said that it is ready.
    fn late(command: &Command) -> Outcome {
        (0..10)
            .map(|doublings| {
                outcome(&command.clone().deadline(Duration::from_millis(100 << doublings)))
            })
            .find(|outcome| !outcome.stderr.is_empty())
            .expect("a machine that starts a shell within a minute")
    }

    fn exists(pid: i32) -> bool {
        fs::exists(format!("/proc/{pid}")).expect("/proc can be read")
    }

    /// Processes that were given this tag as an argument.
    fn tagged(tag: &str) -> usize {
        let processes = fs::read_dir("/proc").expect("/proc can be read").flatten();
        processes
            .filter_map(|process| fs::read(process.path().join("cmdline")).ok())
            .filter(|line| line.split(|&byte| byte == 0).any(|word| word == tag.as_bytes()))
            .count()
    }

    #[test]
    fn at_its_deadline_it_is_known_who_worked_and_who_slept() {
        let limit = Duration::from_secs(2);
        let worked = |script: &str| outcome(&sh(script).deadline(limit)).worked;
        let spun = worked("sh -c 'while :; do :; done'").expect("told on Linux");
        let slept = worked("exec sleep $LONG").expect("told on Linux");
        assert!(spun > slept, "spinning took {spun:?} of a processor, and sleeping {slept:?}");
        assert_eq!(worked("exit 0"), None, "it ended by itself");
    }

    #[test]
    fn one_in_the_background_is_gone_afterwards() {
        let outcome = outcome(&detached("", "exit 3"));
        assert_eq!((outcome.ended, outcome.left_behind), (Ended::Exited(3), 1));
        assert!(!exists(pid(&outcome)));
    }

    #[test]
    fn one_that_left_the_session_is_gone_afterwards() {
        let outcome = outcome(&detached("setsid", "exit 0"));
        assert_eq!((outcome.ended, outcome.left_behind), (Ended::Exited(0), 1));
        assert!(!exists(pid(&outcome)));
    }

    #[test]
    fn one_that_forked_twice_and_left_the_session_is_gone_afterwards() {
        let script = r#"pid=$( (setsid sh -c '(sh -c "echo \$\$; exec sleep $0 <&- >&- 2>&-" &) &' $LONG &) & ); echo $pid >&2"#;
        let outcome = outcome(&sh(script));
        assert_eq!((outcome.ended, outcome.left_behind), (Ended::Exited(0), 1));
        assert!(!exists(pid(&outcome)));
    }

    #[test]
    fn one_that_cast_off_its_mark_too_is_gone_when_no_other_run_can_own_it() {
        let outcome = outcome(&detached("setsid env -i", "exit 0"));
        let pid = pid(&outcome);
        // Other tests may have runs of their own at this moment: then it ends with the last of those that saw it begin.
        while exists(pid) {
            super::outcome(&sh("exit 0"));
        }
    }

    #[test]
    fn all_are_gone_after_a_deadline_a_crash_and_a_cancel() {
        let command = detached("setsid", "exec sleep $LONG");
        let timed_out = late(&command);
        assert_eq!((timed_out.ended, timed_out.left_behind), (Ended::TimedOut, 1));
        assert!(!exists(pid(&timed_out)));

        let crashed = outcome(&detached("setsid", "kill -s ABRT $$"));
        assert!(matches!(crashed.ended, Ended::Signaled { name: "SIGABRT", .. }));
        assert!(!exists(pid(&crashed)));

        let cancel = Cancel::new().expect("a pipe");
        let mut sink = |_: &str| cancel.cancel();
        let cancelled = run(&command, &cancel, Some(&mut sink)).expect("sh starts");
        assert_eq!((cancelled.ended, cancelled.left_behind), (Ended::Cancelled, 1));
        assert!(!exists(pid(&cancelled)));
    }

    #[test]
    fn all_are_gone_when_the_calling_thread_panics() {
        let mut begun = None;
        let mut sink = |line: &str| {
            begun = line.parse().ok();
            panic!("the caller's own mistake");
        };
        let command = detached("setsid", "exec sleep $LONG");
        let result = catch_unwind(AssertUnwindSafe(|| {
            run(&command, &Cancel::never(), Some(&mut sink)).map(drop)
        }));
        assert!(result.is_err(), "the panic goes on");
        assert!(!exists(begun.expect("the script told a number")));
    }

    #[test]
    fn one_that_keeps_standard_output_open_does_not_delay_the_verdict() {
        let outcome = outcome(&sh("setsid sleep $LONG & echo done"));
        assert_eq!(outcome.ended, Ended::Exited(0));
        assert_eq!((outcome.stdout.text().as_str(), outcome.left_behind), ("done\n", 1));
        assert!(outcome.took < AT_ONCE);
    }

    #[test]
    fn one_that_never_stops_writing_does_not_delay_the_verdict() {
        let outcome = outcome(&sh("yes & setsid yes & exit 0").deadline(AT_ONCE));
        assert_eq!((outcome.ended, outcome.left_behind), (Ended::Exited(0), 2));
    }

    #[test]
    fn a_loop_that_keeps_leaving_the_session_does_not_outrun_its_end() {
        let tag = format!("{}.25", 100_000 + std::process::id());
        let script = format!(
            "while :; do setsid sleep {tag} & setsid sh -c 'while :; do setsid sleep {tag} & wait $!; done' & \
             [ $((i=i+1)) -lt 40 ] || {{ echo >&2; exec sleep {tag}; }}; done"
        );
        let outcome = late(&sh(&script));
        assert_eq!(outcome.ended, Ended::TimedOut);

        assert!(outcome.left_behind >= 40);
        assert_eq!(tagged(&tag), 0);
    }

    #[test]
    fn runs_side_by_side_end_their_own_descendants_only() {
        for how in ["", "setsid", "setsid env -i"] {
            let cancel = Cancel::new().expect("a pipe");
            let mut sink = |line: &str| {
                let pid = line.parse().expect("the script tells a number");
                // Runs that begin and end while this one has a detached descendant, with leftovers of their own.
                std::thread::scope(|scope| {
                    for _ in 0..4 {
                        scope.spawn(|| {
                            for _ in 0..5 {
                                let other = outcome(&detached("setsid", "exit 0"));
                                assert_eq!(other.left_behind, 1);
                            }
                        });
                    }
                });
                assert!(exists(pid), "{how}: somebody else ended it");
                cancel.cancel();
            };
            let first = run(&detached(how, "exec sleep $LONG"), &cancel, Some(&mut sink));
            let first = first.expect("sh starts");
            assert_eq!(first.ended, Ended::Cancelled);
            if how != "setsid env -i" {
                assert_eq!(first.left_behind, 1);
                assert!(!exists(pid(&first)));
            }
        }
    }

    #[test]
    fn children_that_were_started_otherwise_are_spared() {
        let mut plain =
            std::process::Command::new("sleep").arg(LONG).spawn().expect("sleep starts");
        // An editor's launcher: it ends, and what it started stays.
        let mut launcher = std::process::Command::new("setsid");
        launcher.args(["sh", "-c", "sleep $0 >&- 2>&- & echo $!", LONG]);
        launcher.stdout(std::process::Stdio::piped());
        let launcher = start_apart(&mut launcher).expect("setsid starts");
        let launched = launcher.wait_with_output().expect("it ends").stdout;
        let launched: i32 = String::from_utf8_lossy(&launched).trim().parse().expect("a number");

        assert_eq!(outcome(&detached("setsid", "exit 0")).left_behind, 1);

        assert!(plain.try_wait().expect("it is ours").is_none(), "it still runs");
        assert!(exists(launched));
        plain.kill().expect("it is ours");
        plain.wait().expect("it is ours");
        let launched = rustix::process::Pid::from_raw(launched).expect("not 0");
        rustix::process::kill_process(launched, rustix::process::Signal::KILL).expect("it is ours");
    }

    #[test]
    fn many_runs_at_once_lose_nothing_and_leave_nothing() {
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let outcome = outcome(&sh("echo out; echo sent >&0; exit 5").channel());
                        assert_eq!(outcome.ended, Ended::Exited(5));
                        assert_eq!(outcome.stdout.text(), "out\n");
                        assert_eq!(outcome.channel, b"sent\n");
                        assert_eq!(outcome.left_behind, 0);
                    }
                });
            }
        });
    }
}
