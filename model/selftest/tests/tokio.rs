//! What the model says of the answers about tokio.

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

mod tasks {
    use super::*;

    #[test]
    fn right_answers_pass() {
        for check in [
            "joined_tasks_have_outputs",
            "the_main_macro_runs_it",
            "a_task_panics",
            "not_joined",
            "aborted_or_finished",
            "three_tasks_on_two_workers",
            "current_thread_is_first_come_first_served",
            "yields_until_told",
            "yields_between_parts_of_its_work",
            "goes_on_at_once_after_a_yield",
            "blocking_closures_have_threads",
            "blocks_in_a_runtime",
            "a_task_sees_its_own_past",
        ] {
            passes(check);
        }
    }

    #[test]
    fn a_task_that_nobody_joined_may_not_have_run() {
        fails("not_joined_but_relied_upon", "assertion", "left: 0");
    }

    #[test]
    fn a_schedule_shows_tasks_and_not_their_workers() {
        let found = fails("async_bank_deadlock", "deadlock", "held by task 1");
        assert_eq!(found["schedule"]["threads"], serde_json::json!(["main", "task 1"]));
        let blocked = found["schedule"]["blocked"].as_array().expect("somebody is blocked");
        let held: Vec<_> =
            blocked.iter().map(|b| (b["thread"].as_str(), b["held_by"].as_str())).collect();
        assert!(held.contains(&(Some("task 1"), Some("main"))), "{held:?}");
        assert!(held.contains(&(Some("main"), Some("task 1"))), "{held:?}");
        let spawned = steps(&found).into_iter().find(|step| step["op"] == "spawn");
        assert_eq!(spawned.expect("a row for the spawn")["target"], "task 1");
    }

    #[test]
    fn a_std_guard_held_across_an_await_blocks_the_only_thread() {
        fails(
            "std_guard_held_across_an_await",
            "deadlock",
            "task 1 waits for Mutex#1, held by main",
        );
    }

    #[test]
    fn yielding_for_what_cannot_come_is_a_livelock() {
        fails("yields_for_ever", "livelock", "main polls AtomicU32#1");
    }
}

mod channels_and_locks {
    use super::*;

    #[test]
    fn right_answers_pass() {
        for check in [
            "counted_under_one_guard",
            "a_lock_orders_what_it_guards",
            "drains_until_closed",
            "messages_come_in_either_order",
            "a_full_channel_makes_senders_wait",
            "oneshot_hands_over",
            "drains_after_it_was_stopped",
            "polls_in_an_arm",
            "hears_of_it_before_the_sender_has_left",
            "sends_before_the_slower_watcher_leaves",
        ] {
            passes(check);
        }
    }

    #[test]
    fn an_update_in_two_critical_sections_is_lost() {
        let found = fails("lost_between_awaits", "assertion", "left: 1");
        assert_eq!(found["bound"], 1);
    }

    #[test]
    fn a_forgotten_sender_is_a_deadlock_that_names_the_await() {
        let found = fails("async_forgotten_sender", "deadlock", "main waits in recv on channel#1");
        assert_eq!(found["schedule"]["blocked"][0]["op"], "recv");
        assert!(
            found["schedule"]["blocked"][0]["file"]
                .as_str()
                .is_some_and(|file| file.ends_with("tokio_basics.rs")),
            "{found:#}"
        );
    }
}

mod select {
    use super::*;

    #[test]
    fn its_choice_is_explored_unless_it_is_biased() {
        passes("select_takes_either");
        passes("biased_select_takes_the_first");
    }

    #[test]
    fn stopping_before_the_channel_is_drained_loses_messages() {
        fails("stops_before_it_is_drained", "assertion", "right: 3");
    }
}

mod time {
    use super::*;

    #[test]
    fn right_answers_pass() {
        for check in [
            "an_async_sleep_moves_the_clock",
            "async_sleeps_end_in_order",
            "a_timeout_goes_both_ways",
            "the_only_thing_to_do_is_to_time_out",
            "an_interval_ticks",
            "a_heart_beats_until_it_is_stopped",
            "one_thread_sleeps_for_all",
            "more_sleepers_than_workers",
            "no_timers_without_enable_time",
            "a_loop_of_timeouts_ends",
        ] {
            passes(check);
        }
    }

    #[test]
    fn no_time_is_long_enough() {
        fails("an_async_sleep_is_no_join", "assertion", "left: 0");
        fails("a_timeout_is_long_enough", "assertion", "is_ok()");
    }
}

mod sync {
    use super::*;

