//! What the office decides and the document does not print: a line of the wording has to call for it.

use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::{Name, RawDocument};
use crate::finding::Said;
use std::ops::Range;

/// Says what would be left out of the pages without a word.
pub fn check(source: &Source, raw: &RawDocument, wording: &str, problems: &mut Problems) {
    let calls = |call: &str| {
        let is_call = |line: &str| {
            line.trim()
                .strip_prefix("::")
                .is_some_and(|rest| rest.split('|').next().is_some_and(|name| name.trim() == call))
        };
        wording.lines().any(is_call)
    };
    let letter = calls("letterhead");
    let head = letter || calls("redhead");
    let span = |name: &Option<Name>| name.as_ref().map(toml::Spanned::span);
    let first = |names: &[Name]| names.first().map(toml::Spanned::span);
    let report = raw.report.get_ref();
    let mut tell = |at: Option<Range<usize>>, key: &str, calls: &str| {
        if let Some(at) = at {
            let zh = format!("“{report}”不印 {key}：它的措辞没有 {calls}；删去这一行，或在措辞里加上");
            problems.add(
                source,
                &at,
                Said::new(zh, format!("{report} does not print {key}: its wording has no {calls}")),
            );
        }
    };
    if !head {
        let calls = "::redhead 或 ::letterhead";
        tell(span(&raw.series), "series", calls);
        tell(raw.copy.as_ref().map(toml::Spanned::span), "copy", calls);
        tell(span(&raw.secrecy), "secrecy", calls);
        tell(raw.urgency.as_ref().map(|_| raw.report.span()), "urgency", calls);
        tell(first(&raw.offices), "offices", calls);
    }
    if !calls("imprint") {
        tell(span(&raw.printed_by), "printed_by", "::imprint");
        tell(first(&raw.copies_to), "copies_to", "::imprint");
        tell(first(&raw.reported_to), "reported_to", "::imprint");
        tell(first(&raw.sent_to), "sent_to", "::imprint");
        tell(first(&raw.given_to), "given_to", "::imprint");
    }
    if !calls("signature") {
        tell(span(&raw.seal), "seal", "::signature");
    }
    if let Some(at) = span(&raw.printed_by).filter(|_| letter) {
        let said = Said::new(
            "信函格式的版记不加印发机关和印发日期（GB/T 9704—2012，10.1）：删去 printed_by",
            "the imprint of a letter has no printing office and date (GB/T 9704-2012, 10.1)",
        );
        problems.add(source, &at, said);
    }
}
