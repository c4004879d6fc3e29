//! The way to a target: its steps or its season, where it has them.

use super::{One, TargetValue};
use crate::catalog::definition::{Path, Step};
use crate::catalog::raw::{RawPath, RawStep};
use crate::model::{Date, Decimal};

impl One<'_, '_> {
    pub(super) fn path(&mut self, value: Option<&TargetValue>) -> Option<Path> {
        let raw = self.raw;
        let kind = *raw.path.get_ref();
        let at = raw.path.span();
        if raw.steps.is_some() && kind != RawPath::Steps {
            self.tell(&at, "只有 path = \"steps\" 才写 steps", "steps belong to path = \"steps\"");
        }
        if let Some(season) = raw.season.as_ref().filter(|_| kind != RawPath::Season) {
            self.tell(&season.span(), "只有 path = \"season\" 才写 season", "season belongs to path = \"season\"");
        }
        match kind {
            RawPath::Even => Some(Path::Even),
            RawPath::Hold => Some(Path::Hold),
            RawPath::ByDate => Some(Path::ByDate),
            RawPath::Steps => self.steps(value),
            RawPath::Season => self.season(),
        }
    }

    fn steps(&mut self, value: Option<&TargetValue>) -> Option<Path> {
        let at = self.raw.path.span();
        let Some(raw) = self.raw.steps.as_ref().filter(|steps| !steps.is_empty()) else {
            self.tell(&at, "path = \"steps\" 须写 steps", "path = \"steps\" needs steps");
            return None;
        };
        let steps: Vec<Step> = raw.iter().filter_map(step).collect();
        if let Some(late) = raw.iter().zip(raw.iter().skip(1)).find(|(a, b)| a.by.get_ref() >= b.by.get_ref()) {
            let span = late.1.by.span();
            self.tell(&span, "各阶段应由早到晚", "stages must follow one another");
        }
        if let Some(TargetValue::Fixed { value, deadline }) = value {
            self.check_end(&steps, raw, *value, *deadline);
        } else if value.is_some() {
            self.tell(&at, "分阶段的目标须写 value", "a target with stages needs a value");
        }
        Some(Path::Steps(steps))
    }

    /// The last stage is the target itself, and none goes past it.
    fn check_end(&mut self, steps: &[Step], raw: &[RawStep], value: Decimal, deadline: Date) {
        let Some((last, at)) = steps.last().zip(raw.last()) else { return };
        if last.by > deadline || last.value != value {
            let span = at.by.span();
            self.tell(
                &span,
                "最后一个阶段应不迟于时限，数为目标数",
                "the last stage must be the target, by its deadline",
            );
        }
        let start = self.raw.baseline.map_or(Decimal::ZERO, |number| number.0);
        let falls = value < start;
        let before = std::iter::once(start).chain(steps.iter().map(|step| step.value));
        let back = before.zip(steps).zip(raw).find(
            |((before, step), _)| {
                if falls { step.value > *before } else { step.value < *before }
            },
        );
        if let Some((_, at)) = back {
            let span = at.by.span();
            self.tell(&span, "阶段的数走了回头路", "a stage goes back");
        }
    }

    fn season(&mut self) -> Option<Path> {
        let at = self.raw.path.span();
        let Some(raw) = &self.raw.season else {
            self.tell(&at, "path = \"season\" 须写 season", "path = \"season\" needs season");
            return None;
        };
        let weights: Vec<Decimal> = raw.get_ref().iter().map(|number| number.0).collect();
        let good = weights.len() == 12 && weights.iter().all(|w| !w.is_sign_negative());
        if !good || weights.iter().all(Decimal::is_zero) {
            let span = raw.span();
            let zh = "season 应为十二个不小于 0 的数，不能全为 0";
            self.tell(&span, zh, "season must be twelve numbers, none negative, not all zero");
            return None;
        }
        Some(Path::Season(weights))
    }
}

fn step(raw: &RawStep) -> Option<Step> {
    Some(Step { by: Date::parse_iso(raw.by.get_ref())?, value: raw.value.0, name: raw.name.clone() })
}
