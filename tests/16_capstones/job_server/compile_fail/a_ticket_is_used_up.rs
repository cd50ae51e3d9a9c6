//! An outcome is given out once: to wait for it uses the ticket up.

fn main() {
    let server = answer::Server::start(1, 1);
    let job = answer::Job { work: Box::new(|_| Ok(7)), attempts: 1, deadline: None };
    if let Ok(ticket) = server.submit(job) {
        println!("{:?}", ticket.wait());
        println!("{:?}", ticket.wait()); //~ E0382
    }
}
