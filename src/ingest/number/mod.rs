//! The text of a cell → an exact number, or what else it is. Nothing is guessed: what was taken
//! off (separators, a unit, full width) is said, what is not a number stays one, and what may be
//! two things is neither.

mod doubt;
mod exactly;
mod figures;
mod measured;
#[cfg(test)]
mod tests;

use super::typing::typed;
use crate::catalog::MeasureUnit;
use crate::model::Decimal;
use measured::Units;
use std::collections::{BTreeMap, BTreeSet};

/// What a text turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A number, and how its writing was normalised (empty: written plainly).
    Number(Decimal, Vec<Form>),
    /// A number followed by a remark or its mark: `74（含补报5）`, `123*`, `123 注1`.
    Annotated(Decimal),
    /// One of the form's placeholders, or nothing but spaces.
    Placeholder,
    Blank,
    /// An estimate (`约1300`): no statistical figure.
    Approximate,
    /// It may be this number or another: a person must say.
    Ambiguous(Doubt),
    NotANumber,
}

/// A way of writing that was normalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A number kept as text in the workbook.
    Text,
    /// A leading `'`, with which one types a text into a cell.
    Apostrophe,
    Spaces,
    FullWidth,
    /// A sign other than the hyphen: `−`, `+`, `负`.
    Sign,
    /// `￥1,234`: the unit said by a sign.
    Currency,
    Separators,
    ChineseNumerals,
    /// `1.2E+3`.
    Scientific,
    /// `3.3万`.
    Size,
    UnitSuffix,
    /// A unit of the same kind in another size, converted exactly.
    UnitConverted,
}

impl Form {
    /// In the words of a message.
    pub fn name(self) -> &'static str {
        match self {
            Form::Text => "文本",
            Form::Apostrophe => "撇号开头",
            Form::Spaces => "空格",
            Form::FullWidth => "全角",
            Form::Sign => "正负号写法",
            Form::Currency => "货币符号",
            Form::Separators => "千分位",
            Form::ChineseNumerals => "中文数字",
            Form::Scientific => "科学计数法",
            Form::Size => "带数量级（万、亿等）",
            Form::UnitSuffix => "带单位",
            Form::UnitConverted => "单位换算",
        }
    }
}

/// Why a text may be two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// `△3`: a decrease, or minus three.
    Triangle,
    /// `(12)`, `12（15）`: a negative number, or a remark.
    Brackets,
    /// `5%` where the unit is no percentage.
    Percent,
    /// 三万五, 三五: a size left out, or digits one by one.
    Colloquial,
    /// `5千` in 万元: of the unit, or of what the unit is made of.
    Size,
}

impl Doubt {
    /// In the words of a message.
    pub fn name(self) -> &'static str {
        match self {
            Doubt::Triangle => "△、▲可表示负数，也可表示下降",
            Doubt::Brackets => "括号内的数可表示负数，也可是说明",
            Doubt::Percent => "本项单位不是百分数，却带百分号",
            Doubt::Colloquial => "中文数字省略了数位",
            Doubt::Size => "数量级与本项单位的关系不明",
        }
    }
}

/// What the form and the catalogue say of the cell a text stands in.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub unit: &'a str,
    pub placeholders: &'a [String],
    /// Marks before a number that mean minus in this form (`▲`), and `()` for brackets around it.
    pub negatives: &'a [String],
    /// Units of measurement by name; a text in another unit of the same base is converted.
    pub units: &'a BTreeMap<String, MeasureUnit>,
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    NotANumber,
    Ambiguous(Doubt),
}

/// A number and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    value: Decimal,
    forms: BTreeSet<Form>,
}

/// Reads `text` as a number in `unit`, without a catalogue of units.
#[cfg(test)]
pub fn read(text: &str, unit: &str, placeholders: &[String]) -> Reading {
    read_with(text, &Context { unit, placeholders, negatives: &[], units: &BTreeMap::new() })
}

/// Reads `text` as a number in the unit of its cell.
pub fn read_with(text: &str, context: &Context<'_>) -> Reading {
    let found = typed(text);
    if found.text.is_empty() {
        return Reading::Blank;
    }
    if is_among(&found.text, context.placeholders) {
        return Reading::Placeholder;
    }
    let mut forms = BTreeSet::from([Form::Text]);
    forms.extend(found.spaces.then_some(Form::Spaces));
    forms.extend(found.wide.then_some(Form::FullWidth));
    let plain = match found.text.strip_prefix(['\'', '’', '‘']) {
        Some(rest) => {
            forms.insert(Form::Apostrophe);
            rest.trim_start()
        }
        None => &found.text,
    };
    let units = Units::of(context);
    let plain = match plain.strip_prefix('¥').filter(|_| units.is_money()) {
        Some(rest) => {
            forms.insert(Form::Currency);
            rest.trim_start()
        }
        None => plain,
    };
    if let Some(said) = unsigned(plain, context.negatives).and_then(|rest| units.number(rest).ok())
        && !said.value.is_sign_negative()
    {
        forms.extend(said.forms);
        forms.insert(Form::Sign);
        return Reading::Number(-said.value, forms.into_iter().collect());
    }
    match units.number(plain) {
        Ok(said) => {
            forms.extend(said.forms);
            Reading::Number(said.value, forms.into_iter().collect())
        }
        Err(Refusal::Ambiguous(doubt)) => Reading::Ambiguous(doubt),
        Err(Refusal::NotANumber) => doubt::not_plain(plain, &units),
    }
}

/// The whole text is one of these marks, however it was typed.
pub fn is_mark(text: &str, marks: &[String]) -> bool {
    !marks.is_empty() && is_among(&typed(text).text, marks)
}

fn is_among(plain: &str, marks: &[String]) -> bool {
    !plain.is_empty() && marks.iter().any(|mark| typed(mark).text == plain)
}

/// What stands behind a mark that means minus, or inside brackets that do.
fn unsigned<'t>(plain: &'t str, negatives: &[String]) -> Option<&'t str> {
    negatives.iter().find_map(|mark| match typed(mark).text.as_str() {
        "()" => plain.strip_prefix('(')?.strip_suffix(')'),
        "" => None,
        mark => plain.strip_prefix(mark).map(str::trim_start),
    })
}
