//! What is behind `dyn` can do what is written there: an `Arc<dyn Handler>` may not cross, whatever handler is in it.

use std::sync::Arc;

trait Handler {}

struct Upper;

impl Handler for Upper {}

fn crosses(_: impl Send) {}

fn main() {
    let upper: Arc<Upper> = Arc::new(Upper);
    crosses(Arc::clone(&upper));
    let said: Arc<dyn Handler + Send + Sync> = upper.clone();
    crosses(said);
    let forgotten: Arc<dyn Handler> = upper;
    crosses(forgotten); //~ E0277
}
