//! A number with its unit behind it, in the unit of its cell.

use super::exactly::{convert, shift};
use super::figures::{Figures, Size, signed, size_prefix};
use super::{Context, Doubt, Form, Refusal, Said};
use crate::ingest::typing::typed;
use crate::model::Decimal;

/// What a unit is made of, and how much of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Scale {
    base: String,
    factor: Decimal,
}

/// Units every cell knows, in powers of ten of their base.
const BUILT_IN: [(&str, &str, i32); 3] = [("元", "元", 0), ("%", "%", 0), ("‰", "%", -1)];

/// The unit of a cell and those its text may be in.
pub struct Units<'a> {
    context: &'a Context<'a>,
    own: Scale,
}

impl<'a> Units<'a> {
    pub fn of(context: &'a Context<'a>) -> Self {
        let name = typed(context.unit).text;
        let own = scale(context, &name).unwrap_or(Scale { base: name, factor: Decimal::ONE });
        Self { context, own }
    }

    /// The unit is the yuan, which a currency sign names.
    pub fn is_money(&self) -> bool {
        self.own.base == "元" && self.own.factor == Decimal::ONE
    }

    /// A number with or without its unit behind it. Two units a text may end in (元 and 万元) must agree.
    pub fn number(&self, plain: &str) -> Result<Said, Refusal> {
        let mut answer: Result<Said, Refusal> = match signed(plain) {
            Ok(figures) => return self.bare(figures),
            Err(refusal) => Err(refusal),
        };
        for name in self.names_behind(plain) {
            let Some(rest) = plain.strip_suffix(name.as_str()) else { continue };
            let trimmed = rest.trim_end();
            let found = signed(trimmed).and_then(|mut figures| {
                figures.forms.extend((trimmed.len() != rest.len()).then_some(Form::Spaces));
                self.in_unit(figures, &name)
            });
            answer = match (answer, found) {
                (Ok(first), Ok(second)) if first.value != second.value => {
                    return Err(Refusal::Ambiguous(Doubt::Size));
                }
                (Ok(first), _) => Ok(first),
                (Err(_), found @ Ok(_)) => found,
                (Err(Refusal::NotANumber), found) => found,
                (refused, _) => refused,
            };
        }
        if answer.is_err()
            && let Some(figures) = plain.strip_prefix("百分之").and_then(|rest| signed(rest.trim_start()).ok())
        {
            return self.in_unit(figures, "%");
        }
        answer
    }

    /// Whether the text names a unit the cell could be in.
    pub fn is_unit(&self, name: &str) -> bool {
        !name.is_empty() && (name == typed(self.context.unit).text || scale(self.context, name).is_some())
    }

    /// A number that names no unit is in the cell's; one that ends in 万 in a 万元 cell names it by half.
    fn bare(&self, figures: Figures) -> Result<Said, Refusal> {
        let Figures { value, forms, size } = figures;
        let plain = self.own.factor == Decimal::ONE && self.own.base != "%";
        let power = match size {
            Size::None => return Ok(Said { value, forms }),
            _ if plain => return Ok(Said { value, forms }),
            Size::Last(power) => i32::try_from(power).unwrap_or(0),
            Size::Inside => 0,
        };
        let is_above = self.own.factor > Decimal::ONE && shift(Decimal::ONE, power) >= Some(self.own.factor);
        if !is_above {
            return Err(Refusal::Ambiguous(Doubt::Size));
        }
        let value = convert(value, Decimal::ONE, self.own.factor).ok_or(Refusal::NotANumber)?;
        Ok(Said { value, forms })
    }

    fn in_unit(&self, figures: Figures, name: &str) -> Result<Said, Refusal> {
        let Figures { value, mut forms, .. } = figures;
        let named = scale(self.context, name).unwrap_or(Scale { base: name.to_owned(), factor: Decimal::ONE });
        if named.base != self.own.base {
            let percent = named.base == "%";
            return Err(if percent { Refusal::Ambiguous(Doubt::Percent) } else { Refusal::NotANumber });
        }
        if named.factor == self.own.factor {
            forms.insert(Form::UnitSuffix);
            return Ok(Said { value, forms });
        }
        forms.insert(Form::UnitConverted);
        let value = convert(value, named.factor, self.own.factor).ok_or(Refusal::NotANumber)?;
        Ok(Said { value, forms })
    }

    /// Units a text ends in, the longest first.
    fn names_behind(&self, plain: &str) -> Vec<String> {
        let built_in = BUILT_IN.iter().map(|(name, ..)| *name);
        let known = self.context.units.keys().map(String::as_str).chain(std::iter::once(self.context.unit));
        let mut names: Vec<String> = built_in.chain(known).map(|name| typed(name).text).collect();
        names.retain(|name| !name.is_empty() && plain.ends_with(name.as_str()));
        names.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
        names.dedup();
        names
    }
}

/// A unit of the catalogue or built in, or one of those behind a size: 百万元, 万人.
fn scale(context: &Context<'_>, name: &str) -> Option<Scale> {
    let known = |name: &str| {
        if let Some(unit) = context.units.get(name) {
            return Some(Scale { base: unit.base.clone(), factor: unit.factor });
        }
        let (_, base, power) = BUILT_IN.iter().find(|(built_in, ..)| *built_in == name)?;
        Some(Scale { base: (*base).to_owned(), factor: shift(Decimal::ONE, *power)? })
    };
    known(name).or_else(|| {
        let (power, rest) = size_prefix(name)?;
        let unit = known(rest)?;
        Some(Scale { base: unit.base, factor: shift(unit.factor, i32::try_from(power).ok()?)? })
    })
}
