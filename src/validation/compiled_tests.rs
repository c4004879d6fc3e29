//! Formulas over hand-made values.

use super::*;
use crate::formula::parse;
use crate::model::Decimal;
use std::str::FromStr;

fn exact(text: &str) -> Exact {
    Exact::from_decimal(Decimal::from_str(text).unwrap()).unwrap()
}

/// The values in the order the references first appear; `?` is missing, `-` not asked.
fn values(text: &str) -> Vec<Lookup> {
    let one = |word: &str| match word {
        "?" => Lookup::Missing,
        "-" => Lookup::NotAsked,
        number => Lookup::Value(exact(number)),
    };
    text.split_whitespace().map(one).collect()
}

fn run(formula: &str, given: &str, missing: MissingMode, slack: Slack<'_>) -> &'static str {
    match Compiled::new(&parse(formula).unwrap()).holds(&values(given), missing, slack) {
        Ok(None) => "pass",
        Ok(Some(_)) => "fail",
        Err(Stop::Undecided) => "undecided",
        Err(Stop::NotAsked) => "not asked",
        Err(Stop::Broken) => "broken",
    }
}

fn plain(formula: &str, given: &str) -> &'static str {
    run(formula, given, MissingMode::SkipAny, Slack::Within(Exact::ZERO))
}

#[test]
fn every_part_of_the_language_is_worked_out() {
    for (formula, given, found) in [
        ("a = b + c", "91 30 61", "pass"),
        ("a = b + c", "92 30 61", "fail"),
        ("0 <= a <= b < c", "3 3 4", "pass"),
        ("0 <= a <= b < c", "3 3 3", "fail"),
        ("若 a > 0 则 b = 0", "0 7", "pass"),
        ("若 a > 0 则 b = 0", "1 7", "fail"),
        ("a = 1 或 b = 1", "2 1", "pass"),
        ("a = 1 且 b = 1", "2 1", "fail"),
        ("非 a = 1", "1", "fail"),
        ("非 a = 1", "2", "pass"),
        ("sum(a, b, c) = 6", "1 2 3", "pass"),
        ("abs(a) = max(b, c) 且 min(b, c) = 2", "-3 2 3", "pass"),
        ("round(a / b × 100, 2) = c", "210 320 65.63", "pass"),
        ("a ÷ b = 1.5", "3 2", "pass"),
        ("-a + 1 != 0", "1", "fail"),
        ("a / b = 1", "1 0", "undecided"),
        ("a = b", "1 ?", "undecided"),
        ("a = b", "1 -", "not asked"),
        ("a + b", "1 1", "broken"),
        ("(a = b) = c", "1 1 1", "broken"),
        ("a * 9999999999999999999999999999 = b", "9999999999999999999999999999 0", "broken"),
    ] {
        assert_eq!(plain(formula, given), found, "{formula}: {given}");
    }
}

#[test]
fn a_reference_is_asked_for_once_and_shift_measure_scope_tell_them_apart() {
    let compiled = Compiled::new(&parse("a[本月] + a[本月]@上月 = a[本月] + b[期末] + 下级合计 b[期末]").unwrap());
    let names: Vec<String> = compiled.references.iter().map(ToString::to_string).collect();
    assert_eq!(names, ["a[本月]", "a[本月]@上月", "b[期末]", "下级合计 b[期末]"]);
}

#[test]
fn what_is_missing_goes_by_the_rule() {
    let zero = Slack::Within(Exact::ZERO);
    for (given, any, all, as_zero) in [
        ("5 5 ?", "undecided", "pass", "pass"),
        ("5 3 ?", "undecided", "fail", "fail"),
        ("? ? ?", "undecided", "undecided", "pass"),
        ("? 5 ?", "undecided", "fail", "fail"),
    ] {
        let run = |missing| run("a = b + c", given, missing, zero);
        assert_eq!(
            (run(MissingMode::SkipAny), run(MissingMode::SkipAll), run(MissingMode::Zero)),
            (any, all, as_zero),
            "{given}"
        );
    }
}

