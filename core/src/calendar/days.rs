//! A calendar ready for use: every published day decided once, and looked up in constant time.

use std::fmt;

use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};

use super::hours::{Span, Week};
use super::local::{date_of, day_of, weekday_of};
use super::parts::{CalendarData, CalendarYear, DayKind, NamedDays};
use crate::vocabulary::Date;

/// Which days are worked and at which hours, and when that became known.
///
/// Questions take `known_on`: with a date, only what had been published by then counts; with
/// `None`, everything the calendar holds does. Days of years nobody has published are
/// [`DayKind::Unknown`]: a calendar never guesses.
///
/// ```
/// use linli::calendar::{Calendar, DayKind};
/// use chrono::NaiveDate;
///
/// let calendar = Calendar::china();
/// let day = |month, day| NaiveDate::from_ymd_opt(2020, month, day).unwrap();
/// // The Spring Festival of 2020 was extended while it lasted.
/// assert_eq!(calendar.day(day(1, 31), Some(day(1, 26))), DayKind::Working);
/// assert_eq!(calendar.day(day(1, 31), Some(day(1, 27))), DayKind::Holiday);
/// assert_eq!(calendar.day(day(1, 31), None), DayKind::Holiday);
/// assert_eq!(calendar.name_of(day(1, 31), None), Some("春节"));
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "CalendarData", into = "CalendarData")]
pub struct Calendar {
    data: CalendarData,
    /// The first day covered, counted from 1970-01-01.
    first: i64,
    /// What each day from then on is by all that is known, and since when that is so: whoever asks
    /// with a later date in mind gets the same answer without reading the publications.
    days: Vec<(DayKind, Date)>,
}

/// Why some parts make no calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarFault {
    /// The hours of this day are not in order, or overlap.
    Hours(Weekday),
    /// No day of the week has hours, so nothing would ever be due.
    NoHours,
    /// Make-up days keep the hours of this day, which has none.
    NoMakeUpHours(Weekday),
    /// No year was published.
    NoYears,
    /// The year is out of bounds, see [`Calendar::YEARS`].
    Year(i32),
    /// No publication for this year, though there is one for a year before and one for a year after.
    Gap(i32),
    /// These days end before they begin, or lie further than a year from the year they belong to.
    Days(NamedDays),
}

impl Calendar {
    /// The years a calendar may cover.
    pub const YEARS: std::ops::RangeInclusive<i32> = 1970..=2200;

    /// A calendar from its parts.
    ///
    /// # Errors
    /// The first [`CalendarFault`] found.
    pub fn new(data: CalendarData) -> Result<Calendar, CalendarFault> {
        check(&data)?;
        Ok(Calendar::compile(data))
    }

    /// Makes sense only of what [`check`] lets pass, but does not panic on anything.
    pub(super) fn compile(mut data: CalendarData) -> Calendar {
        // Later publications last, so that reading in order lets them prevail.
        data.years.sort_by_key(|year| (year.published, year.year));
        let covered = data.years.iter().map(|year| year.year);
        let (low, high) = (
            covered.clone().min().unwrap_or(1970),
            covered.max().unwrap_or(1969),
        );
        let first = day_of(new_year(low));
        let end = day_of(new_year(high.saturating_add(1)));
        let mut calendar = Calendar {
            data,
            first,
            days: Vec::new(),
        };
        calendar.days = (first..end)
            .map(|day| (calendar.decide(day, None).0, calendar.settled(date_of(day))))
            .collect();
        calendar
    }

    /// The same calendar with other working hours.
    ///
    /// # Errors
    /// When the hours are out of order, overlap, or leave no working day or no hours for make-up
    /// days.
    pub fn with_hours(self, week: Week) -> Result<Calendar, CalendarFault> {
        Calendar::new(CalendarData { week, ..self.data })
    }

    /// Its short name.
    pub fn id(&self) -> &str {
        &self.data.id
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.data.name
    }

    /// Its parts, to read or to change and check again.
    pub fn data(&self) -> &CalendarData {
        &self.data
    }

    /// The first day covered: 1 January of the first year published by `known_on`.
    pub fn earliest(&self, known_on: Option<Date>) -> Option<Date> {
        self.known_years(known_on).min().map(new_year)
    }

    /// The last day covered: 31 December of the last year published by `known_on`.
    pub fn horizon(&self, known_on: Option<Date>) -> Option<Date> {
        let year = self.known_years(known_on).max()?;
        new_year(year.saturating_add(1)).pred_opt()
    }

    /// What a day is, as known on a date (`None`: by all that is known).
    pub fn day(&self, date: Date, known_on: Option<Date>) -> DayKind {
        self.kind(day_of(date), known_on)
    }

    /// What a closed or make-up day is called, such as 春节. Ordinary days have no name.
    pub fn name_of(&self, date: Date, known_on: Option<Date>) -> Option<&str> {
        self.decide(day_of(date), known_on).1
    }

    /// The working hours of a day, in order; empty when it is off. `None` when nobody knows yet.
    pub fn hours(&self, date: Date, known_on: Option<Date>) -> Option<&[Span]> {
        self.spans(day_of(date), known_on)
    }