    #[test]
    fn right_answers_pass() {
        for check in [
            "a_semaphore_limits_who_is_inside",
            "giving_up_a_place_in_the_line",
            "semaphore_api",
            "readers_read_together_and_writers_alone",
            "rwlock_of_tokio_api",
            "a_notification_is_kept",
            "waits_before_it_looks",
            "an_async_barrier_has_one_leader",
            "one_task_initialises",
            "a_failed_initialiser_lets_the_next_one_try",
            "async_statics_start_over",
            "everybody_gets_a_broadcast",
            "a_slow_subscriber_lags",
            "a_watcher_sees_the_latest",
            "waits_for_a_value",
            "a_send_fails_when_the_receiver_has_gone",
            "waits_for_the_end_when_it_is_closed",
            "mpsc_api",
            "joins_of_futures",
        ] {
            passes(check);
        }
    }

    #[test]
    fn permits_are_lost_and_dropped_too_early() {
        fails("a_permit_dropped_at_once", "assertion", "two are inside");
        fails("a_permit_is_forgotten", "deadlock", "main waits in acquire on Semaphore#1");
    }

    #[test]
    fn readers_do_not_overtake_a_waiting_writer() {
        fails("reads_and_then_writes", "assertion", "left: 1");
        fails("an_async_reader_upgrades", "deadlock", "which it reads itself");
        let said = "task 1 waits in write on tokio RwLock#1, read by main";
        fails("reads_twice_past_a_writer", "deadlock", said);
    }

    #[test]
    fn a_notification_can_be_missed() {
        for check in [
            "a_notification_to_all_is_missed",
            "looks_before_it_waits",
            "two_notifications_are_one",
        ] {
            fails(check, "deadlock", "main waits in notified on Notify#1");
        }
    }

    #[test]
    fn others_come_between_asking_and_setting() {
        fails("asks_whether_it_is_set", "panic", "");
        fails("an_async_barrier_waits_for_ever", "deadlock", "main waits in wait on Barrier#1");
    }

    #[test]
    fn not_everything_that_was_sent_is_seen() {
        fails("takes_lagging_for_the_end", "assertion", "right: 2");
        fails("subscribes_too_late", "assertion", "Elapsed");
        fails("a_watcher_counts_changes", "assertion", "left: 1");
        fails("loses_what_it_received_when_cancelled", "assertion", "left: []");
    }

    /// Real tokio gives a sender its place first, and takes the value then.
    #[test]
    fn a_value_may_come_after_a_closed_channel_was_found_empty() {
        for check in [
            "is_empty_when_it_is_closed",
            "is_empty_when_it_is_closed_without_a_bound",
            "is_empty_when_it_is_closed_after_a_try",
        ] {
            let found = fails(check, "assertion", "values, of those that were sent");
            let ops: Vec<_> = steps(&found).into_iter().map(|step| &step["op"]).collect();
            let at = |op: &str| ops.iter().position(|known| *known == op);
            assert!(
                at("close") > at("reserve").or(at("try_reserve")),
                "{check}: the place was there before it was closed: {ops:?}"
            );
        }
    }

    #[test]
    fn a_borrowed_value_blocks_the_sender() {
        let said = "task 1 waits in send on watch#1, read by main";
        fails("a_borrow_held_across_an_await", "deadlock", said);
    }
}

mod util {
    use super::*;

    #[test]
    fn right_answers_pass() {
        for check in [
            "a_parent_cancels_its_children",
            "a_child_does_not_cancel_its_parent",
            "a_guard_cancels_when_it_is_dropped",
            "runs_until_it_is_cancelled",
            "looks_at_the_token_between_rounds",
            "a_tracker_waits_for_all",
        ] {
            passes(check);
        }
    }

    #[test]
    fn waiting_for_what_nobody_does_is_a_deadlock() {
        let said = "task 1 waits in cancelled on CancellationToken#1";
        fails("cancels_the_child_and_waits_for_the_parent", "deadlock", said);
        fails("a_tracker_is_left_open", "deadlock", "main waits in wait on TaskTracker#1");
    }
}

/// What is left out of the exploration because nobody can tell (see `rt::task`): explored all the same, it makes no
/// difference to any answer.
#[test]
fn leaving_out_what_nobody_can_tell_changes_no_verdict() {
    let sources = [
        include_str!("../answers/src/tokio_basics.rs"),
        include_str!("../answers/src/tokio_sync.rs"),
        include_str!("../answers/src/tokio_time.rs"),
        include_str!("../answers/src/tokio_util.rs"),
    ];
    let mut executions = (0, 0);
    for source in sources {
        let checks =
            source.lines().filter_map(|line| line.strip_prefix("pub fn ")?.strip_suffix("() {"));
        for check in checks {
            let coarse = verdict(&format!("{check} --bound 2"));
            let fine = verdict(&format!("{check} --bound 2 --finest"));
            assert_eq!(
                (&coarse["verdict"], &coarse["kind"]),
                (&fine["verdict"], &fine["kind"]),
                "{check}: {coarse:#}, but {fine:#}"
            );
            executions.0 += coarse["executions"].as_u64().unwrap_or(0);
            executions.1 += fine["executions"].as_u64().unwrap_or(0);
        }
    }
    assert!(2 * executions.0 < executions.1, "it is hardly worth it: {executions:?}");
}
