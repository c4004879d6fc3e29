//! Units of measurement as dimensions: what may be added and compared, and what a product is in.

use crate::catalog::definition::MeasureUnit;
use crate::model::{Decimal, Exact};
use std::collections::{BTreeMap, BTreeSet};

/// What a number is of. A bare number is of nothing and fits everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sort {
    Bare(Option<Exact>),
    Of(Dimension),
}

/// Units and their powers: 元/人 is 元 to the 1 and 人 to the −1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    powers: BTreeMap<String, i32>,
    /// How much of the plain ratio one stands for: 100 for %, 1000 for ‰.
    size: Exact,
    /// The bare numbers it was multiplied with: `100 * a / b` is a ratio in hundredths.
    literal: Option<Exact>,
}

/// Why two do not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The same thing in other sizes: 元 and 万元.
    Sizes,
    /// Different things: 人 and 户.
    Things,
    /// A share of one against a percentage.
    Shares,
}

/// The units there are, and those that count alike in one rule.
pub struct Units<'a> {
    known: &'a BTreeMap<String, MeasureUnit>,
    alike: BTreeSet<&'a str>,
}

impl<'a> Units<'a> {
    pub fn new(known: &'a BTreeMap<String, MeasureUnit>, alike: impl Iterator<Item = &'a str>) -> Self {
        Self { known, alike: alike.collect() }
    }

    /// The simple units a unit is made of, with their powers: 元/人·月.
    fn powers(unit: &str) -> impl Iterator<Item = (&str, i32)> {
        let parts = unit.split('/').enumerate();
        let power = |at: usize| if at == 0 { 1 } else { -1 };
        parts.flat_map(move |(at, part)| part.split('·').map(move |simple| (simple.trim(), power(at))))
    }

    /// Simple units a number's unit may be made of.
    pub fn simple(&self) -> BTreeSet<&str> {
        self.known.keys().flat_map(|unit| Self::powers(unit).map(|(simple, _)| simple)).collect()
    }

    /// The first part of a unit that is none.
    pub fn unknown<'u>(&self, unit: &'u str) -> Option<&'u str> {
        let known = self.simple();
        Self::powers(unit).map(|(simple, _)| simple).find(|simple| *simple != "1" && !known.contains(simple))
    }

    /// The dimension of something in this unit.
    pub fn of(&self, unit: &str) -> Dimension {
        let mut dimension =
            Dimension { powers: BTreeMap::new(), size: Exact::from_int(1), literal: Some(Exact::from_int(1)) };
        for (simple, power) in Self::powers(unit) {
            match simple {
                "1" => {}
                "%" | "％" | "‰" => {
                    let size = Exact::from_int(if simple == "‰" { 1000 } else { 100 });
                    let sized =
                        if power > 0 { dimension.size.checked_mul(size) } else { dimension.size.checked_div(size) };
                    dimension.size = sized.unwrap_or(dimension.size);
                }
                _ => {
                    let alike = self.alike.first().filter(|_| self.alike.contains(simple)).copied();
                    *dimension.powers.entry(alike.unwrap_or(simple).to_owned()).or_insert(0) += power;
                }
            }
        }
        dimension.powers.retain(|_, power| *power != 0);
        dimension
    }

    /// The powers of base units, and how much of them one is.
    fn base(&self, dimension: &Dimension) -> Option<(BTreeMap<String, i32>, Exact)> {
        let (mut powers, mut factor) = (BTreeMap::new(), Exact::from_int(1));
        for (name, power) in &dimension.powers {
            let unit = self.known.get(name);
            *powers.entry(unit.map_or(name, |unit| &unit.base).clone()).or_insert(0) += power;
            let one = Exact::from_decimal(unit.map_or(Decimal::ONE, |unit| unit.factor))?;
            for _ in 0..power.unsigned_abs() {
                factor = if *power > 0 { factor.checked_mul(one)? } else { factor.checked_div(one)? };
            }
        }
        powers.retain(|_, power| *power != 0);
        Some((powers, factor))
    }

    /// What a conversion such as `10000[元/万元]` must be; nothing if the unit converts nothing.
    pub fn conversion(&self, unit: &str) -> Option<Exact> {
        let dimension = self.of(unit);
        let (powers, factor) = self.base(&dimension)?;
        let converts = powers.is_empty() && !dimension.powers.is_empty();
        if converts { Exact::from_int(1).checked_div(factor) } else { None }
    }

    /// What two numbers that are added or compared are of.
    ///
    /// # Errors
    /// When they do not fit.
    pub fn join(&self, left: &Sort, right: &Sort) -> Result<Sort, Misfit> {
        let (Sort::Of(a), Sort::Of(b)) = (left, right) else {
            return Ok(match (left, right) {
                (Sort::Bare(_), Sort::Bare(_)) => Sort::Bare(None),
                (Sort::Bare(_), other) | (other, _) => other.clone(),
            });
        };
        if a.powers != b.powers {
            let same = self.base(a).zip(self.base(b)).is_some_and(|(a, b)| a.0 == b.0);
            return Err(if same { Misfit::Sizes } else { Misfit::Things });
        }
        let sized = |d: &Dimension| d.literal.and_then(|literal| d.size.checked_mul(literal));
        if a.size != b.size && (sized(a).is_none() || sized(a) != sized(b)) {
            return Err(Misfit::Shares);
        }
        let literal = if a.literal == b.literal { a.literal } else { Some(Exact::from_int(1)) };
        Ok(Sort::Of(Dimension { literal: if a.size == b.size { literal } else { a.literal }, ..a.clone() }))
    }
}

