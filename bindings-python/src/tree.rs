//! Units as a tree.

use linli::Date;
use linli::grid::{Grid, Unit as Core};
use pyo3::prelude::*;

use crate::html::escaped;
use crate::unit::Unit;

/// Units, each with how far down it stands, above those that lie in it. A notebook shows it as nested lists.
#[pyclass(frozen, module = "linli")]
pub(crate) struct Tree {
    units: Vec<(usize, Unit)>,
}

impl Tree {
    pub(crate) fn below<'a>(grid: &'a Grid, tops: impl Iterator<Item = Core<'a>>, on: Date) -> Self {
        let mut units = Vec::new();
        for top in tops {
            let above = top.ancestors().count();
            units.push((0, Unit::from(top)));
            units.extend(grid.descendants(top.id(), on).map(|unit| {
                let depth = unit.ancestors().count().saturating_sub(above);
                (depth, Unit::from(unit))
            }));
        }
        Self { units }
    }

    pub(crate) fn html(&self) -> String {
        let mut html = String::new();
        let mut open: usize = 0;
        for (depth, unit) in &self.units {
            let wanted = depth.saturating_add(1);
            while open > wanted {
                html.push_str("</li></ul>");
                open = open.saturating_sub(1);
            }
            if open == wanted {
                html.push_str("</li>");
            }
            while open < wanted {
                html.push_str("<ul>");
                open = open.saturating_add(1);
            }
            html.push_str("<li>");
            html.push_str(&line(unit));
        }
        html.push_str(&"</li></ul>".repeat(open));
        html
    }
}

fn line(unit: &Unit) -> String {
    let households = unit
        .0
        .households
        .map(|households| format!(", {households} households"));
    let name = escaped(&unit.0.name.to_string());
    format!(
        "{name} <small>{} ({}{})</small>",
        unit.0.id,
        unit.0.level,
        households.unwrap_or_default()
    )
}

#[pymethods]
impl Tree {
    /// The units with how far down each stands.
    #[getter]
    fn units(&self) -> Vec<(usize, Unit)> {
        self.units.clone()
    }

    fn __len__(&self) -> usize {
        self.units.len()
    }

    fn __str__(&self) -> String {
        let lines = self.units.iter().map(|(depth, unit)| {
            format!(
                "{}{} {} ({})",
                "  ".repeat(*depth),
                unit.0.name,
                unit.0.id,
                unit.0.level
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn __repr__(&self) -> String {
        format!("Tree({} units)", self.units.len())
    }

    fn _repr_html_(&self) -> String {
        self.html()
    }
}
