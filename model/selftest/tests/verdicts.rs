//! What the model says of each answer in `answers/`. Every check runs in a process of its own, as it
//! does for a learner.

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

mod schedules {
    use super::*;

    #[test]
    fn a_lost_update_is_found_with_one_preemption_and_both_loads_are_shown() {
        let found = fails("lost_update", "assertion", "left: 1");
        assert_eq!(found["bound"], 1);
        assert_eq!(found["schedule"]["preemptions"], 1);
        assert_eq!(found["schedule"]["threads"], serde_json::json!(["main", "T1", "T2"]));
        assert!(
            found["file"].as_str().is_some_and(|file| file.ends_with("atomics.rs")),
            "{found:#}"
        );
        let loads: Vec<_> = steps(&found)
            .into_iter()
            .filter(|step| step["op"] == "load" && step["thread"] != "main")
            .map(|step| {
                (
                    step["thread"].as_str().unwrap_or_default(),
                    step["value"].as_str().unwrap_or_default(),
                )
            })
            .collect();
        assert!(loads.contains(&("T1", "0")) && loads.contains(&("T2", "0")), "{loads:?}");
    }

    #[test]
    fn right_counters_pass() {
        for check in [
            "counter",
            "counted",
            "static_atomics_start_over",
            "update_is_atomic",
            "maximum_is_one_step",
        ] {
            passes(check);
        }
    }

    #[test]
    fn a_deadlock_names_who_holds_what() {
        for check in ["bank_deadlock", "watched_deadlock"] {
            let found = fails(check, "deadlock", "T1 waits for Mutex#");
            assert_eq!(found["schedule"]["preemptions"], 1, "between one's two locks");
            let blocked = found["schedule"]["blocked"].as_array().expect("somebody is blocked");
            let held: Vec<_> =
                blocked.iter().map(|b| (b["thread"].as_str(), b["held_by"].as_str())).collect();
            assert!(held.contains(&(Some("T1"), Some("T2"))), "{check}: {held:?}");
            assert!(held.contains(&(Some("T2"), Some("T1"))), "{check}: {held:?}");
            let main = blocked.iter().find(|b| b["thread"] == "main").expect("main waits, too");
            assert_eq!((&main["op"], &main["waits_for"]), (&"end of scope".into(), &"T1".into()));
        }
        let found = fails("locks_itself", "deadlock", "which it holds itself");
        assert_eq!(found["schedule"]["blocked"][0]["held_by"], "main");
    }

