//! The year of Guandao community, run as anyone would run it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_types,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot go on should stop"
)]

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use common::built;

fn example() -> Command {
    built("guandao")
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("linli-guandao-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs the year to its end and gives what it printed.
fn run(out: &Path) -> String {
    let done = example().arg("--out").arg(out).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    String::from_utf8(done.stdout).unwrap()
}

fn line<'a>(summary: &'a str, name: &str) -> &'a str {
    let found = summary.lines().find_map(|line| line.trim().strip_prefix(name));
    found
        .unwrap_or_else(|| panic!("no `{name}` in:\n{summary}"))
        .trim()
}

/// The number before a word: `38` before `grids` in `10 areas, 38 grids`.
fn number(line: &str, word: &str) -> u64 {
    let words: Vec<&str> = line.split([' ', ',']).filter(|part| !part.is_empty()).collect();
    let at = words.iter().position(|part| *part == word);
    let at = at.unwrap_or_else(|| panic!("no `{word}` in `{line}`"));
    words[at - 1].parse().unwrap()
}

/// A year that ran without a break, once for all tests.
fn whole_year() -> &'static (PathBuf, String) {
    static YEAR: OnceLock<(PathBuf, String)> = OnceLock::new();
    YEAR.get_or_init(|| {
        let out = folder("whole");
        let summary = run(&out);
        (out, summary)
    })
}

#[test]
fn the_year_reaches_the_figures_of_the_field_notes() {
    let (out, summary) = whole_year();
    let grid = line(summary, "grid ");
    assert_eq!(number(grid, "households"), 4700);
    assert_eq!(number(grid, "residents"), 12_000);
    assert_eq!(number(grid, "areas"), 10);
    assert_eq!(number(grid, "grids"), 38);
    assert_eq!(number(grid, "volunteers"), 820);
    assert_eq!(number(grid, "teams"), 6);
    let gatherings = line(summary, "gatherings");
    assert!(number(gatherings, "talks") >= 150, "{gatherings}");
    assert!(number(gatherings, "activities") >= 50, "{gatherings}");
    assert!(number(line(summary, "points"), "expired") > 0);
    let handled = line(summary, "handled");
    for (what, count) in [
        ("mediations", 36),
        ("joint", 12),
        ("consultings", 24),
        ("deliberations", 12),
        ("projects", 8),
        ("nominations", 10),
        ("deed", 20),
    ] {
        assert_eq!(number(handled, what), count, "{handled}");
    }
    assert!(
        number(handled, "inspections") >= 60,
        "with those looked at again: {handled}"
    );
    let procedures = line(summary, "procedures");
    for what in ["sittings", "follow-ups", "merged", "paused", "extended"] {
        assert!(number(procedures, what) > 0, "{procedures}");
    }
    assert_eq!(number(procedures, "staffing"), 0, "nowhere would a case stick");

    let page = std::fs::read_to_string(out.join("guandao.html")).unwrap();
    assert!(page.contains(line(summary, "head")), "the page states the head");
    for from_elsewhere in ["<script", "http://", "https://", "@import", "url("] {
        assert!(
            !page.contains(from_elsewhere),
            "the page is self-contained: {from_elsewhere}"
        );
    }
}

/// A refusal that nobody meant would show here: each is one the plan asks for.
#[test]
fn no_command_is_refused_but_those_meant_to_be() {
    let (out, _) = whole_year();
    let page = std::fs::read_to_string(out.join("guandao.html")).unwrap();
    let (_, refused) = page.split_once("Refused commands").unwrap();
    let (refused, _) = refused.split_once("</table>").unwrap();
    let codes: Vec<&str> = refused
        .split("<code>")
        .skip(1)
        .filter_map(|rest| rest.split("</code>").next())
        .collect();
    // A sitting without quorum, a partner without an agreement, a second lead for one seat; at the counter a hold that
    // never came about, a reward already had, an empty purse.
    let meant = ["C224", "C226", "G127", "P306", "P322", "P323"];
    assert_eq!(codes, meant, "{refused}");
}

