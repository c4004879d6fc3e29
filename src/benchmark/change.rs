//! Places gained or lost: only where the same members were ranked.

use super::field::Field;
use super::maker::{Amount, Maker, trace};
use super::value::Value;
use super::{Benchmark, Standing, place};
use crate::model::{Exact, FigureKey, Measure, RegionCode};

/// The standing a period earlier.
pub(super) struct Before<'b> {
    benchmark: &'b Benchmark,
    standing: Option<&'b Standing>,
    /// Why places are not compared.
    why: Option<String>,
}

impl<'b> Before<'b> {
    pub fn of(benchmark: &'b Benchmark, field: &Field<'_>) -> Self {
        let group = field.group.map(|group| group.id.as_str());
        let same = |one: &&Standing| one.indicator == field.compared.id && one.group.as_deref() == group;
        let standing = benchmark.standings.iter().find(same).filter(|one| one.unranked.is_none());
        let why = match standing {
            None => Some("上期未排位".to_owned()),
            Some(standing) => others(field, standing),
        };
        Self { benchmark, standing, why }
    }

    /// Places gained (positive) or lost; without a value, and saying why, where they are not comparable.
    pub fn put(&self, field: &Field<'_>, value: &Value<'_>, now: &FigureKey, maker: &mut Maker<'_>) -> FigureKey {
        let entry =
            self.standing.and_then(|standing| standing.entries.iter().find(|one| one.member == *value.region()));
        let then = entry.and_then(|entry| entry.place.as_ref());
        let same_day = then == Some(now);
        let why = self.why.clone().or_else(|| same_day.then(|| "上期与本期对标日期在同一月".to_owned()));
        let change = self.place(then).zip(own_place(field, value)).and_then(|(then, now)| then.checked_sub(now));
        let change = change.filter(|_| why.is_none());
        let formula = match why {
            Some(why) => format!("上期位次－本期位次（{why}，不作比较）"),
            None => "上期位次－本期位次".to_owned(),
        };
        let operands = then.filter(|_| !same_day).into_iter().chain(std::iter::once(now));
        let amount = Amount { value: change, unit: "位", places: 0 };
        maker.put(value.region(), Measure::RankChange, amount, trace(formula, operands))
    }

    fn place(&self, key: Option<&FigureKey>) -> Option<Exact> {
        self.benchmark.figures.iter().find(|figure| Some(&figure.key) == key)?.value
    }
}

fn own_place(field: &Field<'_>, value: &Value<'_>) -> Option<Exact> {
    place::counted(place::place(field.ranked()?, &field.exact(), value.exact))
}

/// Who is ranked in only one of the two.
fn others(field: &Field<'_>, standing: &Standing) -> Option<String> {
    let then: Vec<&RegionCode> = standing.entries.iter().map(|entry| &entry.member).collect();
    let now: Vec<&RegionCode> = field.values.iter().map(Value::region).collect();
    let only = |ours: &[&RegionCode], theirs: &[&RegionCode], said: &str| {
        let names: Vec<String> = ours.iter().filter(|one| !theirs.contains(one)).map(|one| name(field, one)).collect();
        (!names.is_empty()).then(|| format!("{said}{}", names.join("、")))
    };
    let said = [only(&then, &now, "本期未排位的有"), only(&now, &then, "上期未排位的有")];
    let said: Vec<String> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| format!("排位成员不同：{}", said.join("，")))
}

fn name(field: &Field<'_>, code: &RegionCode) -> String {
    let member = field.set.members.iter().find(|member| member.id == *code);
    member.map_or_else(|| code.to_string(), |member| member.name.clone())
}
