//! Invented returns: units and indicators exist, every series has one way of being made, months are of its two years.

use super::known::{Known, Names};
use crate::catalog::definition::{
    Demo, DemoLedger, DemoSeries, DemoWay, Desk, Indicator, Kind, Movement, SeriesKind, Shares, Term, Usual,
};
use crate::catalog::error::{Problems, Source};
use crate::catalog::gather::{Group, Read};
use crate::catalog::raw::{Name, Number, RawDemo, RawDemoLedger, RawDemoNamed, RawDemoSeries, RawMovement};
use crate::finding::Said;
use crate::model::{Date, Decimal, IndicatorId, Measure, Month, RegionCode};
use std::collections::BTreeMap;
use std::ops::Range;
use std::str::FromStr;

/// What invented returns may refer to.
pub struct KnownForDemos<'a> {
    pub desks: &'a Known,
    pub units: &'a BTreeMap<String, Desk>,
    pub names: &'a Names,
    pub indicators: &'a BTreeMap<IndicatorId, Indicator>,
}

/// A number that stands on no form.
const HIDDEN: &str = "demo.";

pub fn link(group: &Group<RawDemo>, known: &KnownForDemos<'_>, problems: &mut Problems) -> BTreeMap<String, Demo> {
    let mut all = BTreeMap::new();
    for file in &group.files {
        known.desks.expect(&file.source, &toml::Spanned::new(0..0, file.id.clone()), problems);
        if let Some(desk) = known.units.get(&file.id) {
            let mut context = Linker { known, file, desk, problems };
            all.insert(file.id.clone(), context.demo());
        }
    }
    all
}

/// One file, its desk, and what is wrong in it.
struct Linker<'a, 'p> {
    known: &'a KnownForDemos<'a>,
    file: &'a Read<RawDemo>,
    desk: &'a Desk,
    problems: &'p mut Problems,
}

/// What a series is of, before how it is made.
struct Head {
    kind: SeriesKind,
    places: u32,
    span: Range<usize>,
}

impl Linker<'_, '_> {
    fn wrong(&mut self, span: &Range<usize>, zh: impl Into<String>, en: impl Into<String>) {
        let source: &Source = &self.file.source;
        self.problems.add(source, span, Said::new(zh, en));
    }

    fn demo(&mut self) -> Demo {
        let raw = &self.file.raw;
        let seed = u64::try_from(*raw.seed.get_ref()).unwrap_or_else(|_| {
            self.wrong(&raw.seed.span(), "种子不能是负数", "the seed must not be negative");
            0
        });
        let weights = self.weights();
        let mut series = BTreeMap::new();
        for named in &raw.series {
            let Some((id, head)) = self.head(named) else { continue };
            let made = self.series(&head, &named.body);
            if let Some(made) = made
                && series.insert(id, made).is_some()
            {
                self.wrong(&named.indicator.span(), "这一条写了两次", "this series stands twice");
            }
        }
        let movements: Vec<Movement> = raw.movements.iter().filter_map(|m| self.movement(m)).collect();
        for (movement, raw) in movements.iter().zip(&raw.movements) {
            let made = std::iter::once(&movement.joined).chain(movement.left.iter().map(|(id, _)| id));
            if made.into_iter().any(|id| series.contains_key(id)) {
                let zh = "新增、退出由 [[movements]] 算出，不要再写 [[series]]";
                self.wrong(&raw.stock.span(), zh, "joined and left are made by the movement, not by series");
            }
        }
        let defaults = self.defaults();
        let ledger = raw.ledger.as_ref().map(|ledger| self.ledger(ledger));
        let other_weight = raw.other_weight.map(|weight| weight.0);
        Demo { seed, weights, other_weight, series, defaults, movements, ledger }
    }

    /// Every unit has one, or all that have none the same.
    fn weights(&mut self) -> BTreeMap<RegionCode, Decimal> {
        let raw = &self.file.raw;
        let span = raw.weights.span();
        let weights = self.by_unit(&span, raw.weights.get_ref());
        let units = self.desk.units.iter().map(|unit| &unit.code);
        let lacking = units.filter(|code| raw.other_weight.is_none() && !weights.contains_key(*code));
        let lacking: Vec<String> = lacking.map(ToString::to_string).collect();
        if !lacking.is_empty() {
            let list = lacking.join("、");
            self.wrong(&span, format!("这些单位没有权重：{list}"), format!("units without a weight: {list}"));
        }
        weights
    }

