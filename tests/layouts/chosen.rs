//! Rows chosen by conditions: one table that takes some of the rows, or two that share a head and take rows of their own.

use crate::dirt;
use crate::sheet::{Case, Drawn, column, indicators, key};
use crate::{INDICATORS, REGIONS};
use proptest::prelude::*;
use yuebao::model::Decimal;

/// A condition as a form writes it, and what it holds for: the word of a row and its number.
#[derive(Clone, Copy, Debug)]
enum Wish {
    Is,
    Not,
    Start,
    AtLeast,
    Between,
    /// Two tables of one head: 城市 to one indicator, 农村 to another.
    Shared,
}

const WORDS: [&str; 3] = ["城市", "农村", "农村（散居）"];

#[derive(Clone, Debug)]
struct Row {
    word: usize,
    score: i64,
    value: Drawn,
}

pub fn case() -> impl Strategy<Value = Case> {
    use Wish::*;
    let wish = prop::sample::select(vec![Is, Not, Start, AtLeast, Between, Shared]);
    let row = (0..WORDS.len(), 0_i64..100, dirt::drawn()).prop_map(|(word, score, value)| Row { word, score, value });
    (wish, prop::collection::vec(row, 1..=3), any::<bool>(), (0_u32..20, 0_u32..10))
        .prop_map(|(wish, rows, texts, corner)| draw(wish, &rows, texts, corner))
}

fn holds(wish: Wish, row: &Row) -> Option<&'static str> {
    let first = INDICATORS[0].0;
    let word = WORDS[row.word];
    match wish {
        Wish::Is => (word == "城市").then_some(first),
        Wish::Not => (word != "农村").then_some(first),
        Wish::Start => word.starts_with("农村").then_some(first),
        Wish::AtLeast => (row.score >= 60).then_some(first),
        Wish::Between => ((20..=60).contains(&row.score) && word == "农村").then_some(first),
        Wish::Shared => match word {
            "城市" => Some(first),
            "农村" => Some(INDICATORS[2].0),
            _ => None,
        },
    }
}

fn conditions(wish: Wish) -> Vec<(&'static str, String)> {
    let of_kind = |rest: &str| format!("{{ heads = [\"类别\"], {rest} }}");
    let of_score = |rest: &str| format!("{{ heads = [\"得分\"], {rest} }}");
    let first = INDICATORS[0].0;
    match wish {
        Wish::Is => vec![(first, of_kind("is = [\"城市\"]"))],
        Wish::Not => vec![(first, of_kind("not = [\"农村\"]"))],
        Wish::Start => vec![(first, of_kind("is = [\"农村*\"]"))],
        Wish::AtLeast => vec![(first, of_score("at_least = 60"))],
        Wish::Between => {
            vec![(first, [of_score("at_least = 20, at_most = 60"), of_kind("is = [\"农村\"]")].join(", "))]
        }
        Wish::Shared => {
            vec![(first, of_kind("is = [\"城市\"]")), (INDICATORS[2].0, of_kind("is = [\"农村\"]"))]
        }
    }
}

fn draw(wish: Wish, rows: &[Row], texts: bool, (top, left): (u32, u32)) -> Case {
    let mut form = String::from("ignored_columns = [\"类别\", \"得分\"]\n") + &indicators(&INDICATORS);
    for (indicator, only) in conditions(wish) {
        form += "[[tables]]\nrows_are = \"regions\"\nlabel_heads = [\"县区\"]\n";
        form += &format!("indicator = \"{indicator}\"\nonly = [{only}]\n{}", column("数量", ""));
    }
    let mut case = Case { form, ..Case::default() };
    case.sheet.text((top, left), "2021年11月统计表");
    case.sheet.row((top + 1, left), &["县区", "类别", "得分", "数量"]);
    for (row, region) in rows.iter().zip(REGIONS) {
        let at = top + 2 + u32::try_from(case.sheet.cells.len()).unwrap() / 4;
        case.sheet.row((at, left), &[region, WORDS[row.word]]);
        if texts {
            case.sheet.text((at, left + 2), &format!("{}分", row.score));
        } else {
            case.sheet.write((at, left + 2), (Decimal::from(row.score), dirt::Writing::Number), "");
        }
        let unit = if holds(wish, row) == Some(INDICATORS[2].0) { INDICATORS[2].2 } else { INDICATORS[0].2 };
        let was_normalised = case.sheet.is_normalised;
        let read = case.sheet.write((at, left + 3), (row.value.0.trunc(), row.value.1), unit);
        match holds(wish, row) {
            Some(indicator) => {
                case.sheet.values.insert(key(region, indicator, "stock"), read);
            }
            None => case.sheet.is_normalised = was_normalised,
        }
    }
    case
}