    pub(super) fn spans(&self, day: i64, known_on: Option<Date>) -> Option<&[Span]> {
        match self.kind(day, known_on) {
            DayKind::Working => Some(self.data.week.on(weekday_of(day))),
            DayKind::MakeUp => Some(self.data.week.on(self.data.make_up_as)),
            DayKind::Weekend | DayKind::Holiday => Some(&[]),
            DayKind::Unknown => None,
        }
    }

    /// Whether there are working hours on a day. `None` when nobody knows yet.
    pub(super) fn is_worked(&self, day: i64, known_on: Option<Date>) -> Option<bool> {
        self.kind(day, known_on).is_worked()
    }

    /// The `count`th working day from a day on, by all that is known. `None` where not all days up to it are published.
    pub(super) fn working_day(&self, from: i64, count: u32) -> Option<i64> {
        let first = usize::try_from(from.saturating_sub(self.first)).ok()?;
        let days = (from..).zip(self.days.get(first..)?);
        let (last, _) = days
            .take_while(|(_, (kind, _))| *kind != DayKind::Unknown)
            .filter(|(_, (kind, _))| kind.is_worked() == Some(true))
            .nth(count.checked_sub(1)? as usize)?;
        Some(last)
    }

    pub(super) fn kind(&self, day: i64, known_on: Option<Date>) -> DayKind {
        let index = usize::try_from(day.saturating_sub(self.first)).ok();
        match index.and_then(|index| self.days.get(index)) {
            None => DayKind::Unknown,
            Some((kind, settled)) if known(*settled, known_on) => *kind,
            Some(_) => self.decide(day, known_on).0,
        }
    }

    /// The date of the last publication that has a say in a day.
    fn settled(&self, date: Date) -> Date {
        let concerns = |notice: &&CalendarYear| {
            let named = notice.closed.iter().chain(&notice.make_up).chain(&notice.usual);
            notice.year == date.year() || named.into_iter().any(|run| run.contains(date))
        };
        let notices = self.data.years.iter().filter(concerns);
        notices.map(|notice| notice.published).max().unwrap_or(Date::MIN)
    }

    /// What a day is and is called, read from the publications themselves.
    fn decide<'s>(&'s self, day: i64, known_on: Option<Date>) -> (DayKind, Option<&'s str>) {
        let date = date_of(day);
        if !self.known_years(known_on).any(|year| year == date.year()) {
            return (DayKind::Unknown, None);
        }
        let worked = !self.data.week.on(weekday_of(day)).is_empty();
        let usual = if worked {
            DayKind::Working
        } else {
            DayKind::Weekend
        };
        let find = |runs: &'s [NamedDays]| runs.iter().find(|run| run.contains(date));
        let notices = self
            .data
            .years
            .iter()
            .filter(|notice| known(notice.published, known_on));
        for notice in notices.rev() {
            if let Some(run) = find(&notice.closed) {
                return (DayKind::Holiday, Some(&run.name));
            }
            if let Some(run) = find(&notice.make_up) {
                // Told to work on a day that is worked anyway: nothing to make up.
                let kind = if worked { DayKind::Working } else { DayKind::MakeUp };
                return (kind, Some(&run.name));
            }
            if find(&notice.usual).is_some() {
                return (usual, None);
            }
        }
        (usual, None)
    }

    fn known_years(&self, known_on: Option<Date>) -> impl Iterator<Item = i32> {
        let notices = self.data.years.iter();
        notices
            .filter(move |notice| known(notice.published, known_on))
            .map(|notice| notice.year)
    }
}

fn known(published: Date, known_on: Option<Date>) -> bool {
    known_on.is_none_or(|date| published <= date)
}

fn new_year(year: i32) -> Date {
    Date::from_yo_opt(year, 1).unwrap_or(Date::MAX)
}

fn check(data: &CalendarData) -> Result<(), CalendarFault> {
    let week = &data.week;
    let mut weekdays = std::iter::successors(Some(Weekday::Mon), |day| Some(day.succ())).take(7);
    for weekday in weekdays.clone() {
        let in_order = week.on(weekday).windows(2).all(|pair| match pair {
            [before, after] => before.closes() <= after.opens(),
            _ => true,
        });
        if !in_order {
            return Err(CalendarFault::Hours(weekday));
        }
    }
    if weekdays.all(|weekday| week.on(weekday).is_empty()) {
        return Err(CalendarFault::NoHours);
    }
    if week.on(data.make_up_as).is_empty() {
        return Err(CalendarFault::NoMakeUpHours(data.make_up_as));
    }
    for notice in &data.years {
        if !Calendar::YEARS.contains(&notice.year) {
            return Err(CalendarFault::Year(notice.year));
        }
        let from = new_year(notice.year.saturating_sub(1));
        let until = new_year(notice.year.saturating_add(2));
        for run in notice.closed.iter().chain(&notice.make_up).chain(&notice.usual) {
            let within = from <= run.from && run.last() < until;
            if run.last() < run.from || !within {
                return Err(CalendarFault::Days(run.clone()));
            }
        }
    }
    let mut years: Vec<i32> = data.years.iter().map(|notice| notice.year).collect();
    years.sort_unstable();
    let first = *years.first().ok_or(CalendarFault::NoYears)?;
    let last = years.last().copied().unwrap_or(first);
    match (first..last).find(|year| years.binary_search(year).is_err()) {
        Some(year) => Err(CalendarFault::Gap(year)),
        None => Ok(()),
    }
}

