//! What a chart shows, before it has a shape.

use super::{Band, Inline};
use crate::model::{Decimal, FigureKey};

/// One chart. The title says the finding; the subtitle gives unit and scope.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartSpec {
    /// ASCII, unique in the document.
    pub id: String,
    pub title: Vec<Inline>,
    pub subtitle: Vec<Inline>,
    pub kind: ChartKind,
    /// What the symbols at its values mean: printed under the drawing, each where its symbol is printed.
    pub legends: Vec<Legend>,
    /// Height on the page in lines of the official grid (an A4 page has 22).
    pub lines: u32,
}

/// A symbol and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Legend {
    pub symbol: String,
    pub words: Vec<Inline>,
}

impl Legend {
    /// Those whose symbol stands at some printed value, after its digits or in their place; several may follow one
    /// another. What is no symbol's is always there.
    pub fn printed<'l>(all: &'l [Self], texts: &[&str]) -> Vec<&'l Self> {
        let mut used = vec![false; all.len()];
        for text in texts {
            let mut rest = *text;
            let mut found = Vec::new();
            while let Some((at, before)) = all.iter().enumerate().find_map(|(at, one)| Some((at, one.cut(rest)?))) {
                found.push(at);
                rest = before;
            }
            if rest.is_empty() || rest.ends_with(|c: char| c.is_ascii_digit() || c == '%') {
                found.into_iter().for_each(|at| used[at] = true);
            }
        }
        let is_used = |(one, used): &(&Self, bool)| *used || one.symbol.is_empty();
        all.iter().zip(used).filter(is_used).map(|(one, _)| one).collect()
    }

    fn cut<'t>(&self, text: &'t str) -> Option<&'t str> {
        if self.symbol.is_empty() { None } else { text.strip_suffix(self.symbol.as_str()) }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum ChartKind {
    /// Horizontal bars, best first, with reference lines (target, city value).
    Ranking { bars: Vec<Bar>, references: Vec<ReferenceLine> },
    /// Lines over months. A month without a value breaks the line; it is never drawn as zero.
    Trend { labels: Vec<String>, lines: Vec<Line>, references: Vec<ReferenceLine> },
    /// One bullet per target: completion in per cent of the target, a tick where it is due, and a line at the target.
    Progress { bars: Vec<Bar>, due_label: String, target_label: String },
    /// Parts of a whole, a lying bar per row; each part has one point per row, each row one total.
    Stacked {
        rows: Vec<String>,
        parts: Vec<Line>,
        /// Printed after the bars; may be empty.
        totals: Vec<Point>,
        /// Every bar is as long as the whole: a hundred per cent.
        whole: bool,
    },
    /// A table of values shaded by size: a row per line, a column per label.
    Heat { columns: Vec<String>, rows: Vec<Line> },
    /// Places of units in two periods: each line has two points, whose values are places (1 is best, on top).
    Slope { ends: [String; 2], lines: Vec<Line> },
    /// A row per unit, a dot per series: the strong one filled, others hollow. Each series has one point per row.
    Dots { rows: Vec<String>, series: Vec<Line>, references: Vec<ReferenceLine> },
    /// One small trend per unit, all on one scale; `base` is drawn behind each.
    Multiples { labels: Vec<String>, panels: Vec<Line>, base: Option<Line>, references: Vec<ReferenceLine> },
    /// A spoke per axis, all on one scale and better outwards; a closed line per member, one point for each axis.
    Radar { axes: Vec<String>, lines: Vec<Line> },
}

impl ChartKind {
    /// The bars of a ranking or of a progress chart.
    pub fn bars(&self) -> &[Bar] {
        match self {
            Self::Ranking { bars, .. } | Self::Progress { bars, .. } => bars,
            _ => &[],
        }
    }
    /// Every point of every line, line by line; of a stacked chart the totals last.
    pub fn points(&self) -> impl Iterator<Item = &Point> {
        let none: &[Point] = &[];
        let (lines, totals): (&[Line], &[Point]) = match self {
            Self::Ranking { .. } | Self::Progress { .. } => (&[], none),
            Self::Trend { lines, .. } | Self::Slope { lines, .. } | Self::Radar { lines, .. } => (lines, none),
            Self::Stacked { parts, totals, .. } => (parts, totals),
            Self::Heat { rows, .. } => (rows, none),
            Self::Dots { series, .. } => (series, none),
            Self::Multiples { panels, .. } => (panels, none),
        };
        let base = if let Self::Multiples { base, .. } = self { base.as_ref() } else { None };
        lines.iter().chain(base).flat_map(|line| &line.points).chain(totals)
    }
}

/// A labelled bar. `value` is geometry only; `shown` is what is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub label: String,
    pub value: Option<Decimal>,
    pub shown: String,
    pub key: Option<FigureKey>,
    pub band: Band,
    /// Progress only: what is due now, on the same scale.
    pub due: Option<Decimal>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub name: String,
    /// One per label.
    pub points: Vec<Point>,
    /// The line the chart is about is drawn strong, others thin.
    pub strong: bool,
}

/// One point of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub value: Option<Decimal>,
    pub shown: String,
    pub key: Option<FigureKey>,
    /// A partial total is drawn hollow.
    pub partial: bool,
}

/// A line across the plot (`目标 95%`).
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceLine {
    pub label: String,
    pub value: Decimal,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_is_told_where_it_stands_at_a_value() {
        let all = ["*", "※", "…", ""].map(|symbol| Legend { symbol: symbol.to_owned(), words: Vec::new() });
        let of = |texts: &[&str]| Legend::printed(&all, texts).iter().map(|one| one.symbol.clone()).collect::<Vec<_>>();
        assert_eq!(of(&["98.14%*※", "全市"]), ["*", "※", ""]);
        assert_eq!(of(&["目标95%", "106.98※"]), ["※", ""]);
        // A name that was cut is no value that is missing.
        assert_eq!(of(&["城乡一体…", "3"]), [""]);
        assert_eq!(of(&["…"]), ["…", ""]);
    }
}
