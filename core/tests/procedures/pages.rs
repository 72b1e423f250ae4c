//! The pages about the built-in procedures say what they do.

use std::collections::BTreeSet;

use linli::Lang;
use linli::rulebook::{BUILT_IN, Procedure};

use crate::kit::*;

const PAGES: &str = include_str!("../../docs/procedures.md");

fn procedures() -> Vec<(&'static str, Procedure)> {
    let rules = rules();
    let procedure = |(name, _): &(&'static str, _)| (*name, rules.procedures[*name].clone());
    BUILT_IN.iter().map(procedure).collect()
}

/// What the page of a procedure says, without the other pages.
fn page(name: &str) -> &'static str {
    let start = PAGES
        .find(&format!("\n## `{name}`"))
        .unwrap_or_else(|| panic!("no page for {name}"));
    let rest = &PAGES[start + 1..];
    rest.find("\n## ").map_or(rest, |end| &rest[..end])
}

#[test]
fn every_page_shows_the_diagram_of_its_procedure() {
    for (name, procedure) in procedures() {
        let shown = format!("```mermaid\n{}```", procedure.to_mermaid(Lang::En));
        assert!(
            page(name).contains(&shown),
            "the page of {name} should show\n{shown}"
        );
    }
}

#[test]
fn every_page_names_all_actions_in_both_languages_and_its_source() {
    for (name, procedure) in procedures() {
        let page = page(name);
        assert!(page.contains("(F"), "{name} names no field note");
        for (id, action) in &procedure.actions {
            let row = format!("| `{id}` {} |", action.name.text(Lang::Zh));
            assert!(page.contains(&row), "the page of {name} should have a row {row}");
        }
    }
}

/// The matters of the pages, together, under the town's levels, posts, bodies and points rules, make a rulebook.
#[test]
fn the_matters_the_pages_show_make_a_rulebook() {
    let own = RULEBOOK.find("[matters.").unwrap();
    let points = RULEBOOK.find("[points]").unwrap();
    let shown: Vec<&str> = PAGES
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    let text = format!(
        "{}\n{}\n{}",
        &RULEBOOK[..own],
        shown.join("\n"),
        &RULEBOOK[points..]
    );
    let bundle = resolved(&text);
    let used: BTreeSet<&str> = bundle
        .matters
        .values()
        .map(|matter| matter.procedure.as_str())
        .collect();
    let all: BTreeSet<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
    assert_eq!(used, all);
}
