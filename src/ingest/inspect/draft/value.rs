//! What the head of a column of values says: unit, measure, period or region, and the words that name its indicator.

use crate::catalog::{Catalog, normalise};
use crate::ingest::inspect::head;
use crate::ingest::inspect::known;
use crate::ingest::inspect::table::Column;
use crate::ingest::inspect::words;
use crate::ingest::place_names::PlaceNames;
use crate::model::Measure;

/// A column of values.
#[derive(Clone, Debug)]
pub struct Value {
    pub column: u32,
    /// The heads as a form writes them, without units in brackets.
    pub levels: Vec<String>,
    /// The same as they stand.
    whole: Vec<String>,
    /// Levels that are a unit and nothing else: `（户）`.
    units: Vec<usize>,
    pub unit: Option<String>,
    pub measure: Option<Measure>,
    /// The head says that measure to the letter.
    pub sure: bool,
    /// The level that is one of many: a month, a county.
    pub star: Option<usize>,
    /// The levels that name an indicator.
    pub naming: Vec<String>,
}

/// What stands across the top of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Across {
    Periods,
    Regions,
}

impl Across {
    pub fn id(self) -> &'static str {
        match self {
            Self::Periods => "period",
            Self::Regions => "region",
        }
    }
    fn is(self, names: &PlaceNames, level: &str) -> bool {
        match self {
            Self::Periods => known::is_period(level),
            Self::Regions => names.find(level).is_some() || words::is_place(level) || words::is_total(level),
        }
    }
}

/// Months or regions across the top: most columns have one, and there are several.
pub fn across(names: &PlaceNames, columns: &[&Column], but: Option<Across>) -> Option<Across> {
    [Across::Periods, Across::Regions].into_iter().filter(|across| Some(*across) != but).find(|across| {
        let count = columns.iter().filter(|column| column.head.iter().any(|level| across.is(names, level))).count();
        // Beside two periods their difference and its rate may stand.
        let compared = *across == Across::Periods && count * 2 >= columns.len();
        count > 1 && (compared || count * 2 > columns.len())
    })
}

pub fn read(catalog: &Catalog, names: &PlaceNames, column: &Column, across: Option<Across>) -> Value {
    let mut value = Value {
        column: column.column,
        levels: Vec::new(),
        whole: column.head.clone(),
        units: Vec::new(),
        unit: None,
        measure: None,
        sure: true,
        star: None,
        naming: Vec::new(),
    };
    let mut changes = false;
    let mut said: Vec<String> = Vec::new();
    for (number, level) in column.head.iter().enumerate() {
        let (bare, unit) = words::split_unit(catalog, level);
        // 增减（%） stands beside 增减, and both are heads as they stand.
        let is_change = unit.as_deref() == Some("%") && words::is_only_measure(&bare);
        // Only brackets are parted from a head; 增减% is a head as it stands.
        let in_brackets = unit.is_some() && !is_change && normalise(level).ends_with(')');
        // Units on a row of their own under the names.
        if unit.is_none()
            && number > 0
            && let Some(named) = words::unit_alone(catalog, level)
        {
            value.unit = Some(named);
            value.units.push(number);
            value.levels.push(level.clone());
            continue;
        }
        if !is_change {
            value.unit = unit.clone().or(value.unit);
        }
        changes |= is_change && !column.head.iter().any(|level| level.contains('/'));
        let shown = if in_brackets { bare.clone() } else { level.clone() };
        value.levels.push(shown);
        if value.star.is_none() && across.is_some_and(|across| across.is(names, &bare)) {
            value.star = Some(number);
            continue;
        }
        said.push(level.clone());
        if !words::is_only_measure(level) {
            value.naming.push(without_measure(&bare));
        }
    }
    if let Some((measure, sure)) = head::measure(&said) {
        (value.measure, value.sure) = (Some(measure), sure);
    }
    if changes && value.star.is_none() {
        value.levels.clone_from(&column.head);
    }
    value
}

