//! How one member stands in one thing, in words: place, distances, what closing the gap takes.

use super::view::{View, more};
use crate::benchmark::{Entry, Standing, deadline};
use crate::catalog::{Better, Compared};
use crate::model::{FigureKey, Measure, Month, Period};
use crate::report::{mark, periods};
use minijinja::Value;
use std::cmp::Ordering;

/// So many names are told; of more, how many they are.
const NAMED: usize = 3;

/// One member's entry.
pub struct Own<'a> {
    pub view: View<'a>,
    pub compared: &'a Compared,
    pub standing: &'a Standing,
    pub entry: &'a Entry,
}

/// Where an entry's band stands among the set's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    First,
    Middle,
    Last,
}

impl<'a> Own<'a> {
    pub fn of(view: View<'a>, compared: &'a Compared, standing: &'a Standing) -> Option<Self> {
        let focus = view.input.set.focus.as_ref()?;
        let entry = standing.entries.iter().find(|entry| entry.member == *focus)?;
        Some(Self { view, compared, standing, entry })
    }

    /// None without a band.
    pub fn at(&self) -> Option<At> {
        let bands = &self.view.input.set.bands;
        let own = self.entry.band.as_ref()?;
        let at = bands.iter().position(|band| band.name == *own)?;
        let is_worst = more(self.entry, Measure::Percentile).and_then(|key| self.view.sign(key));
        Some(match at {
            // Of one band all are neither in front nor behind, and the last is never in front.
            0 if bands.len() > 1 && is_worst != Some(Ordering::Equal) => At::First,
            0 => At::Middle,
            at if at + 1 == bands.len() => At::Last,
            _ => At::Middle,
        })
    }

    /// What the wording knows of it.
    pub fn value(&self) -> Value {
        let view = &self.view;
        let place = self.entry.place.as_ref();
        let pairs: Vec<(&str, Value)> = vec![
            ("value", view.text(self.compared, &self.entry.value).into()),
            ("place", place.map_or_else(String::new, |key| view.number(key)).into()),
            ("tied", self.is_tied().into()),
            ("band", mark::name(self.entry.band.as_deref().unwrap_or_default()).into()),
            ("first", (self.at() == Some(At::First)).into()),
            ("last", (self.at() == Some(At::Last)).into()),
            ("leads", self.is_best().into()),
            ("from_best", self.best_said().into()),
            ("from_median", self.distance(Measure::FromMedian, "中位数").into()),
            ("from_reference", self.reference_said().into()),
            ("closing", self.closing().into()),
            ("change", self.change().into()),
            ("marked", self.entry.date_apart.into()),
            ("adjusted", self.entry.adjusted.is_some().into()),
        ];
        Value::from_pairs(pairs)
    }

    pub fn is_best(&self) -> bool {
        place_of(&self.view, self.entry).is_some_and(|place| place == "1")
    }

    /// Whether another has the same place.
    pub fn is_tied(&self) -> bool {
        let own = place_of(&self.view, self.entry);
        own.is_some() && self.standing.entries.iter().filter(|one| place_of(&self.view, one) == own).count() > 1
    }

    /// `比最高的甲市低1.2个百分点`; nothing for the best itself.
    fn best_said(&self) -> String {
        let (word, _) = best_words(self.compared);
        let Some(key) = more(self.entry, Measure::FromBest).filter(|_| !self.is_best()) else { return String::new() };
        let names = best_names(&self.view, self.standing);
        match self.view.sign(key) {
            None => String::new(),
            Some(Ordering::Equal) => format!("与{word}的{names}按显示位数相等"),
            Some(sign) => {
                let way = if sign == Ordering::Less { "低" } else { "高" };
                format!("比{word}的{names}{way}{}", self.view.size(self.compared, key))
            }
        }
    }

    fn reference_said(&self) -> String {
        let Some(reference) = self.standing.references.first() else { return String::new() };
        self.distance(Measure::FromReference, &mark::name(self.view.name(&reference.member)))
    }

    /// `高于中位数1.2个百分点`, `与中位数持平`.
    fn distance(&self, measure: Measure, other: &str) -> String {
        let Some(key) = more(self.entry, measure) else { return String::new() };
        match self.view.sign(key) {
            None => String::new(),
            Some(Ordering::Equal) => format!("与{other}持平"),
            Some(Ordering::Less) => format!("低于{other}{}", self.view.size(self.compared, key)),
            Some(Ordering::Greater) => format!("高于{other}{}", self.view.size(self.compared, key)),
        }
    }

