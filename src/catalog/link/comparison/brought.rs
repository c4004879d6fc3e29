//! What one member brings to one comparison: a value, a numerator over a denominator, or the reason there is none.

use super::compared::{KnownForMember, basis};
use super::factor;
use crate::catalog::definition::{
    Adjust, Basis, Brought, Definition, Desk, Indicator, Kind, Member, MemberSource, Pick, PublishedValue, What,
};
use crate::catalog::error::Problems;
use crate::catalog::link::written::text;
use crate::catalog::raw::{Name, RawAdjust, RawBrought, RawCompared};
use crate::finding::Said;
use crate::model::{Decimal, Exact, IndicatorId, Measure};

/// The common definition, with what the member says of its own.
pub fn of(
    known: &KnownForMember<'_>,
    common: &RawCompared,
    member: &Member,
    own: Option<&RawBrought>,
    definition: &Definition,
    problems: &mut Problems,
) -> Brought {
    let own_definition = own.map_or_else(|| definition.clone(), |own| defined(known, own, definition, problems));
    let adjust = own.and_then(|own| own.adjust.as_ref()).and_then(|raw| {
        if own_definition == *definition {
            let said = Said::new("口径与共同口径相同，不用折算", "the definition is the common one already");
            problems.add(known.source, &raw.factor.span(), said);
        }
        adjust(known, raw, problems)
    });
    let brings = Brings { known, common, member, basis: own_definition.basis };
    let what = brings.what(own, problems).unwrap_or_else(|| What::Nothing(String::new()));
    Brought { what, definition: own_definition, adjust }
}

fn defined(known: &KnownForMember<'_>, own: &RawBrought, common: &Definition, problems: &mut Problems) -> Definition {
    let mut definition = common.clone();
    if let Some(raw) = own.basis {
        definition.basis = basis(raw);
    }
    for (aspect, what) in &own.aspects {
        match definition.aspects.iter_mut().find(|(known, _)| known == aspect) {
            Some((_, held)) => *held = text(known.source, what, aspect, problems),
            None => {
                let zh = format!("共同口径没有写“{aspect}”这一方面：先在上面的 aspects 写");
                let said = Said::new(zh, format!("the common definition has no aspect \"{aspect}\""));
                let choices = common.aspects.iter().map(|(known, _)| known.as_str());
                problems.add(known.source, &what.span(), said.with_choices(aspect, choices));
            }
        }
    }
    definition
}

fn adjust(known: &KnownForMember<'_>, raw: &RawAdjust, problems: &mut Problems) -> Option<Adjust> {
    let factor = raw.factor.get_ref().0;
    if factor <= Decimal::ZERO {
        problems.add(known.source, &raw.factor.span(), Said::new("应大于 0", "must be above 0"));
    }
    Some(Adjust {
        factor: Exact::from_decimal(factor)?,
        reason: text(known.source, &raw.reason, "reason", problems),
        source: text(known.source, &raw.source, "source", problems),
    })
}

/// One member of one comparison, and of which time its value is.
struct Brings<'a> {
    known: &'a KnownForMember<'a>,
    common: &'a RawCompared,
    member: &'a Member,
    basis: Basis,
}

