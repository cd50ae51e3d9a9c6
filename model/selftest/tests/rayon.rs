//! What the model says of the answers about rayon.

use serde_json::Value;

mod common;

fn verdict(args: &str) -> Value {
    let args: Vec<_> = args.split_whitespace().collect();
    common::verdict(env!("CARGO_BIN_EXE_selftest"), &args)
}

#[track_caller]
fn passes(checks: &[&str]) {
    for check in checks {
        let verdict = verdict(check);
        assert_eq!(verdict["verdict"], "passed", "{check}: {verdict:#}");
        assert_eq!(verdict["bound"], 3, "{check}");
    }
}

#[track_caller]
fn comes_to(check: &str, verdict_of: &str, message: &str) -> Value {
    let verdict = verdict(check);
    assert_eq!(verdict["verdict"], verdict_of, "{check}: {verdict:#}");
    let said = verdict["message"].as_str().unwrap_or_default();
    assert!(said.contains(message), "{check}: `{said}` does not say `{message}`");
    verdict
}

#[track_caller]
fn fails(check: &str, kind: &str, message: &str) -> Value {
    let verdict = comes_to(check, "failed", message);
    assert_eq!(verdict["kind"], kind, "{check}: {verdict:#}");
    verdict
}

#[test]
fn right_answers_pass() {
    passes(&[
        "ray_both_halves_are_done",
        "ray_halves_overlap",
        "ray_recursion_of_depth_two",
        "ray_recursion_that_counts",
        "ray_for_each_counts",
        "ray_under_a_mutex",
        "ray_collects_in_order",
        "ray_sum_of_four",
        "ray_long_chain",
        "ray_reduces",
        "ray_folds_then_reduces",
        "ray_finds_the_first",
        "ray_some_error",
        "ray_stops_early_or_not",
        "ray_scope_borrows",
        "ray_scope_promises_no_order",
        "ray_spawned_and_heard_of",
        "ray_panic_passes_through_join",
        "ray_drains_outside_of_the_pool",
        "ray_pool_of_its_own",
        "ray_nested",
        "ray_bridges_a_channel",
        "ray_sorts",
    ]);
}

#[test]
fn updates_in_two_steps_are_lost() {
    for check in [
        "ray_lost_update_in_join",
        "ray_lost_update_in_recursion",
        "ray_lost_update_in_for_each",
        "ray_any_two_items_run_side_by_side",
        "ray_checks_then_inserts",
        "ray_scope_loses_an_update",
    ] {
        fails(check, "assertion", "left: 1");
    }
}

#[test]
fn a_pure_chain_costs_one_execution() {
    for check in ["ray_sum_of_four", "ray_long_chain", "ray_collects_in_order"] {
        assert_eq!(verdict(check)["executions"], 1, "{check}");
    }
}

#[test]
fn an_order_that_nobody_promised_is_broken() {
    fails("ray_pushes_in_order", "assertion", "right: [0, 1, 2]");
    fails("ray_bridge_keeps_order", "assertion", "right: [0, 1, 2]");
    fails("ray_finds_the_first_as_any", "assertion", "right: Some(2)");
    fails("ray_first_error_is_not_promised", "assertion", "right: Err(-2)");
    fails("ray_spawned_and_not_waited_for", "assertion", "left: 0");
}

#[test]
fn an_operation_that_depends_on_the_grouping_is_found() {
    fails("ray_identity_that_is_not_neutral", "assertion", "right: 16");
    fails("ray_identity_that_suits_two_parts", "assertion", "right: 12");
    fails("ray_subtracts", "assertion", "right: Some(4)");
    fails("ray_floats_in_any_order", "assertion", "right: 1.0");
    fails("ray_folds_to_one", "assertion", "right: 1");
}

#[test]
fn a_grouping_is_a_row_of_the_schedule() {
    let found = fails("ray_identity_that_suits_two_parts", "assertion", "left: 14");
    let steps = found["schedule"]["steps"].as_array().expect("a schedule has steps");
    let split = steps.iter().find(|step| step["op"] == "split").expect("a row for the split");
    assert_eq!(split["value"], "reduce: all apart");
    assert_eq!(found["schedule"]["threads"], serde_json::json!(["main", "task 1", "task 2"]));
}

#[test]
fn jobs_that_wait_for_what_cannot_come_are_a_deadlock() {
    let pool_of_one = "ray_drains_inside_of_a_pool_of_one";
    fails(pool_of_one, "deadlock", "keeps open; task 2 waits in the queue");
    fails("ray_fills_a_bounded_channel_before_draining", "deadlock", "task 2 waits in send");
    fails("ray_halves_wait_for_each_other", "deadlock", "task 2 waits in recv");
}

#[test]
fn panics_go_where_they_go_with_rayon() {
    fails("ray_panic_fails_the_check", "assertion", "three");
    fails("ray_spawned_job_panics", "panic", "the process aborts (nobody catches this)");
}

#[test]
fn what_two_workers_cannot_show_is_not_called_right() {
    comes_to("ray_more_threads_than_modelled", "too_large", "two of the 3 threads of the pool");
    comes_to("ray_lock_held_across_a_join", "not_modelled", "while it holds a lock");
    comes_to("ray_steps_inside_of_a_flat_map", "not_modelled", "`flat_map`");
}

/// `--finest` explores with every push and every look at the queues as a step, and every place to cut at.
#[test]
fn leaving_out_what_nobody_can_tell_changes_no_verdict() {
    let source = include_str!("../answers/src/rayon.rs");
    let checks = source.lines().filter_map(|line| line.strip_prefix("pub fn ray_"));
    let checks: Vec<_> = checks.filter_map(|line| line.split_once('(')).collect();
    assert!(checks.len() > 40, "{checks:?}");
    for (check, _) in checks {
        let reduced = verdict(&format!("ray_{check}"));
        let finest = verdict(&format!("ray_{check} --finest"));
        assert_eq!(reduced["verdict"], finest["verdict"], "{check}");
        assert_eq!(reduced["kind"], finest["kind"], "{check}");
    }
}
