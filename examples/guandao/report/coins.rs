//! The page's section on moral coins.

use std::fmt::Write as _;

use super::text::{label, note, published, thousands, title};
use super::{Year, chart};

pub(super) fn section(html: &mut String, year: &Year) {
    let ledger = &year.ledger;
    let sum = ledger.year();
    title(html, "道德币", "Moral coins");
    note(
        html,
        format!(
            "全年发放 {}、兑换 {}、到期 {}、更正 {}，年末结余 {}（其中待领取 {}）。获币居民 {} 人，家庭存折 {} 本。",
            thousands(sum.issued as usize),
            thousands(sum.spent as usize),
            thousands(sum.expired as usize),
            thousands(sum.corrected as usize),
            thousands(sum.outstanding as usize),
            ledger.held(),
            thousands(ledger.earners.len()),
            thousands(year.passbooks.len()),
        ),
    );
    let series = |of: fn(&super::ledger::Month) -> u64| ledger.months.each_ref().map(of);
    let issued = series(|month| month.issued);
    let spent = series(|month| month.spent);
    let expired = series(|month| month.expired);
    let outstanding = series(|month| month.outstanding);
    html.push_str("<div class=\"legend\"><span class=\"a\">发放 issued</span><span class=\"b\">兑换 spent</span><span class=\"c\">到期 expired</span></div>");
    let _ = write!(
        html,
        "<div class=\"chart\">{}</div>",
        chart::months(&[("a", issued), ("b", spent), ("c", expired)])
    );
    html.push_str("<div class=\"scroll\"><table><tr><th></th>");
    for month in 1..=12 {
        let _ = write!(html, "<th class=\"n\">{month}月</th>");
    }
    html.push_str("</tr>");
    for (name, values) in [
        ("发放 <small>issued</small>", issued),
        ("兑换 <small>spent</small>", spent),
        ("到期 <small>expired</small>", expired),
        ("结余 <small>outstanding</small>", outstanding),
    ] {
        let _ = write!(html, "<tr><th>{name}</th>");
        for value in values {
            let _ = write!(html, "<td class=\"n\">{value}</td>");
        }
        html.push_str("</tr>");
    }
    html.push_str(
        "</table></div><h3>将到期 <small>outstanding by the month it expires in</small></h3><table class=\"bars\">",
    );
    let expiring = ledger.expiring();
    let most = expiring.values().copied().max().unwrap_or(1).max(1);
    for ((of, month), points) in expiring {
        row(html, &format!("{of} 年 {month} 月"), points, most);
    }
    html.push_str("</table><h3>怎么挣的 <small>earned by</small></h3><table class=\"bars\">");
    let most = ledger
        .by_rule
        .values()
        .map(|(_, points)| *points)
        .max()
        .unwrap_or(1)
        .max(1);
    for (rule, (deeds, points)) in &ledger.by_rule {
        let rule = year
            .rules
            .points
            .as_ref()
            .and_then(|points| points.rules.get(rule));
        let name = rule.map_or_else(String::new, |rule| label(&rule.name));
        row(
            html,
            &format!("{name} <small>{} 次</small>", thousands(*deeds)),
            *points,
            most,
        );
    }
    html.push_str("</table><h3>换了什么 <small>rewards fetched</small></h3><table class=\"bars\">");
    let mut rewards: Vec<_> = ledger.rewards.iter().collect();
    rewards.sort_by_key(|(_, (pieces, _))| std::cmp::Reverse(*pieces));
    let most = rewards.first().map_or(1, |(_, (pieces, _))| *pieces);
    for (reward, (pieces, points)) in rewards {
        let reward = year
            .rules
            .points
            .as_ref()
            .and_then(|points| points.rewards.get(reward));
        let name = reward.map_or_else(String::new, |reward| label(&reward.name));
        row(
            html,
            &format!("{name} <small>{} 币</small>", thousands(*points as usize)),
            *pieces,
            most,
        );
    }
    html.push_str("</table>");
    let withheld: Vec<String> = ledger
        .withheld
        .iter()
        .map(|(why, count)| format!("{why} {}", published(*count)))
        .collect();
    note(
        html,
        format!(
            "预留后撤销 {}，逾期未领退回 {}；更正 {} 笔；待评议 {} 笔。未发放：{}。",
            published(ledger.voided),
            published(ledger.not_fetched),
            published(ledger.corrections),
            published(ledger.waiting_for_review.len()),
            withheld.join("，")
        ),
    );
}

/// A row with a bar as long as the value is of the most.
fn row(html: &mut String, name: &str, value: u64, most: u64) {
    let bar = chart::shares(&[
        ("d", value as usize),
        ("none", most.saturating_sub(value) as usize),
    ])
    .replace("class=\"none\"", "fill=\"none\"");
    let _ = write!(
        html,
        "<tr><td>{name}</td><td class=\"bar\">{bar}</td><td class=\"n\">{}</td></tr>",
        published(value as usize)
    );
}
