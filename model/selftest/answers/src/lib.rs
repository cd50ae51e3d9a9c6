//! Answers and checks whose verdicts are known. They are ordinary code that uses `std` and `crossbeam`:
//! nothing in them but the witness functions knows about a model. `tests/verdicts.rs` says what each must
//! come to.

mod atomics;
mod canary;
mod cells;
mod channels;
mod choices;
mod condvars;
mod crossbeam_channels;
mod crossbeam_others;
mod crossbeam_reference;
mod crossbeam_select;
mod crossbeam_time;
mod locks;
mod once;
mod polling;
pub mod program;
mod rayon;
mod rwlocks;
mod sizes;
mod threads;
mod timed;
mod tokio_basics;
mod tokio_sync;
mod tokio_time;
mod tokio_util;

macro_rules! checks {
    ($($module:ident: $($name:ident)+;)+) => {
        /// By name, for the runner.
        pub const CHECKS: &[(&str, fn())] = &[$($((stringify!($name), $module::$name),)+)+];
    };
}

checks! {
    atomics: lost_update counted relaxed_publish release_publish
        store_buffer_seqcst store_buffer_acqrel store_buffer_relaxed store_buffer_fences
        seqcst_readers_agree static_atomics_start_over every_width_wraps reads_of_ones_own
        exclusive_access update_is_atomic maximum_is_one_step try_update_may_see_an_old_value
        wrong_orderings_panic spurious_outside_state weak_exchange_tried_once weak_exchange_tried_again;
    locks: counter update_in_two_sections bank_deadlock watched_deadlock locks_itself static_vec_starts_over poisoned_by_a_panic
        relocked_while_another_unwinds lock_taken_in_a_destructor try_lock_fails_sometimes
        try_lock_polls poison_is_noticed forgotten_guard lock_api;
    threads: panic_is_a_value panicking_is_per_thread scope_borrows scope_reports_a_panic
        scope_waits_when_it_panics sleep_is_no_join sleeps_end_in_order clock_moves_with_sleep
        park_keeps_a_token parks_for_ever barrier_has_one_leader barrier_waits_for_ever
        five_threads detached_panic_is_nobodys panic_that_nobody_sees left_running_for_ever finished_is_seen_both_ways
        locals_are_per_thread names_and_ids witness_sees_overlap witness_sees_who_is_not_joined
        witness_counts_waits nothing_shows_it
        process_exit second_panic_aborts endless_recursion deep_but_finite never_steps
        many_schedules panics_with_a_message unwinding_through_join main_has_a_large_stack;
    channels: sums_all receiver_leaves try_recv_sees_all rendezvous_hands_over bounded_blocks
        try_send_knows_room forgotten_sender wait_group_waits wait_group_forgotten
        crossbeam_scope_reports borrowed_channel published_through_a_channel;
    crossbeam_channels: cb_looked_before_receiving cb_forgotten_sender cb_rendezvous_of_two_senders
        cb_unread_request_in_a_bounded_queue cb_polled_in_vain cb_pool cb_rendezvous_pair;
    crossbeam_others: cb_cell_lost_update cb_cell_store_buffer cb_queue_looked_before_taking
        cb_queue_drained_too_early cb_queue_polled_in_vain cb_parks_twice
        cb_snoozes_for_ever;
    crossbeam_reference: cb_set_producers cb_ref_producers cb_set_producers_1 cb_ref_producers_1
        cb_set_producers_0 cb_ref_producers_0 cb_set_consumers cb_ref_consumers
        cb_set_consumers_0 cb_ref_consumers_0 cb_set_leaves cb_ref_leaves cb_set_leaves_1
        cb_ref_leaves_1 cb_set_leaves_0 cb_ref_leaves_0 cb_set_try_1 cb_ref_try_1
        cb_set_try_0 cb_ref_try_0 cb_set_either cb_ref_either cb_set_either_0
        cb_ref_either_0 cb_set_selects cb_ref_selects;
    crossbeam_time: cb_three_attempts cb_gave_up_too_early cb_late_though_the_reply_is_there
        cb_after_inside_the_loop cb_waits_for_the_timeout_twice
        cb_timeout_is_no_disconnect cb_the_shorter_wait_is_over_first cb_heartbeat
        cb_beats_for_ever cb_polled_until_the_deadline;
    crossbeam_select: cb_select_is_not_biased cb_merge_stops_at_the_first_end cb_select_waits_for_ever
        cb_select_does_not_meet_itself cb_default_for_ever cb_completed_with_another
        cb_jobs_and_done;
    program: interpreted;
    polling: one_yield_orders_nothing two_yields_order_nothing one_spin_orders_nothing
        yields_so_that_this_one_goes_first yields_alone flag_spins relaxed_flag_publishes_nothing spin_lock_of_two spin_lock_of_three ticket_lock
        spin_lock_relaxed_unlock spin_lock_in_two_steps every_order_of_pollers
        spins_for_ever polls_without_a_hint polls_without_a_hint_for_ever polls_with_sleep
        sleeps_for_ever waits_for_the_clock relaxed_flag_is_seen_at_last two_poll_each_other
        stops_at_too_many_steps relaxed_flag_slept_for_publishes_nothing counted_down_while_sleeping
        spins_on_a_swap_without_a_hint spins_a_while_and_parks_too_late
        spins_a_while_and_looks_again yields_four_times
        waits_in_a_loop_over_a_lock waits_in_a_loop_over_a_lock_for_the_first_of_two two_wait_in_loops_over_locks
        takes_in_a_loop takes_in_a_loop_for_ever waits_in_a_loop_over_a_lock_for_ever a_thousand_visits_to_a_lock
        six_thousand_visits_to_a_lock waits_in_a_loop_for_an_end;
    choices: one_of_two one_of_three one_of_nine chosen_again_and_again chosen_by_each
        choices_and_steps choice_that_fails choice_outside_state choices_for_ever chosen_until_it_is_the_other five_threads_choose;
    once: one_of_three_initialises initialiser_never_returns initialises_itself calls_itself_once
        two_lazies_need_each_other waits_for_what_nobody_sets static_cells_start_over
        relaxed_flag_beside_a_cell polls_for_completion polls_for_what_nobody_sets checked_then_set
        waiter_of_a_failed_attempt either_waiter_tries_again initialiser_holds_no_lock looked_at_once looked_at_ten_times;
    condvars: handoff handoff_with_if waits_without_a_condition flag_outside_the_lock flag_under_the_lock
        bounded_queue bounded_queue_wakes_the_wrong_one either_waiter_wakes one_is_left_waiting
        wait_ends_either_way time_is_up_just_before time_is_up_once_more gives_up_though_it_is_coming
        a_timed_waiter_may_take_the_notification
        a_notification_is_lost_on_a_timed_waiter wait_timeout_while_ends_either_way times_are_up_in_order
        waits_the_whole_limit_again waits_for_what_is_left_of_the_limit
        polls_by_time_out polls_by_time_out_for_ever two_poll_by_time_out sleeps_between_two_looks waiting_holds_no_lock;
    rwlocks: readers_share cache_filled_once read_then_write upgrades_while_reading two_upgrade reads_twice
        reads_twice_if_it_can readers_overtake_or_queue downgrades downgrade_lets_readers_in
        gives_back_and_reads looks_see_every_state forgotten_reader;
    sizes: size_queue size_pool_of_two size_pool_of_three size_condvar_queue;
    timed: receives_in_time_or_not gives_up_at_the_first_time_out beats_until_it_is_told beats_for_ever
        polls_for_room rendezvous_with_one_who_gives_up parks_in_a_loop parks_once parks_for_a_while
        sleeps_that_end_together;
    cells: locked_by_hand unlocked_with_relaxed looks_before_it_locks no_lock_at_all one_reads_one_writes
        published_once published_with_relaxed two_read_what_was_published taken_by_turns static_cell_starts_over
        handed_over_and_back cell_in_a_channel a_slice_of_it spins_on_plain_memory;
    canary: the_language_works hashing_is_the_same_each_time;
    rayon: ray_both_halves_are_done ray_halves_overlap ray_lost_update_in_join
        ray_recursion_of_depth_two ray_recursion_that_counts ray_lost_update_in_recursion
        ray_for_each_counts ray_lost_update_in_for_each ray_any_two_items_run_side_by_side
        ray_under_a_mutex ray_pushes_in_order ray_collects_in_order ray_sum_of_four ray_long_chain
        ray_reduces ray_identity_that_is_not_neutral ray_identity_that_suits_two_parts ray_subtracts
        ray_floats_in_any_order ray_folds_to_one ray_folds_then_reduces ray_checks_then_inserts
        ray_finds_the_first_as_any ray_finds_the_first ray_first_error_is_not_promised
        ray_some_error ray_stops_early_or_not ray_scope_borrows ray_scope_loses_an_update
        ray_scope_promises_no_order ray_spawned_and_not_waited_for ray_spawned_and_heard_of
        ray_spawned_job_panics ray_panic_passes_through_join ray_panic_fails_the_check
        ray_drains_inside_of_a_pool_of_one ray_fills_a_bounded_channel_before_draining
        ray_drains_outside_of_the_pool ray_halves_wait_for_each_other ray_more_threads_than_modelled
        ray_pool_of_its_own ray_nested ray_lock_held_across_a_join ray_bridges_a_channel
        ray_bridge_keeps_order ray_steps_inside_of_a_flat_map ray_sorts;
    tokio_basics: joined_tasks_have_outputs the_main_macro_runs_it lost_between_awaits
        counted_under_one_guard a_lock_orders_what_it_guards drains_until_closed
        async_forgotten_sender messages_come_in_either_order a_full_channel_makes_senders_wait
        oneshot_hands_over select_takes_either biased_select_takes_the_first
        stops_before_it_is_drained drains_after_it_was_stopped a_task_panics not_joined
        not_joined_but_relied_upon aborted_or_finished three_tasks_on_two_workers
        current_thread_is_first_come_first_served std_guard_held_across_an_await async_bank_deadlock
        yields_until_told yields_for_ever blocking_closures_have_threads blocks_in_a_runtime
        yields_between_parts_of_its_work goes_on_at_once_after_a_yield
        a_task_sees_its_own_past waking_orders;
    tokio_sync: a_semaphore_limits_who_is_inside a_permit_dropped_at_once a_permit_is_forgotten
        giving_up_a_place_in_the_line semaphore_api readers_read_together_and_writers_alone
        reads_and_then_writes reads_twice_past_a_writer an_async_reader_upgrades rwlock_of_tokio_api a_notification_is_kept
        a_notification_to_all_is_missed looks_before_it_waits waits_before_it_looks
        two_notifications_are_one an_async_barrier_has_one_leader an_async_barrier_waits_for_ever
        one_task_initialises asks_whether_it_is_set a_failed_initialiser_lets_the_next_one_try
        async_statics_start_over everybody_gets_a_broadcast a_slow_subscriber_lags
        takes_lagging_for_the_end subscribes_too_late a_watcher_sees_the_latest
        a_watcher_counts_changes a_borrow_held_across_an_await waits_for_a_value
        loses_what_it_received_when_cancelled is_empty_when_it_is_closed
        is_empty_when_it_is_closed_without_a_bound is_empty_when_it_is_closed_after_a_try
        waits_for_the_end_when_it_is_closed a_send_fails_when_the_receiver_has_gone mpsc_api
        joins_of_futures polls_in_an_arm hears_of_it_before_the_sender_has_left
        sends_before_the_slower_watcher_leaves;
    tokio_time: an_async_sleep_moves_the_clock an_async_sleep_is_no_join async_sleeps_end_in_order
        a_timeout_goes_both_ways a_timeout_is_long_enough the_only_thing_to_do_is_to_time_out
        an_interval_ticks a_heart_beats_until_it_is_stopped one_thread_sleeps_for_all
        more_sleepers_than_workers no_timers_without_enable_time a_loop_of_timeouts_ends;
    tokio_util: a_parent_cancels_its_children a_child_does_not_cancel_its_parent
        cancels_the_child_and_waits_for_the_parent a_guard_cancels_when_it_is_dropped
        runs_until_it_is_cancelled looks_at_the_token_between_rounds a_tracker_waits_for_all
        a_tracker_is_left_open size_async_drain size_async_drain_of_three size_cancellation_tree size_join_set;
}
