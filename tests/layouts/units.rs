//! Units said in the cell, in the row, in the head's brackets, by the form's column or table, above the table or not at
//! all: the nearest holds, and numbers are converted exactly.

use crate::dirt::{self, Writing};
use crate::sheet::{Case, Drawn, column, indicators, key, number};
use proptest::prelude::*;
use yuebao::model::Decimal;

/// Indicators with units of their kind, each with how many of the first it is, as a power of ten.
const ROWS: [(&str, &str, &str); 3] =
    [("救助支出", "flow", "万元"), ("发放金额", "flow", "元"), ("在册对象", "flow", "人")];
const MONEY: [(&str, u32); 5] = [("元", 0), ("百元", 2), ("千元", 3), ("万元", 4), ("亿元", 8)];
const PEOPLE: [(&str, u32); 2] = [("人", 0), ("万人", 4)];

fn sizes(unit: &str) -> &'static [(&'static str, u32)] {
    if unit.ends_with('元') { &MONEY } else { &PEOPLE }
}

/// What says a unit, each by number of the list of units, or says nothing.
#[derive(Clone, Debug)]
struct Said {
    cells: Vec<Option<usize>>,
    rows: Option<Vec<Option<usize>>>,
    heads: Option<usize>,
    columns: Option<usize>,
    table: Option<usize>,
    above: Option<usize>,
}

pub fn case() -> impl Strategy<Value = Case> {
    let maybe = || prop::option::weighted(0.3, 0..MONEY.len());
    let said = (
        prop::collection::vec(prop::option::weighted(0.15, 0..MONEY.len()), 6),
        prop::option::of(prop::collection::vec(prop::option::weighted(0.7, 0..MONEY.len()), 3)),
        (maybe(), maybe(), maybe(), maybe()),
    );
    let said = said.prop_map(|(cells, rows, (heads, columns, table, above))| Said {
        cells,
        rows,
        heads,
        columns,
        table,
        above,
    });
    (said, dirt::drawns(), (0_u32..20, 0_u32..10)).prop_map(|(said, values, corner)| draw(&said, &values, corner))
}

/// The unit of a list of one kind that a number stands for; of the other kind nothing is said.
fn of(unit: &str, said: Option<usize>) -> Option<(&'static str, u32)> {
    sizes(unit).get(said?).copied()
}

fn draw(said: &Said, values: &[Drawn], (top, left): (u32, u32)) -> Case {
    let fair = vec!["unit.converted", "unit.differs"];
    let mut case = Case { form: form(said), fair, ..Case::default() };
    case.sheet.text((top, left), "魏都区2021年11月资金情况");
    if let Some(above) = said.above {
        case.sheet.text((top + 1, left), &format!("单位：{}", MONEY[above].0));
    }
    let bracket = said.heads.map(|unit| format!("（{}）", MONEY[unit].0)).unwrap_or_default();
    let heads = [format!("本月数{bracket}"), format!("本年累计{bracket}")];
    let beside = u32::from(said.rows.is_some());
    case.sheet.text((top + 2, left), "指标名称");
    if said.rows.is_some() {
        case.sheet.text((top + 2, left + 1), "计量单位");
    }
    for (row, (name, _, unit)) in ROWS.iter().enumerate() {
        let at = (top + 3 + number(row), left);
        case.sheet.text(at, name);
        let of_row = said.rows.as_ref().and_then(|rows| of(unit, rows[row]));
        if let Some((of_row, _)) = of_row {
            case.sheet.text((at.0, left + 1), of_row);
        }
        for (m, measure) in ["month", "ytd"].iter().enumerate() {
            let at = (at.0, left + 1 + beside + number(m));
            case.sheet.text((top + 2, at.1), &heads[m]);
            let drawn = values[row * 2 + m];
            let of_cell = of(unit, said.cells[row * 2 + m]);
            one(&mut case, at, (name, unit, measure), (of_cell, of_row), said, drawn);
        }
    }
    case
}

type Size = Option<(&'static str, u32)>;

fn one(
    case: &mut Case,
    at: (u32, u32),
    (name, unit, measure): (&str, &str, &str),
    (of_cell, of_row): (Size, Size),
    said: &Said,
    (value, writing): Drawn,
) {
    let money = |said: Option<usize>| said.and_then(|said| MONEY.get(said).copied()).filter(|_| unit.ends_with('元'));
    let filed = *sizes(unit).iter().find(|(known, _)| *known == unit).unwrap();
    // The form says the unit of its columns; a table of people among money would be another form's.
    let of_form = money(said.columns).or(money(said.table));
    let written = of_row.or(money(said.heads)).or(of_form).or(money(said.above)).unwrap_or(filed);
    // Numerals and bare 万 in money have two readings there; a remark or a suffix is the cell's own business.
    let writing = match writing {
        Writing::Chinese | Writing::Unit => Writing::Number,
        other => other,
    };
    let value = if unit.ends_with('元') { value } else { value.trunc() };
    let (read, size) = match of_cell {
        Some((word, size)) => {
            let value = value.normalize();
            case.sheet.text(at, &format!("{value}{word}"));
            case.sheet.is_normalised = true;
            (Some(value), size)
        }
        None => (case.sheet.write(at, (value, writing), written.0), written.1),
    };
    let expected = read.map(|read| (read * ten_to(size) / ten_to(filed.1)).normalize());
    case.sheet.values.insert(key("魏都区", name, measure), expected);
}

fn ten_to(power: u32) -> Decimal {
    Decimal::from(10_i64.pow(power))
}

fn form(said: &Said) -> String {
    let unit = |said: Option<usize>| said.map(|unit| format!("unit = \"{}\"\n", MONEY[unit].0)).unwrap_or_default();
    let mut form = indicators(&ROWS);
    form += "[[tables]]\nlabel_heads = [\"指标名称\"]\n";
    if said.rows.is_some() {
        form += "unit_heads = [\"计量单位\"]\n";
    }
    form += &unit(said.table);
    form += &column("本月数", &format!("measure = \"month\"\n{}", unit(said.columns)));
    form + &column("本年累计", &format!("measure = \"ytd\"\n{}", unit(said.columns)))
}
