//! The tables of keys and the types they stand beside say the same.

use super::*;
use crate::catalog::error::Problems;
use crate::catalog::gather::parse;
use crate::catalog::raw::*;

/// A value of the shape, as TOML.
fn value(shape: &Shape, all: bool) -> String {
    match shape {
        Shape::Text => "\"x\"".into(),
        Shape::Texts => "[\"x\"]".into(),
        Shape::TextOrTexts if all => "[\"x\"]".into(),
        Shape::TextOrTexts => "\"x\"".into(),
        Shape::Integer => "1".into(),
        Shape::Integers => "[1, 2]".into(),
        Shape::Number => "0.5".into(),
        Shape::Numbers => "[1, 0.5]".into(),
        Shape::Boolean => "true".into(),
        Shape::Date => "\"2021-11-30\"".into(),
        Shape::Choice(words) => format!("\"{}\"", words[0]),
        Shape::Choices(words) => format!("[\"{}\"]", words[0]),
        Shape::Pairs => "[[\"x\", \"y\"]]".into(),
        Shape::Table(keys) => format!("{{ {} }}", pairs(keys, all).join(", ")),
        Shape::Tables(keys) => format!("[{{ {} }}]", pairs(keys, all).join(", ")),
        Shape::TextMap => "{ \"甲\" = \"x\" }".into(),
        Shape::NumberOr(words) => format!("\"{}\"", words[0]),
        Shape::NumberMap => "{ \"甲\" = 0.5 }".into(),
        Shape::NumbersMap => "{ \"甲\" = [1, 0.5] }".into(),
        Shape::NumberMaps => "[{ \"甲\" = 1, \"乙\" = 0.5 }, {}]".into(),
    }
}

fn pairs(keys: &[Key], all: bool) -> Vec<String> {
    keys.iter().filter(|k| all || k.required).map(|k| format!("{} = {}", k.name, value(&k.shape, all))).collect()
}

/// A file with every key, and one with only what is required, are both read.
fn agree<T: RawFile>() {
    for all in [true, false] {
        let text = pairs(T::KIND.keys, all).join("\n");
        let mut problems = Problems::default();
        let read = parse::<T>(T::KIND.path, text.as_bytes(), &mut problems).is_some();
        assert!(read && problems.count() == 0, "{}: {:#?}\n{text}", T::KIND.path, problems.into_sorted());
    }
}

#[test]
fn every_key_is_a_field_and_every_required_field_a_key() {
    agree::<RawRegions>();
    agree::<RawMeasureUnits>();
    agree::<RawIndicators>();
    agree::<RawForm>();
    agree::<RawRules>();
    agree::<RawDesk>();
    agree::<RawDocuments>();
    agree::<RawTargets>();
    agree::<RawDemo>();
    agree::<RawPlan>();
    agree::<RawProgress>();
    agree::<RawExternal>();
    agree::<RawNotTargets>();
    agree::<RawExplanations>();
    agree::<RawReport>();
    agree::<RawScheme>();
    agree::<RawAppraisal>();
    agree::<RawCalendar>();
    agree::<RawTheme>();
    agree::<RawLimits>();
    agree::<RawFonts>();
}

#[test]
fn what_is_of_another_type_is_told_before_it_is_read() {
    let mut problems = Problems::default();
    let text = "day_of_next_month = \"fünf\"\nmove = 1";
    assert!(parse::<RawCalendar>("calendars/x.toml", text.as_bytes(), &mut problems).is_none());
    let said: Vec<String> = problems.into_sorted().iter().map(|e| e.text(crate::finding::Lang::En)).collect();
    assert_eq!(
        said,
        [
            "calendars/x.toml:1:21: \"day_of_next_month\" must be an integer",
            "calendars/x.toml:2:1: unknown key \"move\"; valid: shift, holidays, workdays, remind_days, correction_days, day_of_next_month",
        ]
    );
}
