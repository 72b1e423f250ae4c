//! Sends the plan to the ward, and reads the journal back.

use std::io::{IsTerminal, Write, stderr};
use std::sync::Arc;
use std::time::{Duration, Instant as Stopwatch};

use linli::views::Books;
use linli::ward::{Error, Why};
use linli::{Command, Lang, Meta, Outcome, Ward};

use crate::plan::{self, Planned};
use crate::report::{Rates, Vacancy, Year, counted};
use crate::time::{at, date, day};

/// One commit, and with it one wait for the disk.
const BATCH: usize = 500;

/// How it went.
pub(crate) struct Done {
    pub(crate) commands: usize,
    /// Of these, how many had been answered before.
    pub(crate) repeated: usize,
    pub(crate) took: Duration,
}

/// Executes every command of the plan, and then all that falls due until the year's end. What was answered before is
/// answered the same and changes nothing, so a run that was killed is simply run again.
pub(crate) fn year(ward: &mut Ward, plan: Vec<Planned>) -> Result<Done, Box<dyn std::error::Error>> {
    let begun = Stopwatch::now();
    let progress = Progress::new(plan.len());
    let mut done = Done {
        commands: 0,
        repeated: 0,
        took: Duration::ZERO,
    };
    let mut batch = Vec::with_capacity(BATCH);
    for planned in plan {
        let recorded = planned.recorded();
        let command = match planned.bound(ward.state()) {
            Ok(command) => command,
            // The case it is about begins with a command of this batch, or has just fallen due.
            Err(planned) => {
                done.execute(ward, &mut batch)?;
                ward.settle(recorded)?;
                let command = planned.bound(ward.state());
                command.map_err(|_| format!("at {}: a case of the plan has not begun", day(recorded)))?
            }
        };
        batch.push(command);
        if batch.len() == BATCH {
            done.execute(ward, &mut batch)?;
            progress.show(done.commands, &day(recorded).to_string());
        }
    }
    done.execute(ward, &mut batch)?;
    ward.settle(plan::end())?;
    progress.end();
    done.took = begun.elapsed();
    Ok(done)
}

impl Done {
    fn execute(&mut self, ward: &mut Ward, batch: &mut Vec<(Meta, Command)>) -> Result<(), Error> {
        for answer in ward.execute_all(std::mem::take(batch))? {
            self.commands += 1;
            self.repeated += usize::from(answer.repeated);
        }
        Ok(())
    }
}

/// Reads the whole journal into the figures of the year.
pub(crate) fn read(ward: &mut Ward) -> Result<Year, Box<dyn std::error::Error>> {
    const PAGE: usize = 2000;
    let edition = ward.state().editions.newest().ok_or("the ward has no rulebook")?;
    let mut year = Year::new(Arc::clone(&edition.bundle));
    let mut after = 0;
    loop {
        let changes = ward.changes_after(after, PAGE, None)?;
        let Some(last) = changes.last() else { break };
        after = last.head.sequence;
        for change in &changes {
            year.later += usize::from(change.recorded > at(date(12, 31), 24 * 60));
            match &change.cause {
                Why::Asked { stamp, .. } => {
                    year.commands += 1;
                    year.offline += usize::from(stamp.occurred.is_some());
                }
                Why::Due(_) | Why::Hidden => year.by_itself += 1,
            }
            match &change.outcome {
                Outcome::Accepted(events) => {
                    events
                        .iter()
                        .for_each(|scoped| year.take(change.recorded, &scoped.event));
                }
                Outcome::Refused(refusal) => year.refused(refusal),
            }
        }
    }
    year.rates = Rates::of(ward.state());
    let on_time = ward.on_time(&counted())?;
    year.procedures.count(ward.state(), &year.rules, &on_time);
    let staffing = ward.staffing(date(12, 31)).into_iter();
    year.gaps = staffing
        .map(|gap| gap.explain(&year.rules, &ward.state().grid))
        .collect();
    year.vacancies = vacancies(ward, &year);
    // The chain is whole, and the page's own sums are those of the books.
    year.head = ward.verify()?.to_string();
    balanced(ward, &year)?;
    year.finish();
    Ok(year)
}

/// What the page adds up of the points, month by month, is what the library's books say. What falls due at the midnight
/// that ends the year is December's on the page.
fn balanced(ward: &mut Ward, year: &Year) -> Result<(), Box<dyn std::error::Error>> {
    let books = Books::read(ward)?.ok_or("the ward has no rulebook")?;
    let mut sums = [[0; 4]; 12];
    let mut outstanding = 0;
    for (at, book) in &books.months {
        let month = if at.year > 2025 { 11 } else { at.month as usize - 1 };
        let moved = [book.issued, book.spent, book.expired, book.returned];
        sums[month]
            .iter_mut()
            .zip(moved)
            .for_each(|(sum, points)| *sum += points);
        outstanding = book.outstanding;
    }
    let page = &year.ledger.months;
    let page_sums = page.map(|month| [month.issued, month.spent, month.expired, month.corrected]);
    if page_sums != sums || page[11].outstanding != outstanding {
        return Err(format!("the books say {sums:?}, the page {page_sums:?}").into());
    }
    Ok(())
}

fn vacancies(ward: &Ward, year: &Year) -> Vec<Vacancy> {
    let rules = &*year.rules;
    let on = date(12, 31);
    let grid = &ward.state().grid;
    grid.vacancies(rules, on)
        .map(|vacancy| {
            let answering = grid.who_answers(rules, &vacancy.post, &vacancy.unit, on, None);
            let post = |id: &linli::PostId| {
                rules
                    .posts
                    .get(id)
                    .map_or(String::new(), |post| post.name.text(Lang::Zh).to_owned())
            };
            Vacancy {
                post: post(&vacancy.post),
                answering: answering.map(|found| format!("{} {}", year.name(&found.at), post(&found.post))),
                unit: vacancy.unit,
            }
        })
        .collect()
}

/// A bar on the terminal; nothing where there is none.
struct Progress {
    all: usize,
    shown: bool,
}

impl Progress {
    fn new(all: usize) -> Self {
        Self {
            all: all.max(1),
            shown: stderr().is_terminal(),
        }
    }

    fn show(&self, done: usize, at: &str) {
        const WIDE: usize = 36;
        if self.shown {
            let full = done * WIDE / self.all;
            let bar = format!("{}{}", "█".repeat(full), "░".repeat(WIDE - full));
            // A bar that cannot be drawn is no reason to stop.
            let _ = write!(stderr(), "\r{bar} {at} {done}/{}", self.all).and_then(|()| stderr().flush());
        }
    }

    fn end(&self) {
        if self.shown {
            let _ = write!(stderr(), "\r{}\r", " ".repeat(76));
        }
    }
}
