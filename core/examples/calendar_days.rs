//! Prints every day of China's calendar as `date,kind,name`: what `tests/calendar/cn_days.csv` keeps.

use linli::calendar::Calendar;

fn main() {
    let calendar = Calendar::china();
    println!("date,kind,name");
    let (Some(mut day), Some(last)) = (calendar.earliest(None), calendar.horizon(None)) else {
        return;
    };
    while day <= last {
        let kind = serde_json::to_string(&calendar.day(day, None)).unwrap_or_default();
        println!(
            "{day},{},{}",
            kind.trim_matches('"'),
            calendar.name_of(day, None).unwrap_or_default()
        );
        let Some(next) = day.succ_opt() else { return };
        day = next;
    }
}
