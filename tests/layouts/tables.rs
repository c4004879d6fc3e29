//! Several tables of different kinds on one sheet, below one another and side by side; tables without a head over the
//! names of their rows; totals and subtotals; tables continued under a head that stands again.

use crate::dirt;
use crate::sheet::{Case, Drawn, HERE, Key, Sheet, column, indicators, key, number, whole};
use crate::{INDICATORS, REGIONS};
use proptest::prelude::*;
use yuebao::model::Decimal;

/// A kind of table. Each kind has an indicator of its own, so that no two tables tell of the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Regions as rows, with totals and subtotals by groups.
    Totals,
    /// Indicators as rows, continued once or twice under the same head.
    Continued,
    /// Months as columns.
    Months,
    /// No head over the names of the rows.
    Unheaded,
}

use Kind::*;

pub fn many() -> impl Strategy<Value = Case> {
    let kinds = prop::sample::subsequence(vec![Totals, Continued, Months], 1..=3).prop_shuffle();
    let places = prop::collection::vec(any::<bool>(), 3);
    (kinds, places, dirt::drawns(), (0_u32..20, 0_u32..10), any::<bool>())
        .prop_map(|(kinds, beside, values, corner, blank)| draw(&kinds, &beside, &values, corner, blank))
}

pub fn unheaded() -> impl Strategy<Value = Case> {
    (dirt::drawns(), (0_u32..20, 0_u32..10), any::<bool>())
        .prop_map(|(values, corner, blank)| draw(&[Unheaded], &[false], &values, corner, blank))
}

struct Pen<'a> {
    sheet: Sheet,
    values: std::iter::Cycle<std::slice::Iter<'a, Drawn>>,
    blank: bool,
}

impl Pen<'_> {
    fn value(&mut self, at: (u32, u32), key: Key, unit: &str) {
        let (value, writing) = *self.values.next().unwrap();
        self.sheet.value(at, key, (whole(value, unit), writing), unit);
    }
    /// A value of 万元 under a line that says 元.
    fn in_yuan(&mut self, at: (u32, u32), key: Key) {
        let (value, writing) = *self.values.next().unwrap();
        let read = self.sheet.write(at, (value, writing), "元");
        self.sheet.values.insert(key, read.map(|value| (value / Decimal::from(10_000)).normalize()));
    }
    /// A value that counts nowhere.
    fn aside(&mut self, at: (u32, u32), unit: &str) {
        let (value, writing) = *self.values.next().unwrap();
        self.sheet.write(at, (whole(value, unit), writing), unit);
    }
}

fn draw(kinds: &[Kind], beside: &[bool], values: &[Drawn], (top, left): (u32, u32), blank: bool) -> Case {
    let mut pen = Pen { sheet: Sheet::default(), values: values.iter().cycle(), blank };
    let mut form = indicators(&INDICATORS);
    pen.sheet.text((top, left), "许昌市2021年11月统计表");
    let (mut row, mut right, mut deepest) = (top + 2, left, top + 2);
    for (kind, beside) in kinds.iter().zip(beside) {
        let from = if *beside && right > left {
            right + 2
        } else {
            row = deepest + 2;
            left
        };
        let (last, reach) = one(&mut pen, *kind, (row, from), &mut form);
        deepest = deepest.max(last);
        right = reach;
    }
    Case { sheet: pen.sheet, form, ..Case::default() }
}

/// Draws a table with its caption; its last row and column.
fn one(pen: &mut Pen<'_>, kind: Kind, (row, left): (u32, u32), form: &mut String) -> (u32, u32) {
    pen.sheet.text((row, left), &format!("{kind:?}表"));
    // Said once, it holds for what is continued below.
    if kind == Continued {
        pen.sheet.text((row, left + 1), "单位：元");
    }
    let at = (row + 1, left);
    match kind {
        Totals => totals(pen, at, form),
        Continued => continued(pen, at, form),
        Months => months(pen, at, form),
        Unheaded => headless(pen, at, form),
    }
}