    /// Keys are codes of the desk's units, numbers are not negative.
    fn by_unit(&mut self, span: &Range<usize>, raw: &BTreeMap<String, Number>) -> BTreeMap<RegionCode, Decimal> {
        for (code, number) in raw {
            self.unit(span, code);
            if number.0.is_sign_negative() && !number.0.is_zero() {
                self.wrong(span, format!("{code} 的数不能是负的"), format!("{code} must not be negative"));
            }
        }
        raw.iter().map(|(code, number)| (RegionCode::new(code), number.0)).collect()
    }

    fn unit(&mut self, span: &Range<usize>, code: &str) {
        if !self.desk.units.iter().any(|unit| unit.code.as_str() == code) {
            let said = Said::new(format!("没有报送单位“{code}”"), format!("no reporting unit \"{code}\""));
            let said = said.with_choices(code, self.desk.units.iter().map(|unit| unit.code.as_str()));
            self.problems.add(&self.file.source, span, said);
        }
    }

    /// Keys are months of the desk's year or the one before.
    fn by_month(&mut self, span: &Range<usize>, raw: &BTreeMap<String, Number>) -> BTreeMap<Month, Decimal> {
        let mut all = BTreeMap::new();
        let year = self.desk.year;
        for (text, number) in raw {
            match Month::parse(text).filter(|month| month.year() == year || month.year() == year - 1) {
                Some(month) => {
                    all.insert(month, number.0);
                }
                None => {
                    let zh = format!("“{text}”不是{}、{year}年的月份，应写如 {year}-06", year - 1);
                    self.wrong(span, zh, format!("\"{text}\" is no month of {} or {year}", year - 1));
                }
            }
        }
        all
    }

    /// An indicator, or a number of the file's own.
    fn named(&mut self, span: &Range<usize>, name: &str) -> Option<IndicatorId> {
        if name.starts_with(HIDDEN) {
            if !self.file.raw.series.iter().any(|series| series.indicator.get_ref() == name) {
                self.wrong(span, format!("没有 [[series]]“{name}”"), format!("no series \"{name}\""));
                return None;
            }
            return Some(IndicatorId::new(name));
        }
        self.known.names.find_at(&self.file.source, name, span, self.problems)
    }

    fn head(&mut self, raw: &RawDemoNamed) -> Option<(IndicatorId, Head)> {
        let name: &Name = &raw.indicator;
        let span = name.span();
        if name.get_ref().starts_with(HIDDEN) {
            let kind = match raw.kind.as_ref().map(|kind| kind.get_ref().as_str()) {
                Some("flow") => SeriesKind::Flow,
                Some("stock") => SeriesKind::Stock,
                Some("level") => SeriesKind::Level,
                _ => {
                    let zh = "demo. 开头的要写 kind：flow、stock 或 level";
                    self.wrong(&span, zh, "a demo. series needs a kind: flow, stock or level");
                    return None;
                }
            };
            let places = raw.places.unwrap_or(0).min(6);
            return Some((IndicatorId::new(name.get_ref()), Head { kind, places, span }));
        }
        let id = self.known.names.find(&self.file.source, name, self.problems)?;
        let indicator = self.known.indicators.get(&id)?;
        if raw.kind.is_some() || raw.places.is_some() {
            self.wrong(&span, "指标的 kind、places 由指标定，不写", "kind and places are the indicator's own");
        }
        let kind = kind_of(indicator).or_else(|| {
            self.wrong(&span, "比率由分子、分母算出，不写", "a ratio is computed from its two parts");
            None
        })?;
        Some((id, Head { kind, places: indicator.places, span }))
    }

    fn defaults(&mut self) -> BTreeMap<SeriesKind, DemoSeries> {
        let raw = &self.file.raw.defaults;
        let mut all = BTreeMap::new();
        for (kind, body) in
            [(SeriesKind::Flow, &raw.flow), (SeriesKind::Stock, &raw.stock), (SeriesKind::Level, &raw.level)]
        {
            let Some(body) = body else { continue };
            let head = Head { kind, places: 0, span: 0..0 };
            if let Some(series) = self.series(&head, body) {
                all.insert(kind, series);
            }
        }
        all
    }

    fn series(&mut self, head: &Head, raw: &RawDemoSeries) -> Option<DemoSeries> {
        let way = self.way(&head, raw);
        let given = self.by_month(&head.span, &raw.given);
        let given_ytd = self.by_month(&head.span, &raw.given_ytd);
        let anchored = matches!(way, Some(DemoWay::Flow { .. } | DemoWay::Part { .. }));
        let usable = anchored || matches!(way, Some(DemoWay::Stock { .. } | DemoWay::Level { .. }) | None);
        if !given.is_empty() && !usable || !given_ytd.is_empty() && (!anchored || head.kind != SeriesKind::Flow) {
            let zh = "这种写法不能用 given 或 given_ytd（given_ytd 只用于流量）";
            self.wrong(&head.span, zh, "given or given_ytd does not go with this way");
        }
        let weights = self.by_unit(&head.span, &raw.weights);
        for code in raw.only.iter().flatten() {
            self.unit(&head.span, code);
        }
        let season = self.season(&head.span, raw.season.as_deref());
        let usual = self.usual(head, raw);
        let only = raw.only.as_ref().map(|codes| codes.iter().map(|code| RegionCode::new(code)).collect());
        let (kind, places) = (head.kind, head.places);
        Some(DemoSeries { kind, places, way: way?, given, given_ytd, usual, season, weights, only })
    }

