//! `std::task` and `std::future`: a hand-written executor, whose wakers are `Wake` on the real `Arc`.

use std::cell::Cell;
use std::future::{Future, poll_fn, ready};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

is! {
    Waker: Send, Sync, Clone, std::fmt::Debug, Unpin;
    Context<'static>: std::fmt::Debug;
    Poll<u8>: Copy, Ord, From<u8>;
}
is_not! {
    Context<'static>: Send;
    Context<'static>: Sync;
}

cases! {
    wakes_a_parked_thread woken_from_another_thread wakers_compare polled_by_hand async_blocks_borrow
    dropped_in_the_middle queue_of_tasks
}

struct Unparks(Thread);

impl Wake for Unparks {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// The smallest executor there is.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unparks(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}

/// Done when another thread says so.
#[derive(Default)]
struct Signal {
    state: Mutex<(Option<u32>, Option<Waker>)>,
}

impl Signal {
    fn set(&self, value: u32) {
        let waker = {
            let mut state = self.state.lock().unwrap();
            state.0 = Some(value);
            state.1.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn wait(&self) -> impl Future<Output = u32> {
        poll_fn(|context| {
            let mut state = self.state.lock().unwrap();
            match state.0 {
                Some(value) => Poll::Ready(value),
                None => {
                    state.1 = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
    }
}

fn wakes_a_parked_thread() {
    let mut polls = 0;
    let value = block_on(poll_fn(|context| {
        polls += 1;
        if polls < 3 {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(polls)
    }));
    assert_eq!(value, 3);
}

fn woken_from_another_thread() {
    let (one, two) = (Signal::default(), Signal::default());
    thread::scope(|s| {
        s.spawn(|| one.set(1));
        s.spawn(|| two.set(2));
        let sum = block_on(async { one.wait().await + two.wait().await });
        assert_eq!(sum, 3);
    });
}

fn wakers_compare() {
    let ours = Arc::new(Unparks(thread::current()));
    let (a, b) = (Waker::from(ours.clone()), Waker::from(ours.clone()));
    assert!(a.will_wake(&b) && a.will_wake(&a.clone()));
    assert!(!a.will_wake(Waker::noop()));
    assert_eq!(Arc::strong_count(&ours), 3);
    drop((a, b));
    assert_eq!(Arc::strong_count(&ours), 1);
}

fn polled_by_hand() {
    let mut context = Context::from_waker(Waker::noop());
    let mut future = pin!(async { ready(2).await * 3 });
    assert_eq!(future.as_mut().poll(&mut context), Poll::Ready(6));
    let mut never = pin!(std::future::pending::<()>());
    assert!(never.as_mut().poll(&mut context).is_pending());
    let said = crate::panics(|| {
        let mut future = pin!(async {});
        let _ = future.as_mut().poll(&mut context);
        let _ = future.as_mut().poll(&mut context);
    });
    assert_eq!(said, "`async fn` resumed after completion");
    fn early(context: &mut Context<'_>) -> Poll<u8> {
        let value = std::task::ready!(pin!(ready(7)).poll(context));
        Poll::Ready(value + 1)
    }
    assert_eq!(early(&mut context), Poll::Ready(8));
}

fn async_blocks_borrow() {
    let words = vec!["a".to_string(), "b".to_string()];
    let joined = Rc::new(Cell::new(0));
    block_on(async {
        for word in &words {
            joined.set(joined.get() + word.len());
            ready(()).await;
        }
    });
    assert_eq!(joined.get(), words.len());
}

fn dropped_in_the_middle() {
    struct Counts(Arc<AtomicU32>);
    impl Drop for Counts {
        fn drop(&mut self) {
            self.0.fetch_add(1, Relaxed);
        }
    }
    let dropped = Arc::new(AtomicU32::new(0));
    let mut future: Pin<Box<dyn Future<Output = ()>>> = Box::pin({
        let counts = Counts(dropped.clone());
        async move {
            let _counts = counts;
            std::future::pending().await
        }
    });
    let mut context = Context::from_waker(Waker::noop());
    assert!(future.as_mut().poll(&mut context).is_pending());
    assert_eq!(dropped.load(Relaxed), 0);
    drop(future);
    assert_eq!(dropped.load(Relaxed), 1);
}

/// Tasks that put themselves back into a queue when they are woken.
fn queue_of_tasks() {
    type Queue = Arc<Mutex<Vec<Arc<Task>>>>;
    struct Task {
        future: Mutex<Option<Pin<Box<dyn Future<Output = ()> + Send>>>>,
        queue: Queue,
    }
    impl Wake for Task {
        fn wake(self: Arc<Self>) {
            let queue = self.queue.clone();
            queue.lock().unwrap().push(self);
        }
    }
    let (queue, done) = (Queue::default(), Arc::new(AtomicU32::new(0)));
    for _ in 0..2 {
        let done = done.clone();
        let mut yielded = false;
        let future = poll_fn(move |context| {
            if !std::mem::replace(&mut yielded, true) {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            done.fetch_add(1, Relaxed);
            Poll::Ready(())
        });
        let future = Mutex::new(Some(Box::pin(future) as _));
        queue.lock().unwrap().push(Arc::new(Task { future, queue: queue.clone() }));
    }
    let work = || {
        loop {
            let Some(task) = queue.lock().unwrap().pop() else { return };
            let waker = Waker::from(task.clone());
            let mut place = task.future.lock().unwrap();
            if let Some(mut future) = place.take()
                && future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending()
            {
                *place = Some(future);
            }
        }
    };
    thread::scope(|s| {
        s.spawn(work);
        work();
    });
    assert_eq!(done.load(Relaxed), 2);
}
