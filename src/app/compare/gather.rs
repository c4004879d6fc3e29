//! What every member brings to every comparison: its value, as its source has it.

use super::pool::Pool;
use super::published;
use super::sources::Sources;
use crate::app::Error;
use crate::benchmark::{Fraction, Observed};
use crate::catalog::{Basis, Brought, Catalog, Compared, Comparison, Kind, Member, MemberSource, Pick, What};
use crate::model::{
    Date, Exact, Figure, FigureKey, IndicatorId, Measure, Missing, Month, Operand, Period, RegionCode, Trace,
};

/// The members' periods, or those before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Now,
    Before,
}

/// Goes from member to member.
pub(super) struct Gatherer<'a> {
    pub catalog: &'a Catalog,
    pub set: &'a Comparison,
    pub sources: &'a Sources,
    pub pool: Pool,
    /// Values that are made here, in order: numerators over denominators.
    pub made: Vec<FigureKey>,
    /// Why a member has no value of a thing, where its source tells more than that there is none.
    pub lacks: Vec<Lack>,
}

/// A thing compared, the member, and why it has no value.
pub(super) type Lack = (IndicatorId, RegionCode, String);

/// A value of a source.
struct Found {
    figure: Option<Figure>,
    as_of: Date,
    approximate: bool,
    /// As many places as the source gives, where it gives no more.
    places: Option<u32>,
    source: String,
    /// The same; empty of what is published.
    origin: String,
    name: String,
    counted: bool,
    /// Another unit than the indicator's, that none is made of.
    odd_unit: Option<String>,
    /// Why there is no figure.
    lack: Option<String>,
}

/// Of a desk whose returns do not ask for it.
const NO_FIGURE: &str = "统计台没有这项数";

