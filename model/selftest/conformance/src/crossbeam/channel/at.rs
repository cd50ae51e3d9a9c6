//! `at`.

use std::time::{Duration, Instant};

use crossbeam::channel::{RecvTimeoutError, at, select_biased};

cases! { its_moment_is_its_message a_moment_that_has_passed ordered_by_moment }

const SOON: Duration = Duration::from_millis(2);

fn its_moment_is_its_message() {
    let moment = Instant::now() + SOON;
    let timer = at(moment);
    assert_eq!(timer.recv_deadline(moment - SOON), Err(RecvTimeoutError::Timeout));
    assert_eq!(timer.recv(), Ok(moment));
    assert!(Instant::now() >= moment);
}

fn a_moment_that_has_passed() {
    let moment = Instant::now() - SOON;
    let timer = at(moment);
    assert_eq!(timer.try_recv(), Ok(moment));
    assert!(timer.try_recv().is_err());
}

fn ordered_by_moment() {
    let now = Instant::now();
    let (sooner, later) = (at(now + SOON), at(now + 200 * SOON));
    let mut came = Vec::new();
    for _ in 0..2 {
        select_biased! {
            recv(later) -> moment => came.push(moment.unwrap()),
            recv(sooner) -> moment => came.push(moment.unwrap()),
        }
    }
    assert_eq!(came, [now + SOON, now + 200 * SOON]);
}
