//! The few lines printed at the end.

use std::path::Path;

use super::Year;
use super::chart::percent;
use super::rates::Rate;
use super::text::thousands;
use crate::carry_out::Done;

pub(crate) fn summary(year: &Year, done: &Done, file: &Path, page: &Path) {
    let rates = &year.rates;
    let requests = year.cases.all.values().filter(|case| case.is_request()).count();
    let overdue = year
        .cases
        .all
        .values()
        .filter(|case| case.is_request() && case.open && case.overdue)
        .count();
    let share = |rate: &Rate| {
        let year = rate.year();
        format!(
            "{} ({}/{})",
            year.permille().map_or("–".to_owned(), percent),
            year.met,
            year.of
        )
    };
    let points = year.ledger.year();
    let households: usize = year.at_level("grid").map(|unit| unit.households).sum();
    let residents: usize = year.at_level("grid").map(|unit| unit.residents).sum();
    println!("管道社区 Guandao community 2025");
    println!(
        "  grid        {households} households, {residents} residents, {} areas, {} grids, {} volunteers in {} teams",
        year.at_level("area").count(),
        year.at_level("grid").count(),
        year.members.len(),
        year.teams
    );
    println!(
        "  gatherings  {} talks, {} activities",
        year.held("talk"),
        year.held("activity")
    );
    println!(
        "  requests    {requests} of {} cases (the others are talks, activities and procedures of their own)",
        year.cases.all.len()
    );
    println!(
        "  overdue     {overdue} open requests; cases escalated {} times, {} of them by the ward itself",
        year.cases.escalated_by_people + year.cases.escalated_by_the_ward,
        year.cases.escalated_by_the_ward
    );
    println!(
        "  rates       response {}, resolution {}, satisfaction {}",
        share(&rates.response),
        share(&rates.resolution),
        share(&rates.satisfaction)
    );
    let handled = &year.procedures;
    let cases = |procedure: &str| handled.all.get(procedure).map_or(0, |handled| handled.cases);
    println!(
        "  handled     {} mediations, {} joint handlings ({} parts), {} consultings, {} deliberations, {} inspections, \
         {} projects, {} nominations, {} deed reviews",
        cases("mediation"),
        cases("joint-handling"),
        cases("joint-part"),
        cases("consulting-room"),
        cases("deliberation"),
        cases("inspection"),
        cases("claimed-project") + cases("supervised-project"),
        cases("nomination"),
        cases("deed-review"),
    );
    println!(
        "  procedures  {} sittings, {} follow-ups, {} merged, {} paused, {} extended, {} staffing gaps",
        handled.sum(|handled| handled.sittings),
        handled.sum(|handled| handled.follow_ups),
        handled.sum(|handled| handled.merged),
        handled.sum(|handled| handled.paused),
        handled.sum(|handled| handled.extended),
        year.gaps.len(),
    );
    println!(
        "  points      {} issued, {} spent, {} expired, {} corrected, {} outstanding",
        points.issued, points.spent, points.expired, points.corrected, points.outstanding
    );
    println!(
        "  journal     {} commands with the ward's own first ({} refused), {} entries of what fell due",
        thousands(year.commands),
        year.refusals.values().map(|(count, _)| count).sum::<usize>(),
        thousands(year.by_itself)
    );
    println!(
        "  this run    {} new, {} answered before, {} ms",
        done.commands - done.repeated,
        done.repeated,
        done.took.as_millis()
    );
    if year.later > 0 {
        println!(
            "  later       {} entries are from after the year, and counted above too: for the year alone, give another --out",
            thousands(year.later)
        );
    }
    println!("  files       {}, {}", file.display(), page.display());
    println!("  head        {}", year.head);
}
