//! One lock around the whole tree: a table in which each token knows its parent's row.

use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

#[derive(Clone)]
pub struct Token {
    tree: Arc<(Mutex<Vec<Row>>, Condvar)>,
    row: usize,
}

struct Row {
    parent: Option<usize>,
    cancelled: bool,
    made: Instant,
    limit: Duration,
}

impl Row {
    fn left(&self) -> Duration {
        if self.cancelled { Duration::ZERO } else { self.limit.saturating_sub(self.made.elapsed()) }
    }
}

impl Token {
    pub fn new() -> Token {
        let root =
            Row { parent: None, cancelled: false, made: Instant::now(), limit: Duration::MAX };
        Token { tree: Arc::new((Mutex::new(vec![root]), Condvar::new())), row: 0 }
    }

    pub fn child(&self, limit: Duration) -> Token {
        let made = Instant::now();
        let mut rows = self.tree.0.lock().unwrap();
        rows.push(Row { parent: Some(self.row), cancelled: false, made, limit });
        Token { tree: Arc::clone(&self.tree), row: rows.len() - 1 }
    }

    pub fn cancel(&self) {
        self.tree.0.lock().unwrap()[self.row].cancelled = true;
        self.tree.1.notify_all();
    }

    pub fn is_done(&self) -> bool {
        self.left(&self.tree.0.lock().unwrap()).is_zero()
    }

    pub fn wait_for(&self, limit: Duration) -> bool {
        let begun = Instant::now();
        let mut rows = self.tree.0.lock().unwrap();
        loop {
            let (done_in, left) = (self.left(&rows), limit.saturating_sub(begun.elapsed()));
            if done_in.is_zero() || left.is_zero() {
                return done_in.is_zero();
            }
            rows = self.tree.1.wait_timeout(rows, done_in.min(left)).unwrap().0;
        }
    }

    fn left(&self, rows: &[Row]) -> Duration {
        let mut left = Duration::MAX;
        let mut row = Some(self.row);
        while let Some(at) = row {
            left = left.min(rows[at].left());
            row = rows[at].parent;
        }
        left
    }
}

impl Default for Token {
    fn default() -> Token {
        Token::new()
    }
}
