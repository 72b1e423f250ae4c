//! Time as a rulebook writes it: limits, how far back, the zone, the calendar.

use chrono::Weekday;

use super::reader::{Fields, Item};
use crate::calendar::{
    Calendar, CalendarData, CalendarYear, Limit, LimitFault, LimitUnit, NamedDays, Span, Week, Zone,
};
use crate::rulebook::problem::{Fault, Finding};
use crate::rulebook::{Late, ranges};

/// `4 working hours`.
pub(super) fn limit(item: &Item<'_>) -> Option<Limit> {
    item.parsed(str::parse::<Limit>, |found, why| Fault::NotALimit {
        found,
        why: why.to_string(),
        such_as: "4 working hours",
    })
}

/// A limit in minutes, hours or days as they pass, in minutes.
pub(super) fn late(item: &Item<'_>) -> Option<Late> {
    let minutes = |unit| match unit {
        LimitUnit::Minutes => Some(1),
        LimitUnit::Hours => Some(60),
        LimitUnit::Days => Some(24 * 60),
        LimitUnit::WorkingMinutes | LimitUnit::WorkingHours | LimitUnit::WorkingDays => None,
    };
    let minutes = counted(item, minutes, ("write minutes, hours or days", "72 hours"))?;
    Some(Late { minutes })
}

/// A number of whole calendar days, or a limit in them.
pub(super) fn days(item: &Item<'_>) -> Option<u32> {
    if item.is_whole() {
        return item.whole32(ranges::COOLDOWN);
    }
    let days = |unit| (unit == LimitUnit::Days).then_some(1);
    counted(item, days, ("write days", "7 days"))
}

/// A limit in some of the units, by what `each` of them counts.
fn counted(
    item: &Item<'_>,
    each: impl Fn(LimitUnit) -> Option<u32>,
    (why, such_as): (&str, &'static str),
) -> Option<u32> {
    // How a limit starts and ends has no meaning here.
    let plain = |limit: Limit| Limit::new(limit.amount(), limit.unit()) == Ok(limit);
    let count = |limit: Limit| {
        let each = each(limit.unit()).filter(|_| plain(limit));
        each.map(|each| limit.amount().saturating_mul(each))
    };
    let read = |text: &str| match text.parse::<Limit>() {
        Ok(limit) => count(limit).ok_or(why.to_owned()),
        Err(fault @ LimitFault::Amount { .. }) => Err(fault.to_string()),
        Err(LimitFault::Plural { expected }) if expected.parse().ok().and_then(count).is_some() => {
            Err(LimitFault::Plural { expected }.to_string())
        }
        // What the others allow would be refused here.
        Err(_) => Err(why.to_owned()),
    };
    item.parsed(read, |found, why| Fault::NotALimit { found, why, such_as })
}

/// A zone by its name. Without the feature `zones` only `Asia/Shanghai` is known.
pub(super) fn zone(item: &Item<'_>) -> Option<Zone> {
    let name = item.text()?;
    #[cfg(feature = "zones")]
    let (zone, nearest) = match Zone::from_database(name) {
        Ok(zone) => (Some(zone), None),
        Err(unknown) => (None, unknown.nearest),
    };
    #[cfg(not(feature = "zones"))]
    let (zone, nearest) = (Some(Zone::shanghai()).filter(|zone| zone.id() == name), None);
    if zone.is_none() {
        let mut finding = Finding::new(
            item.place.clone(),
            Fault::UnknownZone {
                found: name.to_owned(),
            },
        );
        finding.nearest = nearest;
        item.note_finding(finding);
    }
    zone
}

/// A calendar by its name, or written out.
pub(super) fn calendar(item: &Item<'_>) -> Option<Calendar> {
    if !item.is_table() {
        return item.word(&[("cn", ())]).map(|()| Calendar::china());
    }
    let fields = item.fields()?;
    let id = fields.need("id").and_then(|i| i.text());
    let name = fields.need("name").and_then(|i| i.text());
    let week = fields.need("week").and_then(|i| week(&i));
    let make_up_as = fields
        .get("make_up_as")
        .map_or(Some(Weekday::Mon), |i| i.word(&WEEKDAYS));
    let years: Vec<_> = fields.many("years").iter().map(year).collect();
    let data = CalendarData {
        id: id?.to_owned(),
        name: name?.to_owned(),
        week: week?,
        make_up_as: make_up_as?,
        years: years.into_iter().collect::<Option<_>>()?,
    };
    Calendar::new(data)
        .map_err(|why| item.note(Fault::BadCalendar { why: why.to_string() }))
        .ok()
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

fn week(item: &Item<'_>) -> Option<Week> {
    let fields = item.fields()?;
    let day = |key| spans(&fields, key);
    let week = Week {
        monday: day("monday"),
        tuesday: day("tuesday"),
        wednesday: day("wednesday"),
        thursday: day("thursday"),
        friday: day("friday"),
        saturday: day("saturday"),
        sunday: day("sunday"),
    };
    Some(week)
}

fn spans(fields: &Fields<'_>, key: &'static str) -> Vec<Span> {
    let span = |item: &Item<'_>| {
        item.parsed(str::parse, |_, why: crate::calendar::SpanFault| {
            Fault::BadCalendar { why: why.to_string() }
        })
    };
    fields.many(key).iter().filter_map(span).collect()
}

fn year(item: &Item<'_>) -> Option<CalendarYear> {
    let fields = item.fields()?;
    let year = fields.need("year").and_then(|i| i.whole(ranges::YEARS));
    let published = fields.need("published").and_then(|i| i.day());
    let runs = |key| fields.many(key).iter().filter_map(run).collect();
    let (closed, make_up, usual) = (runs("closed"), runs("make_up"), runs("usual"));
    Some(CalendarYear {
        year: i32::try_from(year?).ok()?,
        published: published?,
        closed,
        make_up,
        usual,
    })
}

fn run(item: &Item<'_>) -> Option<NamedDays> {
    let fields = item.fields()?;
    let name = fields.need("name").and_then(|i| i.text());
    let from = fields.need("from").and_then(|i| i.day());
    let to = fields.get("to").and_then(|i| i.day());
    Some(NamedDays {
        name: name?.to_owned(),
        from: from?,
        to,
    })
}
