//! Notices that the learner saved the file.
//!
//! It may not read the file or decide whether anything changed: it says "look again", rather too often than too seldom.

use notify::{RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

/// How often a folder is looked at where the system gives no notice.
const POLL: Duration = Duration::from_millis(300);

/// Watches the folder of exercises until dropped.
pub struct Files {
    _watcher: Box<dyn Watcher + Send>,
    /// The system gives no notice, so the files are looked at again and again.
    pub polling: bool,
}

impl Files {
    /// Watches `folder` and sends `wrap(path)` for each path that something happened to.
    ///
    /// # Errors
    /// When the folder can be watched in no way.
    pub fn watch<T: Send + 'static>(
        folder: &Path,
        to: Sender<T>,
        wrap: impl Fn(PathBuf) -> T + Send + Clone + 'static,
    ) -> notify::Result<Files> {
        let handler = move |event: notify::Result<notify::Event>| {
            if let Ok(event) = event
                && !event.kind.is_access()
            {
                for path in event.paths {
                    let _ = to.send(wrap(path));
                }
            }
        };
        // The whole folder, not the file: editors that save by renaming put another file in its place.
        let native = notify::recommended_watcher(handler.clone()).and_then(|mut watcher| {
            watcher.watch(folder, RecursiveMode::Recursive)?;
            Ok(Box::new(watcher) as Box<dyn Watcher + Send>)
        });
        if let Ok(watcher) = native {
            return Ok(Files { _watcher: watcher, polling: false });
        }
        let config = notify::Config::default().with_poll_interval(POLL).with_compare_contents(true);
        let mut watcher = notify::PollWatcher::new(handler, config)?;
        watcher.watch(folder, RecursiveMode::Recursive)?;
        Ok(Files { _watcher: Box::new(watcher), polling: true })
    }
}
