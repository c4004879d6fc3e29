//! Whether a finding still wants an answer.

use super::{Arguments, Lang, say};
use crate::model::{Month, Place};

/// What has become of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Status {
    /// Wants a correction (must) or a correction or an explanation (query).
    #[default]
    Open,
    /// A query that was explained.
    Explained(Explanation),
    /// A query that was explained in an earlier month, while its value and its context are unchanged.
    CarriedForward(Explanation),
}

/// Why a number that looks wrong is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub text: String,
    /// Who says so.
    pub who: String,
    /// When, as `YYYY-MM-DD`.
    pub date: String,
    /// The month in which it was given.
    pub month: Month,
    /// Where it stands: the desk's list, or a county's annotated copy with sheet and cell.
    pub place: Place,
    /// A late count that was reported with this later month, which is therefore no outlier.
    pub carried_into: Option<Month>,
}

impl Status {
    pub fn id(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Explained(_) => "explained",
            Self::CarriedForward(_) => "carried_forward",
        }
    }
    pub fn name(&self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Open, Lang::Zh) => "待处理",
            (Self::Explained(_), Lang::Zh) => "已说明",
            (Self::CarriedForward(_), Lang::Zh) => "沿用前月说明",
            (status, Lang::En) => status.id(),
        }
    }
    pub fn explanation(&self) -> Option<&Explanation> {
        match self {
            Self::Open => None,
            Self::Explained(given) | Self::CarriedForward(given) => Some(given),
        }
    }
    /// The explanation, with who gave it and when; nothing for what is open.
    pub fn told(&self, lang: Lang) -> Option<String> {
        let given = self.explanation()?;
        let fill = |key: &str, name: &'static str, value: &dyn ToString| {
            let mut arguments = Arguments::default();
            arguments.push(name, value.to_string());
            say(key, &arguments, lang)
        };
        let mut words = given.text.clone();
        let by: Vec<&str> =
            [&given.who, &given.date].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        if !by.is_empty() {
            words += &fill("status.by", "by", &by.join(" "));
        }
        if matches!(self, Self::CarriedForward(_)) {
            words += &fill("status.carried", "month", &given.month);
        }
        if let Some(month) = given.carried_into {
            words += &fill("status.carried_into", "month", &month);
        }
        Some(words)
    }
}