impl Brings<'_> {
    /// None where a fault has been told.
    fn what(&self, own: Option<&RawBrought>, problems: &mut Problems) -> Option<What> {
        let source = self.known.source;
        if let Some(own) = own {
            let parts = own.numerator.is_some() || own.denominator.is_some();
            let ways = [own.nothing.is_some(), own.value.is_some(), own.indicator.is_some(), parts];
            if ways.into_iter().filter(|way| *way).count() > 1 {
                let said = Said::new(
                    "value、indicator、numerator 与 denominator、nothing 只写一种",
                    "only one of value, indicator, numerator with denominator, nothing",
                );
                problems.add(source, &own.region.span(), said);
                return None;
            }
            if let Some(reason) = &own.nothing {
                return Some(What::Nothing(text(source, reason, "nothing", problems)));
            }
            if let Some(name) = own.value.as_ref() {
                return self.published(name, problems).map(What::Value);
            }
            if let Some(name) = own.indicator.as_ref() {
                return self.figure(name, self.basis, problems).map(What::Value);
            }
            if parts {
                let factor = own.factor.as_ref().or(self.common.factor.as_ref());
                return self.per(&own.region, own.numerator.as_ref(), own.denominator.as_ref(), factor, problems);
            }
        }
        self.usual(problems)
    }

    /// By the common definition, where the member's source can have it.
    fn usual(&self, problems: &mut Problems) -> Option<What> {
        let common = self.common;
        let named: Vec<&Name> =
            [&common.indicator, &common.numerator, &common.denominator].into_iter().flatten().collect();
        let only_published = matches!(self.member.source, MemberSource::Published);
        let published = |name: &&Name| name.get_ref().contains('/');
        let here = !named.is_empty() && (!only_published || named.iter().all(published));
        if !here || !named.iter().all(|name| self.is_asked(name)) {
            let reason = common.others.as_ref().map(|reason| text(self.known.source, reason, "others", problems));
            if reason.is_none() {
                let zh = format!("成员 {} 取不到数：在 members 写它的数，或用 others 说明为什么没有", self.member.id);
                let en = format!("{} has no value: give it one in members, or say why in others", self.member.id);
                problems.add(self.known.source, &common.id.span(), Said::new(zh, en));
            }
            return reason.map(What::Nothing);
        }
        match (&common.indicator, &common.numerator, &common.denominator) {
            (Some(name), None, None) => self.figure(name, self.basis, problems).map(What::Value),
            (None, numerator, denominator) => {
                let factor = common.factor.as_ref();
                self.per(&common.id, numerator.as_ref(), denominator.as_ref(), factor, problems)
            }
            _ => {
                let said = Said::new(
                    "indicator 与 numerator、denominator 只写一种",
                    "either indicator, or numerator with denominator",
                );
                problems.add(self.known.source, &common.id.span(), said);
                None
            }
        }
    }

    fn per(
        &self,
        at: &Name,
        numerator: Option<&Name>,
        denominator: Option<&Name>,
        factor: Option<&toml::Spanned<i64>>,
        problems: &mut Problems,
    ) -> Option<What> {
        let (Some(numerator), Some(denominator)) = (numerator, denominator) else {
            let said = Said::new("分子、分母要一起写", "numerator and denominator go together");
            problems.add(self.known.source, &at.span(), said);
            return None;
        };
        let scale = factor.map_or(Some(1), |given| u32::try_from(*given.get_ref()).ok().filter(|factor| *factor > 0));
        if let (None, Some(given)) = (scale, factor) {
            problems.add(self.known.source, &given.span(), Said::new("应为正整数", "must be a positive integer"));
        }
        let numerator = self.pick(numerator, self.basis, problems);
        // A year's spending over those on the register at its end: a denominator that stands is of the end.
        let stands = self.stands(denominator).then_some(Basis::Stock);
        let denominator = self.pick(denominator, stands.unwrap_or(self.basis), problems);
        let (numerator, denominator, scale) = (numerator?, denominator?, scale?);
        let units = [&numerator, &denominator].map(|pick| self.unit(pick));
        if let Some(right) = factor::of(self.known.all.units, self.common.unit.get_ref(), units)
            && right != Decimal::from(scale)
        {
            let [over, under] = units;
            let unit = self.common.unit.get_ref();
            let right = right.normalize();
            let other = if right.scale() > 0 { "，不是整数：换一个计量单位" } else { "" };
            let zh = format!("分子以{over}计、分母以{under}计，要得到{unit}，factor 应为 {right}{other}");
            let en = format!("from {over} and {under} to {unit} the factor is {right}");
            problems.add(self.known.source, &factor.map_or(at.span(), toml::Spanned::span), Said::new(zh, en));
        }
        Some(What::Per { numerator, denominator, factor: scale })
    }

    /// `file/row` of a published table, `file/*` for the member's own row, or an indicator.
    fn pick(&self, name: &Name, basis: Basis, problems: &mut Problems) -> Option<Pick> {
        if name.get_ref().contains('/') {
            return self.published(name, problems);
        }
        self.figure(name, basis, problems)
    }

    fn unit<'p>(&'p self, pick: &'p Pick) -> &'p str {
        match pick {
            Pick::Published(value) => &value.unit,
            Pick::Figure { indicator, .. } => self.known.all.indicators.get(indicator).map_or("", |known| &known.unit),
        }
    }

    fn stands(&self, name: &Name) -> bool {
        let all = self.known.all;
        let found = all.names.get(name.get_ref()).and_then(|id| all.indicators.get(id));
        found.is_some_and(|indicator| matches!(indicator.kind, Kind::Stock | Kind::Level))
    }

    fn published(&self, name: &Name, problems: &mut Problems) -> Option<Pick> {
        let published = self.known.all.published;
        if let Some(file) = name.get_ref().strip_suffix('*') {
            let own =
                |(key, value): &(&String, &PublishedValue)| key.starts_with(file) && value.region == self.member.id;
            let mut rows = published.values.iter().filter(own).map(|(_, value)| value);
            let (first, second) = (rows.next(), rows.next());
            if first.is_none() || second.is_some() {
                let zh = format!("“{}”里成员 {} 应有且只有一行", name.get_ref(), self.member.id);
                let said = Said::new(zh, format!("{} must have one row for {}", name.get_ref(), self.member.id));
                problems.add(self.known.source, &name.span(), said);
            }
            return first.filter(|_| second.is_none()).cloned().map(Box::new).map(Pick::Published);
        }
        let Some(value) = published.values.get(name.get_ref()) else {
            published.known.expect(self.known.source, name, problems);
            return None;
        };
        if value.region != self.member.id {
            let zh = format!("这一行是 {} 的数，不是 {} 的", value.region, self.member.id);
            let said = Said::new(zh, format!("a value of {}, not of {}", value.region, self.member.id));
            problems.add(self.known.source, &name.span(), said);
        }
        Some(Pick::Published(Box::new(value.clone())))
    }

    fn figure(&self, name: &Name, basis: Basis, problems: &mut Problems) -> Option<Pick> {
        let source = self.known.source;
        if matches!(self.member.source, MemberSource::Published) {
            let zh = format!("成员 {} 只有公布的数：写“文件/行”", self.member.id);
            let said = Said::new(zh, format!("{} has published values only: write file/row", self.member.id));
            problems.add(source, &name.span(), said);
            return None;
        }
        let id = self.known.all.names.find(source, name, problems)?;
        let indicator = self.known.all.indicators.get(&id)?;
        let measure = self.measure(indicator, basis);
        if measure.is_none() {
            let zh = format!("“{}”没有这个时间口径的数", indicator.name);
            let said = Said::new(zh, format!("{} has no value of this basis", indicator.id));
            problems.add(source, &name.span(), said);
        }
        Some(Pick::Figure { indicator: id, measure: measure? })
    }

    /// The measure of an indicator that is of the time meant.
    fn measure(&self, indicator: &Indicator, basis: Basis) -> Option<Measure> {
        let flows = |id: &IndicatorId| self.known.all.indicators.get(id).is_some_and(|i| i.kind == Kind::Flow);
        match (&indicator.kind, basis) {
            (Kind::Flow, Basis::Month) => Some(Measure::Month),
            (Kind::Flow, Basis::Ytd) => Some(Measure::Ytd),
            (Kind::Stock | Kind::Level, Basis::Stock) => Some(Measure::Stock),
            (Kind::Ratio { numerator, .. }, Basis::Stock) if !flows(numerator) => Some(Measure::Ratio),
            (Kind::Ratio { numerator, .. }, Basis::Month) if flows(numerator) => Some(Measure::Ratio),
            (Kind::Ratio { numerator, .. }, Basis::Ytd) if flows(numerator) => Some(Measure::RatioYtd),
            _ => None,
        }
    }

    /// Whether the member's source can have the indicator: a desk whose forms never ask for it has none.
    fn is_asked(&self, name: &Name) -> bool {
        let MemberSource::Desk { desk, region } = &self.member.source else { return true };
        let all = self.known.all;
        // A published value, or a name that is not there: told where it is picked.
        let (Some(id), Some(desk)) = (all.names.get(name.get_ref()), all.desks.get(desk)) else { return true };
        let asked = |id: &IndicatorId| is_asked(self.known, desk, region, id);
        match all.indicators.get(id).map(|indicator| &indicator.kind) {
            Some(Kind::Ratio { numerator, denominator, .. }) => asked(id) || (asked(numerator) && asked(denominator)),
            _ => asked(id),
        }
    }
}

fn is_asked(known: &KnownForMember<'_>, desk: &Desk, region: &crate::model::RegionCode, id: &IndicatorId) -> bool {
    let units = desk.units.iter().filter(|unit| *region == desk.region || unit.code == *region);
    let forms = units.flat_map(|unit| &unit.forms).filter_map(|form| known.all.forms.get(form));
    forms.map(crate::catalog::definition::Form::indicators).any(|asked| asked.is_empty() || asked.contains(&id))
}