    fn usual(&mut self, head: &Head, raw: &RawDemoSeries) -> Usual {
        let (span, common) = (&head.span, &self.file.raw.usual);
        let of = |own: Option<Number>, common: Number| own.unwrap_or(common).0;
        let usual = Usual {
            prior: of(raw.prior, common.prior),
            // A standard is that of the whole city unless it is said otherwise.
            spread: if head.kind == SeriesKind::Level {
                of(raw.spread, Number(Decimal::ZERO))
            } else {
                of(raw.spread, common.spread)
            },
            noise: of(raw.noise, common.noise),
        };
        let share = |number: Decimal| number >= Decimal::ZERO && number <= Decimal::ONE;
        if !share(usual.spread) || !share(usual.noise) || usual.prior < Decimal::ZERO {
            let zh = "spread、noise 应在 0 至 1 之间，prior 不能是负数";
            self.wrong(span, zh, "spread and noise lie between 0 and 1, prior is not negative");
        }
        usual
    }

    fn season(&mut self, span: &Range<usize>, name: Option<&str>) -> Vec<Decimal> {
        let Some(name) = name else { return Vec::new() };
        let found: Option<Vec<Decimal>> =
            self.file.raw.seasons.get(name).map(|all| all.iter().map(|number| number.0).collect());
        match found {
            Some(all) if all.len() == 12 && all.iter().all(|n| *n >= Decimal::ZERO) => all,
            Some(_) => {
                let zh = format!("季节“{name}”应是 12 个不小于 0 的数");
                self.wrong(span, zh, format!("season \"{name}\" must be 12 numbers, none negative"));
                Vec::new()
            }
            None => {
                self.wrong(span, format!("[seasons] 里没有“{name}”"), format!("no season \"{name}\""));
                Vec::new()
            }
        }
    }

    /// Exactly one way.
    fn way(&mut self, head: &Head, raw: &RawDemoSeries) -> Option<DemoWay> {
        let flow = raw.year.filter(|_| head.kind == SeriesKind::Flow);
        let stock = raw.start.filter(|_| head.kind == SeriesKind::Stock);
        let level = (raw.value.is_some() || raw.each.is_some()) && head.kind == SeriesKind::Level;
        let each = raw.each.is_some() && head.kind != SeriesKind::Level;
        let ways = [flow.is_some(), stock.is_some(), level, each, raw.sum_of.is_some(), raw.part_of.is_some()];
        let strange = raw.year.is_some() && flow.is_none()
            || (raw.start.is_some() || raw.end.is_some()) && stock.is_none()
            || raw.value.is_some() && !level
            || raw.each_start.is_some() && !(each && head.kind == SeriesKind::Stock);
        if ways.iter().filter(|way| **way).count() != 1 || strange {
            let zh = match head.kind {
                SeriesKind::Flow => "流量应写 year、each、sum_of、part_of 之一",
                SeriesKind::Stock => "存量应写 start（可加 end）、each（可加 each_start）、sum_of、part_of 之一",
                SeriesKind::Level => "标准应写 value（可加 each）或 each、sum_of 之一",
            };
            self.wrong(&head.span, zh, "exactly one way of making the series, see docs/demo.md");
            return None;
        }
        if let Some(year) = flow {
            return Some(DemoWay::Flow { year: year.0 });
        }
        if let Some(start) = stock {
            return Some(DemoWay::Stock { start: start.0, end: raw.end.unwrap_or(start).0 });
        }
        if let Some(terms) = &raw.sum_of {
            let terms: Vec<Term> = terms.iter().filter_map(|text| self.term(&head.span, text)).collect();
            return Some(DemoWay::Sum(terms));
        }
        if let Some(of) = &raw.part_of {
            return self.part(head, raw, of);
        }
        let each = raw.each.as_ref().map(|each| self.by_unit(&head.span, each)).unwrap_or_default();
        if level {
            return Some(DemoWay::Level { value: raw.value.map(|value| value.0), each });
        }
        let start = raw.each_start.as_ref().map(|start| self.by_unit(&head.span, start));
        Some(DemoWay::Each { start: start.unwrap_or_else(|| each.clone()), end: each })
    }