    #[test]
    fn a_section_says_what_the_lock_guards_and_what_was_done_with_it() {
        let found = fails("update_in_two_sections", "assertion", "left: 1");
        let sections: Vec<_> = steps(&found)
            .into_iter()
            .filter(|step| step["op"] == "unlock")
            .map(|step| format!("{} {} {}", step["thread"], step["access"], step["holds"]))
            .collect();
        let mut workers = sections[..4].to_vec();
        workers.sort();
        assert_eq!(
            workers,
            [
                r#""T1" "read" "0""#,
                r#""T1" "write" "1""#,
                r#""T2" "read" "0""#,
                r#""T2" "write" "1""#
            ]
        );
        assert_eq!(sections[4], r#""main" "read" "1""#);
    }

    #[test]
    fn a_dropped_handle_and_an_end_by_panic_are_rows() {
        let row = |found: &Value, op: &str| {
            steps(found).into_iter().find(|step| step["op"] == op).cloned().unwrap_or_default()
        };
        let found = fails("panic_that_nobody_sees", "panic", "the job was not done");
        assert_eq!(row(&found, "detach")["target"], "T1", "{found:#}");
        let found = fails("unwinding_through_join", "assertion", "in the worker");
        assert_eq!(row(&found, "end")["value"], "panicked", "{found:#}");
        assert_eq!(row(&found, "detach"), Value::Null, "a handle that joined is used up");
    }

    #[test]
    fn other_ways_to_wait_for_ever_are_deadlocks() {
        fails("forgotten_guard", "leak", "T1 waits for Mutex#1, held by main");
        fails("parks_for_ever", "deadlock", "main waits in park");
        fails("barrier_waits_for_ever", "deadlock", "waits in wait on Barrier#1");
        fails("left_running_for_ever", "leak", "T1 waits in park");
        fails("forgotten_sender", "deadlock", "main waits in recv on channel#1");
        fails("wait_group_forgotten", "deadlock", "main waits in wait on WaitGroup#1");
    }

    #[test]
    fn a_sleep_is_not_long_enough_in_some_schedule() {
        fails("sleep_is_no_join", "assertion", "left: None");
        passes("sleeps_end_in_order");
        passes("clock_moves_with_sleep");
    }

    #[test]
    fn looking_without_waiting_sees_every_state() {
        for check in [
            "try_lock_fails_sometimes",
            "try_lock_polls",
            "poison_is_noticed",
            "finished_is_seen_both_ways",
        ] {
            passes(check);
        }
    }

    #[test]
    fn what_is_explored_does_not_depend_on_the_log() {
        for check in ["update_is_atomic", "maximum_is_one_step", "spin_lock_of_two", "handoff"] {
            let (logged, unlogged) = (passes(check), passes(&format!("{check} --no-log")));
            assert_eq!(logged["total_executions"], unlogged["total_executions"], "{check}");
        }
    }

    #[test]
    fn the_witness_knows_what_no_schedule_showed() {
        passes("witness_sees_overlap");
        passes("witness_sees_who_is_not_joined");
        passes("witness_counts_waits");
        let found = fails("nothing_shows_it", "assertion", "no schedule showed: two were alive");
        assert_eq!(found["schedule"], Value::Null);
    }
}

mod choices {
    use super::*;

    /// Explored completely, and nothing twice: as many executions as there are outcomes.
    #[track_caller]
    fn all_of(check: &str, outcomes: u32) {
        assert_eq!(passes(check)["executions"], outcomes, "{check}");
    }

    #[test]
    fn every_choice_is_explored_once() {
        all_of("one_of_two", 2);
        all_of("one_of_three", 3);
        all_of("one_of_nine", 9);
        all_of("chosen_again_and_again", 36);
        all_of("chosen_by_each", 36);
    }

    #[test]
    fn choices_are_explored_with_every_order_of_steps() {
        passes("choices_and_steps");
        passes("choices_and_steps --sequential");
    }

    #[test]
    fn choosing_takes_no_thread() {
        passes("five_threads_choose");
    }

    #[test]
    fn a_schedule_shows_what_was_chosen() {
        let found = fails("choice_that_fails", "assertion", "left: (2, 1)");
        assert_eq!(found["schedule"]["preemptions"], 0);
        let chosen: Vec<_> = steps(&found)
            .into_iter()
            .filter(|step| step["op"] == "choose")
            .map(|step| (step["value"].as_str(), step["among"].as_u64()))
            .collect();
        assert_eq!(chosen, [(Some("2"), Some(4)), (Some("1"), Some(2))]);
    }

    #[test]
    fn a_choice_excuses_nothing_that_came_before_it() {
        fails("choice_outside_state", "nondeterministic", "under the very same schedule");
    }

    #[test]
    fn only_what_no_choice_ends_is_endless() {
        fails("choices_for_ever", "livelock", "nothing changes");
        passes("chosen_until_it_is_the_other");
    }
}

mod once {
    use super::*;

    #[test]
    fn one_initialises_and_the_others_wait() {
        for check in [
            "one_of_three_initialises",
            "static_cells_start_over",
            "polls_for_completion",
            "waiter_of_a_failed_attempt",
            "either_waiter_tries_again",
            "initialiser_holds_no_lock",
        ] {
            passes(check);
        }
    }

