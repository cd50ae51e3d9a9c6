//! The other way round: the uploader asks for lines, `ahead` more than it has, and the reader answers questions.

use std::sync::mpsc;
use std::thread;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    let (ask, questions) = mpsc::channel::<mpsc::Sender<T>>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut lines = lines;
            for reply in questions {
                // No more lines: the question is dropped, and with it the reply.
                let Some(line) = lines.next() else { return };
                if reply.send(line).is_err() {
                    return;
                }
            }
        });
        let question = || {
            let (reply, answer) = mpsc::channel();
            // Fails when the reader is done; then the answer never comes, and says so.
            let _ = ask.send(reply);
            answer
        };
        let mut asked: std::collections::VecDeque<_> = (0..=ahead).map(|_| question()).collect();
        while let Some(answer) = asked.pop_front()
            && let Ok(line) = answer.recv()
        {
            upload(line);
            asked.push_back(question());
        }
        drop(ask);
    });
}
