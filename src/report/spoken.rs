//! Large counts as a sentence says them: `405.46万人`, where the report wants that. It is the exact value, rounded once;
//! tables keep the whole number.

use super::fig::{Fig, amount};
use super::input::World;
use crate::document::Inline;
use crate::model::{Decimal, Exact, FigureKey};

/// Figures that are printed whole, with their unit, get their spoken form; all else stays as it is.
pub fn speak(world: &World, text: Vec<Inline>) -> Vec<Inline> {
    let Some(from) = world.report.terms.ten_thousands_from.and_then(|n| Exact::from_decimal(Decimal::from(n))) else {
        return text;
    };
    let said = |one: Inline| match one {
        Inline::Figure { key, text } => {
            let text = of(world, from, &key, &text).unwrap_or(text);
            Inline::Figure { key, text }
        }
        other => other,
    };
    text.into_iter().map(said).collect()
}

fn of(world: &World, from: Exact, key: &FigureKey, text: &str) -> Option<String> {
    let fig = Fig::new(world, key.clone());
    let size = fig.value?.abs()?;
    // A rate, a price, what is in 万 already.
    if size < from || fig.unit.contains(['%', '‰', '/', '万', '亿', '点']) {
        return None;
    }
    let without_sign = text == amount(fig.shown.trim_start_matches('-'), &fig.unit);
    if !without_sign && text != amount(&fig.shown, &fig.unit) {
        return None;
    }
    let value = if without_sign { size } else { fig.value? };
    let shown = value.checked_div(Exact::from_int(10_000))?.round_by(2, world.book().rounding())?;
    Some(format!("{shown}万{}", fig.unit))
}