    #[test]
    fn whoever_waits_for_an_initialiser_waits_for_its_thread() {
        let found =
            fails("initialiser_never_returns", "leak", "T2 waits for OnceLock#1, held by T1");
        let blocked = found["schedule"]["blocked"].as_array().expect("somebody is blocked");
        let second = blocked.iter().find(|b| b["thread"] == "T2").expect("T2 is");
        assert_eq!((&second["op"], &second["held_by"]), (&"get_or_init".into(), &"T1".into()));
        fails("initialises_itself", "deadlock", "main waits for OnceLock#1, which it holds itself");
        fails("calls_itself_once", "deadlock", "main waits for Once#1, which it holds itself");
        fails("two_lazies_need_each_other", "deadlock", "waits for LazyLock#2, ");
        fails("waits_for_what_nobody_sets", "deadlock", "main waits in wait on OnceLock#1");
    }

    #[test]
    fn a_look_may_be_too_early_and_says_so() {
        let found = fails("relaxed_flag_beside_a_cell", "assertion", "left: None");
        let stale: Vec<_> =
            steps(&found).into_iter().filter(|step| step["stale"] == true).collect();
        assert_eq!(stale.len(), 1, "{stale:#?}");
        assert_eq!((&stale[0]["value"], &stale[0]["latest"]), (&"None".into(), &"Some".into()));
        let again = verdict("relaxed_flag_beside_a_cell --sequential");
        assert_eq!(again["verdict"], "passed", "{again:#}");
    }

    #[test]
    fn looking_first_and_setting_then_is_two_steps() {
        fails("checked_then_set", "panic", "a scoped thread panicked");
        fails("polls_for_what_nobody_sets", "livelock", "main polls OnceLock#1");
    }

    #[test]
    fn what_a_thread_has_seen_to_be_done_costs_no_step() {
        let once = passes("looked_at_once");
        assert_eq!(once["executions"], passes("looked_at_ten_times")["executions"]);
    }
}

mod orderings {
    use super::*;

    #[test]
    fn a_relaxed_publication_fails_by_a_stale_read_and_passes_sequentially() {
        let found = fails("relaxed_publish", "assertion", "left: 7");
        let steps = steps(&found);
        let stale: Vec<_> = steps.iter().filter(|step| step["stale"] == true).collect();
        assert_eq!(stale.len(), 1, "{stale:#?}");
        assert_eq!((&stale[0]["value"], &stale[0]["latest"]), (&"7".into(), &"42".into()));
        let again = verdict("relaxed_publish --sequential");
        assert_eq!((&again["verdict"], &again["sequential"]), (&"passed".into(), &true.into()));
        passes("release_publish");
    }

    #[test]
    fn a_lost_update_fails_sequentially_too() {
        let again = verdict("lost_update --sequential");
        assert_eq!((&again["verdict"], &again["sequential"]), (&"failed".into(), &true.into()));
    }

    #[test]
    fn only_seqcst_orders_a_store_before_a_load_of_something_else() {
        passes("store_buffer_seqcst");
        passes("store_buffer_fences");
        fails("store_buffer_acqrel --file src/atomics.rs", "assertion", "both missed");
        fails("store_buffer_relaxed", "panic", "both missed");
    }

    #[test]
    fn seqcst_stores_have_one_order() {
        passes("seqcst_readers_agree");
    }

    #[test]
    fn a_weak_exchange_may_fail_for_no_reason_and_says_so() {
        let found = fails("weak_exchange_tried_once", "assertion", "");
        let failed = steps(&found).into_iter().find(|step| step["op"] == "compare_exchange_weak");
        let failed = failed.expect("a row");
        assert_eq!(
            (&failed["ok"], &failed["value"], &failed["expected"]),
            (&false.into(), &"false".into(), &"false".into()),
            "{found:#}"
        );
        passes("weak_exchange_tried_again");
    }

    #[test]
    fn atomics_behave_as_the_real_ones() {
        for check in [
            "every_width_wraps",
            "reads_of_ones_own",
            "exclusive_access",
            "try_update_may_see_an_old_value",
            "wrong_orderings_panic",
        ] {
            passes(check);
        }
    }
}

mod plain_memory {
    use super::*;

