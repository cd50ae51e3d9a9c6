//! Under every schedule: nothing is read too early, and the two really overlap.
use answer::in_background;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Under every schedule both results come back.
pub fn both_results_come_back() {
    assert_eq!(in_background(|| 40, || 2), (40, 2), "(report, serve)");
}

/// What the report wrote on its way is visible once it is over.
pub fn the_report_is_over_for_good() {
    let pages = Arc::new(AtomicU64::new(0));
    let in_report = Arc::clone(&pages);
    let both = in_background(
        move || {
            // Relaxed on purpose: that the caller sees it must follow from the waiting.
            in_report.store(7, Ordering::Relaxed);
            1
        },
        || 2,
    );
    assert_eq!(both, (1, 2), "(report, serve)");
    assert_eq!(pages.load(Ordering::Relaxed), 7, "the report's own writes");
}

/// The report is being built while requests are served.
pub fn the_report_runs_while_requests_are_served() {
    let (_, running) = in_background(|| 1, || model::alive() as u64);
    model::sometimes("the report's thread was running while `serve` ran", running >= 1);
}