    fn part(&mut self, head: &Head, raw: &RawDemoSeries, of: &str) -> Option<DemoWay> {
        let of = self.term(&head.span, of)?;
        let points = self.by_month(&head.span, &raw.shares);
        let within = |share: &Decimal| *share >= Decimal::ZERO && *share <= Decimal::ONE;
        let shares = match raw.share {
            Some(share) if raw.shares.is_empty() => Shares::Constant(share.0),
            None if !points.is_empty() => Shares::Points(points),
            _ => {
                self.wrong(&head.span, "part_of 要配 share 或 shares，二者之一", "part_of needs share or shares");
                return None;
            }
        };
        let good = match &shares {
            Shares::Constant(share) => within(share),
            Shares::Points(points) => points.values().all(within),
        };
        if !good || head.kind == SeriesKind::Level {
            self.wrong(&head.span, "部分应占 0 至 1，且不能是标准", "a share lies between 0 and 1, and not of a level");
        }
        Some(DemoWay::Part { of, shares })
    }

    /// `-2 * a[ytd]`
    fn term(&mut self, span: &Range<usize>, text: &str) -> Option<Term> {
        let (sign, rest) = match text.trim().strip_prefix('-') {
            Some(rest) => (Decimal::NEGATIVE_ONE, rest.trim()),
            None => (Decimal::ONE, text.trim()),
        };
        let (factor, rest) = match rest.split_once('*') {
            Some((number, rest)) => (Decimal::from_str(number.trim()).ok(), rest.trim()),
            None => (Some(Decimal::ONE), rest),
        };
        let (name, measure) = match rest.strip_suffix(']').and_then(|rest| rest.split_once('[')) {
            Some((name, measure)) => (name.trim(), Some(Measure::parse(measure.trim()))),
            None => (rest, None),
        };
        let usable = |measure: &Measure| {
            matches!(measure, Measure::Month | Measure::Ytd | Measure::Stock | Measure::Ratio | Measure::RatioYtd)
        };
        let bad_measure = measure.is_some_and(|measure| measure.is_none_or(|measure| !usable(&measure)));
        if factor.is_none() || bad_measure {
            let zh = format!("“{text}”应写如 a、-b、2 * c、d[ytd]（month、ytd、stock、ratio、ratio_ytd）");
            self.wrong(span, zh, format!("\"{text}\" must be such as a, -b, 2 * c, d[ytd]"));
            return None;
        }
        let of = self.named(span, name)?;
        let ratio = self.known.indicators.get(&of).is_some_and(|found| kind_of(found).is_none());
        let measure = measure.flatten().or(ratio.then_some(Measure::Ratio));
        Some(Term { factor: sign * factor?, of, measure })
    }

    fn movement(&mut self, raw: &RawMovement) -> Option<Movement> {
        let mut find = |name: &Name, kind: SeriesKind| {
            let id = self.known.names.find(&self.file.source, name, self.problems)?;
            let found = self.known.indicators.get(&id).and_then(kind_of);
            if found != Some(kind) {
                self.wrong(&name.span(), "stock 应是存量，joined、left 应是流量", "a stock, and flows in and out");
            }
            Some(id)
        };
        let stock = find(&raw.stock, SeriesKind::Stock);
        let joined = find(&raw.joined, SeriesKind::Flow);
        let left = raw.left.as_ref().map(|name| find(name, SeriesKind::Flow));
        if left.is_some() != raw.share.is_some() {
            self.wrong(&raw.stock.span(), "left 与 share 要同时写", "left and share go together");
        }
        let left = match (left, raw.share) {
            (Some(left), Some(share)) => Some((left?, share.0)),
            _ => None,
        };
        Some(Movement { stock: stock?, joined: joined?, left })
    }

    fn ledger(&mut self, raw: &RawDemoLedger) -> DemoLedger {
        let mut deadlines = BTreeMap::new();
        for project in &raw.projects {
            let done = self.known.names.find(&self.file.source, &project.done, self.problems);
            let day = Date::parse_iso(project.deadline.get_ref());
            deadlines.extend(done.zip(day));
        }
        DemoLedger {
            not_started: raw.not_started.clone(),
            in_progress: raw.in_progress.clone(),
            done: raw.done.clone(),
            overdue: raw.overdue.clone(),
            deadlines,
        }
    }
}

/// Nothing for a ratio.
fn kind_of(indicator: &Indicator) -> Option<SeriesKind> {
    match indicator.kind {
        Kind::Flow => Some(SeriesKind::Flow),
        Kind::Stock => Some(SeriesKind::Stock),
        Kind::Level => Some(SeriesKind::Level),
        Kind::Ratio { .. } => None,
    }
}
