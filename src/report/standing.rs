//! How a target stands, in the words of its one judgement: against the schedule, against the goal, what is to come.

use super::fig::Fig;
use super::input::World;
use super::{change, goals, periods};
use crate::assessment::{Assessment, Status};
use crate::catalog::Comparator;
use crate::model::{Exact, FigureKey, Measure};
use minijinja::Value;

/// The sentences of a judgement, by the names a wording has for them.
pub fn texts(world: &World, judged: &Assessment, months_left: i64) -> [(&'static str, Value); 8] {
    [
        ("schedule_text", schedule(world, judged).into()),
        ("against", against(world, judged).into()),
        ("early", early(world, judged).into()),
        ("remedy", remedy(judged).into()),
        ("outlook", outlook(world, judged).into()),
        ("needs", needed(world, judged, months_left, "完成").into()),
        ("needs_less", needed(world, judged, months_left, "减少").into()),
        ("by", periods::by(judged.deadline, world.period).into()),
    ]
}

/// The distance to what is due: of an amount in points of its completion, of a rate in its own points.
pub fn gap(world: &World, judged: &Assessment) -> Fig {
    // What has to hold at all times is not on its way: the distance is one in its own unit.
    if judged.unit != "%" && !judged.holds_throughout {
        return Fig::new(world, goals::key(world, judged, Measure::GapPoints));
    }
    let mut gap = Fig::new(world, goals::key(world, judged, Measure::Gap));
    // The distance between two rates is in points, whatever the target's unit.
    if judged.unit == "%" {
        gap.unit = "百分点".to_owned();
    }
    gap
}

fn is_ceiling(judged: &Assessment) -> bool {
    matches!(judged.comparator, Comparator::Le | Comparator::Lt)
}

/// Whether the goal is one of the whole year.
fn ends_the_year(judged: &Assessment) -> bool {
    judged.deadline.month() == 12 && judged.deadline.day() == 31
}

/// `快于序时进度1.5个百分点`, `低于序时要求4.24个百分点`, `达到序时进度`; nothing of what is met or cannot be judged.
fn schedule(world: &World, judged: &Assessment) -> String {
    let lags = goals::is_lagging(judged.status);
    if !(lags || judged.status == Status::OnSchedule) {
        return String::new();
    }
    if goals::is_each(world, judged) {
        return of_units(world, judged);
    }
    let gap = gap(world, judged);
    if !gap.known() {
        return String::new();
    }
    let is_rate = judged.unit == "%";
    let due = match (judged.holds_throughout, is_ceiling(judged), is_rate) {
        (true, true, _) => "规定上限",
        (true, false, _) => "应保持水平",
        (_, _, true) => "序时要求",
        (_, _, false) => "序时进度",
    };
    match (gap.shows_zero(), lags, is_ceiling(judged)) {
        (true, true, false) => format!("略低于{due}"),
        (true, true, true) => format!("略高于{due}"),
        (true, false, _) => format!("达到{due}"),
        (false, _, true) if gap.negative() => format!("超出{due}{}", gap.size()),
        (false, _, true) => format!("控制在{due}以内"),
        (false, _, false) if gap.negative() => format!("低于{due}{}", gap.size()),
        (false, _, false) => format!("{}{due}{}", if is_rate { "高于" } else { "快于" }, gap.size()),
    }
}

/// `还有1个单位未达到`: of what each unit is asked.
fn of_units(world: &World, judged: &Assessment) -> String {
    let lacking = Fig::new(world, goals::key(world, judged, Measure::Needed));
    match judged.status {
        Status::OnSchedule => "各单位均达到序时进度".to_owned(),
        _ if lacking.known() && !lacking.shows_zero() => format!("还有{}单位未达到", lacking.text()),
        _ => String::new(),
    }
}

/// What can still be done about what cannot be met any more; nothing of what can.
fn remedy(judged: &Assessment) -> &'static str {
    match () {
        () if !goals::is_lost(judged) => "",
        () if judged.is_broken_early => "查明超出的原因，年内不再增加",
        () => "对未按时办理的尽快补办、说明原因，今后的全部按时办理",
    }
}

/// `高于年度目标2.3个百分点`, `与目标持平`: a rate against its goal, whatever is due of it by now.
fn against(world: &World, judged: &Assessment) -> String {
    let gap = Fig::new(world, goals::key(world, judged, Measure::TargetGap));
    if !gap.known() {
        return String::new();
    }
    let goal = if ends_the_year(judged) { "年度目标" } else { "目标" };
    if gap.shows_zero() {
        return if gap.value.is_some_and(Exact::is_zero) {
            format!("与{goal}持平")
        } else {
            format!("接近{goal}")
        };
    }
    format!("{}{goal}{}", if gap.negative() { "低于" } else { "高于" }, gap.size())
}

/// The first period from which on the goal has been reached, where that was before its deadline: `10月`.
fn reached(world: &World, judged: &Assessment) -> String {
    let early = judged.deadline > world.period.last_month().last_day();
    let rises = matches!(judged.comparator, Comparator::Ge | Comparator::Gt);
    let (true, true, Status::Met, Some(goal)) = (early, rises, judged.status, judged.target_value) else {
        return String::new();
    };
    let met = |value: Exact| if judged.comparator == Comparator::Gt { value > goal } else { value >= goal };
    let mut first = None;
    for period in change::up_to(world.period).into_iter().rev() {
        let then = Fig::new(world, FigureKey { period, ..judged.actual_key.clone() });
        if !then.value.is_some_and(met) {
            break;
        }
        first = Some(period);
    }
    first.map(periods::short).unwrap_or_default()
}

/// `已于10月提前完成年度任务`; nothing where it was not early.
fn early(world: &World, judged: &Assessment) -> String {
    let reached = reached(world, judged);
    let of = if ends_the_year(judged) { "年度任务" } else { "任务" };
    if reached.is_empty() { reached } else { format!("已于{reached}提前完成{of}") }
}

/// `最后一个月需完成694户`, `后三个月平均每月需完成12个`; nothing where no month is left or no amount is asked.
fn needed(world: &World, judged: &Assessment, left: i64, verb: &str) -> String {
    let pace = Fig::new(world, goals::key(world, judged, Measure::Pace));
    let amount = judged.unit != "%" && pace.known() && !pace.shows_zero();
    match usize::try_from(left) {
        Ok(1) if amount => format!("最后一个月需{verb}{}", pace.size()),
        Ok(months) if amount && months > 1 => {
            format!("后{}个月平均每月需{verb}{}", super::words::numeral(months), pace.size())
        }
        _ => String::new(),
    }
}

/// `按目前进度，全年预计完成66.6%`: of what lags and can still be reached.
fn outlook(world: &World, judged: &Assessment) -> String {
    let expected = Fig::new(world, goals::key(world, judged, Measure::ProjectedCompletion));
    // Nothing so far foretells nothing.
    let short = expected.value.is_some_and(|value| value < Exact::from_int(100)) && !expected.shows_zero();
    let until = if ends_the_year(judged) { "全年" } else { "到期" };
    let told = goals::is_lagging(judged.status) && judged.unit != "%" && short;
    if told { format!("按目前进度，{until}预计完成{}", expected.text()) } else { String::new() }
}
