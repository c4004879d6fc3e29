//! What the notes of a table say of its targets: which number is judged, from where the way is counted, what a target
//! was before, what stands for a work of stages, and where the printed numbers hide a difference.

use crate::assessment::Assessment;
use crate::catalog::{Kind, Target, TargetValue};
use crate::document::{CellContent, Inline, TableCell};
use crate::model::{Decimal, FigureKey, Measure};
use crate::report::fig::{Fig, amount};
use crate::report::input::World;
use crate::report::{goals, headline, mark, periods, words};

/// A target as a table's row calls it.
pub type Told<'a> = (String, &'a Assessment);

/// The notes of a table that prints targets with their completion. `printed` are all judgements in it.
pub fn notes(world: &World, targets: &[Told], printed: &[Told]) -> Vec<Vec<Inline>> {
    let said = [
        on_period(world, targets),
        each_unit(world, targets),
        held(targets),
        from_start(world, targets),
        staged(targets),
    ];
    let said = said.into_iter().flatten().chain(revised(world, targets)).chain(hidden(world, printed));
    said.map(|words| headline::read(&words)).collect()
}

fn names(told: &[&Told]) -> String {
    words::list(told.iter().map(|(name, _)| mark::name(name)))
}

/// `按本月数考核的：火化率；其余按累计（期末）数考核。` A period that begins the year has one number for both.
fn on_period(world: &World, targets: &[Told]) -> Option<String> {
    let begins = world.period.months().first().is_none_or(|month| month.number() == 1);
    let (own, others): (Vec<&Told>, Vec<&Told>) = targets.iter().partition(|(_, judged)| is_of_period(world, judged));
    if begins || own.is_empty() {
        return None;
    }
    let rest = if others.is_empty() { "" } else { "；其余按累计（期末）数考核" };
    Some(format!("按{}数考核的：{}{rest}。", periods::relative(world.period).0, names(&own)))
}

/// Whether the period's own number is judged, and not that of the year so far.
fn is_of_period(world: &World, judged: &Assessment) -> bool {
    let made_of_flows = |indicator: &crate::catalog::Indicator| {
        matches!(indicator.kind, Kind::Ratio { .. }) && !world.stands(indicator)
    };
    match judged.actual_key.measure {
        Measure::Month => true,
        Measure::Ratio => world.indicator(&judged.actual_key.indicator).is_some_and(made_of_flows),
        _ => false,
    }
}

/// `要求各单位分别达到、合计按达到的单位数计的：每县慈善超市示范点（各不低于1家；4个单位中3个达到，共5家）。`
fn each_unit(world: &World, targets: &[Told]) -> Option<String> {
    let each = targets.iter().filter(|(_, judged)| goals::is_each(world, judged));
    let said: Vec<String> = each.map(|(name, judged)| of_units(world, name, judged)).collect();
    (!said.is_empty()).then(|| format!("要求各单位分别达到、合计按达到的单位数计的：{}。", words::list(said)))
}

fn of_units(world: &World, name: &str, judged: &Assessment) -> String {
    let [asked, met] = [Measure::UnitsAsked, Measure::UnitsMet]
        .map(|measure| Fig::new(world, goals::key(world, judged, measure)).text());
    let sum = goals::together(world, judged).map(|sum| format!("，共{}", sum.text())).unwrap_or_default();
    format!("{}（各{}；{asked}单位中{met}达到{sum}）", mark::name(name), goals::aim(world, judged))
}

/// `应始终保持、不按序时推进的：护理型床位占比；序时进度一栏为100%。`
fn held(targets: &[Told]) -> Option<String> {
    let held: Vec<&Told> =
        targets.iter().filter(|(_, judged)| judged.holds_throughout && judged.completion.is_some()).collect();
    let all = mark::number("100%");
    (!held.is_empty()).then(|| format!("应始终保持在目标水平、序时进度列{all}的：{}。", names(&held)))
}

/// `完成率、序时进度按较基期增减量计算的：每千名老年人床位（基期36张/千人）。`
fn from_start(world: &World, targets: &[Told]) -> Option<String> {
    let said: Vec<String> = targets
        .iter()
        .filter_map(|(name, judged)| Some(format!("{}（基期{}）", mark::name(name), goals::start(world, judged)?)))
        .collect();
    (!said.is_empty()).then(|| format!("完成率、序时进度按较基期增减量计算的：{}。", words::list(said)))
}

