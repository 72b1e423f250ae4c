//! Problems as people read them.

use core::fmt;

use unicode_width::UnicodeWidthStr;

use super::{Problem, Problems};
use crate::vocabulary::Lang;

const INDENT: &str = "   ";

impl Problem {
    /// The problem in one language, over several lines: place, code and message; the line of the source with a mark
    /// under it, or the path a case takes; and what to do.
    pub fn render(&self, lang: Lang) -> String {
        let help = match lang {
            Lang::En => format!("help: {}", self.help.en),
            Lang::Zh => format!("帮助:{}", self.help.zh),
        };
        format!("{}\n{}{INDENT}{help}", self.head(lang), self.body(lang))
    }

    fn head(&self, lang: Lang) -> String {
        let place = if self.line > 0 {
            format!("{}:{}:{}", self.file, self.line, self.column)
        } else {
            self.place.clone()
        };
        format!("{place:<19}  {} {}", self.code, self.message.text(lang))
    }

    fn body(&self, lang: Lang) -> String {
        if !self.path.is_empty() {
            let word = if lang == Lang::Zh { "路径:" } else { "path: " };
            return format!("{INDENT}{word}{}\n", self.steps());
        }
        if self.excerpt.trim().is_empty() {
            return String::new();
        }
        let margin = self.excerpt.chars().take_while(|c| c.is_whitespace()).count();
        let at = self.column.saturating_sub(1);
        let line: String = self.excerpt.chars().skip(margin).map(visible).collect();
        let before: String = line.chars().take(at.saturating_sub(margin)).collect();
        let marked: String = line
            .chars()
            .skip(at.saturating_sub(margin))
            .take(self.length)
            .collect();
        let (gap, marks) = (" ".repeat(before.width()), "^".repeat(marked.width().max(1)));
        format!("{INDENT}{line}\n{INDENT}{gap}{marks}\n")
    }

    fn steps(&self) -> String {
        let steps = self.path.iter().enumerate().map(|(number, step)| {
            if number % 2 == 0 {
                step.clone()
            } else {
                format!(" --{step}--> ")
            }
        });
        steps.collect()
    }
}

/// A tab or a control character would put the marks out of line.
fn visible(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

impl fmt::Display for Problem {
    /// In English, with the help in Chinese beside it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let english = self.render(Lang::En);
        let last = english.lines().last().unwrap_or_default().width();
        let gap = " ".repeat(46_usize.saturating_sub(last).max(2));
        write!(f, "{english}{gap}帮助:{}", self.help.zh)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(number, problem)| {
            if number > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)
        })
    }
}

impl Problems {
    /// All of them in one language.
    pub fn render(&self, lang: Lang) -> String {
        let each: Vec<String> = self.0.iter().map(|problem| problem.render(lang)).collect();
        each.join("\n")
    }
}
