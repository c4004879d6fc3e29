//! The arithmetic of judging: a number, a goal, a path and a calendar → a verdict. Nothing is rounded here.

use super::{Light, Status};
use crate::catalog::{Band3, Comparator, Path};
use crate::model::{Date, Exact, Month};

/// Months gone and months to the deadline, both counted from January of the period's year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub gone: i64,
    pub to_deadline: i64,
}

impl Clock {
    pub fn new(last: Month, deadline: Date) -> Self {
        let years = i64::from(deadline.year()) - i64::from(last.year());
        Self { gone: i64::from(last.number()), to_deadline: years * 12 + i64::from(deadline.month()) }
    }
    /// Periods end with a month, and a deadline is a day of one: it is reached at the end of its month.
    pub fn reached(self) -> bool {
        self.gone >= self.to_deadline
    }
    pub fn left(self) -> i64 {
        (self.to_deadline - self.gone).max(0)
    }
}

/// What is judged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case {
    pub actual: Option<Exact>,
    pub goal: Option<Exact>,
    /// The actual is a total that lacks parts.
    pub partial: bool,
    /// Parts add up (persons, beds, money); not so for rates.
    pub amount: bool,
    /// The actual grows from January on, so that a ceiling is only kept when the deadline has come.
    pub accumulates: bool,
    pub comparator: Comparator,
    pub path: Path,
    pub clock: Clock,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub completion: Option<Exact>,
    pub due: Option<Exact>,
    pub schedule: Option<Exact>,
    pub gap: Option<Exact>,
    pub pace: Option<Exact>,
    pub projection: Option<Exact>,
    pub status: Status,
    pub band: Light,
}

impl Case {
    pub fn judge(&self, bands: &Band3) -> Verdict {
        // A goal of zero leaves nothing to be a share of.
        let goal = self.goal.filter(|goal| !goal.is_zero());
        let due = goal.and_then(|goal| goal.checked_mul(self.share()?));
        let mut verdict = Verdict {
            completion: goal.and_then(|goal| percent(self.actual?, goal)),
            due,
            schedule: goal.and_then(|goal| percent(due?, goal)),
            gap: due.and_then(|due| self.ahead(self.actual?, due)),
            pace: None,
            projection: None,
            status: self.status(goal, due),
            band: Light::Unknown,
        };
        // What a unit that did not report has done would be asked for again, and left out of the outlook.
        let whole = goal.filter(|_| !self.partial);
        verdict.pace = whole.filter(|_| verdict.status != Status::Met).and_then(|goal| self.pace(goal));
        verdict.projection = whole.and_then(|_| self.projection());
        verdict.band = self.band(&verdict, bands);
        verdict
    }

    fn is_ceiling(&self) -> bool {
        matches!(self.comparator, Comparator::Le | Comparator::Lt)
    }

    /// The share of the goal that is due by now.
    fn share(&self) -> Option<Exact> {
        let whole = Exact::from_int(1);
        match self.path {
            _ if self.clock.reached() => Some(whole),
            Path::Hold => Some(whole),
            Path::ByDate => Some(Exact::ZERO),
            Path::Even => Exact::from_int(self.clock.gone).checked_div(Exact::from_int(self.clock.to_deadline)),
        }
    }

    /// How far ahead of what is due: negative is behind, for a ceiling too.
    fn ahead(&self, actual: Exact, due: Exact) -> Option<Exact> {
        if self.is_ceiling() { due.checked_sub(actual) } else { actual.checked_sub(due) }
    }

    fn holds(&self, actual: Exact, goal: Exact) -> bool {
        match self.comparator {
            Comparator::Ge | Comparator::By => actual >= goal,
            Comparator::Gt => actual > goal,
            Comparator::Le => actual <= goal,
            Comparator::Lt => actual < goal,
            Comparator::Eq => actual == goal,
        }
    }

    fn status(&self, goal: Option<Exact>, due: Option<Exact>) -> Status {
        let Some(actual) = self.actual else { return Status::NoData };
        let (Some(goal), Some(due)) = (goal, due) else { return Status::Undefined };
        let status = self.status_of(actual, goal, due);
        if self.partial && !self.is_certain(status) { Status::Undefined } else { status }
    }

