//! One set of values, drawn in one of the layouts, and the form that describes it.

use crate::dirt::Put;
use crate::sheet::{HERE, Key, Sheet, column, indicators, number, whole};
use crate::{INDICATORS, Made, REGIONS};
use proptest::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Indicators as rows, measures as columns.
    Plain,
    /// Regions as rows, indicator over measure as columns.
    Regions,
    /// Regions as rows, months as columns, of one indicator.
    Months,
    /// Indicators as rows, regions as columns.
    Across,
    /// Months as rows, indicators as columns.
    Periods,
    /// A region's measures below one another, indicators as columns.
    TwoNames,
    /// One value a row.
    Long,
    /// Two tables with the same heads, side by side.
    Beside,
    /// Two tables with the same heads, one below the other.
    Below,
}

pub fn layout() -> impl Strategy<Value = Layout> {
    use Layout::*;
    prop::sample::select(vec![Plain, Regions, Months, Across, Periods, TwoNames, Long, Beside, Below])
}

/// The pen: where the next cells go, and the values not yet used.
struct Pen<'a> {
    made: &'a Made,
    sheet: Sheet,
    next: usize,
    /// Column of the upper left corner of the table being drawn.
    left: u32,
    top: u32,
}

impl Pen<'_> {
    /// Rows and columns of the table to those of the sheet: gaps are put in.
    fn at(&self, row: u32, column: u32, heads: u32, names: u32) -> (u32, u32) {
        let gap = |gap: Option<usize>, n: u32, before: u32| {
            gap.is_some_and(|gap| n >= before + u32::try_from(gap).unwrap()) as u32
        };
        let (rows, columns) = self.made.gaps;
        (self.top + row + gap(rows, row, heads), self.left + column + gap(columns, column, names))
    }
    fn text(&mut self, at: (u32, u32), text: &str) {
        self.sheet.text(at, text);
    }
    fn head(&mut self, at: (u32, u32), text: &str) {
        let spaced = || {
            let middle = text.chars().count() / 2;
            let (a, b): (Vec<_>, Vec<_>) = text.chars().enumerate().partition(|(i, _)| *i < middle);
            let join = |part: Vec<(usize, char)>| part.into_iter().map(|(_, c)| c).collect::<String>();
            format!("{}\n {}", join(a), join(b))
        };
        let text = if self.made.spaced_heads { spaced() } else { text.to_owned() };
        self.text(at, &text);
    }
    fn merge(&mut self, first: (u32, u32), last: (u32, u32)) {
        self.sheet.merge(first, last);
    }
    fn value(&mut self, at: (u32, u32), region: &str, period: &str, indicator: usize, measure: &str) {
        let (name, _, unit) = INDICATORS[indicator];
        let (value, writing) = self.made.values[self.next % self.made.values.len()];
        self.next += 1;
        let key = (region.into(), period.into(), name.into(), measure.into());
        self.sheet.value(at, key, (whole(value, unit), writing), unit);
    }
}

const MEASURES: [(&str, &str); 2] = [("本月数", "month"), ("本年累计", "ytd")];

