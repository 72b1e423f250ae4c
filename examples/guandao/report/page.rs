//! The page: one file, no scripts, nothing fetched; readable on a phone and on paper.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use linli::{MatterId, UnitId};

use super::chart::{self, percent};
use super::rates::{Rate, Rates};
use super::text::{escaped, matter_name, note, published, thousands, title};
use super::{SMALLEST_GROUP, Year, coins, month, overdue, procedures};
use crate::time::day;

/// The report as HTML.
pub(crate) fn page(year: &Year) -> String {
    let mut html = String::from(concat!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">",
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">",
        "<title>管道社区 2025 年报</title><style>"
    ));
    html.push_str(include_str!("style.css"));
    html.push_str("</style></head><body><main>");
    heading(&mut html, year);
    solved_where(&mut html, year);
    three_rates(&mut html, &year.rates);
    procedures::section(&mut html, year);
    overdue::list(&mut html, year);
    coins::section(&mut html, year);
    staffing(&mut html, year);
    procedures::gaps(&mut html, year);
    grid(&mut html, year);
    refusals(&mut html, year);
    overdue::histories(&mut html, year);
    footer(&mut html, year);
    html.push_str("</main></body></html>\n");
    html
}

fn heading(html: &mut String, year: &Year) {
    let rates = &year.rates;
    html.push_str(concat!(
        "<header><span class=\"stamp\">年度报告 ANNUAL REPORT</span><h1>管道社区的 2025 年</h1>",
        "<p>徐州市 · 翟山街道 · 管道社区（320311006001）　2025-01-01 至 2025-12-31</p>",
        "<p>Guandao community, Zhaishan street, Xuzhou. Places and sizes are as publicly reported; ",
        "every person and event here is made up by a seeded generator.</p></header>"
    ));
    let community = year.at_level("community").next();
    let (households, residents) = community.map_or((0, 0), |unit| (unit.households, unit.residents));
    let requests = year.cases.all.values().filter(|case| case.is_request()).count();
    let ledger = year.ledger.year();
    let share = |rate: &Rate| rate.year().permille().map_or("–".to_owned(), percent);
    html.push_str("<div class=\"keys\">");
    for (figure, zh, en) in [
        (thousands(households), "户", "households"),
        (thousands(residents), "居民", "residents"),
        (
            format!(
                "{} · {}",
                year.at_level("area").count(),
                year.at_level("grid").count()
            ),
            "片区 · 网格",
            "areas · grids",
        ),
        (thousands(year.members.len()), "志愿者", "volunteers"),
        (thousands(requests), "诉求", "requests"),
        (year.held("talk").to_string(), "居民说事", "residents' talks"),
        (year.held("activity").to_string(), "志愿活动", "activities"),
        (share(&rates.response), "响应率", "response rate"),
        (share(&rates.resolution), "办结率", "resolution rate"),
        (share(&rates.satisfaction), "满意率", "satisfaction rate"),
        (
            thousands(ledger.issued as usize),
            "道德币发放",
            "moral coins issued",
        ),
        (
            thousands(ledger.spent as usize),
            "道德币兑换",
            "moral coins spent",
        ),
    ] {
        let _ = write!(
            html,
            "<div class=\"key\"><b>{figure}</b><span>{zh}</span><small>{en}</small></div>"
        );
    }
    html.push_str("</div>");
    let mut raised = [0u64; 12];
    for case in year.cases.all.values().filter(|case| case.is_request()) {
        raised[month(day(case.raised))] += 1;
    }
    title(html, "各月诉求", "Requests by month");
    let _ = write!(
        html,
        "<div class=\"chart\">{}</div>",
        chart::months(&[("a", raised)])
    );
}

const LEVELS: [(&str, &str, &str); 3] = [
    ("grid", "a", "网格 grid"),
    ("community", "b", "社区 community"),
    ("street", "c", "街道 street"),
];

