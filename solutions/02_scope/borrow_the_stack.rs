//! `thread::scope` waits for every thread started in it, whatever happens; that promise is what lets the threads borrow.

use std::thread;

/// Asks all `rules` about `order` at the same time, and returns how many objected.
///
/// `R: Sync` is all that is left of the bounds: a `&R` is handed to other threads, and that is what `Sync` permits.
pub fn objections<R>(order: &R, rules: &[fn(&R) -> bool]) -> usize
where
    R: Sync,
{
    // Where Go says `wg.Add(1)`, `defer wg.Done()` and `wg.Wait()`, the scope does all three. It also waits when the code
    // in here panics, and no thread of it can be forgotten: otherwise a panic would free the order under a thread's eyes.
    thread::scope(|scope| {
        // `move` takes copies of `order` and `rule`: two references. By reference the closure would point at `rule`, which
        // is gone when the loop goes round (E0373); the order itself outlives the scope.
        let mut asked = Vec::new();
        for &rule in rules {
            asked.push(scope.spawn(move || rule(order)));
        }

        // Join, and count what came back. Reading a shared counter here instead would be a guess: inside the scope nobody
        // has waited for anything yet. The `expect` passes a rule's panic on; the scope then waits for the other rules.
        let answers = asked.into_iter().map(|asked| asked.join().expect("a rule panicked"));
        answers.filter(|&objected| objected).count()
    })
}
