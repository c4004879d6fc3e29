//! The ledger of work 工作台账: how every item of a plan stands, by its targets or by what the desk says of it.

use super::{Assessed, Assessment, Light, Status};
use crate::catalog::{Plan, PlanItem, PlanStage, Progress, Statement};
use crate::model::{Date, Period, RegionCode};
use std::collections::BTreeSet;

/// A plan's items at the end of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    pub title: String,
    /// Which document the plan is of.
    pub document: String,
    /// In the plan's order.
    pub items: Vec<LedgerItem>,
}

/// An item, its standing, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerItem {
    pub item: PlanItem,
    pub status: ItemStatus,
    /// The judgements its status is made of, in the order of its targets.
    pub judged: Vec<Assessment>,
    /// Judgements of targets one only strives for: told, and never held against it.
    pub soft: Vec<Assessment>,
    /// The last thing the desk said of it.
    pub said: Option<Statement>,
    /// The stage that should have been reached by now and, as far as is said, was not.
    pub late_stage: Option<PlanStage>,
    /// From the deadline to the end of the period: negative before it.
    pub days_past: i64,
    pub due_soon: bool,
    pub contradiction: Option<Contradiction>,
}

/// How an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemStatus {
    Done,
    OnSchedule,
    /// Under way, as the desk says: nothing measures it.
    InProgress,
    NotDue,
    /// What is only striven for is behind its plan: told, and not held against the item.
    Slow,
    /// What was only striven for was not reached by its time.
    Unfulfilled,
    /// As the desk says.
    NotStarted,
    Behind,
    /// Past a ceiling before the deadline: it cannot be kept any more.
    Broken,
    /// The deadline is reached, and it is not done.
    Overdue,
    /// No target measures it, and nothing was said.
    Unreported,
    /// Its targets cannot be judged.
    Unknown,
}

/// What the desk says and what its figures say do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Said to be done, and a target (its place in `judged`) is behind or missed.
    NotDone(usize),
    /// Said not to have begun, and all targets are met.
    NotIdle,
}

impl ItemStatus {
    pub const ALL: [Self; 12] = [
        Self::Done,
        Self::OnSchedule,
        Self::InProgress,
        Self::NotDue,
        Self::Slow,
        Self::Unfulfilled,
        Self::NotStarted,
        Self::Behind,
        Self::Broken,
        Self::Overdue,
        Self::Unreported,
        Self::Unknown,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::OnSchedule => "on_schedule",
            Self::InProgress => "in_progress",
            Self::NotDue => "not_due",
            Self::Slow => "slow",
            Self::Unfulfilled => "unfulfilled",
            Self::NotStarted => "not_started",
            Self::Behind => "behind",
            Self::Broken => "broken",
            Self::Overdue => "overdue",
            Self::Unreported => "unreported",
            Self::Unknown => "unknown",
        }
    }
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "已完成",
            Self::OnSchedule => "达到序时",
            Self::InProgress => "推进中",
            Self::NotDue => "未到期",
            Self::Slow => "慢于计划",
            Self::Unfulfilled => "尚未实现",
            Self::NotStarted => "未启动",
            Self::Behind => "滞后",
            Self::Broken => "已突破",
            Self::Overdue => "逾期未完成",
            Self::Unreported => "未报进展",
            Self::Unknown => "无法判定",
        }
    }
    /// Not as it should be, with time left.
    pub fn is_lagging(self) -> bool {
        matches!(self, Self::Behind | Self::Broken)
    }
    /// Whether nothing tells if it is done.
    pub fn is_unknown(self) -> bool {
        matches!(self, Self::Unreported | Self::Unknown)
    }
}

impl LedgerItem {
    /// Days over the deadline (0 on the day) of an item that is known not to be done.
    pub fn overdue(&self) -> Option<i64> {
        let missed = self.judged.iter().filter(|judged| judged.status == Status::Missed);
        // A target may fall due before the item does.
        let days = missed.map(|judged| self.days_past + days(judged.deadline, self.item.deadline));
        (self.status == ItemStatus::Overdue).then(|| days.fold(self.days_past, i64::max))
    }
    /// The deadline that is printed: of an item that is overdue before its own, that of its first missed target.
    pub fn deadline(&self) -> Date {
        let missed = self.judged.iter().filter(|judged| judged.status == Status::Missed).map(|judged| judged.deadline);
        let early = missed.min().filter(|_| self.status == ItemStatus::Overdue);
        early.map_or(self.item.deadline, |early| early.min(self.item.deadline))
    }
    /// The deadline is reached, and nothing tells if it is done.
    pub fn is_due_and_unknown(&self) -> bool {
        self.status.is_unknown() && self.days_past >= 0
    }
    pub fn light(&self) -> Light {
        match self.status {
            ItemStatus::Done | ItemStatus::OnSchedule => Light::Good,
            ItemStatus::NotStarted | ItemStatus::Slow | ItemStatus::Unfulfilled => Light::Watch,
            ItemStatus::Behind => self.judged.iter().map(held).max().unwrap_or(Light::Watch),
            ItemStatus::Broken | ItemStatus::Overdue => Light::Bad,
            _ => Light::Unknown,
        }
    }
}