    #[test]
    fn uses_with_an_order_pass() {
        for check in [
            "locked_by_hand",
            "published_once",
            "taken_by_turns",
            "static_cell_starts_over",
            "handed_over_and_back",
            "cell_in_a_channel",
            "a_slice_of_it",
        ] {
            passes(check);
        }
    }

    #[test]
    fn uses_without_an_order_are_a_race_that_names_both() {
        for check in ["unlocked_with_relaxed", "published_with_relaxed"] {
            fails(check, "data_race", "what is in UnsafeCell#1, and nothing orders one before");
            assert_eq!(verdict(&format!("{check} --sequential"))["verdict"], "passed", "{check}");
        }
        for check in ["looks_before_it_locks", "no_lock_at_all", "one_reads_one_writes"] {
            let found = fails(check, "data_race", "T1 (line ");
            assert!(found["line"].as_u64().is_some(), "{found:#}");
            assert_eq!(verdict(&format!("{check} --sequential"))["kind"], "data_race", "{check}");
        }
    }

    #[test]
    fn readers_are_neither_called_a_race_nor_called_fine() {
        let found = verdict("two_read_what_was_published");
        assert_eq!(found["verdict"], "not_modelled", "{found:#}");
        let said = found["message"].as_str().unwrap_or_default();
        assert!(said.contains("whether both only read"), "{said}");
    }

    #[test]
    fn waiting_for_plain_memory_is_no_step() {
        let found = verdict("spins_on_plain_memory");
        assert_eq!(found["verdict"], "failed", "{found:#}");
        assert_eq!(found["kind"], "livelock", "{found:#}");
    }
}

mod polling {
    use super::*;

    #[test]
    fn polling_loops_end_and_pass() {
        for check in [
            "flag_spins",
            "polls_without_a_hint",
            "polls_with_sleep",
            "counted_down_while_sleeping --max-executions 2000",
            "relaxed_flag_is_seen_at_last",
            "spin_lock_of_two",
            "spin_lock_of_three",
            "ticket_lock",
            "waits_for_the_clock",
            "spins_on_a_swap_without_a_hint --max-executions 4000",
            "spins_a_while_and_looks_again",
            "yields_four_times",
        ] {
            passes(check);
        }
    }

    #[test]
    fn a_loop_that_gives_up_is_seen_to_give_up() {
        fails("spins_a_while_and_parks_too_late", "deadlock", "main waits in park");
    }

    #[test]
    fn a_loop_over_a_lock_lets_others_go_first_at_last() {
        for check in [
            "waits_in_a_loop_over_a_lock",
            "two_wait_in_loops_over_locks",
            "takes_in_a_loop",
            "waits_in_a_loop_for_an_end",
            "a_thousand_visits_to_a_lock",
        ] {
            passes(check);
        }
        fails("waits_in_a_loop_over_a_lock_for_the_first_of_two", "assertion", "left: 0");
        fails("waits_in_a_loop_over_a_lock_for_ever", "livelock", "main repeats line");
    }

    #[test]
    fn of_what_may_change_unseen_nobody_says_that_nothing_changes() {
        for check in ["takes_in_a_loop_for_ever", "six_thousand_visits_to_a_lock"] {
            let found = verdict(check);
            assert_eq!(found["verdict"], "too_large", "{check}: {found:#}");
        }
    }

    #[test]
    fn a_wrong_spin_lock_is_found() {
        fails("spin_lock_relaxed_unlock", "assertion", "");
        fails("spin_lock_in_two_steps", "assertion", "");
    }

    #[test]
    fn pollers_come_next_in_every_order() {
        passes("every_order_of_pollers --max-executions 200000");
    }

