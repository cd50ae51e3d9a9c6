//! Does each mail go to one worker, and does every worker come back, under every schedule?
//@ bound: 2

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::send_all;

/// Two workers, two mails: each is sent once, and nobody is still waiting for a third.
pub fn each_mail_is_sent_once() {
    let sent = [Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0))];
    let log = sent.clone();
    // Relaxed on purpose: that the caller sees it must follow from the waiting.
    let mut receipts = send_all(0..2_usize, 2, move |mail| {
        log[mail].fetch_add(1, Ordering::Relaxed);
        mail
    });
    receipts.sort_unstable();
    assert_eq!(receipts, [0, 1], "the receipts of two mails");
    for (mail, sent) in sent.iter().enumerate() {
        assert_eq!(sent.load(Ordering::Relaxed), 1, "how often mail {mail} was sent");
    }
    assert_eq!(model::unjoined(), 0, "threads that `send_all` left running");
}

/// Two workers, one mail: the one who gets nothing is not left waiting.
pub fn one_goes_away_empty_handed() {
    let receipts = send_all(7..8_usize, 2, |mail| mail);
    assert_eq!(receipts, [7], "the receipt of one mail");
    assert_eq!(model::unjoined(), 0, "threads that `send_all` left running");
}

/// Two mails can be on their way at the same time, and no lock is held by a worker that sends.
pub fn both_can_be_sending() {
    let (at_once, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let most_at_once = Arc::clone(&most);
    send_all(0..2_usize, 2, move |_| {
        let now = at_once.fetch_add(1, Ordering::SeqCst) + 1;
        most_at_once.fetch_max(now, Ordering::SeqCst);
        at_once.fetch_sub(1, Ordering::SeqCst);
    });
    model::sometimes("two mails were being sent at once", most.load(Ordering::SeqCst) == 2);
}

/// One worker sends all mails, and never two at the same time.
pub fn one_worker_sends_one_at_a_time() {
    let (at_once, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let most_at_once = Arc::clone(&most);
    let mut receipts = send_all(0..2_usize, 1, move |mail| {
        let now = at_once.fetch_add(1, Ordering::SeqCst) + 1;
        most_at_once.fetch_max(now, Ordering::SeqCst);
        at_once.fetch_sub(1, Ordering::SeqCst);
        mail
    });
    receipts.sort_unstable();
    assert_eq!(receipts, [0, 1], "the receipts of two mails");
    assert_eq!(most.load(Ordering::SeqCst), 1, "mails that one worker was sending at once");
}
