//! A figure as the wording sees it: prints itself with its unit, and answers whether it is there.

use super::input::{World, why_none};
use super::mark;
use super::when::When;
use crate::catalog::Approximate;
use crate::model::{Decimal, Exact, Figure, FigureKey, Missing};
use minijinja::value::{Object, ObjectRepr, Value};
use std::fmt;
use std::sync::Arc;

/// A figure, or the reason there is none.
#[derive(Clone, Debug)]
pub struct Fig {
    pub key: FigureKey,
    pub value: Option<Exact>,
    pub missing: Option<Missing>,
    pub shown: String,
    pub unit: String,
    symbol: String,
    name: String,
    pub when: When,
}

impl Fig {
    /// The figure of a key; what is not in the book was not reported.
    pub fn new(world: &World, key: FigureKey) -> Self {
        Self::of(world, key.clone(), world.find(&key))
    }
    fn of(world: &World, key: FigureKey, figure: Option<Figure>) -> Self {
        let missing = figure.as_ref().map_or(Some(Missing::NotReported), |f| f.missing);
        let of_target = || {
            let named = world.assessed.list.iter().find(|judged| judged.target == key.indicator.as_str());
            named.map_or_else(|| key.indicator.to_string(), |judged| judged.name.clone())
        };
        let name = world.indicator(&key.indicator).map_or_else(of_target, |i| i.name.clone());
        Self {
            value: figure.as_ref().and_then(|f| f.value),
            missing,
            shown: figure.as_ref().map_or_else(String::new, |f| world.book().shown(f)),
            unit: figure.map_or_else(String::new, |f| f.unit),
            symbol: world.symbol(why_none(key.measure, missing.unwrap_or(Missing::NotReported))).to_owned(),
            name,
            when: When::of(world, &key),
            key,
        }
    }
    pub fn known(&self) -> bool {
        self.value.is_some()
    }
    /// With its unit, marked; the symbol of what is missing.
    pub fn text(&self) -> String {
        if self.known() { mark::figure(&self.key, &amount(&self.shown, &self.unit)) } else { self.symbol.clone() }
    }
    /// As [`Fig::text`], without its sign.
    pub fn size(&self) -> String {
        if self.known() {
            mark::figure(&self.key, &amount(self.shown.trim_start_matches('-'), &self.unit))
        } else {
            self.symbol.clone()
        }
    }
    /// With the word of a round number: `3.3万余人`, `近1000份`, `突破4亿元`.
    pub fn approximate(&self, word: Approximate) -> String {
        if !self.known() {
            return self.symbol.clone();
        }
        let (shown, unit) = (&self.shown, &self.unit);
        let scale = unit.chars().next().filter(|c| ['万', '亿', '千', '百'].contains(c)).map_or(0, char::len_utf8);
        let (scale, counted) = unit.split_at(scale);
        let text = match word {
            Approximate::AndMore => format!("{shown}{scale}余{counted}"),
            Approximate::OrMore => format!("{}以上", amount(shown, unit)),
            Approximate::Nearly | Approximate::Beyond | Approximate::AtMost => {
                format!("{}{}", word.word(), amount(shown, unit))
            }
        };
        mark::figure(&self.key, &text)
    }
    /// A range up to another figure: `63%～68%`, `3～5个`; one number where both print alike.
    pub fn to(&self, high: &Self) -> String {
        if !self.known() || !high.known() || self.shown == high.shown {
            return if self.known() { self.text() } else { high.text() };
        }
        let low = if self.unit == "%" { self.text() } else { mark::figure(&self.key, &self.shown) };
        format!("{low}～{}", high.text())
    }
    /// In 万 or 亿 where the printed number has no more than two places left of it: 12340000元 is 1234万元, 12345678元
    /// stays. The digits are those of every table, so that nobody can find two numbers for one thing.
    pub fn scaled(&self) -> String {
        let exact = |power: u32| -> Option<String> {
            let moved = self.shown.parse::<Decimal>().ok()?.checked_div(Decimal::from(10_u64.pow(power)))?.normalize();
            (moved.abs() >= Decimal::ONE && moved.scale() <= 2).then(|| moved.to_string())
        };
        let (in_ten_thousands, plain) = match self.unit.strip_prefix('万') {
            Some(plain) => (true, plain),
            None => (false, self.unit.as_str()),
        };
        let is_rate = self.unit.contains(['%', '‰', '/', '亿']);
        let scaled = match in_ten_thousands {
            _ if is_rate || !self.known() => None,
            true => exact(4).map(|text| format!("{text}亿{plain}")),
            false => {
                let wide = exact(8).map(|text| format!("{text}亿{plain}"));
                wide.or_else(|| exact(4).map(|text| format!("{text}万{plain}")))
            }
        };
        scaled.map_or_else(|| self.text(), |text| mark::figure(&self.key, &text))
    }
    /// With the first part of its unit, where the words say the rest: 每千名老年人拥有床位36.4张.
    pub fn short(&self) -> String {
        let unit = self.unit.split('/').next().unwrap_or_default();
        if self.known() { mark::figure(&self.key, &amount(&self.shown, unit)) } else { self.symbol.clone() }
    }
    /// As [`Fig::short`], without its sign.
    pub fn short_size(&self) -> String {
        let unit = self.unit.split('/').next().unwrap_or_default();
        if self.known() {
            mark::figure(&self.key, &amount(self.shown.trim_start_matches('-'), unit))
        } else {
            self.symbol.clone()
        }
    }
    /// What is printed is zero.
    pub fn shows_zero(&self) -> bool {
        !self.shown.chars().any(|c| ('1'..='9').contains(&c))
    }
    pub fn name(&self) -> &str {
        &self.name
    }
    pub fn negative(&self) -> bool {
        self.value.is_some_and(Exact::is_negative)
    }
}

/// A number and its unit as a sentence has them.
pub fn amount(shown: &str, unit: &str) -> String {
    if ["百分点", "千分点"].contains(&unit) { format!("{shown}个{unit}") } else { format!("{shown}{unit}") }
}

impl Object for Fig {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "known" => Value::from(self.known()),
            "missing" => Value::from(!self.known()),
            "incomplete" => Value::from(self.missing == Some(Missing::Incomplete)),
            "suppressed" => Value::from(self.missing == Some(Missing::Suppressed)),
            "zero" => Value::from(self.known() && self.shows_zero()),
            "negative" => Value::from(self.negative()),
            "name" => Value::from(mark::name(&self.name)),
            "when" => Value::from(self.when.said(&self.key)),
            "when_short" => Value::from(self.when.short(&self.key)),
            "stands" => Value::from(self.when == When::At),
            "counted" => Value::from(self.when.counted(&self.key)),
            "lead" => Value::from(self.when.lead(&self.key)),
            "unit" => Value::from(self.unit.as_str()),
            "rate" => Value::from(self.unit == "%"),
            "number" if self.known() => Value::from(mark::figure(&self.key, &self.shown)),
            "number" => Value::from(self.symbol.as_str()),
            "size" => Value::from(self.size()),
            "short" => Value::from(self.short()),
            "scaled" => Value::from(self.scaled()),
            "id" => Value::from(self.key.to_string()),
            "measure" => Value::from(self.key.measure.id()),
            "indicator" => Value::from(self.key.indicator.as_str()),
            _ => return None,
        })
    }
    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}