    #[test]
    fn yielding_orders_nothing_and_may_be_done_alone() {
        for check in [
            "one_yield_orders_nothing",
            "two_yields_order_nothing",
            "one_spin_orders_nothing",
            "yields_alone",
        ] {
            passes(check);
        }
        fails("yields_so_that_this_one_goes_first", "assertion", "[2, 1]");
    }

    #[test]
    fn polling_a_relaxed_flag_orders_nothing() {
        for check in ["relaxed_flag_publishes_nothing", "relaxed_flag_slept_for_publishes_nothing"]
        {
            let found = fails(check, "assertion", "left: 0");
            assert!(steps(&found).iter().any(|step| step["stale"] == true), "{found:#}");
        }
    }

    #[test]
    fn polling_for_what_cannot_come_is_a_livelock() {
        for check in [
            "spins_for_ever",
            "polls_without_a_hint_for_ever",
            "two_poll_each_other",
            "sleeps_for_ever",
        ] {
            fails(check, "livelock", "");
        }
        fails("spins_for_ever", "livelock", "T1 polls AtomicBool#1");
    }
}

mod values {
    use super::*;

    #[test]
    fn panics_are_values_and_poison() {
        for check in [
            "panic_is_a_value",
            "panicking_is_per_thread",
            "poisoned_by_a_panic",
            "relocked_while_another_unwinds",
            "lock_taken_in_a_destructor",
            "lock_api",
            "detached_panic_is_nobodys",
            "scope_reports_a_panic",
            "scope_waits_when_it_panics",
        ] {
            passes(check);
        }
    }

    #[test]
    fn a_panic_that_reaches_main_fails_the_check() {
        let found = fails("panics_with_a_message", "panic", "a value");
        assert!(found["line"].as_u64().is_some(), "{found:#}");
        let found = fails("unwinding_through_join", "assertion", "in the worker");
        assert!(
            found["file"].as_str().is_some_and(|file| file.ends_with("threads.rs")),
            "{found:#}"
        );
        fails("second_panic_aborts", "panic", "a destructor panicked (second)");
    }

    #[test]
    fn every_execution_starts_from_the_same_state() {
        for check in
            ["static_vec_starts_over", "locals_are_per_thread", "hashing_is_the_same_each_time"]
        {
            passes(check);
        }
        fails("spurious_outside_state", "nondeterministic", "under the very same schedule");
    }

    #[test]
    fn threads_and_scopes_are_the_real_ones() {
        for check in [
            "scope_borrows",
            "names_and_ids",
            "park_keeps_a_token",
            "barrier_has_one_leader",
            "deep_but_finite",
            "main_has_a_large_stack",
            "the_language_works",
        ] {
            passes(check);
        }
    }

    #[test]
    fn channels_and_groups_are_the_real_ones() {
        for check in [
            "sums_all",
            "receiver_leaves",
            "try_recv_sees_all",
            "rendezvous_hands_over",
            "bounded_blocks",
            "try_send_knows_room",
            "borrowed_channel",
            "published_through_a_channel",
            "wait_group_waits",
            "crossbeam_scope_reports",
        ] {
            passes(check);
        }
    }
}

mod crossbeam {
    use super::*;

    #[test]
    fn cells_queues_and_parkers_used_wrong_are_found() {
        fails("cb_cell_lost_update", "assertion", "left: (1, 10)");
        assert_eq!(verdict("cb_cell_lost_update --sequential")["verdict"], "failed");
        fails("cb_cell_store_buffer --file src/crossbeam_others.rs", "assertion", "both missed");
        let again = verdict("cb_cell_store_buffer --sequential");
        assert_eq!(again["verdict"], "passed");
        fails("cb_queue_looked_before_taking", "panic", "a scoped thread panicked");
        fails("cb_queue_drained_too_early", "assertion", "right: 2");
        fails("cb_queue_polled_in_vain", "livelock", "main polls SegQueue#1");
        fails("cb_parks_twice", "deadlock", "main waits in park on Parker#1");
        fails("cb_snoozes_for_ever", "livelock", "main polls AtomicCell#1");
    }