impl Sort {
    pub fn times(&self, other: &Self) -> Self {
        self.product(other, 1, Exact::checked_mul)
    }

    pub fn by(&self, other: &Self) -> Self {
        self.product(other, -1, Exact::checked_div)
    }

    fn product(&self, other: &Self, sign: i32, work: fn(Exact, Exact) -> Option<Exact>) -> Self {
        let literal = self.literal().zip(other.literal()).and_then(|(a, b)| work(a, b));
        let (Self::Bare(_), Self::Bare(_)) = (self, other) else {
            let (mut powers, other_powers) = (self.powers(), other.powers());
            for (name, power) in other_powers {
                *powers.entry(name).or_insert(0) += sign * power;
            }
            powers.retain(|_, power| *power != 0);
            let size = work(self.size(), other.size()).unwrap_or(Exact::from_int(1));
            return Self::Of(Dimension { powers, size, literal });
        };
        Self::Bare(literal)
    }

    fn literal(&self) -> Option<Exact> {
        match self {
            Self::Bare(value) => *value,
            Self::Of(dimension) => dimension.literal,
        }
    }

    fn powers(&self) -> BTreeMap<String, i32> {
        if let Self::Of(dimension) = self { dimension.powers.clone() } else { BTreeMap::new() }
    }

    fn size(&self) -> Exact {
        if let Self::Of(dimension) = self { dimension.size } else { Exact::from_int(1) }
    }

    /// As people write it: 元/人·月, %; nothing for a plain ratio.
    pub fn words(&self) -> String {
        let Self::Of(dimension) = self else { return String::new() };
        let list = |wanted: i32| {
            let of_sign = dimension.powers.iter().filter(|(_, power)| power.signum() == wanted);
            let all = of_sign.flat_map(|(name, power)| (0..power.unsigned_abs()).map(move |_| name.as_str()));
            all.collect::<Vec<&str>>().join("·")
        };
        let (above, below) = (list(1), list(-1));
        let share = match dimension.size {
            size if size == Exact::from_int(100) => "%",
            size if size == Exact::from_int(1000) => "‰",
            _ => "",
        };
        match (above.is_empty(), below.is_empty()) {
            (_, true) => format!("{above}{share}"),
            (true, false) => format!("{}/{below}", if share.is_empty() { "1" } else { share }),
            (false, false) => format!("{above}{share}/{below}"),
        }
    }
}