    fn status_of(&self, actual: Exact, goal: Exact, due: Exact) -> Status {
        let reached = self.clock.reached();
        let open_ceiling = self.is_ceiling() && self.accumulates && !reached;
        if self.holds(actual, goal) && !open_ceiling {
            return Status::Met;
        }
        if reached {
            return Status::Missed;
        }
        if self.path == Path::ByDate {
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
    fn is_certain(&self, status: Status) -> bool {
        let good = matches!(status, Status::Met | Status::OnSchedule);
        match self.comparator {
            _ if status == Status::NotDue => true,
            _ if !self.amount => false,
            Comparator::Ge | Comparator::Gt | Comparator::By => good,
            Comparator::Le | Comparator::Lt => !good,
            Comparator::Eq => false,
        }
    }

    /// What each remaining month has to bring.
    fn pace(&self, goal: Exact) -> Option<Exact> {
        if !self.amount || self.is_ceiling() || self.clock.reached() {
            return None;
        }
        let lacking = goal.checked_sub(self.actual?)?;
        let pace = lacking.checked_div(Exact::from_int(self.clock.left()))?;
        (!pace.is_negative()).then_some(pace)
    }

    /// The value at the deadline if the months to come bring what the months gone did.
    fn projection(&self) -> Option<Exact> {
        if self.path != Path::Even || self.clock.gone > self.clock.to_deadline {
            return None;
        }
        let per_month = self.actual?.checked_div(Exact::from_int(self.clock.gone))?;
        per_month.checked_mul(Exact::from_int(self.clock.to_deadline))
    }

    fn band(&self, verdict: &Verdict, bands: &Band3) -> Light {
        match verdict.status {
            Status::Met | Status::OnSchedule => Light::Good,
            Status::Missed => Light::Bad,
            Status::NoData | Status::Undefined | Status::NotDue => Light::Unknown,
            Status::Behind => {
                let ahead = verdict.completion.zip(verdict.schedule).and_then(|(c, s)| self.ahead(c, s));
                let behind = ahead.and_then(Exact::checked_neg);
                let within = |bound| behind.zip(Exact::from_decimal(bound)).is_some_and(|(b, bound)| b <= bound);
                if within(bands.good_behind) {
                    Light::Good
                } else if within(bands.watch_behind) {
                    Light::Watch
                } else {
                    Light::Bad
                }
            }
        }
    }
}

fn percent(part: Exact, whole: Exact) -> Option<Exact> {
    part.checked_div(whole)?.checked_mul(Exact::from_int(100))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Decimal;

    fn bands() -> Band3 {
        Band3 { good_behind: Decimal::ZERO, watch_behind: Decimal::from(5) }
    }

    /// 45 to be reached evenly by the end of the year, at the end of November.
    fn case(actual: i64) -> Case {
        Case {
            actual: Some(Exact::from_int(actual)),
            goal: Some(Exact::from_int(45)),
            partial: false,
            amount: true,
            accumulates: true,
            comparator: Comparator::Ge,
            path: Path::Even,
            clock: Clock { gone: 11, to_deadline: 12 },
        }
    }

    fn text(value: Option<Exact>) -> String {
        value.and_then(Exact::to_text).unwrap_or_default()
    }

    fn verdict(case: Case) -> (Status, Light) {
        let verdict = case.judge(&bands());
        (verdict.status, verdict.band)
    }

    #[test]
    fn a_number_behind_its_even_path_is_measured_exactly() {
        let found = case(40).judge(&bands());
        assert_eq!(found.status, Status::Behind);
        // 45 × 11/12 = 41.25; 40/45 = 88.9 % against 91.7 %: 2.8 points behind.
        assert_eq!(text(found.due), "41.25");
        assert_eq!(text(found.gap), "-1.25");
        assert_eq!(text(found.completion), "88.888888888889");
        assert_eq!(text(found.schedule), "91.666666666667");
        assert_eq!(text(found.pace), "5");
        assert_eq!(text(found.projection), "43.636363636364");
        assert_eq!(found.band, Light::Watch);
    }

    #[test]
    fn an_even_path_asks_for_more_every_month_until_the_deadline() {
        assert_eq!(verdict(case(45)), (Status::Met, Light::Good));
        assert_eq!(verdict(case(42)), (Status::OnSchedule, Light::Good));
        // 38/45 = 84.4 %: 7.2 points behind.
        assert_eq!(verdict(case(38)), (Status::Behind, Light::Bad));
        let december = Clock { gone: 12, to_deadline: 12 };
        assert_eq!(verdict(Case { clock: december, ..case(44) }), (Status::Missed, Light::Bad));
        let october = Clock::new(Month::new(2021, 11).unwrap(), Date::new(2021, 10, 31).unwrap());
        assert_eq!(verdict(Case { clock: october, ..case(44) }), (Status::Missed, Light::Bad));
        let late = Case { clock: october, ..case(44) }.judge(&bands());
        assert_eq!((late.pace, late.projection), (None, None));
        assert_eq!(text(late.due), "45");
    }

    #[test]
    fn a_deadline_of_next_year_is_further_off() {
        let clock = Clock::new(Month::new(2021, 11).unwrap(), Date::new(2022, 6, 30).unwrap());
        assert_eq!(clock, Clock { gone: 11, to_deadline: 18 });
        assert_eq!(clock.left(), 7);
    }

    #[test]
    fn what_is_to_be_held_is_due_in_whole_from_the_first_month() {
        let hold = |actual| Case { path: Path::Hold, clock: Clock { gone: 1, to_deadline: 12 }, ..case(actual) };
        assert_eq!(verdict(hold(45)), (Status::Met, Light::Good));
        assert_eq!(verdict(hold(44)), (Status::Behind, Light::Watch));
        assert_eq!(text(hold(44).judge(&bands()).due), "45");
        assert_eq!(hold(44).judge(&bands()).projection, None);
        let strict = Case { comparator: Comparator::Gt, ..hold(45) };
        assert_eq!(strict.judge(&bands()).status, Status::Behind);
    }

    #[test]
    fn before_its_date_nothing_is_due() {
        let by = |actual| Case { path: Path::ByDate, comparator: Comparator::By, ..case(actual) };
        assert_eq!(verdict(by(0)), (Status::NotDue, Light::Unknown));
        assert_eq!(text(by(0).judge(&bands()).due), "0");
        assert_eq!(verdict(by(45)), (Status::Met, Light::Good));
        let on_the_day = Clock { gone: 12, to_deadline: 12 };
        assert_eq!(verdict(Case { clock: on_the_day, ..by(44) }), (Status::Missed, Light::Bad));
    }

    #[test]
    fn a_ceiling_turns_the_signs_round_and_is_kept_only_at_the_end() {
        let ceiling = |actual| Case { comparator: Comparator::Le, ..case(actual) };
        assert_eq!(verdict(ceiling(40)), (Status::OnSchedule, Light::Good));
        assert_eq!(text(ceiling(40).judge(&bands()).gap), "1.25");
        // 43/45 = 95.6 % spent where 91.7 % was due.
        assert_eq!(verdict(ceiling(43)), (Status::Behind, Light::Watch));
        let ended = Clock { gone: 12, to_deadline: 12 };
        assert_eq!(verdict(Case { clock: ended, ..ceiling(45) }), (Status::Met, Light::Good));
        assert_eq!(
            verdict(Case { clock: ended, comparator: Comparator::Lt, ..case(45) }),
            (Status::Missed, Light::Bad)
        );
        assert_eq!(
            verdict(Case { clock: ended, comparator: Comparator::Eq, ..case(46) }),
            (Status::Missed, Light::Bad)
        );
    }

    #[test]
    fn nothing_is_said_where_nothing_can_be() {
        assert_eq!(verdict(Case { actual: None, ..case(0) }), (Status::NoData, Light::Unknown));
        assert_eq!(verdict(Case { goal: None, ..case(40) }), (Status::Undefined, Light::Unknown));
        let zero = Case { goal: Some(Exact::ZERO), ..case(40) }.judge(&bands());
        assert_eq!((zero.status, zero.completion, zero.due), (Status::Undefined, None, None));
    }

    #[test]
    fn a_total_that_lacks_parts_is_judged_only_where_the_parts_cannot_matter() {
        let partial = |actual| Case { partial: true, ..case(actual) };
        assert_eq!(partial(45).judge(&bands()).status, Status::Met);
        assert_eq!(partial(42).judge(&bands()).status, Status::OnSchedule);
        let open = partial(40).judge(&bands());
        assert_eq!((open.status, open.pace, open.projection), (Status::Undefined, None, None));
        assert_eq!(Case { amount: false, ..partial(45) }.judge(&bands()).status, Status::Undefined);
        let ceiling = |actual| Case { comparator: Comparator::Le, path: Path::Hold, ..partial(actual) };
        assert_eq!(ceiling(46).judge(&bands()).status, Status::Behind);
        assert_eq!(ceiling(40).judge(&bands()).status, Status::Undefined);
    }

    #[test]
    fn a_rate_just_below_its_target_is_not_rounded_up_to_it() {
        // 94.997 % prints as 95.00 %.
        let actual = Exact::from_decimal(Decimal::new(94_997, 3));
        let rate = Case { actual, goal: Some(Exact::from_int(95)), amount: false, path: Path::Hold, ..case(0) };
        let found = rate.judge(&bands());
        assert_eq!((found.status, found.pace), (Status::Behind, None));
    }
}
