//! The arithmetic of judging: a number, a goal, a path and a calendar → a verdict. Nothing is rounded here.

use super::outlook::{Outlook, outlook};
use super::way::{Clock, Way};
use super::{Light, Status};
use crate::catalog::{Band3, Comparator, Over, Path};
use crate::model::Exact;

/// How what has not come could still change an actual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lacking {
    /// It can only add: persons, beds, money, units that have it.
    Adds,
    /// It can only make it worse: the weakest of the units.
    Worsens,
    /// Either way: a rate.
    Turns,
}

/// What is judged.
#[derive(Clone, Debug)]
pub(super) struct Case<'a> {
    pub actual: Option<Exact>,
    pub goal: Option<Exact>,
    /// The upper end of a range.
    pub upper: Option<Exact>,
    /// Where the way begins; zero unless the target says more.
    pub start: Exact,
    /// The actual is a total that lacks parts.
    pub partial: bool,
    pub lacking: Lacking,
    /// Parts add up (persons, beds, money); not so for rates.
    pub amount: bool,
    /// The actual grows from January on, so that a ceiling is only kept when the deadline has come.
    pub accumulates: bool,
    pub comparator: Comparator,
    pub over: Over,
    pub path: &'a Path,
    pub clock: Clock,
    /// The actual at the end of each month of the year so far, January first; empty where a month is missing.
    pub history: Vec<Exact>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub completion: Option<Exact>,
    pub due: Option<Exact>,
    pub schedule: Option<Exact>,
    pub gap: Option<Exact>,
    pub outlook: Outlook,
    /// The condition holds now, whatever may come.
    pub holds: bool,
    pub status: Status,
    pub band: Light,
}

