//! The page's overdue cases, and what happened to them. Those of confidential matters are not for a page.

use std::fmt::Write as _;

use linli::Lang;

use super::Year;
use super::cases::{Case, What};
use super::handled::confidential;
use super::text::{escaped, holder, label, matter_name, moment, note, title};
use crate::time::day;

pub(super) fn list(html: &mut String, year: &Year) {
    title(html, "逾期未结", "Open and overdue at the year's end");
    let late = late(year);
    if late.is_empty() {
        return note(html, "没有。 None.");
    }
    note(
        html,
        format!(
            "共 {} 件，点编号看经过。 {} cases; a number leads to its history.",
            late.len(),
            late.len()
        ),
    );
    html.push_str("<div class=\"scroll\"><table><tr><th>编号 <small>number</small></th><th>事项 <small>matter</small></th><th>地点 <small>place</small></th><th>现由 <small>held by</small></th><th class=\"n\">登记 <small>raised</small></th></tr>");
    for case in late.iter().take(SHOWN) {
        let _ = write!(
            html,
            "<tr><td><a href=\"#{0}\">{0}</a></td><td>{1}</td><td>{2}</td><td>{3}</td><td class=\"n\">{4}</td></tr>",
            case.number,
            matter_name(year, &case.matter),
            escaped(year.name(&case.unit)),
            holder(year, case, None),
            day(case.raised),
        );
    }
    html.push_str("</table></div>");
    if late.len() > SHOWN {
        note(
            html,
            format!(
                "其余 {} 件见 guandao.db。 The rest are in the file.",
                late.len() - SHOWN
            ),
        );
    }
}

/// The histories the list of overdue cases leads to.
pub(super) fn histories(html: &mut String, year: &Year) {
    title(html, "附：逾期事件的经过", "What happened to the overdue cases");
    html.push_str("<div class=\"cards\">");
    for case in late(year).into_iter().take(SHOWN) {
        card(html, year, case);
    }
    html.push_str("</div>");
}

/// At most so many overdue cases are listed; all are in the file.
const SHOWN: usize = 40;

/// Those of confidential matters are not for this page.
fn late(year: &Year) -> Vec<&Case> {
    let hidden = confidential(&year.rules);
    let late = year.cases.all.values();
    late.filter(|case| case.open && case.overdue && !hidden.contains(&case.matter))
        .collect()
}

fn card(html: &mut String, year: &Year, case: &Case) {
    let channel = case
        .channel
        .as_ref()
        .and_then(|id| year.rules.channels.get(id.as_str()));
    let _ = write!(
        html,
        "<article class=\"case\" id=\"{0}\"><h4>{0}</h4><p>{1} · {2} · {3}</p><ol>",
        case.number,
        matter_name(year, &case.matter),
        escaped(year.name(&case.unit)),
        channel.map_or_else(String::new, |channel| label(&channel.name)),
    );
    let procedure = year
        .rules
        .matters
        .get(&case.matter)
        .and_then(|matter| year.rules.procedures.get(&matter.procedure));
    for (at, step) in case.steps.iter().enumerate() {
        let what = match &step.what {
            What::Raised => "登记".to_owned(),
            What::Done(action, by_itself) => {
                let name = procedure
                    .and_then(|procedure| procedure.actions.get(action))
                    .map_or_else(
                        || action.to_string(),
                        |action| action.name.text(Lang::Zh).to_owned(),
                    );
                if *by_itself {
                    format!("<span class=\"late\">逾时{name}</span>")
                } else {
                    name
                }
            }
            What::Overdue => "<span class=\"late\">逾期</span>".to_owned(),
            What::Excused => "离线及时".to_owned(),
            What::Resumed => "恢复计时".to_owned(),
            What::Moved => "转入新版流程".to_owned(),
        };
        let _ = write!(
            html,
            "<li><time>{}</time>{what} · {}</li>",
            moment(step.at),
            holder(year, case, Some(at))
        );
    }
    html.push_str("</ol></article>");
}