fn solved_where(html: &mut String, year: &Year) {
    title(html, "在哪里解决", "Where matters were solved");
    note(
        html,
        "小事不出网格，大事不出社区。按结案时的层级计。 By the level that held the case when it was closed.",
    );
    let mut all = [0usize; 3];
    let mut matters: BTreeMap<&MatterId, [usize; 3]> = BTreeMap::new();
    for (matter, levels) in &year.rates.solved {
        let counts = LEVELS.map(|(level, ..)| levels.get(level).copied().unwrap_or(0));
        all.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        matters.insert(matter, counts);
    }
    let bar = |counts: [usize; 3]| chart::shares(&[("a", counts[0]), ("b", counts[1]), ("c", counts[2])]);
    let sum: usize = all.iter().sum();
    html.push_str(&bar(all));
    html.push_str("<div class=\"legend\">");
    for ((_, class, name), count) in LEVELS.iter().zip(all) {
        let share = (count * 1000).checked_div(sum).map_or(String::new(), percent);
        let _ = write!(
            html,
            "<span class=\"{class}\">{name}　{} · {share}</span>",
            thousands(count)
        );
    }
    html.push_str(
        "</div><div class=\"scroll\"><table><tr><th>事项 <small>matter</small></th><th class=\"bar\"></th>",
    );
    for (_, _, name) in LEVELS {
        let _ = write!(html, "<th class=\"n\">{name}</th>");
    }
    html.push_str("</tr>");
    for (matter, counts) in matters {
        let _ = write!(
            html,
            "<tr><td>{}</td><td class=\"bar\">{}</td>",
            matter_name(year, matter),
            bar(counts)
        );
        for count in counts {
            let _ = write!(html, "<td class=\"n\">{}</td>", published(count));
        }
        html.push_str("</tr>");
    }
    html.push_str("</table></div>");
    let cases = &year.cases;
    let reopened = cases.all.values().filter(|case| case.reopened).count();
    note(
        html,
        format!(
            "上报 {} 次（其中逾时由系统自动上报 {} 次），预警 {} 次，重办 {} 件，离线及时办理予以说明 {} 次。 \
         Escalated {} times, of these {} by the ward itself; {} warnings, {} reopened, {} late marks excused.",
            cases.escalated_by_people + cases.escalated_by_the_ward,
            cases.escalated_by_the_ward,
            cases.warnings,
            reopened,
            cases.excused,
            cases.escalated_by_people + cases.escalated_by_the_ward,
            cases.escalated_by_the_ward,
            cases.warnings,
            reopened,
            cases.excused,
        ),
    );
}

fn three_rates(html: &mut String, rates: &Rates) {
    title(html, "三率", "The three rates");
    note(
        html,
        "按登记月份统计；每月下方为分子与分母。 By the month of raising, with numerator and denominator under each.",
    );
    let rows = [
        (
            &rates.response,
            "响应率",
            "response: the first in charge moved within the limit",
        ),
        (
            &rates.resolution,
            "办结率",
            "resolution: closed within the matter's own limit",
        ),
        (&rates.satisfaction, "满意率", "satisfaction: rated 4 or 5 of 5"),
    ];
    for (rate, zh, en) in rows {
        let year = rate.year();
        let share = year.permille().map_or(String::new(), percent);
        let _ = write!(
            html,
            "<h3>{zh} {share} <small>{}/{} · {en}</small></h3><div class=\"chart\">{}</div>",
            year.met,
            year.of,
            chart::rate(rate)
        );
    }
    html.push_str("<h3>未计入 <small>left out, and why</small></h3><table>");
    for (rate, zh, _) in rows {
        for (why, count) in &rate.left_out {
            let _ = write!(
                html,
                "<tr><td>{zh}</td><td>{why}</td><td class=\"n\">{}</td></tr>",
                published(*count)
            );
        }
    }
    html.push_str("</table>");
}

