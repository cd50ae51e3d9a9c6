//! Work may keep state between attempts and need not be `Sync`; server, tickets and jobs go to other threads.

use std::cell::Cell;
use std::sync::Arc;
use std::thread;

use answer::{Attempt, Job, Outcome, Refused, Server, Ticket};

fn main() {
    let server = Arc::new(Server::start(2, 10));
    let submits = Arc::clone(&server);
    let submitter = thread::spawn(move || -> Result<Ticket, Refused> {
        let (mut calls, cell) = (0, Cell::new(0));
        let work = move |attempt: &Attempt| {
            calls += 1;
            cell.set(cell.get() + attempt.number);
            if attempt.cancelled() || calls < 2 { Err("again".into()) } else { Ok(7) }
        };
        submits.submit(Job { work: Box::new(work), attempts: 3, deadline: None })
    });
    if let Ok(ticket) = submitter.join().unwrap() {
        let waiter = thread::spawn(move || ticket.wait());
        assert_eq!(waiter.join().unwrap(), Outcome::Done(7));
    }
    server.shutdown();
}