/// How much a judgement weighs against its item: what is not known does not hide what is behind.
fn held(judged: &Assessment) -> Light {
    if judged.status == Status::Behind { judged.band } else { Light::Good }
}

/// The ledger of a plan for a period, from the judgements of the desk's targets.
pub fn ledger(plan: &Plan, total: &RegionCode, assessed: &Assessed, period: Period) -> Ledger {
    let at = At { plan, total, assessed, period, end: period.last_month().last_day() };
    Ledger {
        title: plan.title.clone(),
        document: plan.document.clone(),
        items: plan.items.iter().map(|item| at.item(item)).collect(),
    }
}

struct At<'a> {
    plan: &'a Plan,
    total: &'a RegionCode,
    assessed: &'a Assessed,
    period: Period,
    end: Date,
}

impl At<'_> {
    fn item(&self, item: &PlanItem) -> LedgerItem {
        // An item that names a target and the one that replaced it has one.
        let mut seen = BTreeSet::new();
        let all = item.targets.iter().flat_map(|target| self.of_target(target));
        let all = all.filter(|judged| seen.insert((judged.target.as_str(), judged.region.as_str())));
        let (soft, judged): (Vec<_>, Vec<_>) = all.cloned().partition(is_soft);
        let said = item.said_by(self.period.last_month()).cloned();
        let late_stage = said.as_ref().and_then(|said| self.late_stage(item, said)).cloned();
        let days_past = days(item.deadline, self.end);
        let status = if !judged.is_empty() {
            of_targets(&judged, days_past)
        } else if let Some(slow) = slow(&soft) {
            slow
        } else if let Some(said) = &said {
            of_words(said.progress, late_stage.is_some(), days_past)
        } else if !soft.is_empty() {
            of_soft(&soft)
        } else if item.targets.is_empty() {
            ItemStatus::Unreported
        } else {
            ItemStatus::Unknown
        };
        let open = !matches!(status, ItemStatus::Done | ItemStatus::Overdue);
        LedgerItem {
            item: item.clone(),
            status,
            contradiction: said.as_ref().and_then(|said| contradiction(said, status, &judged)),
            judged,
            soft,
            said,
            late_stage,
            days_past,
            due_soon: open && days_past < 0 && -days_past <= self.plan.due_soon_days,
        }
    }

    /// The judgement of the total; of a target set for units only, theirs.
    fn of_target<'b>(&'b self, target: &'b str) -> impl Iterator<Item = &'b Assessment> {
        // A target changed in the year is followed under the new one; one that states another again is that one.
        let named = move |judged: &&Assessment| judged.target == target || judged.replaces.as_deref() == Some(target);
        let of = move |judged: &&Assessment| named(judged) && judged.restates.is_none();
        let has_total = self.assessed.list.iter().filter(of).any(|judged| judged.region == *self.total);
        self.assessed.list.iter().filter(of).filter(move |judged| !has_total || judged.region == *self.total)
    }

    /// The last stage that is due, when what is said names an earlier one or says that nothing has begun.
    fn late_stage<'b>(&self, item: &'b PlanItem, said: &Statement) -> Option<&'b PlanStage> {
        let due = item.stages.iter().rposition(|stage| stage.by <= self.end)?;
        let reached = match (&said.stage, said.progress) {
            (Some(name), _) => item.stages.iter().position(|stage| stage.name == *name).map(|at| at + 1),
            (None, Progress::NotStarted) => Some(0),
            (None, _) => None,
        };
        item.stages.get(due).filter(|_| said.progress != Progress::Done && reached.is_some_and(|count| count <= due))
    }
}

/// Whether a target is only striven for (力争, 争取).
fn is_soft(judged: &Assessment) -> bool {
    judged.soft.is_some()
}