fn staffing(html: &mut String, year: &Year) {
    title(html, "岗位空缺", "Vacant posts on 31 December");
    if year.vacancies.is_empty() {
        return note(html, "没有。 None.");
    }
    html.push_str("<div class=\"scroll\"><table><tr><th>岗位 <small>post</small></th><th>单位 <small>unit</small></th><th>现由谁负责 <small>who answers</small></th></tr>");
    for vacancy in &year.vacancies {
        let _ = write!(
            html,
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            escaped(&vacancy.post),
            escaped(year.name(&vacancy.unit)),
            vacancy.answering.as_deref().unwrap_or("无人 nobody"),
        );
    }
    html.push_str("</table></div>");
}

fn grid(html: &mut String, year: &Year) {
    title(html, "网格", "The grid");
    note(html, "户数 · 居民 · 诉求。 Households, residents and requests.");
    let mut children: BTreeMap<Option<&UnitId>, Vec<&UnitId>> = BTreeMap::new();
    for (id, unit) in &year.units {
        children.entry(unit.parent.as_ref()).or_default().push(id);
    }
    for root in children.get(&None).into_iter().flatten() {
        branch(html, year, &children, root, true);
    }
}

fn branch(
    html: &mut String,
    year: &Year,
    children: &BTreeMap<Option<&UnitId>, Vec<&UnitId>>,
    id: &UnitId,
    open: bool,
) {
    let Some(unit) = year.units.get(id) else { return };
    let households = if unit.households == 0 {
        String::new()
    } else {
        format!(
            "{} 户 · {} 人 · ",
            thousands(unit.households),
            thousands(unit.residents)
        )
    };
    let below = children.get(&Some(id)).map(Vec::as_slice).unwrap_or_default();
    let open = if open { " open" } else { "" };
    let _ = write!(
        html,
        "<details{open}><summary>{}<i>{households}诉求 {}</i></summary>",
        escaped(&unit.name),
        published(unit.requests)
    );
    if unit.level.as_str() == "grid" {
        html.push_str("<ul>");
        for building in below.iter().filter_map(|id| year.units.get(*id)) {
            let _ = write!(
                html,
                "<li>{} · {} 户</li>",
                escaped(&building.name),
                building.households
            );
        }
        html.push_str("</ul>");
    } else {
        for child in below {
            branch(html, year, children, child, unit.level.as_str() == "street");
        }
    }
    html.push_str("</details>");
}

fn refusals(html: &mut String, year: &Year) {
    title(html, "未被接受的指令", "Refused commands");
    note(
        html,
        "每一条都有编号与说明，留在台账里。 Each has its code and its sentence, and stays in the journal.",
    );
    html.push_str("<div class=\"scroll\"><table><tr><th>代码 <small>code</small></th><th>例 <small>for example</small></th><th class=\"n\">次数</th></tr>");
    for (code, (count, said)) in &year.refusals {
        let _ = write!(
            html,
            "<tr><td><code>{code}</code></td><td>{}</td><td class=\"n\">{count}</td></tr>",
            escaped(said)
        );
    }
    html.push_str("</table></div>");
}

fn footer(html: &mut String, year: &Year) {
    let later = match year.later {
        0 => String::new(),
        later => format!(
            "<p>其中 {later} 条在年后，也计入以上数字。<br>{later} entries are from after the year, and counted above too.</p>"
        ),
    };
    let _ = write!(
        html,
        "<footer><p>台账共 {} 条指令、{} 条系统到期处理；{} 条为离线补录。分组表中少于 {SMALLEST_GROUP} 件的只写“&lt;{SMALLEST_GROUP}”。<br>\
         {} commands, {} entries of what fell due, {} offline acts. In the tables by group, fewer than {SMALLEST_GROUP} cases are shown as &lt;{SMALLEST_GROUP}.</p>\
         {}<p>链首 head<br><code>{}</code></p><p>规则集 rulebook<br><code>{}</code></p></footer>",
        thousands(year.commands),
        thousands(year.by_itself),
        thousands(year.offline),
        thousands(year.commands),
        thousands(year.by_itself),
        thousands(year.offline),
        later,
        year.head,
        year.rules.digest(),
    );
}
