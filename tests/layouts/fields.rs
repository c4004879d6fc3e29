//! Numbers in labelled cells that make no table: beside the label, below it, behind its colon, within a text.

use crate::dirt::{self, Writing};
use crate::sheet::{Case, Drawn, Sheet, indicators, key, whole};
use proptest::prelude::*;
use yuebao::model::Decimal;

/// Where the number stands to its label.
#[derive(Clone, Copy, Debug)]
enum Place {
    Right,
    /// A merged label, and blank cells between.
    Far,
    Below,
    /// `床位：200张`
    Inside,
    /// `床位（万张）`
    Unit,
    /// `本年累计：登记 12 对，救助 3.5 万元`
    Within,
}

const FIELDS: [(&str, &str, &str, &str); 4] = [
    ("在册对象", "stock", "人", "万人"),
    ("救助支出", "flow", "万元", "元"),
    ("床位", "stock", "张", "万张"),
    ("登记对数", "flow", "对", "万对"),
];

fn place() -> impl Strategy<Value = Place> {
    use Place::*;
    prop::sample::select(vec![Right, Far, Below, Inside, Unit, Within])
}

pub fn case() -> impl Strategy<Value = Case> {
    let fields = prop::collection::vec((prop::option::weighted(0.8, place()), dirt::drawn()), FIELDS.len());
    (fields, (0_u32..30, 0_u32..20), any::<bool>()).prop_map(|(fields, corner, noted)| draw(&fields, corner, noted))
}

fn draw(fields: &[(Option<Place>, Drawn)], (top, left): (u32, u32), noted: bool) -> Case {
    let names: Vec<(&str, &str, &str)> = FIELDS.iter().map(|(name, kind, unit, _)| (*name, *kind, *unit)).collect();
    let mut case = Case { form: indicators(&names), ..Case::default() };
    case.sheet.text((top, left), "魏都区2021年11月情况");
    for (number, (place, drawn)) in fields.iter().enumerate() {
        let at = (top + 2 + 4 * u32::try_from(number).unwrap(), left + u32::try_from(number).unwrap());
        if let Some(place) = place {
            one(&mut case, number, *place, *drawn, at);
        }
    }
    if noted {
        case.sheet.text((top + 20, left), "注：床位、在册对象均为月末数。");
    }
    if case.sheet.values.is_empty() {
        one(&mut case, 0, Place::Right, (Decimal::ONE, Writing::Number), (top + 2, left));
    }
    case
}

fn one(case: &mut Case, number: usize, place: Place, (value, writing): Drawn, (row, column_): (u32, u32)) {
    let (name, kind, unit, larger) = FIELDS[number];
    let (measure, said) = if kind == "stock" { ("stock", "") } else { ("ytd", "measure = \"本年累计\"\n") };
    let drawn = (whole(value, unit), writing);
    let sheet = &mut case.sheet;
    let at = (row, column_);
    let mut rest = String::new();
    let expected = match place {
        Place::Right => {
            sheet.text(at, &format!("{name}："));
            sheet.write((row, column_ + 1), drawn, unit)
        }
        Place::Far => {
            sheet.text(at, name);
            sheet.merge(at, (row, column_ + 1));
            sheet.write((row, column_ + 4), drawn, unit)
        }
        Place::Below => {
            sheet.text(at, name);
            rest += "below = true\n";
            sheet.write((row + 1, column_), drawn, unit)
        }
        Place::Unit => {
            sheet.text(at, &format!("{name}（{larger}）"));
            let factor = if unit == "万元" { Decimal::new(1, 4) } else { Decimal::new(10_000, 0) };
            sheet.write((row, column_ + 1), drawn, larger).map(|value| (value * factor).normalize())
        }
        Place::Inside => {
            sheet.text(at, &format!("{name}：{}{unit}", drawn.0));
            Some(drawn.0.normalize())
        }
        Place::Within => {
            rest += "within = [\"情况\"]\n";
            within(sheet, at, name, drawn.0, unit)
        }
    };
    sheet.values.insert(key("魏都区", name, measure), expected);
    let label = if matches!(place, Place::Unit) { format!("{name}（{larger}）") } else { name.to_owned() };
    case.form += &format!("[[fields]]\nlabels = [\"{label}\"]\nindicator = \"{name}\"\n{said}{rest}");
}

/// A text with several numbers, of which one is asked for.
fn within(sheet: &mut Sheet, at: (u32, u32), name: &str, value: Decimal, unit: &str) -> Option<Decimal> {
    sheet.text(at, &format!("情况：走访 12 人，{name} {value} {unit}；其他 7 件。"));
    Some(value.normalize())
}
