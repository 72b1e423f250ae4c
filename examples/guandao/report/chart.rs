//! Charts as inline SVG, in whole numbers.

use std::fmt::Write as _;

use super::rates::Rate;

const WIDTH: usize = 720;

/// A column chart of the twelve months, one or more series side by side.
pub(crate) fn months(series: &[(&str, [u64; 12])]) -> String {
    let high = series
        .iter()
        .flat_map(|(_, values)| values)
        .copied()
        .max()
        .unwrap_or(0)
        .max(1) as usize;
    let (height, floor, slot) = (150, 126, WIDTH / 12);
    let each = (slot - 16) / series.len();
    let mut svg = open(height);
    let _ = write!(
        svg,
        r#"<line class="floor" x1="0" x2="{WIDTH}" y1="{floor}" y2="{floor}"/>"#
    );
    for month in 0..12 {
        for (at, (class, values)) in series.iter().enumerate() {
            let value = values[month] as usize;
            let tall = value * 104 / high;
            let (x, y) = (month * slot + 8 + at * each, floor - tall);
            let wide = each - 2;
            let _ = write!(
                svg,
                r#"<rect class="{class}" x="{x}" y="{y}" width="{wide}" height="{tall}" rx="1.5"><title>{value}</title></rect>"#
            );
            if series.len() == 1 {
                let (middle, above) = (x + wide / 2, y - 5);
                let _ = write!(
                    svg,
                    r#"<text class="value" x="{middle}" y="{above}">{value}</text>"#
                );
            }
        }
        svg.push_str(&month_name(month, slot, floor + 18));
    }
    svg + "</svg>"
}

/// A rate by month: a line through the shares, with the share and its numbers under each point.
pub(crate) fn rate(rate: &Rate) -> String {
    // Room on the right for the scale.
    let (height, floor, slot, tall) = (162, 104, (WIDTH - 36) / 12, 80);
    // The scale begins below the lowest month, at a whole ten per cent.
    let lowest = rate
        .months
        .iter()
        .filter_map(|share| share.permille())
        .min()
        .unwrap_or(0);
    let base = (lowest.saturating_sub(20) / 100 * 100).min(900);
    let y = |permille: usize| floor - permille.saturating_sub(base) * tall / (1000 - base);
    let x = |month: usize| month * slot + slot / 2;
    let mut svg = open(height);
    for (line, label) in [(1000, "100%".to_owned()), (base, format!("{}%", base / 10))] {
        let y = y(line);
        let middle = y + 4;
        let _ = write!(
            svg,
            r#"<line class="floor" x1="0" x2="684" y1="{y}" y2="{y}"/><text class="scale" x="{WIDTH}" y="{middle}">{label}</text>"#
        );
    }
    let points: Vec<(usize, usize)> = (0..12)
        .filter_map(|month| Some((month, rate.months[month].permille()?)))
        .collect();
    let path: Vec<String> = points
        .iter()
        .map(|&(month, share)| format!("{},{}", x(month), y(share)))
        .collect();
    let _ = write!(svg, r#"<polyline points="{}"/>"#, path.join(" "));
    for (month, share) in points {
        let (x, y, numbers) = (x(month), y(share), rate.months[month]);
        let (label, below, small) = (y - 9, floor + 34, numbers);
        let _ = write!(
            svg,
            r#"<circle cx="{x}" cy="{y}" r="3.5"/><text class="value" x="{x}" y="{label}">{}</text><text class="small" x="{x}" y="{below}">{}</text><text class="small" x="{x}" y="{}">/{}</text>"#,
            percent(share),
            small.met,
            below + 13,
            small.of,
        );
    }
    for month in 0..12 {
        svg.push_str(&month_name(month, slot, floor + 18));
    }
    svg + "</svg>"
}

/// Shares of a whole, as one bar.
pub(crate) fn shares(parts: &[(&str, usize)]) -> String {
    let all: usize = parts.iter().map(|(_, count)| count).sum::<usize>().max(1);
    let mut svg = open(26);
    let mut x = 0;
    for (class, count) in parts {
        let wide = count * WIDTH / all;
        let _ = write!(
            svg,
            r#"<rect class="{class}" x="{x}" y="0" width="{}" height="26"><title>{count}</title></rect>"#,
            wide.saturating_sub(2)
        );
        x += wide;
    }
    svg + "</svg>"
}

fn open(height: usize) -> String {
    format!(r#"<svg viewBox="0 0 {WIDTH} {height}" role="img">"#)
}

fn month_name(month: usize, slot: usize, y: usize) -> String {
    format!(
        r#"<text class="month" x="{}" y="{y}">{}月</text>"#,
        month * slot + slot / 2,
        month + 1
    )
}

/// Thousandths as per cent with one decimal.
pub(crate) fn percent(permille: usize) -> String {
    format!("{}.{}%", permille / 10, permille % 10)
}
