//! Work done side by side whose results are taken one by one, in order. Knows nothing of what is worked on.
//!
//! Results wait for those before them, and threads for results that wait: memory holds [`AHEAD`] of them at most, and
//! one long piece of work stops the others only then.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How many results may wait for the one before them.
const AHEAD: usize = 64;

/// What the threads have to agree on.
#[derive(Default)]
struct State {
    /// The next piece of work.
    next: usize,
    /// How many results were taken.
    taken: usize,
    /// Whether nothing more is wanted.
    stopped: bool,
}

#[derive(Default)]
struct Desk {
    state: Mutex<State>,
    changed: Condvar,
}

impl Desk {
    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panics while holding it has changed nothing by halves.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.changed.notify_all();
    }

    /// The next piece of `count`, as soon as there is room for its result; none when there is no more to do.
    fn next(&self, count: usize) -> Option<usize> {
        let far = |state: &mut State| !state.stopped && state.next < count && state.next >= state.taken + AHEAD;
        let mut state = self.changed.wait_while(self.state(), far).unwrap_or_else(PoisonError::into_inner);
        let next = Some(state.next).filter(|&next| next < count && !state.stopped)?;
        state.next += 1;
        Some(next)
    }
}

/// Does so many pieces of work, on so many threads (0: one a processor), and hands over the results in order.
///
/// # Errors
/// The first error of `take`; what was not begun then is left undone.
pub(super) fn in_order<T: Send, E>(
    (count, threads): (usize, usize),
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = if threads == 0 { thread::available_parallelism().map_or(1, usize::from) } else { threads };
    if threads.min(count) <= 1 {
        return (0..count).try_for_each(|at| take(work(at)));
    }
    let desk = Desk::default();
    thread::scope(|scope| {
        let (sender, results) = mpsc::channel();
        for _ in 0..threads.min(count) {
            let (desk, work, sender) = (&desk, &work, sender.clone());
            scope.spawn(move || {
                while let Some(at) = desk.next(count) {
                    let done = catch_unwind(AssertUnwindSafe(|| work(at)));
                    // Nobody listens any more only where nothing more is wanted.
                    let _ = sender.send((at, done));
                }
            });
        }
        let mut waiting: BTreeMap<usize, Result<T, Box<dyn Any + Send>>> = BTreeMap::new();
        for at in 0..count {
            while !waiting.contains_key(&at) {
                let Ok((at, done)) = results.recv() else { break };
                waiting.insert(at, done);
            }
            let taken = match waiting.remove(&at) {
                Some(Ok(done)) => take(done),
                Some(Err(panic)) => {
                    desk.change(|state| state.stopped = true);
                    resume_unwind(panic)
                }
                None => break,
            };
            desk.change(|state| {
                state.taken = at + 1;
                state.stopped = taken.is_err();
            });
            taken?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_however_long_the_work_takes() {
        for threads in [0, 1, 2, 7] {
            let mut taken = Vec::new();
            let work = |at: usize| {
                // The first of each dozen is the slowest, so that many results have to wait.
                thread::sleep(Duration::from_micros(if at.is_multiple_of(12) { 500 } else { 1 }));
                at
            };
            let done: Result<(), ()> = in_order((200, threads), work, |at| {
                taken.push(at);
                Ok(())
            });
            assert_eq!((done, taken), (Ok(()), (0..200).collect()));
        }
    }

    #[test]
    fn no_result_is_far_ahead_of_what_was_taken() {
        let taken = Mutex::new(0);
        let work = |at: usize| {
            thread::sleep(Duration::from_millis(if at == 0 { 20 } else { 0 }));
            at.saturating_sub(*taken.lock().unwrap_or_else(PoisonError::into_inner))
        };
        let mut farthest = 0;
        let done: Result<(), ()> = in_order((1000, 4), work, |ahead| {
            farthest = farthest.max(ahead);
            *taken.lock().unwrap_or_else(PoisonError::into_inner) += 1;
            Ok(())
        });
        assert!(done.is_ok() && farthest <= AHEAD, "{farthest}");
    }

    #[test]
    fn an_error_stops_the_work() {
        let begun = Mutex::new(0);
        let work = |at: usize| {
            *begun.lock().unwrap_or_else(PoisonError::into_inner) += 1;
            at
        };
        assert_eq!(in_order((10_000, 2), work, |at| if at == 3 { Err(at) } else { Ok(()) }), Err(3));
        assert!(*begun.lock().unwrap_or_else(PoisonError::into_inner) <= 3 + 1 + AHEAD);
    }

    #[test]
    fn a_panic_is_passed_on() {
        let run = || in_order((100, 2), |at| assert!(at != 50, "half way"), |()| Ok::<(), ()>(()));
        assert!(catch_unwind(AssertUnwindSafe(run)).is_err());
    }
}
