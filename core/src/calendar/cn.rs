//! The public holidays of China, as announced by the General Office of the State Council.
//!
//! Dates are facts, taken down year by year as announced: the days off, the days worked to make up
//! for them, and the day of the announcement. A test compares every day with an independent list.

use chrono::Weekday;

use super::days::Calendar;
use super::hours::{Span, Week};
use super::parts::{CalendarData, CalendarYear, NamedDays};
use crate::vocabulary::Date;

impl Calendar {
    /// China's calendar, `cn`: the State Council's years from 2020 on, with the revision of 2020.
    ///
    /// Its hours are 09:00-12:00 and 14:00-18:00, Monday to Friday: the eight hours a day and forty
    /// a week of the working hours regulation. Offices keep their own; a rulebook says which
    /// ([`Calendar::with_hours`]).
    ///
    /// ```
    /// use linli::calendar::Calendar;
    ///
    /// let calendar = Calendar::china();
    /// assert_eq!(calendar.earliest(None).unwrap().to_string(), "2020-01-01");
    /// assert_eq!(calendar.horizon(None).unwrap().to_string(), "2026-12-31");
    /// ```
    pub fn china() -> Calendar {
        let spans: Vec<Span> = [(9, 12), (14, 18)]
            .iter()
            .filter_map(|(from, to)| Span::hours(*from, *to))
            .collect();
        Calendar::compile(CalendarData {
            id: "cn".to_owned(),
            name: "中国法定节假日".to_owned(),
            week: Week::five_days(&spans),
            make_up_as: Weekday::Mon,
            years: NOTICES.iter().map(Notice::to_year).collect(),
        })
    }
}

struct Notice {
    year: i32,
    published: Date,
    closed: &'static [(&'static str, Date, Date)],
    make_up: &'static [(&'static str, Date)],
}

impl Notice {
    fn to_year(&self) -> CalendarYear {
        let run = |name: &str, from, to| NamedDays {
            name: name.to_owned(),
            from,
            to,
        };
        CalendarYear {
            year: self.year,
            published: self.published,
            closed: self
                .closed
                .iter()
                .map(|(name, from, to)| run(name, *from, (from != to).then_some(*to)))
                .collect(),
            make_up: self
                .make_up
                .iter()
                .map(|(name, day)| run(name, *day, None))
                .collect(),
            usual: Vec::new(),
        }
    }
}

/// A date written as one number, 20250128. Read by the compiler: a wrong one does not compile.
#[allow(
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "evaluated at compile time only"
)]
const fn d(number: u32) -> Date {
    match Date::from_ymd_opt((number / 10_000) as i32, number / 100 % 100, number % 100) {
        Some(date) => date,
        None => panic!("no such date"),
    }
}

