//! Limits as people read them. What a rulebook writes is the English, and the only form that is read back.

use super::{End, Limit, LimitUnit, Start};
use crate::vocabulary::Lang;

impl Limit {
    /// The limit for people to read: in English as a rulebook writes it, in Chinese as a notice would. Start and end are
    /// told where they are not the usual ones.
    ///
    /// ```
    /// use linli::{Lang, calendar::Limit};
    ///
    /// let limit: Limit = "15 days, until closing".parse().unwrap();
    /// assert_eq!(limit.text(Lang::En), "15 days, until closing");
    /// assert_eq!(limit.text(Lang::Zh), "15 天,至下班时止");
    /// ```
    pub fn text(self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        let mut text = format!("{} {}", self.amount(), unit(self.unit()));
        if self.starts() != self.unit().usual_start() {
            text.push_str(start(self.starts()));
        }
        if self.ends() != self.unit().usual_end() {
            text.push_str(end(self.ends()));
        }
        text
    }
}

impl LimitUnit {
    /// So much of what is counted in this unit, for people to read. `count` is in milliseconds, or in days where it counts
    /// days; what is no whole number of hours is told in minutes, and a begun minute is left out.
    ///
    /// ```
    /// use linli::{Lang, calendar::LimitUnit};
    ///
    /// assert_eq!(LimitUnit::WorkingDays.text(1, Lang::En), "1 working day");
    /// assert_eq!(LimitUnit::WorkingHours.text(5_400_000, Lang::Zh), "90 个工作分钟");
    /// ```
    pub fn text(self, count: u64, lang: Lang) -> String {
        let finer = match self {
            LimitUnit::Hours => LimitUnit::Minutes,
            LimitUnit::WorkingHours => LimitUnit::WorkingMinutes,
            other => other,
        };
        let whole = count.is_multiple_of(self.grain());
        let told = if whole { self } else { finer };
        let count = count.checked_div(told.grain()).unwrap_or_default();
        match lang {
            Lang::En => told.of(count),
            Lang::Zh => format!("{count} {}", unit(told)),
        }
    }
}

fn unit(unit: LimitUnit) -> &'static str {
    match unit {
        LimitUnit::Minutes => "分钟",
        LimitUnit::WorkingMinutes => "个工作分钟",
        LimitUnit::Hours => "小时",
        LimitUnit::WorkingHours => "个工作小时",
        LimitUnit::Days => "天",
        LimitUnit::WorkingDays => "个工作日",
    }
}

fn start(start: Start) -> &'static str {
    match start {
        Start::AtOnce => ",即时起算",
        Start::NextOpening => ",自下次上班起算",
        Start::NextDay => ",自次日起算",
        Start::NextWorkingDay => ",自下一工作日起算",
    }
}

fn end(end: End) -> &'static str {
    match end {
        End::Exact => ",至届满时刻止",
        End::Midnight => ",至当日 24 时止",
        End::Closing => ",至下班时止",
        End::NextOpening => ",至下次上班时止",
    }
}