#[test]
fn a_breach_tells_both_sides_of_the_first_comparison_that_fails() {
    let compiled = Compiled::new(&parse("0 <= a + 1 <= b").unwrap());
    let found = compiled.holds(&values("9 8"), MissingMode::SkipAny, Slack::Within(exact("1")));
    assert_eq!(found, Ok(Some(Breach { left: exact("10"), op: Compare::LessOrEqual, right: exact("8") })));
}

#[test]
fn an_amount_is_the_most_two_sides_may_differ() {
    let within = |formula, given| run(formula, given, MissingMode::SkipAny, Slack::Within(exact("0.005")));
    assert_eq!(within("a = 100 * b / c", "65.63 210 320"), "pass");
    assert_eq!(within("a = 100 * b / c", "65.64 210 320"), "fail");
    assert_eq!(within("a <= b", "1.005 1"), "pass");
    assert_eq!(within("a >= b", "1 1.006"), "fail");
    // A strict comparison gives nothing away.
    assert_eq!(within("a < b", "1 1"), "fail");
}

fn rounded(formula: &str, given: &str, places: &[Option<u32>]) -> &'static str {
    run(formula, given, MissingMode::SkipAny, Slack::Rounded(places))
}

#[test]
fn a_sum_of_rounded_parts_is_possible_or_impossible() {
    let one = [Some(1); 3];
    // 1.24 + 1.33 = 2.57; the parts are at most 1.25 and 1.35, and 2.65 is the least that shows as 2.7.
    assert_eq!(rounded("a + b = c", "1.2 1.3 2.6", &one), "pass");
    assert_eq!(rounded("a + b = c", "1.2 1.3 2.4", &one), "pass");
    assert_eq!(rounded("a + b = c", "1.2 1.3 2.7", &one), "fail");
    assert_eq!(rounded("sum(a, b) - c = 0", "1.2 1.3 2.3", &one), "fail");
    // Counts are exact: one person too many is one too many.
    assert_eq!(rounded("a + b = c", "12 13 26", &[None; 3]), "fail");
}

#[test]
fn a_rate_is_possible_when_its_counts_round_to_it() {
    let places = [Some(2), None, None];
    assert_eq!(rounded("a = 100 * b / c", "65.63 210 320", &places), "pass");
    assert_eq!(rounded("a = 100 * b / c", "65.64 210 320", &places), "fail");
    // Money to two places over exact heads, in yuan to a whole one: 12.345 to 12.355 over 210 heads is 587.9 to 588.3.
    let average = [Some(0), Some(2), None];
    assert_eq!(rounded("a = 10000 * b / c", "588 12.35 210", &average), "pass");
    assert_eq!(rounded("a = 10000 * b / c", "589 12.35 210", &average), "fail");
    // 0.00 may be 0.004: nothing that can be divided by.
    assert_eq!(rounded("a / b = 1", "1 0.00", &[None, Some(2)]), "undecided");
}

#[test]
fn ranges_go_through_signs_sizes_and_orders() {
    let one = [Some(1), Some(1)];
    assert_eq!(rounded("abs(a - b) <= 0.1", "1.0 1.2", &one), "pass");
    assert_eq!(rounded("abs(a - b) <= 0.05", "1.0 1.2", &one), "fail");
    assert_eq!(rounded("-a * b >= 6.2", "-2.0 3.0", &one), "pass"); // 2.05 × 3.05 = 6.2525
    assert_eq!(rounded("-a * b >= 6.3", "-2.0 3.0", &one), "fail");
    assert_eq!(rounded("max(a, b) < 1.96 且 min(a, b) > 1.04", "1.0 2.0", &one), "pass");
    assert_eq!(rounded("a < b", "2.0 1.9", &one), "fail"); // 1.95 is the end of both
    assert_eq!(rounded("a <= b", "2.0 1.9", &one), "pass");
    // Whether the rule applies goes by what is written.
    assert_eq!(rounded("若 a > 0 则 b > 5", "0.0 1.0", &one), "pass");
}
