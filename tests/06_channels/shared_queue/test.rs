//! Is each mail sent once on real threads, by whoever is free?
//@ deadline: 8s

use std::sync::{Arc, Mutex};

use answer::send_all;
use harness::{Rendezvous, Rng};

/// Each of a hundred mails is sent exactly once, and each receipt comes back.
pub fn each_mail_is_sent_once() {
    for workers in 0..5 {
        let sent = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&sent);
        let mut receipts = send_all(0..100_u64, workers, move |mail| {
            log.lock().unwrap().push(mail);
            mail + 1_000
        });
        receipts.sort_unstable();
        let mut sent = sent.lock().unwrap().clone();
        sent.sort_unstable();
        assert_eq!(sent, (0..100).collect::<Vec<_>>(), "mails sent by {workers} workers");
        assert_eq!(receipts, (1_000..1_100).collect::<Vec<_>>(), "receipts of {workers} workers");
    }
}

/// No mails, no receipts, and nobody who waits for more.
pub fn no_mails() {
    for workers in 0..4 {
        assert_eq!(send_all(0..0_u64, workers, |mail| mail), [0_u64; 0], "{workers} workers");
    }
}

/// All workers can be sending at once, a mail each.
pub fn the_workers_meet() {
    for workers in 1..=4 {
        let meeting = Arc::new(Rendezvous::new(workers));
        let receipts = send_all(0..2 * workers, workers, move |mail| {
            meeting.meet();
            mail
        });
        assert_eq!(receipts.len(), 2 * workers, "receipts of {workers} workers");
    }
}

/// A mail that takes its time holds up no other: whichever comes later is sent meanwhile.
pub fn a_slow_mail_holds_up_nobody_else() {
    for workers in 2..4 {
        for awaited in 1..7 {
            let meeting = Arc::new(Rendezvous::new(2));
            let receipts = send_all(0..7_usize, workers, move |mail| {
                // The server of mail 0 answers while mail `awaited` is being sent.
                if mail == 0 || mail == awaited {
                    meeting.meet();
                }
                mail
            });
            assert_eq!(
                receipts.len(),
                7,
                "receipts of {workers} workers, mail 0 beside mail {awaited}"
            );
        }
    }
}

/// A mail is sent while the next one has not come yet, time and again.
pub fn a_mail_does_not_wait_for_the_next() {
    for workers in 2..4 {
        let meeting = Arc::new(Rendezvous::new(2));
        let source = Arc::clone(&meeting);
        let mails = (0..50).inspect(move |mail| {
            // The mail before must be on its way by now.
            if *mail > 0 {
                source.meet();
            }
        });
        let receipts = send_all(mails, workers, move |mail| {
            if mail < 49 {
                meeting.meet();
            }
        });
        assert_eq!(receipts.len(), 50, "receipts of {workers} workers");
    }
}

/// Random mails and any number of workers: the receipts agree.
pub fn random_receipts_agree(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    (0..8)
        .map(|workers| {
            let len = rng.below(300) as usize;
            let mails = rng.vec(len);
            let mut receipts = send_all(mails.into_iter(), workers, |mail| mail.rotate_left(7));
            receipts.sort_unstable();
            receipts
        })
        .collect()
}
