//! The three rates 三率 (F42) month by month, and where matters were solved (F12): the library counts, this adds up.

use std::collections::BTreeMap;

use linli::views::{Counted, Figures, Rate as Counts, RateName, Why};
use linli::{LevelId, MatterId, State};

use super::cases::is_request;
use crate::plan;
use crate::time::{at, date};

/// A share: so many of so many.
#[derive(Clone, Copy, Default)]
pub(crate) struct Share {
    pub(crate) of: usize,
    pub(crate) met: usize,
}

impl Share {
    /// In thousandths; `None` of nothing.
    pub(crate) fn permille(self) -> Option<usize> {
        (self.met * 1000 + self.of / 2).checked_div(self.of)
    }
}

/// One rate over the months in which the cases were raised.
#[derive(Default)]
pub(crate) struct Rate {
    pub(crate) months: [Share; 12],
    pub(crate) left_out: BTreeMap<&'static str, usize>,
}

impl Rate {
    pub(crate) fn year(&self) -> Share {
        self.months.iter().fold(Share::default(), |sum, month| Share {
            of: sum.of + month.of,
            met: sum.met + month.met,
        })
    }

    fn add(&mut self, month: usize, counts: Counts) {
        self.months[month].of += counts.of as usize;
        self.months[month].met += counts.part as usize;
    }
}

#[derive(Default)]
pub(crate) struct Rates {
    pub(crate) response: Rate,
    pub(crate) resolution: Rate,
    pub(crate) satisfaction: Rate,
    pub(crate) solved: BTreeMap<MatterId, BTreeMap<LevelId, usize>>,
}

impl Rates {
    /// The rates of all requests.
    pub(crate) fn of(state: &State) -> Self {
        let mut rates = Self::default();
        let rules = state.editions.newest().map(|edition| &edition.bundle);
        let matters = rules.into_iter().flat_map(|rules| rules.matters.keys());
        for matter in matters.filter(|matter| is_request(matter)) {
            for month in 0..12 {
                let counted = Counted {
                    seen_by: None,
                    unit: None,
                    matter: Some(matter.clone()),
                    from: at(date(month + 1, 1), 0),
                    until: if month == 11 {
                        plan::end()
                    } else {
                        at(date(month + 2, 1), 0)
                    },
                };
                rates.add(
                    month as usize,
                    matter,
                    &Figures::new(state, &counted, plan::end()),
                );
            }
        }
        rates
    }

    fn add(&mut self, month: usize, matter: &MatterId, figures: &Figures) {
        self.response.add(month, figures.response);
        self.resolution.add(month, figures.resolution);
        self.satisfaction.add(month, figures.satisfaction);
        for left_out in &figures.left_out {
            let rate = match left_out.rate {
                RateName::Response => &mut self.response,
                RateName::Resolution => &mut self.resolution,
                RateName::Satisfaction => &mut self.satisfaction,
            };
            *rate.left_out.entry(words(left_out.why)).or_default() += 1;
        }
        let solved = self.solved.entry(matter.clone()).or_default();
        for at in &figures.solved {
            *solved.entry(at.level.clone()).or_default() += at.cases as usize;
        }
    }
}

fn words(why: Why) -> &'static str {
    match why {
        Why::NoClock => "流程未设时限 its procedure sets no clock",
        Why::NotYetDue => "尚在时限内 still within its limit",
        Why::Undated => "工作日历未公布 its calendar is not published",
        Why::Withdrawn => "诉求人先行撤回 withdrawn first",
        Why::StillOpen => "尚未结案 still open",
        Why::Anonymous => "匿名诉求，无人可评 nobody named to rate it",
        Why::NotRated => "未评，自动结案 closed unrated",
    }
}