    /// `进入第二方阵需增加护理型床位1234张，年底前月均需增加617张`; nothing for the best, nor without a numerator.
    pub fn closing(&self) -> String {
        if let Some(band) = self.next_band() {
            let said = self.way(Measure::ToBand, Measure::ToBandPace, &format!("进入{}", mark::name(band)));
            if !said.is_empty() {
                return said;
            }
        }
        let goal = format!("达到{}的{}的水平", best_words(self.compared).0, best_names(&self.view, self.standing));
        self.way(Measure::ToBest, Measure::ToBestPace, &goal)
    }

    fn way(&self, whole: Measure, monthly: Measure, goal: &str) -> String {
        let Some(key) = more(self.entry, whole) else { return String::new() };
        let Some(sign) = self.view.sign(key) else { return String::new() };
        let verb = if sign == Ordering::Less { "减少" } else { "增加" };
        let size = self.view.size(self.compared, key);
        let lacking = format!("{goal}需{verb}{}{size}", self.counted());
        let Some(until) = deadline(self.view.input.set, self.standing) else { return lacking };
        let month = Month::new(self.entry.as_of.year(), self.entry.as_of.month());
        let by = month.map_or_else(|| periods::day(until), |month| periods::by(until, Period::Month(month)));
        match more(self.entry, monthly).filter(|key| self.view.sign(key).is_some()) {
            // One month is left.
            Some(month) if self.view.is_same(key, month) => {
                format!("{goal}{by}前需{verb}{}{size}", self.counted())
            }
            Some(key) => format!("{lacking}，{by}前月均需{verb}{}", self.view.size(self.compared, key)),
            None => format!("{lacking}，到{by}已没有剩余的月份"),
        }
    }

    /// What is counted: the numerator, as the catalogue calls it.
    fn counted(&self) -> String {
        let seen = self.view.input.observed.iter();
        let mut own = seen.filter(|one| one.member == self.entry.member && one.indicator == self.compared.id);
        let key = own.find_map(|one| one.parts.as_ref()).map(|parts| &parts.numerator.0.indicator);
        let named = key.and_then(|id| self.view.input.catalog.indicators.get(id));
        named.map_or_else(String::new, |indicator| mark::name(&indicator.name))
    }

    /// The next better band that anyone is in.
    fn next_band(&self) -> Option<&'a str> {
        let own = self.entry.band.as_deref()?;
        let before = self.standing.entries.iter().map_while(|one| one.band.as_deref().filter(|band| *band != own));
        before.last()
    }

    /// `位次上升2位`, `位次未变`.
    fn change(&self) -> String {
        let Some(key) = more(self.entry, Measure::RankChange) else { return String::new() };
        let gained = |way: &str| {
            let shown = self.view.figure(key).map_or_else(String::new, |figure| self.view.shown(figure));
            format!("位次{way}{}", mark::figure(key, &format!("{}位", shown.trim_start_matches('-'))))
        };
        match self.view.sign(key) {
            None => String::new(),
            Some(Ordering::Equal) => "位次未变".to_owned(),
            Some(Ordering::Less) => gained("下降"),
            Some(Ordering::Greater) => gained("上升"),
        }
    }
}

fn place_of(view: &View<'_>, entry: &Entry) -> Option<String> {
    let figure = view.figure(entry.place.as_ref()?)?;
    Some(view.shown(figure))
}

/// `最高`, `最低`: what the best is.
pub fn best_words(compared: &Compared) -> (&'static str, &'static str) {
    match compared.better {
        Some(Better::Down) => ("最低", "最高"),
        _ => ("最高", "最低"),
    }
}

/// Whoever is first: `甲市`, `甲市、乙市`, `甲市等5个`.
pub fn best_names(view: &View<'_>, standing: &Standing) -> String {
    let first = |entry: &&Entry| place_of(view, entry).is_some_and(|place| place == "1");
    let first: Vec<String> =
        standing.entries.iter().filter(first).map(|entry| mark::name(view.name(&entry.member))).collect();
    match first.as_slice() {
        [one, .., _] if first.len() > NAMED => format!("{one}等{}个", mark::number(first.len())),
        _ => first.join("、"),
    }
}

/// The one figure of a measure that the set has.
pub fn of_set(view: &View<'_>, compared: &Compared, standing: &Standing, measure: Measure) -> String {
    let key: Option<&FigureKey> = standing.summary.iter().find(|key| key.measure == measure);
    key.map_or_else(String::new, |key| view.text(compared, key))
}
