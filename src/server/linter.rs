//! Lints beside the session, so that the editor's questions need not wait: one draft at a time, of each draft only its
//! newest text.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::Instant;

use super::Event;
use super::draft::{Linted, Snapshot};
use super::place::Places;
use super::shown::Shower;
use crate::diagnostic::{Report, RuleFailure};

/// Lints what comes in until nothing comes any more.
pub(super) fn work(jobs: &Receiver<Job>, events: &Sender<Event>) {
    let mut waiting: Vec<Job> = Vec::new();
    while let Some(job) = next(jobs, &mut waiting) {
        if events.send(Event::Linted(Box::new(job.done()))).is_err() {
            return;
        }
    }
}

/// A draft to lint.
#[derive(Debug)]
pub(super) struct Job {
    pub snapshot: Arc<Snapshot>,
    pub show: Shower,
}

/// The job that has waited longest; of jobs for one draft only the last is kept.
fn next(jobs: &Receiver<Job>, waiting: &mut Vec<Job>) -> Option<Job> {
    if waiting.is_empty() {
        waiting.push(jobs.recv().ok()?);
    }
    for job in jobs.try_iter() {
        match waiting.iter_mut().find(|other| other.snapshot.uri == job.snapshot.uri) {
            Some(other) => *other = job,
            None => waiting.push(job),
        }
    }
    Some(waiting.remove(0))
}

impl Job {
    fn done(self) -> Linted {
        let snapshot = &self.snapshot;
        let start = Instant::now();
        let work = || {
            let report = snapshot.lint();
            let places = Places { source: &snapshot.source, encoding: self.show.encoding };
            let shown = self.show.all(&snapshot.uri, places, &report);
            (report, shown)
        };
        // Rules are caught one by one; this is for what stands around them.
        let (report, shown) = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
            let failure = RuleFailure { lint: Arc::from("document"), message: "panic".to_owned() };
            (Report { failures: vec![failure], ..Report::default() }, Vec::new())
        });
        Linted { of: self.snapshot, report, shown, took: start.elapsed() }
    }
}