fn days(from: Date, to: Date) -> i64 {
    to.days() - from.days()
}

/// Missed at its deadline, and not before it.
fn is_overdue(judged: &Assessment) -> bool {
    judged.status == Status::Missed && !judged.is_broken_early
}

/// The worst of them.
fn of_targets(judged: &[Assessment], days_past: i64) -> ItemStatus {
    let worst = judged.iter().map(badness).max().unwrap_or(Badness::Unknown);
    let late = days_past >= 0;
    match worst {
        Badness::None => ItemStatus::Done,
        Badness::Missed if late || judged.iter().any(is_overdue) => ItemStatus::Overdue,
        Badness::Missed => ItemStatus::Broken,
        Badness::NotDue | Badness::OnSchedule | Badness::Behind if late => ItemStatus::Overdue,
        Badness::NotDue => ItemStatus::NotDue,
        Badness::OnSchedule => ItemStatus::OnSchedule,
        Badness::Behind => ItemStatus::Behind,
        Badness::Unknown => ItemStatus::Unknown,
    }
}

/// From nothing to complain of to the worst. What is known to be behind comes before what is not known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Badness {
    None,
    NotDue,
    OnSchedule,
    Unknown,
    Behind,
    Missed,
}

fn badness(judged: &Assessment) -> Badness {
    match judged.status {
        // What has to hold to the end is not over before it.
        Status::Met if judged.is_kept => Badness::OnSchedule,
        Status::Met => Badness::None,
        Status::NotDue => Badness::NotDue,
        Status::OnSchedule => Badness::OnSchedule,
        Status::Undefined | Status::NoData => Badness::Unknown,
        Status::Behind => Badness::Behind,
        Status::Missed => Badness::Missed,
    }
}

fn of_words(progress: Progress, late_stage: bool, days_past: i64) -> ItemStatus {
    match progress {
        Progress::Done => ItemStatus::Done,
        _ if days_past >= 0 => ItemStatus::Overdue,
        Progress::NotStarted => ItemStatus::NotStarted,
        Progress::InProgress if late_stage => ItemStatus::Behind,
        Progress::InProgress => ItemStatus::InProgress,
    }
}

/// Where something that is only striven for is behind its plan, or was not reached by its time.
fn slow(soft: &[Assessment]) -> Option<ItemStatus> {
    match soft.iter().map(badness).max()? {
        Badness::Behind => Some(ItemStatus::Slow),
        Badness::Missed => Some(ItemStatus::Unfulfilled),
        _ => None,
    }
}

/// Of targets one only strives for, none of them slow.
fn of_soft(soft: &[Assessment]) -> ItemStatus {
    match soft.iter().map(badness).max() {
        Some(Badness::None) => ItemStatus::Done,
        Some(Badness::Unknown) | None => ItemStatus::Unknown,
        Some(_) => ItemStatus::InProgress,
    }
}

fn contradiction(said: &Statement, status: ItemStatus, judged: &[Assessment]) -> Option<Contradiction> {
    match said.progress {
        Progress::Done => {
            let worst = |judged: &Assessment| matches!(judged.status, Status::Behind | Status::Missed);
            let missed = judged.iter().position(|judged| judged.status == Status::Missed);
            missed.or_else(|| judged.iter().position(worst)).map(Contradiction::NotDone)
        }
        Progress::NotStarted if status == ItemStatus::Done => Some(Contradiction::NotIdle),
        _ => None,
    }
}

/// Items by a name each has, or several, in the order in which the names first appear.
pub fn grouped<'a>(
    items: &'a [LedgerItem],
    names: impl Fn(&'a PlanItem) -> Vec<&'a str>,
) -> Vec<(&'a str, Vec<&'a LedgerItem>)> {
    let mut groups: Vec<(&str, Vec<&LedgerItem>)> = Vec::new();
    for one in items {
        for name in names(&one.item) {
            match groups.iter_mut().find(|(known, _)| *known == name) {
                Some((_, members)) => members.push(one),
                None => groups.push((name, vec![one])),
            }
        }
    }
    groups
}

/// By responsible unit: an item of several stands under each.
pub fn by_unit(ledger: &Ledger) -> Vec<(&str, Vec<&LedgerItem>)> {
    grouped(&ledger.items, PlanItem::units)
}

/// By 牵头科室.
pub fn by_lead(ledger: &Ledger) -> Vec<(&str, Vec<&LedgerItem>)> {
    grouped(&ledger.items, |item| vec![item.lead.as_str()])
}
