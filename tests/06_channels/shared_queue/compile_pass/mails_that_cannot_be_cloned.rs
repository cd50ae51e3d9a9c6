//! Each mail goes to one worker, so nobody has to copy it.

struct Mail(String);

fn main() {
    let mails = ["a@example.com", "b@example.com"].map(|to| Mail(to.to_string()));
    let receipts = answer::send_all(mails.into_iter(), 2, |mail: Mail| mail.0);
    println!("{receipts:?}");
}