/// Two groups of places with a subtotal each, and the total of all, which is the city's.
fn totals(pen: &mut Pen<'_>, (top, left): (u32, u32), form: &mut String) -> (u32, u32) {
    let (name, _, unit) = INDICATORS[0];
    pen.sheet.row((top, left), &["片区", "县区", name]);
    let mut row = top + 1;
    for (group, places) in [("东片", &REGIONS[..2]), ("西片", &REGIONS[2..3])] {
        pen.sheet.text((row, left), group);
        pen.sheet.merge((row, left), (row + number(places.len()), left));
        for place in places {
            pen.sheet.text((row, left + 1), place);
            pen.value((row, left + 2), key(place, name, "stock"), unit);
            row += 1;
        }
        pen.sheet.text((row, left + 1), "小计");
        pen.aside((row, left + 2), unit);
        row += 1;
    }
    pen.sheet.text((row, left + 1), "合　计");
    pen.value((row, left + 2), key("许昌市", name, "stock"), unit);
    *form +=
        "[[tables]]\nrows_are = \"regions\"\nlabel_heads = [\"县区\"]\ntotals = [\"合计\"]\nsubtotals = [\"小计\"]\n";
    *form += &column(name, &format!("indicator = \"{name}\""));
    (row, left + 2)
}

/// Rows of two indicators, each in a block of its own; the second has its columns in another order.
fn continued(pen: &mut Pen<'_>, (top, left): (u32, u32), form: &mut String) -> (u32, u32) {
    let measures = [("本月数", "month"), ("本年累计", "ytd")];
    let mut row = top;
    let order = if pen.blank { [1, 2] } else { [2, 1] };
    for (block, indicator) in order.into_iter().enumerate() {
        let (name, _, unit) = INDICATORS[indicator];
        if block == 1 {
            row += u32::from(pen.blank);
            pen.sheet.text((row, left), "续表");
            row += 1;
        }
        pen.sheet.text((row, left), "指标名称");
        pen.sheet.text((row + 1, left), name);
        for m in 0..2 {
            let (head, measure) = measures[(m + block) % 2];
            let column = left + 1 + number(m);
            pen.sheet.text((row, column), head);
            let key = key("许昌市", name, measure);
            if unit == "万元" {
                pen.in_yuan((row + 1, column), key);
            } else {
                pen.value((row + 1, column), key, unit);
            }
        }
        row += 2;
    }
    *form += "[[tables]]\nlabel_heads = [\"指标名称\"]\n";
    *form += &measures.map(|(head, id)| column(head, &format!("measure = \"{id}\""))).concat();
    (row - 1, left + 2)
}

fn months(pen: &mut Pen<'_>, (top, left): (u32, u32), form: &mut String) -> (u32, u32) {
    let (name, _, unit) = INDICATORS[3];
    pen.sheet.text((top, left), "单位名称");
    for (row, place) in REGIONS[..2].iter().enumerate() {
        pen.sheet.text((top + 1 + number(row), left), place);
        for month in 1..=3 {
            pen.sheet.text((top, left + month), &format!("{month}月"));
            let key = ((*place).into(), format!("2021-{month:02}"), name.into(), "month".into());
            pen.value((top + 1 + number(row), left + month), key, unit);
        }
    }
    *form += &format!("[[tables]]\nrows_are = \"regions\"\nlabel_heads = [\"单位名称\"]\nindicator = \"{name}\"\n");
    *form += &column("*", "each = \"period\"\nmeasure = \"month\"");
    (top + 2, left + 3)
}

/// A head of two levels over the numbers, and none over the names.
fn headless(pen: &mut Pen<'_>, (top, left): (u32, u32), form: &mut String) -> (u32, u32) {
    let two = pen.blank;
    *form += "[[tables]]\nrows_are = \"regions\"\nlabel_heads = []\n";
    let first = top + 1 + u32::from(two);
    for (n, (name, kind, unit)) in INDICATORS[..2].iter().enumerate() {
        let measure = if *kind == "stock" { "stock" } else { "month" };
        let column_ = left + 1 + number(n);
        if two {
            pen.sheet.text((top, column_), name);
            pen.sheet.text((top + 1, column_), "数量");
        } else {
            pen.sheet.text((top, column_), name);
        }
        let head = if two { format!("{name}/数量") } else { (*name).to_owned() };
        *form += &column(&head, &format!("indicator = \"{name}\"\nmeasure = \"{measure}\""));
        for (row, place) in REGIONS[..3].iter().enumerate() {
            pen.sheet.text((first + number(row), left), place);
            let key = ((*place).into(), HERE.into(), (*name).into(), measure.into());
            pen.value((first + number(row), column_), key, unit);
        }
    }
    (first + 2, left + 2)
}