fn staged(targets: &[Told]) -> Option<String> {
    let staged: Vec<&Told> = targets.iter().filter(|(_, judged)| goals::is_staged(judged)).collect();
    let all = mark::number("100%");
    (!staged.is_empty()).then(|| format!("按阶段折算进度、以全部完成为{all}的：{}。", names(&staged)))
}

/// `每千名老年人床位：年初目标36张/千人，7月起按某民发〔2020〕28号调整为36.5张/千人。`
fn revised(world: &World, targets: &[Told]) -> Vec<String> {
    let said = targets.iter().filter_map(|(name, judged)| {
        let mut chain = vec![goals::defined(world, judged)?];
        while let Some(former) = chain.last().and_then(|last| former(world, last)) {
            // A file that says otherwise does not load; a circle must not hold up the report.
            if chain.iter().any(|known| known.id == former.id) {
                break;
            }
            chain.push(former);
        }
        let (first, changes) = chain.split_last().filter(|(_, changes)| !changes.is_empty())?;
        let mut words = format!("{}：年初目标{}", mark::name(name), value(first, &judged.unit)?);
        for target in changes.iter().rev() {
            let from = target.from.map(|day| periods::from(day, world.period)).unwrap_or_default();
            let document = target.document.as_deref().map(|name| format!("按{}", mark::name(name)));
            let to = value(target, &judged.unit)?;
            words.push_str(&format!("，{from}{}调整为{to}", document.unwrap_or_default()));
        }
        Some(format!("{words}。"))
    });
    said.collect()
}

fn former<'a>(world: &'a World, target: &Target) -> Option<&'a Target> {
    let id = target.replaces.as_ref()?;
    world.catalog.targets.get(&world.desk.id)?.iter().find(|former| former.id == *id)
}

/// The number a target states, in its own unit or in that of the judgement; none of one that stands elsewhere.
fn value(target: &Target, unit: &str) -> Option<String> {
    let TargetValue::Fixed { value, .. } = target.value else { return None };
    let unit = target.unit.as_ref().map_or(unit, |stated| stated.unit.as_str());
    Some(amount(&mark::number(value.normalize()), unit))
}

/// `印出的数与应达到的数相同而判为滞后的，按未舍入的数判断：甲县。`
pub fn hidden(world: &World, printed: &[Told]) -> Option<String> {
    let hidden: Vec<&Told> = printed.iter().filter(|(_, judged)| is_hidden(world, judged)).collect();
    let said = format!("印出的数与应达到的数相同而判为滞后或未完成的，按未舍入的数判断：{}。", names(&hidden));
    (!hidden.is_empty()).then_some(said)
}

/// Judged behind though what is printed is what is due, or the target itself.
fn is_hidden(world: &World, judged: &Assessment) -> bool {
    let own = |measure| goals::key(world, judged, measure);
    goals::is_lagging(judged.status)
        && (look_alike(world, own(Measure::Completion), own(Measure::Schedule))
            || look_alike(world, judged.actual_key.clone(), own(Measure::Target)))
}

fn look_alike(world: &World, a: FigureKey, b: FigureKey) -> bool {
    let (a, b) = (Fig::new(world, a), Fig::new(world, b));
    let printed = |fig: &Fig| fig.shown.parse::<Decimal>().ok();
    a.known() && b.known() && a.value != b.value && printed(&a) == printed(&b)
}

/// What a work of stages shows in place of parts of a work: all of it, and how far it is.
pub fn whole() -> TableCell {
    let (value, shown) = (Decimal::ONE_HUNDRED, "100".to_owned());
    TableCell { content: CellContent::Number { shown, value, places: 0 }, band: crate::document::Band::None }
}

/// In what the cells of a target are printed.
pub fn unit<'a>(world: &World, judged: &'a Assessment) -> &'a str {
    match judged {
        _ if goals::is_staged(judged) => "%",
        _ if goals::is_each(world, judged) => "个",
        _ => &judged.unit,
    }
}
