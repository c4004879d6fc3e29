//! Tables whose rows the form writes down: bound by label or by 行次, each with measures of its own, in any order, some
//! missing, some with cells that no one asks for.

use crate::dirt;
use crate::sheet::{Case, Drawn, column, indicators, key, number, whole};
use proptest::prelude::*;

const ROWS: [(&str, &str, &str); 5] = [
    ("在册对象", "stock", "人"),
    ("救助支出", "flow", "万元"),
    ("床位", "stock", "张"),
    ("登记对数", "flow", "对"),
    ("救助人次", "flow", "人次"),
];
const MEASURES: [(&str, &str); 3] = [("期末数", "stock"), ("本月数", "month"), ("本年累计", "ytd")];

/// How a row stands on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Plain,
    /// 其中：
    Among,
    /// Another name, and its 行次.
    Renamed,
    Missing,
}

/// What the form says of one cell of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    Asked,
    NotApplicable,
    Silent,
    /// Not asked for, and a number stands there.
    Filled,
}

pub fn case() -> impl Strategy<Value = Case> {
    use Cell::*;
    let row = prop::sample::select(vec![Row::Plain, Row::Plain, Row::Among, Row::Renamed, Row::Missing]);
    let cell = prop::sample::select(vec![Asked, Asked, Asked, NotApplicable, Silent, Filled]);
    let rows = prop::collection::vec((row, prop::collection::vec(cell, MEASURES.len())), 2..=ROWS.len());
    let order = Just((0..ROWS.len()).collect::<Vec<_>>()).prop_shuffle();
    (rows, order, dirt::drawns(), (0_u32..20, 0_u32..10), any::<bool>()).prop_map(
        |(mut rows, order, values, corner, blank)| {
            // Without one row of its own the table cannot be told from any other.
            if rows.iter().all(|(is, _)| *is == Row::Missing) {
                rows[0].0 = Row::Plain;
            }
            draw(&rows, &order, &values, corner, blank)
        },
    )
}

fn draw(rows: &[(Row, Vec<Cell>)], order: &[usize], values: &[Drawn], (top, left): (u32, u32), blank: bool) -> Case {
    let mut case = Case { form: form(rows), ..Case::default() };
    case.sheet.text((top, left), "魏都区2021年11月统计表");
    let heads = ["指标名称", "行次", "计量单位", MEASURES[0].0, MEASURES[1].0, MEASURES[2].0];
    case.sheet.row((top + 1, left), &heads);
    let mut row = top + 2;
    let mut values = values.iter().cycle();
    for number_ in order.iter().filter(|number| **number < rows.len()) {
        let (is, cells) = &rows[*number_];
        let (name, _, unit) = ROWS[*number_];
        let asked = measures(cells);
        if *is == Row::Missing {
            case.must_tell("row.missing");
            continue;
        }
        let label = match is {
            Row::Among => format!("　其中：{name}"),
            Row::Renamed => {
                case.must_tell("row.by_code");
                format!("全部{name}")
            }
            _ => name.to_owned(),
        };
        case.sheet.row((row, left), &[&label, &(number_ + 1).to_string(), unit]);
        for (m, (_, measure)) in MEASURES.iter().enumerate() {
            let at = (row, left + 3 + number(m));
            let (value, writing) = *values.next().unwrap();
            let key = key("魏都区", name, measure);
            match asked[m] {
                Cell::Asked => case.sheet.value(at, key, (whole(value, unit), writing), unit),
                Cell::NotApplicable => {
                    case.sheet.text(at, "—");
                    case.sheet.values.insert(key, None);
                }
                Cell::Silent => {}
                Cell::Filled => {
                    case.sheet.write(at, (number(*number_ + 1).into(), dirt::Writing::Number), unit);
                    case.must_tell("value.outside");
                }
            }
        }
        row += 1 + u32::from(blank && *number_ == 1);
    }
    case
}

/// A row has at least one measure.
fn measures(cells: &[Cell]) -> Vec<Cell> {
    let mut cells = cells.to_vec();
    if !cells.contains(&Cell::Asked) {
        cells[1] = Cell::Asked;
    }
    cells
}

fn form(rows: &[(Row, Vec<Cell>)]) -> String {
    let mut form = indicators(&ROWS);
    form += "[[tables]]\nlabel_heads = [\"指标名称\"]\ncode_heads = [\"行次\"]\nunit_heads = [\"计量单位\"]\n";
    form += &MEASURES.map(|(head, id)| column(head, &format!("measure = \"{id}\""))).concat();
    for (number, (_, cells)) in rows.iter().enumerate() {
        let name = ROWS[number].0;
        let cells = measures(cells);
        let of = |kind: Cell| {
            let mine = MEASURES.iter().zip(&cells).filter(|(_, cell)| **cell == kind);
            mine.map(|((_, id), _)| format!("\"{id}\"")).collect::<Vec<_>>().join(", ")
        };
        form += &format!("[[tables.rows]]\ncode = \"{}\"\nlabel = \"{name}\"\nindicator = \"{name}\"\n", number + 1);
        form += &format!("measures = [{}]\nnot_applicable = [{}]\n", of(Cell::Asked), of(Cell::NotApplicable));
    }
    form
}
