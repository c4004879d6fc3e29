//! The ledger of work as the wording sees it. What the plan says is the desk's own: its digits are no figures.

use super::fig::Fig;
use super::input::World;
use super::{goals, mark, periods};
use crate::assessment::ledger::{ItemStatus, Ledger, LedgerItem, by_lead, by_unit};
use crate::assessment::{Assessment, Status};
use crate::catalog::{Comparator, Holds};
use crate::model::{Exact, Measure};
use minijinja::Value;
use minijinja::value::merge_maps;

/// The desk's words on one line, their digits marked.
pub fn words(text: &str) -> String {
    let line: String = text.split(['\n', '\r']).map(str::trim).collect();
    mark::name(&line)
}

/// As [`words`], without the stop at its end: the wording sets it.
fn sentence(text: &str) -> String {
    words(text.trim_end_matches(['。', '；', ';', '.', ' ']))
}

/// A head without its own numbering: `一、养老` is `养老`.
fn plain(head: &str) -> &str {
    match head.split_once('、') {
        Some((number, rest)) if !number.is_empty() && number.chars().all(|c| "一二三四五六七八九十".contains(c)) => {
            rest
        }
        _ => head,
    }
}

/// What the wording knows as `ledger`.
pub fn value(world: &World) -> Value {
    let Some(ledger) = &world.ledger else {
        return Value::from_pairs([("known", Value::from(false)), ("total", Value::from(0))]);
    };
    let list = |wanted: &dyn Fn(&LedgerItem) -> bool| -> Vec<Value> {
        ledger.items.iter().filter(|one| wanted(one)).map(|one| item(world, one)).collect()
    };
    let mut pairs: Vec<(&str, Value)> = vec![
        ("known", true.into()),
        ("title", words(&ledger.title).into()),
        ("document", words(&ledger.document).into()),
        ("items", placed(world, ledger).into()),
        ("overdue", list(&|one| one.overdue().is_some()).into()),
        ("due_soon", list(&|one| one.due_soon).into()),
        ("lagging", list(&|one| one.status.is_lagging()).into()),
        ("silent", list(&|one| one.is_due_and_unknown()).into()),
        ("contradicted", list(&|one| one.contradiction.is_some()).into()),
        ("by_lead", groups(world, by_lead(ledger)).into()),
        ("by_unit", groups(world, by_unit(ledger)).into()),
    ];
    pairs.extend(counts(ledger.items.iter()));
    Value::from_pairs(pairs)
}

/// How many items stand how; `underway` are those neither done nor late, and not unknown.
fn counts<'a>(items: impl Iterator<Item = &'a LedgerItem> + Clone) -> Vec<(&'static str, Value)> {
    let count = |wanted: &dyn Fn(&LedgerItem) -> bool| items.clone().filter(|one| wanted(one)).count();
    use ItemStatus as I;
    vec![
        ("total", count(&|_| true).into()),
        ("done", count(&|one| one.status == I::Done).into()),
        ("underway", count(&|one| is_under_way(one.status)).into()),
        ("behind", count(&|one| one.status.is_lagging()).into()),
        ("broken", count(&|one| one.status == I::Broken).into()),
        ("slow", count(&|one| one.status == I::Slow).into()),
        ("unfulfilled", count(&|one| one.status == I::Unfulfilled).into()),
        ("late", count(&|one| one.status == I::Overdue).into()),
        ("idle", count(&|one| one.status == I::NotStarted).into()),
        ("unreported", count(&|one| one.status == I::Unreported).into()),
        ("unknown", count(&|one| one.status.is_unknown()).into()),
        ("soon", count(&|one| one.due_soon).into()),
    ]
}

pub fn is_under_way(status: ItemStatus) -> bool {
    matches!(status, ItemStatus::OnSchedule | ItemStatus::InProgress | ItemStatus::NotDue)
}

/// Items in the plan's order, each with its place under the plan's heads: `opens` for the first of a head.
fn placed(world: &World, ledger: &Ledger) -> Vec<Value> {
    let (mut section, mut sections, mut place) = (None, 0_usize, 0_usize);
    let mut all = Vec::new();
    for one in &ledger.items {
        let name = one.item.section.as_deref().unwrap_or_default();
        let opens = section != Some(name);
        (section, place) = (Some(name), if opens { 1 } else { place + 1 });
        sections += usize::from(opens);
        let own = Value::from_pairs([
            ("opens", Value::from(opens && !name.is_empty())),
            ("head", words(plain(name)).into()),
            ("head_number", sections.into()),
            ("place", place.into()),
        ]);
        all.push(merge_maps([own, item(world, one)]));
    }
    all
}

fn groups(world: &World, groups: Vec<(&str, Vec<&LedgerItem>)>) -> Vec<Value> {
    let group = |(name, items): (&str, Vec<&LedgerItem>)| {
        let late: Vec<Value> = items.iter().filter(|one| one.overdue().is_some()).map(|one| item(world, one)).collect();
        let mut pairs = vec![("name", Value::from(words(name))), ("overdue", late.into())];
        pairs.extend(counts(items.into_iter()));
        Value::from_pairs(pairs)
    };
    groups.into_iter().map(group).collect()
}