/// `本月救助人次` → `救助人次`; what would be left of `当月支出` names nothing.
fn without_measure(level: &str) -> String {
    let words = ["本年累计", "上年同期累计", "去年同期累计", "累计", "本月", "当月", "期末"];
    let rest = words.iter().find_map(|word| level.strip_prefix(word)).unwrap_or(level);
    if rest.chars().count() < 3 || words::is_generic(rest) { level.to_owned() } else { rest.to_owned() }
}

/// A head of 上年同期 alone is of what the column before it is of, a year before: of the year so far beside 累计. A guess.
pub fn complete_prior(values: &mut [Value]) {
    let mut before: Option<Value> = None;
    for value in values.iter_mut() {
        let beside = before.as_ref().filter(|before| before.naming == value.naming && value.star.is_none());
        match beside.and_then(|before| before.measure) {
            Some(of @ (Measure::Ytd | Measure::Stock)) if head::is_bare_prior(&value.whole) => {
                (value.measure, value.sure) = (Some(of.a_year_before()), false);
            }
            _ => before = Some(value.clone()),
        }
    }
}

/// Columns of one name in several units are of several things: 城市低保（户）, 城市低保（人）.
pub fn part_by_unit(values: &mut [Value]) {
    let said: Vec<(Vec<String>, Option<String>)> =
        values.iter().map(|value| (value.naming.clone(), value.unit.clone())).collect();
    for value in values.iter_mut() {
        let Some(unit) = &value.unit else { continue };
        let is_other = |(naming, other): &(Vec<String>, Option<String>)| {
            *naming == value.naming && other.as_ref().is_some_and(|other| other != unit)
        };
        if said.iter().any(is_other)
            && let Some(last) = value.naming.last_mut()
        {
            last.push_str(&words::counted_in(unit));
        }
    }
}

/// The same to whoever reads them: brackets and spaces of either width.
fn is_same(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| normalise(a) == normalise(b))
}

impl Value {
    /// The head as a form writes it: the last levels, as many as tell it from the others; a level that is read by `each`
    /// is a `*`. Units stand in it only where nothing else tells it from another.
    pub fn head(&self, all: &[Value]) -> String {
        let forms: [fn(&Value) -> Vec<String>; 3] = [Self::without_units, Self::starred, Self::as_it_stands];
        let is_clear = |form: &&fn(&Value) -> Vec<String>| {
            let mine = form(self);
            !mine.is_empty()
                && all.iter().all(|other| {
                    other.column == self.column || other.unit == self.unit || !is_same(&form(other), &mine)
                })
        };
        let form = forms.iter().find(is_clear).copied().unwrap_or(Self::as_it_stands);
        let own = form(self);
        let star = own.iter().position(|level| level == "*").map_or(1, |at| own.len() - at);
        // A unit by itself names nothing.
        let of_units = |at: &usize| own.len() == self.levels.len() && self.units.contains(at);
        let named = (0..own.len()).rev().find(|at| !of_units(at)).map_or(1, |at| own.len() - at);
        let tail = |levels: &[String], count: usize| {
            levels.get(levels.len().saturating_sub(count)..).unwrap_or_default().to_vec()
        };
        let alone = |count: &usize| {
            let mine = tail(&own, *count);
            let mut others = all.iter().map(form).filter(|other| !is_same(other, &own));
            others.all(|other| !is_same(&tail(&other, *count), &mine))
        };
        let count = (star.max(named)..=own.len()).find(alone).unwrap_or(own.len());
        tail(&own, count).join("/")
    }

    fn starred(&self) -> Vec<String> {
        self.with_star(self.levels.clone())
    }

    fn as_it_stands(&self) -> Vec<String> {
        self.with_star(self.whole.clone())
    }

    fn without_units(&self) -> Vec<String> {
        let levels = self.starred().into_iter().enumerate();
        levels.filter(|(number, _)| !self.units.contains(number)).map(|(_, level)| level).collect()
    }

    fn with_star(&self, mut levels: Vec<String>) -> Vec<String> {
        if let Some(level) = self.star.and_then(|at| levels.get_mut(at)) {
            "*".clone_into(level);
        }
        levels
    }
}