impl fmt::Debug for Calendar {
    /// The parts; the table of days made from them would fill pages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Calendar").field(&self.data).finish()
    }
}

impl TryFrom<CalendarData> for Calendar {
    type Error = CalendarFault;

    fn try_from(data: CalendarData) -> Result<Calendar, CalendarFault> {
        Calendar::new(data)
    }
}

impl From<Calendar> for CalendarData {
    fn from(calendar: Calendar) -> CalendarData {
        calendar.data
    }
}

impl fmt::Display for CalendarFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CalendarFault::Hours(day) => write!(
                f,
                "the hours of {day} overlap or are out of order; write them from morning to evening"
            ),
            CalendarFault::NoHours => write!(f, "no day of the week has working hours"),
            CalendarFault::NoMakeUpHours(day) => {
                write!(f, "make-up days keep the hours of {day}, which has none")
            }
            CalendarFault::NoYears => write!(f, "the calendar covers no year"),
            CalendarFault::Year(year) => write!(
                f,
                "the year {year} is out of bounds; allowed are {} to {}",
                Calendar::YEARS.start(),
                Calendar::YEARS.end()
            ),
            CalendarFault::Gap(year) => {
                write!(f, "the year {year} is missing between years that are given")
            }
            CalendarFault::Days(days) => write!(
                f,
                "`{}` from {} to {} ends before it begins or lies too far from its year",
                days.name,
                days.from,
                days.last()
            ),
        }
    }
}

impl std::error::Error for CalendarFault {}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_table_of_days_says_what_the_publications_say() {
        let calendar = Calendar::china();
        let mut asked: Vec<Option<Date>> = calendar
            .data
            .years
            .iter()
            .map(|notice| Some(notice.published))
            .collect();
        asked.extend(
            asked
                .clone()
                .into_iter()
                .map(|date| date.and_then(|d| d.pred_opt())),
        );
        asked.extend([None, Some(Date::MIN), Some(Date::MAX)]);
        for known_on in asked {
            for day in day_of(date("2019-06-01"))..day_of(date("2027-06-01")) {
                assert_eq!(calendar.kind(day, known_on), calendar.decide(day, known_on).0);
            }
        }
    }

    #[test]
    fn the_horizon_moves_with_each_publication() {
        let calendar = Calendar::china();
        let horizon = |known| calendar.horizon(Some(date(known))).map(|date| date.to_string());
        assert_eq!(horizon("2019-11-20"), None);
        assert_eq!(horizon("2019-11-21").as_deref(), Some("2020-12-31"));
        assert_eq!(horizon("2024-11-11").as_deref(), Some("2024-12-31"));
        assert_eq!(horizon("2024-11-12").as_deref(), Some("2025-12-31"));
    }

    #[test]
    fn a_publication_may_put_a_day_back_to_what_the_week_has() {
        let mut data = Calendar::china().data().clone();
        let day = NamedDays {
            name: "撤销".to_owned(),
            from: date("2025-05-05"),
            to: None,
        };
        let mut notice = data.years.last().unwrap().clone();
        (notice.year, notice.published) = (2025, date("2025-04-01"));
        (notice.closed, notice.make_up, notice.usual) = (vec![], vec![], vec![day]);
        data.years.push(notice);
        let calendar = Calendar::new(data).unwrap();
        let monday = date("2025-05-05");
        assert_eq!(calendar.day(monday, Some(date("2025-03-31"))), DayKind::Holiday);
        assert_eq!(calendar.day(monday, Some(date("2025-04-01"))), DayKind::Working);
        assert_eq!(calendar.day(monday, None), DayKind::Working);
    }

    #[test]
    fn parts_that_make_no_calendar_are_named() {
        let fault = |change: fn(&mut CalendarData)| {
            let mut data = Calendar::china().data().clone();
            change(&mut data);
            Calendar::new(data).unwrap_err()
        };
        assert_eq!(fault(|data| data.years.clear()), CalendarFault::NoYears);
        assert_eq!(fault(|data| data.week = Week::default()), CalendarFault::NoHours);
        assert_eq!(
            fault(|data| data.week.monday.reverse()),
            CalendarFault::Hours(Weekday::Mon)
        );
        assert_eq!(
            fault(|data| data.make_up_as = Weekday::Sun),
            CalendarFault::NoMakeUpHours(Weekday::Sun)
        );
        assert_eq!(
            fault(|data| data.years.retain(|notice| notice.year != 2022)),
            CalendarFault::Gap(2022)
        );
        assert_eq!(fault(|data| data.years[0].year = 1900), CalendarFault::Year(1900));
        let far = fault(|data| data.years[0].closed[0].from = Date::MIN);
        assert!(matches!(far, CalendarFault::Days(_)));
    }
}
