//@ caught-by: test
//@ says: Dead workers are replaced when the others have gone home: until then the list has a worker less, and jobs that need each other wait.
//@ fails: a_panic_costs_no_worker
//@ sort: boundary

use std::sync::Mutex;
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
pub struct Jobs {
    jobs: Vec<Job>,
}

impl Jobs {
    pub fn new() -> Jobs {
        Jobs::default()
    }

    pub fn add<F>(&mut self, job: F)
    where
        F: FnOnce() + Send + 'static,
    {
        self.jobs.push(Box::new(job));
    }

    pub fn run(self, workers: usize) -> usize {
        let jobs = Mutex::new(self.jobs.into_iter());
        let next = || jobs.lock().unwrap().next();
        let mut panicked = 0;
        loop {
            let died = thread::scope(|scope| {
                let crew: Vec<_> = (0..workers.max(1))
                    .map(|_| {
                        scope.spawn(|| {
                            while let Some(job) = next() {
                                job();
                            }
                        })
                    })
                    .collect();
                crew.into_iter().filter_map(|worker| worker.join().err()).count()
            });
            if died == 0 {
                return panicked;
            }
            panicked += died;
        }
    }
}
