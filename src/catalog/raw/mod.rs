//! Template files as written: one struct and one table of keys each, before anything is linked.

mod appraisal;
mod chart;
mod check;
mod comparison;
mod degrees;
mod demo;
mod desk;
mod document;
mod explanation;
mod external;
mod form;
mod indicator;
mod own_figures;
mod plain;
mod plan;
mod published;
mod region;
mod report;
mod rule;
mod scheme;
mod table;
mod target;
mod terms;

pub use appraisal::{RawAppraisal, RawAppraisalItem, RawRunKind, RawUnreported};
pub use chart::{RawChart, RawChartAgainst, RawChartKind, RawChartRows};
pub use check::{RawAgainst, RawHistory, RawLedgerCheck, RawPeers, RawRepeats, RawSeriesExamples};
pub use comparison::{
    RawAdjust, RawBasis, RawBrought, RawCompared, RawComparison, RawInDoubt, RawMember, RawPeerGroup, RawPlaceBand,
    RawRadar,
};
pub use degrees::RawDegrees;
pub use demo::{RawDemo, RawDemoLedger, RawDemoNamed, RawDemoSeries, RawMovement};
pub use desk::{RawBands, RawBetween, RawDesk, RawDeskLetters, RawHeads, RawRounding, RawUnit};
pub use document::{RawDocument, RawDocuments};
pub use explanation::{RawExplanation, RawExplanations};
pub use external::{RawExternal, RawNotTargets, RawSeries};
pub use form::{RawField, RawForm, RawLedger, RawOwnIndicator, RawOwnRegion, RawProject};
pub use indicator::{RawBetter, RawIndicator, RawIndicators, RawKind, RawRollup};
pub use own_figures::{RawOwnFigure, RawOwnFigures};
pub use plain::{RawCalendar, RawFace, RawFonts, RawLimits, RawMarks, RawMeasureUnits, RawShift, RawTheme};
pub use plan::{RawItem, RawItemStatus, RawPlan, RawProgress, RawStage, RawStatement, RawTexts};
pub use published::{RawPublished, RawPublishedValue};
pub use region::{RawRegion, RawRegions};
pub use report::{RawFiguresOf, RawPraise, RawReport, RawSummons};
pub use rule::{RawLevel, RawMissing, RawRule, RawRules, RawTolerance, RawToleranceWord};
pub use scheme::{RawPer, RawScheme, RawSchemeBand};
pub use table::{RawAggregate, RawAxis, RawColumn, RawCondition, RawDuplicates, RawRow, RawRowsAre, RawTable};
pub use target::{RawComparator, RawHolds, RawOver, RawPath, RawScope, RawStep, RawTarget, RawTargets};
pub use terms::RawTerms;

use super::schema::FileKind;
use crate::model::Decimal;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use std::str::FromStr;

/// A text with its place.
pub type Name = toml::Spanned<String>;

/// A decimal number as written.
#[derive(Clone, Copy, Debug)]
pub struct Number(pub Decimal);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Integer(i64),
            Float(f64),
        }
        match Either::deserialize(deserializer)? {
            Either::Integer(n) => Ok(Self(Decimal::from(n))),
            // The shortest text that reads back is the text as written, up to 15 digits.
            Either::Float(f) => Decimal::from_str(&f.to_string()).map(Self).map_err(serde::de::Error::custom),
        }
    }
}

/// A kind of file: where it stands, what it may say, and the type it is read into.
pub trait RawFile: DeserializeOwned {
    const KIND: FileKind;
}

const WORDING: FileKind =
    FileKind { path: "reports/<id>/wording.md", what: "报告的措辞：带变量的 Markdown。", keys: &[] };

const LETTER: FileKind = FileKind {
    path: "letters/<id>.md",
    what: "函的措辞：带变量的 Markdown；desk.toml 的 `[letters]` 说哪个作催报函、哪个作退回函。写法见 docs/quality.md。",
    keys: &[],
};

const COMPARISON_WORDING: FileKind = FileKind {
    path: "comparisons/<id>.md",
    what: "对标页的措辞：带变量的 Markdown。写法见 docs/compare.md。",
    keys: &[],
};

const SEAL: FileKind =
    FileKind {
        path: "desks/<id>/<name>.png", what: "印章的图片，documents.toml 的 seal 写它的文件名。", keys: &[]
    };

/// Every kind of file under `templates/`.
pub const FILES: &[FileKind] = &[
    RawRegions::KIND,
    RawMeasureUnits::KIND,
    RawIndicators::KIND,
    RawForm::KIND,
    RawRules::KIND,
    RawDesk::KIND,
    RawDocuments::KIND,
    SEAL,
    RawTargets::KIND,
    RawPlan::KIND,
    RawProgress::KIND,
    RawExternal::KIND,
    RawNotTargets::KIND,
    RawExplanations::KIND,
    RawDemo::KIND,
    RawOwnFigures::KIND,
    RawReport::KIND,
    WORDING,
    LETTER,
    RawScheme::KIND,
    RawAppraisal::KIND,
    RawComparison::KIND,
    RawPublished::KIND,
    COMPARISON_WORDING,
    RawCalendar::KIND,
    RawTheme::KIND,
    RawLimits::KIND,
    RawFonts::KIND,
];