    #[test]
    fn a_wrong_select_is_found() {
        let found = fails("cb_select_is_not_biased", "panic", "worked after the stop");
        let selected: Vec<_> =
            steps(&found).into_iter().filter(|step| step["op"] == "select").collect();
        assert_eq!(
            (&selected[0]["object"], &selected[0]["value"], &selected[0]["holds"]),
            (&"unbounded channel#2".into(), &"received".into(), &"1".into())
        );
        fails("cb_merge_stops_at_the_first_end", "assertion", "left: 1");
        fails(
            "cb_select_does_not_meet_itself",
            "deadlock",
            "waits in select on bounded(0) channel#1",
        );
        fails("cb_default_for_ever", "livelock", "main polls bounded(0) channel#1");
        fails("cb_completed_with_another", "panic", "a destructor panicked");
        fails("cb_select_waits_for_ever", "deadlock", "main waits in select");
    }

    #[test]
    fn time_outs_fire_and_do_not_fire() {
        for check in [
            "cb_three_attempts",
            "cb_late_though_the_reply_is_there",
            "cb_the_shorter_wait_is_over_first",
            "cb_heartbeat",
            "cb_polled_until_the_deadline",
        ] {
            passes(check);
        }
        fails("cb_gave_up_too_early", "assertion", "what was sent was received");
        fails("cb_after_inside_the_loop", "panic", "ten milliseconds in all");
        fails("cb_timeout_is_no_disconnect", "assertion", "left: [0]");
        fails("cb_waits_for_the_timeout_twice", "deadlock", "main waits in recv on after#1");
        fails("cb_beats_for_ever", "livelock", "main repeats line");
    }

    #[test]
    fn a_wait_for_ever_names_the_channel_and_its_capacity() {
        fails("cb_forgotten_sender", "deadlock", "main waits in recv on bounded(3) channel#1");
        fails("cb_looked_before_receiving", "deadlock", "T1 waits in recv on unbounded channel#1");
        fails(
            "cb_unread_request_in_a_bounded_queue",
            "deadlock",
            "waits in recv on bounded(1) channel#2",
        );
        let found =
            fails("cb_rendezvous_of_two_senders", "deadlock", "in send on bounded(0) channel#1");
        assert_eq!(found["schedule"]["preemptions"], 0);
        fails("cb_polled_in_vain", "livelock", "main polls unbounded channel#1");
    }
}

mod limits {
    use super::*;

    #[test]
    fn a_loop_without_operations_times_out_and_says_where_everybody_was() {
        let found = verdict("never_steps");
        assert_eq!(found["verdict"], "timed_out", "{found:#}");
        let threads = found["threads"].as_array().expect("threads");
        assert!(threads.iter().any(|t| t["thread"] == "main" && t["op"] == "join"), "{found:#}");
    }

    #[test]
    fn what_does_not_fit_is_undecided_and_says_why() {
        for (args, words) in [
            ("five_threads", "5th thread"),
            ("many_schedules --max-executions 10", "more than 10 executions"),
            ("stops_at_too_many_steps", "more than 5000 steps"),
        ] {
            let found = verdict(args);
            assert_eq!(found["verdict"], "too_large", "{args}: {found:#}");
            assert!(
                found["message"].as_str().is_some_and(|said| said.contains(words)),
                "{args}: {found:#}"
            );
        }
    }

    #[test]
    fn leaving_the_process_is_not_modelled() {
        let found = verdict("process_exit");
        assert_eq!(found["verdict"], "not_modelled", "{found:#}");
    }

    #[test]
    fn an_overflowing_stack_is_a_failure_and_no_crash() {
        fails("endless_recursion", "panic", "overflowed its stack");
    }

    #[test]
    fn without_a_bound_the_verdict_names_none() {
        let found = verdict("counted --unbounded");
        assert_eq!((&found["verdict"], &found["bound"]), (&"passed".into(), &Value::Null));
    }
}