impl Gatherer<'_> {
    /// # Errors
    /// A file that says two things of one key.
    pub fn all(&mut self, when: When) -> Result<Vec<Observed>, Error> {
        let mut observed = Vec::new();
        let set = self.set;
        for compared in &set.indicators {
            for (member, brought) in set.members.iter().zip(&compared.brought) {
                observed.extend(self.one(compared, member, brought, when)?);
            }
        }
        Ok(observed)
    }

    fn one(
        &mut self,
        compared: &Compared,
        member: &Member,
        brought: &Brought,
        when: When,
    ) -> Result<Option<Observed>, Error> {
        match &brought.what {
            What::Nothing(_) => Ok(None),
            What::Value(pick) => {
                let Some(found) = self.pick(member, pick, brought.definition.basis, when)? else { return Ok(None) };
                self.lacking(compared, member, [&found]);
                let parts = found.figure.as_ref().and_then(|figure| self.parts(figure));
                Ok(Some(self.observed(compared, member, found, parts)))
            }
            What::Per { numerator, denominator, factor } => {
                let above = self.pick(member, numerator, brought.definition.basis, when)?;
                let below = self.pick(member, denominator, Basis::Stock, when)?;
                let (Some(above), Some(below)) = (above, below) else { return Ok(None) };
                self.lacking(compared, member, [&above, &below]);
                Ok(Some(self.per(compared, member, (above, below), *factor)))
            }
        }
    }

    /// Tells why parts of a value are not there: the first that can say.
    fn lacking<'f>(&mut self, compared: &Compared, member: &Member, parts: impl IntoIterator<Item = &'f Found>) {
        let unasked = || compared.others.clone().or_else(|| Some(NO_FIGURE.to_owned()));
        let why = |part: &Found| match &part.figure {
            Some(figure) => figure.value.is_none().then(|| self.pool.why(&figure.key).cloned()).flatten(),
            None => part.lack.clone().or_else(unasked),
        };
        if let Some(why) = parts.into_iter().find_map(why) {
            self.lacks.push((compared.id.clone(), member.id.clone(), why));
        }
    }

    /// None: the member has no such period.
    fn pick(&mut self, member: &Member, pick: &Pick, basis: Basis, when: When) -> Result<Option<Found>, Error> {
        match pick {
            Pick::Published(value) => {
                let figure = published::take(&mut self.pool, member, value, basis);
                Ok(Some(Found {
                    counted: value.places == 0,
                    name: value.name.clone(),
                    as_of: value.as_of,
                    approximate: value.approximate.is_some(),
                    places: Some(value.places),
                    origin: String::new(),
                    odd_unit: None,
                    lack: None,
                    source: published::words(value),
                    figure: Some(figure),
                }))
            }
            Pick::Figure { indicator, measure } => self.figure(member, indicator, *measure, when),
        }
    }

    fn figure(
        &mut self,
        member: &Member,
        indicator: &IndicatorId,
        measure: Measure,
        when: When,
    ) -> Result<Option<Found>, Error> {
        let Some(period) = self.period(&member.source, when) else { return Ok(None) };
        let key =
            |region: &RegionCode| FigureKey { region: region.clone(), indicator: indicator.clone(), measure, period };
        let (taken, source, lack) = match &member.source {
            MemberSource::Desk { desk, region } => {
                let Some(numbers) = self.sources.desk(desk) else { return Ok(None) };
                (numbers.take(&mut self.pool, &key(region)), numbers.words(region, period), None)
            }
            MemberSource::File { path, region } => {
                let Some(file) = self.sources.files.get(path) else { return Ok(None) };
                let taken = file.take(&mut self.pool, self.catalog, region.as_str(), &key(&member.id))?;
                let lack = taken.is_none().then(|| file.lacks(self.catalog, region.as_str(), &key(&member.id)));
                (taken, file.words(&member.name, period), lack)
            }
            MemberSource::Published => return Ok(None),
        };
        let known = self.catalog.indicators.get(indicator);
        let figure = taken.and_then(|key| self.pool.find(&key).cloned());
        let unit = known.map_or("", |known| known.unit.as_str());
        let odd = figure.as_ref().filter(|figure| figure.value.is_some() && figure.unit != unit);
        Ok(Some(Found {
            odd_unit: odd.map(|figure| figure.unit.clone()),
            lack,
            places: None,
            figure,
            as_of: period.last_month().last_day(),
            approximate: false,
            origin: source.clone(),
            source,
            name: self.pool.name(self.catalog, indicator),
            counted: known.is_some_and(|it| it.places == 0 && matches!(it.kind, Kind::Flow | Kind::Stock)),
        }))
    }

    fn period(&self, source: &MemberSource, when: When) -> Option<Period> {
        let now = self.sources.period_of(source)?;
        match when {
            When::Now => Some(now),
            When::Before => now.previous_in_year(),
        }
    }

    /// Numerator and denominator of a source's own ratio.
    fn parts(&self, figure: &Figure) -> Option<Fraction> {
        let Kind::Ratio { numerator, factor, .. } = &self.catalog.indicators.get(&figure.key.indicator)?.kind else {
            return None;
        };
        let mut operands = figure.trace.operands.iter().filter_map(|operand| match operand {
            Operand::Figure(key) => self.pool.find(key),
            Operand::Fact(_) => None,
        });
        let (above, below) = (operands.next()?, operands.next()?);
        let counted = self.catalog.indicators.get(numerator).is_some_and(|it| it.places == 0);
        fraction(above, below, *factor, counted)
    }

    /// `factor × numerator ÷ denominator`, as a figure of its own.
    fn per(&mut self, compared: &Compared, member: &Member, (above, below): (Found, Found), factor: u32) -> Observed {
        let (as_of, below_day) = (above.as_of, below.as_of);
        let lack = |found: &Found| match &found.figure {
            Some(figure) => figure.missing.or(figure.value.is_none().then_some(Missing::NotReported)),
            None => Some(Missing::NotReported),
        };
        let mut missing = lack(&above).or_else(|| lack(&below));
        let exact = |found: &Found| found.figure.as_ref().and_then(|figure| figure.value);
        let value = exact(&above).zip(exact(&below)).and_then(|(up, down)| quotient(up, down, factor));
        if value.is_none() && missing.is_none() {
            // Nothing is divided by zero.
            missing = Some(Missing::NotApplicable);
        }
        let parts = above.figure.as_ref().zip(below.figure.as_ref());
        let operands = parts.map(|(up, down)| [up, down].map(|part| Operand::Figure(part.key.clone())).to_vec());
        let parts = parts.and_then(|(up, down)| fraction(up, down, factor, above.counted));
        let source = match above.source == below.source {
            true => above.source.clone(),
            false => format!("{}；分母：{}", above.source, below.source),
        };
        let origin = origins([&above, &below]);
        let figure = Month::new(as_of.year(), as_of.month()).map(|month| Figure {
            key: FigureKey {
                region: member.id.clone(),
                indicator: compared.id.clone(),
                measure: Measure::Compared,
                period: Period::Month(month),
            },
            value,
            missing,
            unit: compared.unit.clone(),
            places: compared.places,
            trace: Trace {
                formula: format!("{}÷{}×{factor}", above.name, below.name),
                operands: operands.unwrap_or_default(),
            },
        });
        if let Some(figure) = &figure {
            self.made.push(figure.key.clone());
            self.pool.put(figure.clone());
        }
        let approximate = above.approximate || below.approximate;
        let odd = [&above, &below].into_iter().find(|part| part.odd_unit.is_some());
        let odd = odd.map(|part| format!("{}：{}", part.name, part.odd_unit.as_deref().unwrap_or_default()));
        let name = String::new();
        let found = Found {
            figure,
            as_of,
            approximate,
            places: None,
            source,
            origin,
            name,
            counted: false,
            odd_unit: odd.clone(),
            lack: None,
        };
        let made = self.observed(compared, member, found, parts);
        Observed { unit: odd.unwrap_or(made.unit), denominator_day: Some(below_day), ..made }
    }

    fn observed(&self, compared: &Compared, member: &Member, found: Found, parts: Option<Fraction>) -> Observed {
        let figure = found.figure;
        let lack = figure.is_none().then_some(Missing::NotReported);
        Observed {
            member: member.id.clone(),
            indicator: compared.id.clone(),
            value: figure.as_ref().map(|figure| figure.key.clone()),
            exact: figure.as_ref().and_then(|figure| figure.value),
            missing: figure.as_ref().and_then(|figure| figure.missing).or(lack),
            places: found.places,
            doubt: figure.as_ref().map(|figure| self.pool.doubt_of(&figure.key)).unwrap_or_default(),
            unit: figure.map_or_else(|| compared.unit.clone(), |figure| figure.unit),
            parts,
            as_of: Some(found.as_of),
            approximate: found.approximate,
            origin: found.origin,
            denominator_day: None,
            source: found.source,
        }
    }
}

/// What of two parts is from returns or files.
fn origins(parts: [&Found; 2]) -> String {
    let mut all: Vec<&str> = parts.map(|part| part.origin.as_str()).into_iter().filter(|one| !one.is_empty()).collect();
    all.dedup();
    all.join("；")
}

fn quotient(above: Exact, below: Exact, factor: u32) -> Option<Exact> {
    above.checked_div(below)?.checked_mul(Exact::from_int(i64::from(factor)))
}

/// Both parts are whole: of a total that lacks a unit nothing can be said.
fn fraction(above: &Figure, below: &Figure, factor: u32, counted: bool) -> Option<Fraction> {
    let whole = |figure: &Figure| figure.value.filter(|_| figure.missing.is_none());
    Some(Fraction {
        numerator: (above.key.clone(), whole(above)?),
        denominator: (below.key.clone(), whole(below)?),
        factor,
        unit: above.unit.clone(),
        counted,
    })
}