impl Case<'_> {
    pub fn judge(&self, bands: &Band3) -> Verdict {
        let way = self.way();
        let due = way.and_then(|way| way.due(self.clock.gone));
        let status = self.status(due);
        let mut verdict = Verdict {
            completion: self.actual.and_then(|actual| self.percent_of_way(actual)),
            due,
            schedule: due.and_then(|due| self.percent_of_way(due)),
            gap: due.and_then(|due| self.ahead(self.actual?, due)),
            outlook: Outlook::default(),
            holds: self.actual.zip(self.goal).is_some_and(|(actual, goal)| self.holds(actual, goal)),
            status,
            band: Light::Unknown,
        };
        // What a unit that did not report has done would be asked for again, and left out of the outlook.
        if let Some(way) = way.filter(|_| !self.partial) {
            verdict.outlook = outlook(self, &way, status);
        }
        verdict.band = self.band(&verdict, bands);
        verdict
    }

    pub fn way(&self) -> Option<Way<'_>> {
        Some(Way { path: self.path, start: self.start, goal: self.goal?, clock: self.clock })
    }

    /// Less is better: a ceiling, nothing at all, or a number to be brought down.
    pub fn falls(&self) -> bool {
        falls(self.comparator, self.goal, self.start)
    }

    /// A ceiling above which nothing may come.
    fn ceiling(&self) -> Option<Exact> {
        match (self.comparator, self.over) {
            (Comparator::Le | Comparator::Lt, _) | (Comparator::Eq, Over::Breach) => self.goal,
            (Comparator::Range, _) => self.upper,
            _ => None,
        }
    }

    /// Per cent of the way from start to goal; a goal where the way begins has none.
    fn percent_of_way(&self, value: Exact) -> Option<Exact> {
        let whole = self.goal?.checked_sub(self.start)?;
        percent(value.checked_sub(self.start)?, whole)
    }

    /// How far ahead of what is due: negative is behind, for a ceiling too.
    pub fn ahead(&self, actual: Exact, due: Exact) -> Option<Exact> {
        if self.falls() { due.checked_sub(actual) } else { actual.checked_sub(due) }
    }

    fn holds(&self, actual: Exact, goal: Exact) -> bool {
        match (self.comparator, self.over) {
            (Comparator::Ge | Comparator::By, _) => actual >= goal,
            (Comparator::Gt, _) => actual > goal,
            (Comparator::Le, _) => actual <= goal,
            (Comparator::Lt, _) => actual < goal,
            (Comparator::Eq, Over::Breach) => actual == goal,
            (Comparator::Eq, Over::Met) if self.falls() => actual <= goal,
            (Comparator::Eq, Over::Met) => actual >= goal,
            (Comparator::Range, _) => actual >= goal && self.upper.is_some_and(|upper| actual <= upper),
        }
    }

    /// Past a ceiling that an accumulating number cannot come back under.
    fn is_broken(&self, actual: Exact) -> bool {
        let strict = self.comparator == Comparator::Lt;
        // What is brought down from a start may still come down.
        let stays = self.accumulates && self.amount && self.start.is_zero();
        stays && self.ceiling().is_some_and(|ceiling| actual > ceiling || strict && actual == ceiling)
    }

    fn status(&self, due: Option<Exact>) -> Status {
        let Some(actual) = self.actual else { return Status::NoData };
        let (Some(goal), Some(due)) = (self.goal, due) else { return Status::Undefined };
        // More than a ceiling cannot be more than nothing: such a goal is no goal.
        if goal.is_zero() && self.start.is_zero() && !self.falls() {
            return Status::Undefined;
        }
        let status = self.status_of(actual, goal, due);
        if self.partial && !self.is_certain(status, actual) { Status::Undefined } else { status }
    }

    fn status_of(&self, actual: Exact, goal: Exact, due: Exact) -> Status {
        let reached = self.clock.reached();
        if self.is_broken(actual) {
            return Status::Missed;
        }
        let open_ceiling = self.ceiling().is_some() && self.accumulates && self.start.is_zero() && !reached;
        if self.holds(actual, goal) && !open_ceiling {
            return Status::Met;
        }
        if reached {
            return Status::Missed;
        }
        // Nothing is asked yet, and nothing was done before its time.
        let nothing_due = matches!(self.path, Path::Steps(_)) && due == self.start && actual == self.start;
        if *self.path == Path::ByDate || nothing_due {
            return Status::NotDue;
        }
        // All of a strict goal being due, the number itself does not do.
        let strict = due == goal && matches!(self.comparator, Comparator::Gt | Comparator::Lt);
        let ahead = self.ahead(actual, due);
        let enough = ahead.is_some_and(|ahead| !(ahead.is_negative() || strict && ahead.is_zero()));
        if enough { Status::OnSchedule } else { Status::Behind }
    }

    /// Whether the parts that a total lacks cannot change its verdict. More can only be added to an amount: what is
    /// reached stays reached, a ceiling that is broken stays broken. A rate may move either way.
    fn is_certain(&self, status: Status, actual: Exact) -> bool {
        let good = matches!(status, Status::Met | Status::OnSchedule);
        match self.lacking {
            _ if status == Status::NotDue => true,
            Lacking::Turns => false,
            Lacking::Worsens => !good,
            Lacking::Adds if self.is_broken(actual) => true,
            Lacking::Adds if self.comparator == Comparator::Range => false,
            Lacking::Adds if self.falls() => !good,
            Lacking::Adds => good && self.ceiling().is_none(),
        }
    }

    fn band(&self, verdict: &Verdict, bands: &Band3) -> Light {
        match verdict.status {
            Status::Met | Status::OnSchedule => Light::Good,
            Status::Missed => Light::Bad,
            Status::NoData | Status::Undefined | Status::NotDue => Light::Unknown,
            Status::Behind => {
                let points = verdict.completion.zip(verdict.schedule).and_then(|(c, s)| {
                    // Both are shares of the way: more of a ceiling is worse, more of a reduction is better.
                    let spends = self.falls() && self.start.is_zero();
                    if spends { c.checked_sub(s) } else { s.checked_sub(c) }
                });
                points.map_or(Light::Bad, |behind| light(behind, bands))
            }
        }
    }
}

/// Less is better: a ceiling, nothing at all, or a number to be brought down.
pub(super) fn falls(comparator: Comparator, goal: Option<Exact>, start: Exact) -> bool {
    match comparator {
        Comparator::Le | Comparator::Lt => true,
        Comparator::Eq | Comparator::Range => goal.is_some_and(|goal| goal < start || goal.is_zero()),
        Comparator::Ge | Comparator::Gt | Comparator::By => false,
    }
}

/// The colour of so many points behind.
fn light(behind: Exact, bands: &Band3) -> Light {
    let within = |bound| Exact::from_decimal(bound).is_some_and(|bound| behind <= bound);
    if within(bands.good_behind) {
        Light::Good
    } else if bands.watch_from.is_some_and(within) {
        bands.between.map_or(Light::Unknown, Light::of)
    } else if within(bands.watch_behind) {
        Light::Watch
    } else {
        Light::Bad
    }
}

fn percent(part: Exact, whole: Exact) -> Option<Exact> {
    part.checked_div(whole)?.checked_mul(Exact::from_int(100))
}

#[cfg(test)]
#[path = "judge_tests.rs"]
mod tests;
