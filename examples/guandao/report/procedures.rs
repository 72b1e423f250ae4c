//! The page's part on how matters were handled, and on where cases would stick.

use std::fmt::Write as _;

use linli::Lang;

use super::Year;
use super::chart::{self, percent};
use super::handled::Handled;
use super::text::{escaped, label, note, published, thousands, title};

const LEVELS: [(&str, &str); 3] = [("grid", "a"), ("community", "b"), ("street", "c")];

pub(super) fn section(html: &mut String, year: &Year) {
    title(html, "事项怎样办理", "How matters were handled");
    note(
        html,
        "按流程统计。按时：到期或结束的各时限中守住的次数。办结层级自左至右为网格、社区、街道。 By procedure. On time: clocks kept, of those \
         that ended or ran out. Solved at grid, community or street, from left to right.",
    );
    html.push_str(concat!(
        "<div class=\"scroll\"><table><tr><th>流程 <small>procedure</small></th><th class=\"n\">件数 <small>cases</small></th>",
        "<th class=\"n\">办结 <small>closed</small></th><th class=\"n\">按时 <small>on time</small></th>",
        "<th class=\"bar\">办结层级 <small>solved at</small></th></tr>"
    ));
    for (id, handled) in &year.procedures.all {
        let name = year
            .rules
            .procedures
            .get(id)
            .map(|procedure| label(&procedure.name));
        let solved = LEVELS.map(|(level, class)| {
            let cases = handled.solved.get(level).copied().unwrap_or(0);
            (class, cases)
        });
        let on_time = handled.on_time;
        let _ = write!(
            html,
            "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{} <small>{}/{}</small></td>\
             <td class=\"bar\">{}</td></tr>",
            name.unwrap_or_else(|| id.to_string()),
            published(handled.cases),
            published(handled.closed),
            on_time.permille().map_or("–".to_owned(), percent),
            thousands(on_time.met),
            thousands(on_time.of),
            chart::shares(&solved),
        );
    }
    html.push_str("</table></div>");
    besides(html, year);
}

/// What happened along the way, of procedures in which it did.
fn besides(html: &mut String, year: &Year) {
    type Count = fn(&Handled) -> usize;
    const COLUMNS: [(&str, &str, Count); 8] = [
        ("上报", "escalated", |handled| handled.escalated),
        ("会议", "sittings", |handled| handled.sittings),
        ("派出", "parts", |handled| handled.parts),
        ("回头看", "follow-ups", |handled| handled.follow_ups),
        ("交组织办", "held by bodies", |handled| {
            handled.handed_to_bodies
        }),
        ("并案", "merged", |handled| handled.merged),
        ("中止", "paused", |handled| handled.paused),
        ("延期", "extended", |handled| handled.extended),
    ];
    html.push_str("<h3>办理经过 <small>along the way</small></h3><div class=\"scroll\"><table><tr><th>流程 <small>procedure</small></th>");
    for (zh, en, _) in COLUMNS {
        let _ = write!(html, "<th class=\"n\">{zh}<br><small>{en}</small></th>");
    }
    html.push_str("<th class=\"n\">表决<br><small>for · against</small></th></tr>");
    for (id, handled) in &year.procedures.all {
        if COLUMNS.iter().all(|(_, _, count)| count(handled) == 0) {
            continue;
        }
        let name = year
            .rules
            .procedures
            .get(id)
            .map(|procedure| label(&procedure.name));
        let _ = write!(html, "<tr><td>{}</td>", name.unwrap_or_else(|| id.to_string()));
        for (_, _, count) in COLUMNS {
            let count = match count(handled) {
                0 => String::new(),
                count => thousands(count),
            };
            let _ = write!(html, "<td class=\"n\">{count}</td>");
        }
        let votes = &handled.votes;
        let voted = match votes.ayes + votes.noes + votes.abstain {
            0 => String::new(),
            _ => format!("{} · {}", votes.ayes, votes.noes),
        };
        let _ = write!(html, "<td class=\"n\">{voted}</td></tr>");
    }
    html.push_str("</table></div>");
}

/// Where a case would stick for want of somebody, on the year's last day.
pub(super) fn gaps(html: &mut String, year: &Year) {
    title(html, "人员缺口", "Where a case would stick on 31 December");
    if year.gaps.is_empty() {
        return note(
            html,
            "没有：空缺岗位均有人代理。 Nowhere: somebody stands in for every vacant post.",
        );
    }
    html.push_str("<ul>");
    for gap in &year.gaps {
        let _ = write!(
            html,
            "<li>{}<br><small>{}</small></li>",
            escaped(gap.text(Lang::Zh)),
            escaped(gap.text(Lang::En))
        );
    }
    html.push_str("</ul>");
}