fn item(world: &World, one: &LedgerItem) -> Value {
    let text = |text: &str| Value::from(words(text));
    let optional = |text: Option<&str>| Value::from(text.map(words).unwrap_or_default());
    let judged: Vec<&Assessment> = one.judged.iter().chain(&one.soft).collect();
    let told_before =
        |at: usize| judged.iter().take(at).any(|first| judged.get(at).is_some_and(|it| is_same(first, it)));
    let all = judged.iter().enumerate().filter(|(at, _)| !told_before(*at));
    let all: Vec<Value> = all.map(|(_, judged)| goal(world, judged)).collect();
    let (plan, said) = (&one.item, one.said.as_ref());
    let pairs: Vec<(&str, Value)> = vec![
        ("id", plan.id.as_str().into()),
        ("number", text(&plan.number)),
        ("section", optional(plan.section.as_deref())),
        ("name", text(&plan.name)),
        ("goal", sentence(&plan.goal).into()),
        ("measures", plan.measures.iter().map(|measure| sentence(measure)).collect::<Vec<_>>().into()),
        ("deadline", periods::day(plan.deadline).into()),
        ("by", periods::by(one.deadline(), world.period).into()),
        ("lead", text(&plan.lead)),
        ("leader", optional(plan.leader.as_deref())),
        ("responsible", text(&plan.responsible)),
        ("status", one.status.id().into()),
        ("status_name", one.status.name().into()),
        ("done", (one.status == ItemStatus::Done).into()),
        ("kept", is_kept(one).into()),
        ("unknown", one.status.is_unknown().into()),
        ("overdue", one.overdue().is_some().into()),
        ("on_the_day", (one.overdue() == Some(0)).into()),
        ("days", mark::number(one.overdue().unwrap_or_default()).into()),
        ("days_left", mark::number((-one.days_past).max(0)).into()),
        ("due_soon", one.due_soon.into()),
        ("stage", optional(said.and_then(|said| said.stage.as_deref()))),
        ("late_stage", optional(one.late_stage.as_ref().map(|stage| stage.name.as_str()))),
        (
            "late_stage_by",
            one.late_stage.as_ref().map(|stage| periods::by(stage.by, world.period)).unwrap_or_default().into(),
        ),
        ("said", optional(said.map(|said| said.evidence.trim_end_matches(['。', '；'])))),
        ("said_month", said.map(|said| mark::date(&periods::month(said.month))).unwrap_or_default().into()),
        ("said_now", said.is_some_and(|said| said.month == world.period.last_month()).into()),
        ("contradicted", one.contradiction.is_some().into()),
        ("targets", all.into()),
    ];
    Value::from_pairs(pairs)
}

/// Two targets of one item that print the same: the ledger's and the statistics' own of the same work.
fn is_same(first: &Assessment, other: &Assessment) -> bool {
    let printed = |one: &Assessment| (one.region.clone(), one.unit.clone(), one.actual, one.target_value, one.status);
    first.actual.is_some() && printed(first) == printed(other)
}

/// All that it asks holds, and has to hold on.
fn is_kept(one: &LedgerItem) -> bool {
    one.status == ItemStatus::OnSchedule && one.judged.iter().all(|judged| judged.status == Status::Met)
}

/// Whether a target asks where something stands rather than how much of it is done: a rate, a ceiling, none at all, a
/// change from where it began, what each unit has.
fn is_level(judged: &Assessment) -> bool {
    let share = || judged.actual?.checked_div(judged.target_value?)?.checked_mul(Exact::from_int(100));
    let ceiling = matches!(judged.comparator, Comparator::Le | Comparator::Lt);
    let ratio = matches!(judged.actual_key.measure, Measure::Ratio | Measure::RatioYtd);
    ceiling || ratio || judged.holds != Holds::Total || judged.completion.is_none() || judged.completion != share()
}

/// A target as `goals` has it, with whose it is where that is not the total, whether it is met.
fn goal(world: &World, judged: &Assessment) -> Value {
    let of_total = judged.region == world.desk.region;
    let whose = if of_total { String::new() } else { mark::name(&world.region_name(&judged.region)) };
    let met = judged.status == Status::Met;
    let done = Fig::new(world, goals::done(world, judged));
    let all = Exact::from_int(100);
    let exactly = done.shown.parse().ok().and_then(Exact::from_decimal) == Some(all);
    let verdict = match judged.status {
        Status::Met => "已达到",
        Status::OnSchedule if judged.holds_throughout => "未突破",
        Status::OnSchedule => "达到序时进度",
        Status::NotDue => "未到期",
        Status::Behind | Status::Missed => "尚未达到",
        Status::Undefined | Status::NoData => "暂不判定",
    };
    let own = Value::from_pairs([
        ("whose", Value::from(whose)),
        ("met", met.into()),
        ("level", is_level(judged).into()),
        ("exactly", exactly.into()),
        ("verdict", verdict.into()),
    ]);
    merge_maps([own, goals::value(world, judged)])
}