#[test]
fn run_again_it_finds_every_command_answered_and_changes_nothing() {
    let (out, first) = whole_year();
    let page = std::fs::read(out.join("guandao.html")).unwrap();
    let second = run(out);
    assert_eq!(line(&second, "head"), line(first, "head"));
    assert_eq!(number(line(&second, "this run"), "new"), 0);
    assert_eq!(std::fs::read(out.join("guandao.html")).unwrap(), page);
}

#[test]
fn killed_at_any_moment_and_run_again_it_ends_with_the_same_head() {
    let out = folder("killed");
    let mut seed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .subsec_nanos() as u64;
    let mut waits = Vec::new();
    for _ in 0..6 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let wait = 20 + (seed >> 33) % 1500;
        waits.push(wait);
        let mut child = example()
            .arg("--out")
            .arg(&out)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let (_, whole) = whole_year();
    let killed = run(&out);
    assert_eq!(
        line(&killed, "head"),
        line(whole, "head"),
        "killed after {waits:?} ms"
    );
    let _ = std::fs::remove_dir_all(&out);
}

#[test]
fn what_can_be_said_is_said_and_what_is_wrong_is_explained() {
    let said = |words: &[&str]| {
        let done = example()
            .args(words)
            .current_dir(folder("words"))
            .output()
            .unwrap();
        let text = [done.stdout, done.stderr].map(|said| String::from_utf8(said).unwrap());
        (done.status.success(), text)
    };
    for help in ["--help", "-h"] {
        let (success, [printed, complained]) = said(&[help]);
        assert!(success && complained.is_empty(), "{complained}");
        assert!(
            printed.contains("--out DIR") && printed.contains("--seed NUMBER"),
            "{printed}"
        );
    }
    for (words, why) in [
        (&["--out"][..], "`--out` needs a folder after it"),
        (&["--out", "--seed", "1"], "`--out` needs a folder after it"),
        (&["--seed"], "`--seed` needs a whole number after it"),
        (&["--seed", "one"], "`one` is no seed"),
        (&["--otu", "here"], "`--otu` is not understood"),
    ] {
        let (success, [printed, complained]) = said(words);
        assert!(!success && printed.is_empty(), "{printed}");
        assert!(
            complained.starts_with(why) && complained.contains("usage:"),
            "{complained}"
        );
    }
}

#[test]
fn a_file_with_another_year_is_named_and_left_alone() {
    let (year, _) = whole_year();
    let out = folder("seed");
    std::fs::copy(year.join("guandao.db"), out.join("guandao.db")).unwrap();
    let done = example()
        .arg("--out")
        .arg(&out)
        .args(["--seed", "7"])
        .output()
        .unwrap();
    let why = String::from_utf8(done.stderr).unwrap();
    assert!(!done.status.success() && done.stdout.is_empty());
    assert!(
        why.contains("guandao.db holds another year") && why.contains("--out year-7"),
        "{why}"
    );
    let _ = std::fs::remove_dir_all(&out);
}

/// The requests are some of the cases, and the summary says so.
#[test]
fn the_summary_says_of_how_many_cases_the_requests_are() {
    let requests = line(&whole_year().1, "requests");
    assert!(number(requests, "of") < number(requests, "cases"), "{requests}");
}

/// What the README shows is what runs, on the ward the main job left behind.
#[test]
fn the_first_program_of_the_readme_runs() {
    let (year, _) = whole_year();
    let out = folder("first");
    std::fs::copy(year.join("guandao.db"), out.join("guandao.db")).unwrap();
    let done = built("first").current_dir(&out).output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(
        said.contains("to be settled by Some(2026-") && said.contains("`p17`"),
        "{said}"
    );
    // Who goes on with the ward is told that the report counts that too.
    assert!(number(line(&run(&out), "later"), "entries") > 0);
    assert!(!whole_year().1.contains("  later "));
}
