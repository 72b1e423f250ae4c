//! The moral bank's counter: open on Wednesdays and Saturdays, goods in every quarter, rewards fetched, forgotten or given up.

use chrono::{Datelike, Weekday};
use linli::points::{Redeem, Restock};
use linli::{Date, PersonId};

use super::{Ask, Draft, Drafts, Likely, id};
use crate::place::{Place, person};
use crate::random::Random;
use crate::time::{at, date, days, later};

/// What the counter offers: reward, price, and how many come in each quarter.
const REWARDS: [(&str, usize, i64); 8] = [
    ("rice", 30, 40),
    ("oil", 25, 45),
    ("umbrella", 18, 30),
    ("eggs", 15, 90),
    ("detergent", 12, 80),
    ("haircut", 10, 0),
    ("towel", 6, 90),
    ("soap", 3, 110),
];

pub(crate) fn enter(place: &Place, mut earned: Vec<Likely>, seed: u64, drafts: &mut Drafts) {
    let mut chance = Random::new(seed, "rewards");
    let bank: PersonId = id("bank-1");
    for (month, first) in [(1, 6), (4, 7), (7, 7), (10, 9)] {
        for (minute, (reward, _, pieces)) in (0..).zip(REWARDS) {
            if pieces > 0 {
                let ask = Restock {
                    reward: id(reward),
                    unit: place.community.clone(),
                    pieces,
                };
                let when = at(date(month, first), 8 * 60 + 30 + minute);
                drafts.add(Draft::new("bank", &bank, when, Ask::Do(ask.into())));
            }
        }
    }
    earned.sort_by_key(|likely| likely.at);
    let mut earned = earned.into_iter().peekable();
    let mut purses = vec![0usize; place.homes.len()];
    let mut savers: Vec<usize> = Vec::new();
    let open = |day: &Date| matches!(day.weekday(), Weekday::Wed | Weekday::Sat) && *day > date(2, 10);
    for day in days().filter(open) {
        while let Some(likely) = earned.next_if(|likely| likely.at < at(day, 0)) {
            purses[place.home_number(likely.person)] += likely.points;
            savers.push(likely.person);
        }
        let visitors = 8 + chance.below(14);
        for _ in 0..visitors {
            let saver = *chance.pick(&savers);
            let purse = &mut purses[place.home_number(saver)];
            // Caps leave some with less than the plan believes: it keeps a margin, and a few are refused all the same.
            let spendable = if chance.chance(15) {
                *purse + 12
            } else {
                *purse * 7 / 10
            };
            let within: Vec<(usize, usize)> = (0..REWARDS.len())
                .filter(|&at| REWARDS[at].1 <= spendable)
                .map(|at| (at, 1 + REWARDS[at].1 / 8))
                .collect();
            // Most with little save on.
            if within.is_empty() || (spendable < 12 && !chance.chance(150)) {
                continue;
            }
            let (reward, price, _) = REWARDS[chance.weighted(&within)];
            *purse = purse.saturating_sub(price);
            visit(place, saver, reward, day, &mut chance, drafts);
        }
    }
}

fn visit(place: &Place, saver: usize, reward: &str, day: Date, chance: &mut Random, drafts: &mut Drafts) {
    let ask = Redeem {
        reward: id(reward),
        pieces: 1,
        unit: place.community.clone(),
        person: None,
    };
    let when = at(day, chance.between(9 * 60 + 10, 16 * 60 + 40));
    let hold = drafts.add(Draft::new(
        "mini-program",
        &person(saver),
        when,
        Ask::Do(ask.into()),
    ));
    let bank: PersonId = id(format!("bank-{}", 1 + chance.below(2)));
    let fetched = later(when, chance.between(4, 40));
    match chance.below(100) {
        0..88 => {
            drafts.add(Draft::new("bank", &bank, fetched, Ask::Capture(hold)));
        }
        88..93 => {
            let when = at(day.succ_opt().unwrap_or(day), chance.between(9 * 60, 16 * 60));
            drafts.add(Draft::new("bank", &bank, when, Ask::Capture(hold)));
        }
        93..96 => {
            let salt = chance.salt();
            let draft = Draft::new("bank", &bank, fetched, Ask::Void(hold));
            drafts.add(draft.detail("reason", "居民改变主意", salt));
        }
        // Forgotten: after seven days the points come back by themselves.
        _ => {}
    }
}