fn stock_or(indicator: usize, flow: &'static str) -> &'static str {
    if INDICATORS[indicator].1 == "stock" { "stock" } else { flow }
}

pub fn draw(made: &Made) -> Sheet {
    let (top, left) = made.corner;
    let mut pen = Pen { made, sheet: Sheet::default(), next: 0, left, top: top + 2 };
    match made.layout {
        Layout::Beside | Layout::Below => {}
        _ => pen.text((top, left), "魏都区2021年11月统计表"),
    }
    match made.layout {
        Layout::Plain => plain(&mut pen),
        Layout::Regions => regions(&mut pen),
        Layout::Months => months(&mut pen),
        Layout::Across => across(&mut pen),
        Layout::Periods => periods(&mut pen),
        Layout::TwoNames => two_names(&mut pen),
        Layout::Long => long(&mut pen),
        Layout::Beside | Layout::Below => two_tables(&mut pen),
    }
    pen.sheet
}

fn plain(pen: &mut Pen<'_>) {
    pen.head(pen.at(0, 0, 1, 2), "指标名称");
    pen.head(pen.at(0, 1, 1, 2), "计量单位");
    for (column, (head, _)) in MEASURES.iter().enumerate() {
        pen.head(pen.at(0, 2 + number(column), 1, 2), head);
    }
    for row in 0..pen.made.indicators {
        let r = 1 + number(row);
        pen.text(pen.at(r, 0, 1, 2), &format!("\u{3000}其中：{}", INDICATORS[row].0));
        pen.text(pen.at(r, 1, 1, 2), INDICATORS[row].2);
        for (column, (_, measure)) in MEASURES.iter().enumerate() {
            pen.value(pen.at(r, 2 + number(column), 1, 2), "魏都区", HERE, row, measure);
        }
    }
    let below = pen.at(3 + number(pen.made.indicators), 0, 1, 2);
    pen.text(below, "注：1. 本表数据截至11月30日。");
}

fn regions(pen: &mut Pen<'_>) {
    let (first, second) = (pen.at(0, 0, 2, 1), pen.at(1, 0, 2, 1));
    pen.head(first, "乡镇");
    pen.merge(first, second);
    for indicator in 0..pen.made.indicators {
        let column = |m: u32| 1 + 2 * number(indicator) + m;
        let (from, to) = (pen.at(0, column(0), 2, 1), pen.at(0, column(1), 2, 1));
        pen.head(from, INDICATORS[indicator].0);
        pen.merge(from, to);
        for (m, (head, _)) in MEASURES.iter().enumerate() {
            let unit = INDICATORS[indicator].2;
            pen.head(pen.at(1, column(number(m)), 2, 1), &format!("{head}（{unit}）"));
        }
    }
    let rows = pen.made.regions + usize::from(pen.made.total);
    for row in 0..rows {
        let is_total = row == pen.made.regions;
        let name = if is_total { "合计" } else { REGIONS[row] };
        let r = 2 + number(row);
        pen.text(pen.at(r, 0, 2, 1), name);
        for indicator in 0..pen.made.indicators {
            for (m, (_, measure)) in MEASURES.iter().enumerate() {
                let at = pen.at(r, 1 + 2 * number(indicator) + number(m), 2, 1);
                // The total is filed under the region of the title, which reports itself too.
                if is_total {
                    pen.sheet.cells.insert(at, Put::Nothing);
                } else {
                    pen.value(at, name, HERE, indicator, measure);
                }
            }
        }
    }
    keep_known(pen);
}

/// A row of a place no list knows, without one number, is told and not filed.
fn keep_known(pen: &mut Pen<'_>) {
    for name in REGIONS {
        let listed = ["魏都区", "建安区", "鄢陵县"].contains(&name);
        let of_region = pen.sheet.values.iter().filter(|((region, _, _, _), _)| region == name);
        if !listed && of_region.clone().all(|(_, value)| value.is_none()) {
            let normal: Vec<Key> = of_region.map(|(key, _)| key.clone()).collect();
            normal.iter().for_each(|key| {
                pen.sheet.values.remove(key);
            });
        }
    }
}

fn months(pen: &mut Pen<'_>) {
    pen.head(pen.at(0, 0, 1, 1), "县区");
    for period in 0..pen.made.periods {
        pen.head(pen.at(0, 1 + number(period), 1, 1), &format!("{}月", period + 1));
    }
    for row in 0..pen.made.regions {
        pen.text(pen.at(1 + number(row), 0, 1, 1), REGIONS[row]);
        for period in 0..pen.made.periods {
            let at = pen.at(1 + number(row), 1 + number(period), 1, 1);
            pen.value(at, REGIONS[row], &format!("2021-{:02}", period + 1), 3, "month");
        }
    }
    keep_known(pen);
}

fn across(pen: &mut Pen<'_>) {
    pen.head(pen.at(0, 0, 1, 1), "指标");
    for region in 0..pen.made.regions {
        pen.head(pen.at(0, 1 + number(region), 1, 1), REGIONS[region]);
    }
    for row in 0..pen.made.indicators {
        pen.text(pen.at(1 + number(row), 0, 1, 1), INDICATORS[row].0);
        for region in 0..pen.made.regions {
            let at = pen.at(1 + number(row), 1 + number(region), 1, 1);
            pen.value(at, REGIONS[region], HERE, row, "ytd");
        }
    }
}

fn periods(pen: &mut Pen<'_>) {
    pen.head(pen.at(0, 0, 1, 1), "月份");
    for indicator in 0..pen.made.indicators {
        pen.head(pen.at(0, 1 + number(indicator), 1, 1), INDICATORS[indicator].0);
    }
    for row in 0..pen.made.periods {
        pen.text(pen.at(1 + number(row), 0, 1, 1), &format!("{}月份", row + 1));
        for indicator in 0..pen.made.indicators {
            let at = pen.at(1 + number(row), 1 + number(indicator), 1, 1);
            let period = format!("2021-{:02}", row + 1);
            pen.value(at, "魏都区", &period, indicator, stock_or(indicator, "month"));
        }
    }
}

fn two_names(pen: &mut Pen<'_>) {
    pen.head(pen.at(0, 0, 1, 2), "县区");
    pen.head(pen.at(0, 1, 1, 2), "口径");
    for indicator in 0..pen.made.indicators {
        pen.head(pen.at(0, 2 + number(indicator), 1, 2), INDICATORS[indicator].0);
    }
    for region in 0..pen.made.regions {
        let r = 1 + 2 * number(region);
        let (first, second) = (pen.at(r, 0, 1, 2), pen.at(r + 1, 0, 1, 2));
        pen.text(first, REGIONS[region]);
        pen.merge(first, second);
        for (m, (head, measure)) in MEASURES.iter().enumerate() {
            pen.text(pen.at(r + number(m), 1, 1, 2), head);
            for indicator in 0..pen.made.indicators {
                let at = pen.at(r + number(m), 2 + number(indicator), 1, 2);
                pen.value(at, REGIONS[region], HERE, indicator, measure);
            }
        }
    }
}

fn long(pen: &mut Pen<'_>) {
    for (column, head) in ["地区", "期别", "指标", "口径", "数值"].iter().enumerate() {
        pen.head(pen.at(0, number(column), 1, 5), head);
    }
    let mut row = 1;
    for region in 0..pen.made.regions {
        for indicator in 0..pen.made.indicators {
            for (head, measure) in MEASURES {
                let name = INDICATORS[indicator].0;
                for (column, text) in [REGIONS[region], "二〇二一年十一月", name, head].iter().enumerate() {
                    pen.text(pen.at(row, number(column), 1, 5), text);
                }
                pen.value(pen.at(row, 4, 1, 5), REGIONS[region], HERE, indicator, measure);
                row += 1;
            }
        }
    }
}

fn two_tables(pen: &mut Pen<'_>) {
    let (top, left) = (pen.top, pen.left);
    for table in 0..2 {
        match pen.made.layout {
            Layout::Beside => pen.left = left + table * 4,
            _ => pen.top = top + table * (number(pen.made.regions) + 6),
        }
        let (row, column) = (pen.top, pen.left);
        let indicator = usize::try_from(table).unwrap();
        pen.text((row - 1, column), &format!("表{} 2021年11月{}", table + 1, INDICATORS[indicator].0));
        pen.head((row, column), "县区");
        pen.head((row, column + 1), "数量");
        for region in 0..pen.made.regions {
            pen.text((row + 1 + number(region), column), REGIONS[region]);
            let at = (row + 1 + number(region), column + 1);
            pen.value(at, REGIONS[region], HERE, indicator, stock_or(indicator, "month"));
        }
    }
    // Each table tells of its own rows.
    let keys: Vec<Key> = pen.sheet.values.keys().cloned().collect();
    for key in keys {
        let listed = ["魏都区", "建安区", "鄢陵县"].contains(&key.0.as_str());
        if !listed && pen.sheet.values[&key].is_none() {
            pen.sheet.values.remove(&key);
        }
    }
}

/// The form that describes what was drawn.
pub fn form(made: &Made) -> String {
    let mut form = indicators(&INDICATORS);
    let measures = || MEASURES.map(|(head, id)| column(head, &format!("measure = \"{id}\""))).concat();
    let each_indicator = || {
        let one = |(name, kind, _): &(&str, &str, &str)| {
            let measure = if *kind == "stock" { "" } else { "measure = \"month\"" };
            column(name, &format!("indicator = \"{name}\"\n{measure}"))
        };
        INDICATORS[..made.indicators].iter().map(one).collect::<String>()
    };
    form += &match made.layout {
        Layout::Plain => {
            format!("[[tables]]\nlabel_heads = [\"指标名称\"]\nunit_heads = [\"计量单位\"]\n{}", measures())
        }
        Layout::Regions => {
            let one = |(name, _, _): &(&str, &str, &str)| {
                let of = |(head, id): (&str, &str)| {
                    column(&format!("{name}/{head}"), &format!("indicator = \"{name}\"\nmeasure = \"{id}\""))
                };
                MEASURES.map(of).concat()
            };
            let columns: String = INDICATORS[..made.indicators].iter().map(one).collect();
            let head = "[[tables]]\nrows_are = \"regions\"\nlabel_heads = [\"乡镇\"]\nskip = [\"合计\"]\n";
            format!("{head}{columns}")
        }
        Layout::Months => {
            let head = "[[tables]]\nrows_are = \"regions\"\nlabel_heads = [\"县区\"]\nindicator = \"登记对数\"\n";
            format!("{head}{}", column("*", "each = \"period\"\nmeasure = \"本月\""))
        }
        Layout::Across => {
            let head = "[[tables]]\nlabel_heads = [\"指标\"]\n";
            format!("{head}{}", column("*", "each = \"region\"\nmeasure = \"本年累计\""))
        }
        Layout::Periods => {
            format!("[[tables]]\nrows_are = \"periods\"\nlabel_heads = [\"月份\"]\n{}", each_indicator())
        }
        Layout::TwoNames => {
            let head = "[[tables]]\nrows_are = \"measures\"\nlabel_heads = [\"口径\"]\n";
            let region = column("县区", "gives = \"region\"");
            format!("{head}{region}{}", column("*", "each = \"indicator\""))
        }
        Layout::Long => {
            let head = "[[tables]]\nrows_are = \"records\"\nlabel_heads = [\"地区\"]\n";
            let gives = [("地区", "region"), ("期别", "period"), ("指标", "indicator"), ("口径", "measure")];
            let gives = gives.map(|(head, axis)| column(head, &format!("gives = \"{axis}\""))).concat();
            format!("{head}{gives}{}", column("数值", ""))
        }
        Layout::Beside | Layout::Below => INDICATORS[..2].iter().map(one_of_two).collect(),
    };
    form
}

/// One of two tables that only their captions tell apart.
fn one_of_two((name, kind, _): &(&str, &str, &str)) -> String {
    let measure = if *kind == "stock" { "" } else { "measure = \"month\"" };
    format!(
        "[[tables]]\nname = \"{name}\"\nabove = [\"{name}\"]\nrows_are = \"regions\"\nlabel_heads = [\"县区\"]\n\
         [[tables.columns]]\nheads = [\"数量\"]\nindicator = \"{name}\"\n{measure}\n"
    )
}