const NOTICES: &[Notice] = &[
    Notice {
        year: 2020,
        published: d(20191121),
        closed: &[
            ("元旦", d(20200101), d(20200101)),
            ("春节", d(20200124), d(20200130)),
            ("清明节", d(20200404), d(20200406)),
            ("劳动节", d(20200501), d(20200505)),
            ("端午节", d(20200625), d(20200627)),
            ("国庆节、中秋节", d(20201001), d(20201008)),
        ],
        make_up: &[
            ("春节", d(20200119)),
            ("春节", d(20200201)),
            ("劳动节", d(20200426)),
            ("劳动节", d(20200509)),
            ("端午节", d(20200628)),
            ("国庆节、中秋节", d(20200927)),
            ("国庆节、中秋节", d(20201010)),
        ],
    },
    // The extension of the Spring Festival, signed on 26 January 2020, published the day after.
    Notice {
        year: 2020,
        published: d(20200127),
        closed: &[("春节", d(20200131), d(20200202))],
        make_up: &[],
    },
    Notice {
        year: 2021,
        published: d(20201125),
        closed: &[
            ("元旦", d(20210101), d(20210103)),
            ("春节", d(20210211), d(20210217)),
            ("清明节", d(20210403), d(20210405)),
            ("劳动节", d(20210501), d(20210505)),
            ("端午节", d(20210612), d(20210614)),
            ("中秋节", d(20210919), d(20210921)),
            ("国庆节", d(20211001), d(20211007)),
        ],
        make_up: &[
            ("春节", d(20210207)),
            ("春节", d(20210220)),
            ("劳动节", d(20210425)),
            ("劳动节", d(20210508)),
            ("中秋节", d(20210918)),
            ("国庆节", d(20210926)),
            ("国庆节", d(20211009)),
        ],
    },
    Notice {
        year: 2022,
        published: d(20211025),
        closed: &[
            ("元旦", d(20220101), d(20220103)),
            ("春节", d(20220131), d(20220206)),
            ("清明节", d(20220403), d(20220405)),
            ("劳动节", d(20220430), d(20220504)),
            ("端午节", d(20220603), d(20220605)),
            ("中秋节", d(20220910), d(20220912)),
            ("国庆节", d(20221001), d(20221007)),
        ],
        make_up: &[
            ("春节", d(20220129)),
            ("春节", d(20220130)),
            ("清明节", d(20220402)),
            ("劳动节", d(20220424)),
            ("劳动节", d(20220507)),
            ("国庆节", d(20221008)),
            ("国庆节", d(20221009)),
        ],
    },
    Notice {
        year: 2023,
        published: d(20221208),
        closed: &[
            ("元旦", d(20221231), d(20230102)),
            ("春节", d(20230121), d(20230127)),
            ("清明节", d(20230405), d(20230405)),
            ("劳动节", d(20230429), d(20230503)),
            ("端午节", d(20230622), d(20230624)),
            ("中秋节、国庆节", d(20230929), d(20231006)),
        ],
        make_up: &[
            ("春节", d(20230128)),
            ("春节", d(20230129)),
            ("劳动节", d(20230423)),
            ("劳动节", d(20230506)),
            ("端午节", d(20230625)),
            ("中秋节、国庆节", d(20231007)),
            ("中秋节、国庆节", d(20231008)),
        ],
    },
    Notice {
        year: 2024,
        published: d(20231025),
        closed: &[
            ("元旦", d(20240101), d(20240101)),
            ("春节", d(20240210), d(20240217)),
            ("清明节", d(20240404), d(20240406)),
            ("劳动节", d(20240501), d(20240505)),
            ("端午节", d(20240610), d(20240610)),
            ("中秋节", d(20240915), d(20240917)),
            ("国庆节", d(20241001), d(20241007)),
        ],
        make_up: &[
            ("春节", d(20240204)),
            ("春节", d(20240218)),
            ("清明节", d(20240407)),
            ("劳动节", d(20240428)),
            ("劳动节", d(20240511)),
            ("中秋节", d(20240914)),
            ("国庆节", d(20240929)),
            ("国庆节", d(20241012)),
        ],
    },
    Notice {
        year: 2025,
        published: d(20241112),
        closed: &[
            ("元旦", d(20250101), d(20250101)),
            ("春节", d(20250128), d(20250204)),
            ("清明节", d(20250404), d(20250406)),
            ("劳动节", d(20250501), d(20250505)),
            ("端午节", d(20250531), d(20250602)),
            ("国庆节、中秋节", d(20251001), d(20251008)),
        ],
        make_up: &[
            ("春节", d(20250126)),
            ("春节", d(20250208)),
            ("劳动节", d(20250427)),
            ("国庆节、中秋节", d(20250928)),
            ("国庆节、中秋节", d(20251011)),
        ],
    },
    Notice {
        year: 2026,
        published: d(20251104),
        closed: &[
            ("元旦", d(20260101), d(20260103)),
            ("春节", d(20260215), d(20260223)),
            ("清明节", d(20260404), d(20260406)),
            ("劳动节", d(20260501), d(20260505)),
            ("端午节", d(20260619), d(20260621)),
            ("中秋节", d(20260925), d(20260927)),
            ("国庆节", d(20261001), d(20261007)),
        ],
        make_up: &[
            ("元旦", d(20260104)),
            ("春节", d(20260214)),
            ("春节", d(20260228)),
            ("劳动节", d(20260509)),
            ("国庆节", d(20260920)),
            ("国庆节", d(20261010)),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_of_china_passes_its_own_checks() {
        let calendar = Calendar::china();
        assert_eq!(Calendar::new(calendar.data().clone()).as_ref(), Ok(&calendar));
        let text = serde_json::to_string(&calendar).unwrap();
        assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), calendar);
    }

    #[test]
    fn make_up_days_are_days_off_and_closed_days_are_not_made_up_in_one_notice() {
        for notice in NOTICES {
            for (name, day) in notice.make_up {
                let weekday = chrono::Datelike::weekday(day);
                assert!(matches!(weekday, Weekday::Sat | Weekday::Sun), "{name} {day}");
                assert!(notice.closed.iter().all(|(_, from, to)| day < from || to < day));
            }
        }
    }
}
