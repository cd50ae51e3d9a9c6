//! What the model says of the answers about `Condvar` and `RwLock`, timed waits included.

use serde_json::Value;

mod common;

fn verdict(args: &str) -> Value {
    let args: Vec<_> = args.split_whitespace().collect();
    common::verdict(env!("CARGO_BIN_EXE_selftest"), &args)
}

#[track_caller]
fn passes(check: &str) -> Value {
    let verdict = verdict(check);
    assert_eq!(verdict["verdict"], "passed", "{check}: {verdict:#}");
    assert_eq!(verdict["bound"], 3, "{check}");
    verdict
}

#[track_caller]
fn fails(check: &str, kind: &str, message: &str) -> Value {
    let verdict = verdict(check);
    assert_eq!(verdict["verdict"], "failed", "{check}: {verdict:#}");
    assert_eq!(verdict["kind"], kind, "{check}: {verdict:#}");
    let said = verdict["message"].as_str().unwrap_or_default();
    assert!(said.contains(message), "{check}: `{said}` does not say `{message}`");
    verdict
}

fn steps(verdict: &Value) -> Vec<&Value> {
    verdict["schedule"]["steps"].as_array().expect("a schedule has steps").iter().collect()
}

mod condvars {
    use super::*;

    #[test]
    fn right_answers_pass() {
        for check in ["handoff", "flag_under_the_lock", "bounded_queue", "waiting_holds_no_lock"] {
            passes(check);
        }
    }

    #[test]
    fn a_wake_up_for_no_reason_is_found_and_named() {
        let found = fails("handoff_with_if", "assertion", "woken with nothing there");
        assert_eq!((&found["bound"], &found["schedule"]["preemptions"]), (&1.into(), &0.into()));
        let why: Vec<_> = steps(&found)
            .into_iter()
            .filter(|step| step["op"] == "woken")
            .map(|step| step["value"].as_str())
            .collect();
        assert_eq!(why, [Some("spurious")]);
    }

    #[test]
    fn missed_and_stolen_wake_ups_are_deadlocks() {
        for check in [
            "waits_without_a_condition",
            "flag_outside_the_lock",
            "one_is_left_waiting",
            "bounded_queue_wakes_the_wrong_one",
            "a_notification_is_lost_on_a_timed_waiter",
        ] {
            let found = fails(check, "deadlock", "on Condvar#1");
            let spurious = steps(&found).iter().any(|step| step["value"] == "spurious");
            assert!(!spurious, "{check} needs no such thing: {found:#}");
        }
    }

    #[test]
    fn any_waiter_may_be_woken() {
        passes("either_waiter_wakes");
        passes("a_timed_waiter_may_take_the_notification");
    }

    #[test]
    fn a_time_out_comes_whenever_it_can_and_in_order() {
        passes("wait_ends_either_way");
        passes("time_is_up_just_before");
        passes("time_is_up_once_more");
        passes("gives_up_though_it_is_coming");
        passes("wait_timeout_while_ends_either_way");
        passes("times_are_up_in_order");
        passes("waits_for_what_is_left_of_the_limit");
        fails("waits_the_whole_limit_again", "panic", "and was to take no more than");
    }

    #[test]
    fn polling_by_time_out_ends() {
        passes("polls_by_time_out");
        passes("two_poll_by_time_out");
        passes("sleeps_between_two_looks");
        fails("polls_by_time_out_for_ever", "livelock", "");
    }
}

mod rwlocks {
    use super::*;

    #[test]
    fn right_answers_pass() {
        for check in
            ["readers_share", "cache_filled_once", "downgrades", "downgrade_lets_readers_in"]
        {
            passes(check);
        }
    }

    #[test]
    fn what_comes_in_between_is_found() {
        fails("read_then_write", "assertion", "left: 1");
        fails("gives_back_and_reads", "assertion", "somebody wrote in between");
    }

    #[test]
    fn reading_while_wanting_to_write_is_a_deadlock() {
        fails(
            "upgrades_while_reading",
            "deadlock",
            "main waits in write on RwLock#1, which it reads itself",
        );
        fails("two_upgrade", "deadlock", "T1 waits in write on RwLock#1, which it reads itself");
        let found =
            fails("forgotten_reader", "leak", "T1 waits in write on RwLock#1, read by main");
        let blocked = found["schedule"]["blocked"].as_array().expect("somebody is blocked");
        assert!(blocked.iter().any(|b| b["read_by"] == serde_json::json!(["main"])), "{found:#}");
    }

    #[test]
    fn whether_a_waiting_writer_keeps_readers_out_is_explored() {
        fails("reads_twice", "deadlock", "main waits in read on RwLock#1");
        passes("reads_twice_if_it_can");
        passes("readers_overtake_or_queue");
    }

    #[test]
    fn looking_without_waiting_sees_every_state() {
        passes("looks_see_every_state");
    }
}

mod timed {
    use super::*;

    #[test]
    fn receiving_may_end_in_every_way() {
        passes("receives_in_time_or_not");
        passes("rendezvous_with_one_who_gives_up");
        fails("gives_up_at_the_first_time_out", "panic", "sent and not received");
    }

    #[test]
    fn looking_again_and_again_ends_when_somebody_else_can_end_it() {
        passes("beats_until_it_is_told");
        passes("polls_for_room");
        fails("beats_for_ever", "livelock", "");
    }

    #[test]
    fn parking_ends_by_the_token_the_clock_or_for_no_reason() {
        passes("parks_in_a_loop");
        passes("parks_for_a_while");
        passes("sleeps_that_end_together");
        let found = fails("parks_once", "panic", "unparked by nobody");
        let parked: Vec<_> =
            steps(&found).into_iter().filter(|step| step["op"] == "park").collect();
        assert_eq!(parked.len(), 1);
        assert_eq!(parked[0]["value"], "spurious");
    }
}
