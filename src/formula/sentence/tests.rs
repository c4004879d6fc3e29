//! Sentences of formulas, written by hand.

use crate::formula::{Speech, parse};
use crate::model::Measure;

fn said(text: &str, measure: Option<Measure>) -> String {
    let name = |name: &str| if name == "$x" { "丙".to_owned() } else { name.to_owned() };
    let form = |id: &str| format!("{id}表");
    parse(text).unwrap().without_units().sentence(&Speech { name: &name, form: &form, measure })
}

#[test]
fn every_operator_is_a_word_of_the_sentence() {
    for (formula, sentence) in [
        ("a <= b", "a不得大于b"),
        ("a < b", "a应小于b"),
        ("a > b", "a应大于b"),
        ("a >= b", "a不得小于b"),
        ("a != b", "a不应等于b"),
        ("a = b", "a应与b一致"),
        ("a = 0", "a应为0"),
        ("a = b + c", "a应等于b与c之和"),
        ("a = b + c + d", "a应等于b、c、d之和"),
        ("a = b + c - d", "a应等于b加c减d"),
        ("a = 2[人/对] * b", "a应等于b的2倍"),
        ("a = b * c", "a应等于b乘以c"),
        ("a = b / (c + d)", "a应等于b除以（c与d之和）"),
        ("a = 100 * b / c", "a应等于b占c的百分比"),
        ("a = b / c * 100", "a应等于b占c的百分比"),
        ("a <= 3 * (b + c)", "a不得大于（b与c之和）的3倍"),
        ("a = -b", "a应等于负的b"),
        ("a = abs(b)", "a应等于b的绝对值"),
        ("a = max(b, c)", "a应等于b、c中较大的一个"),
        ("a = min(b, c, d)", "a应等于b、c、d中最小的一个"),
        ("a = sum(b, c)", "a应等于b与c之和"),
        ("a = round(b, 0)", "a应等于b四舍五入取整的数"),
        ("a = round(b, 2)", "a应等于b四舍五入保留2位小数的数"),
        ("0 <= a <= 100", "a应在0至100之间"),
        ("0 <= a <= b", "a不得小于0，且不得大于b"),
        ("5 > a", "a应小于5"),
        ("a <= b <= c", "a不得大于b，b不得大于c"),
        ("若 a > 0 且 b != 0 则 c > 0", "a大于0且b不等于0的，c应大于0"),
        ("若 a > 0 或 (b > 0 且 c = 0) 则 d = 0", "a大于0或者（b大于0且c等于0）的，d应为0"),
        ("非 a = b", "a不应等于b"),
        ("非 (a > 0 且 b > 0)", "不得出现a大于0且b大于0的情形"),
        ("a > 0 或 b > 0", "a应大于0，或者b应大于0"),
        ("a = 下级合计 a", "a应与下级单位a合计一致"),
        ("各单位合计 a <= 各单位合计 b", "各单位a合计不得大于各单位b合计"),
        ("《甲》a = 《乙》a", "《甲表》的a应与《乙表》的a一致"),
    ] {
        assert_eq!(said(formula, None), sentence, "{formula}");
    }
}

#[test]
fn periods_and_measures_stand_before_what_they_are_of_and_once_where_they_are_one() {
    for (formula, measure, sentence) in [
        ("a <= b", Some(Measure::Ytd), "本年累计a不得大于b"),
        ("a <= b", Some(Measure::Stock), "a不得大于b"),
        ("a <= b", Some(Measure::PriorStock), "上年同期期末a不得大于b"),
        ("a[本年累计] <= b[期末]", None, "本年累计a不得大于期末b"),
        ("a[期末] = a[期末]@上月 + b[本月]", None, "期末a应等于上月末a与本月b之和"),
        ("若 a[本月] > 0 则 c[比率] = 100 * b[本月] / a[本月]", None, "本月a大于0的，c应等于本月b占本月a的百分比"),
        // Of one indicator: its name once.
        ("$x[本年累计] = $x[本年累计]@上月 + $x[本月]", None, "丙的本年累计数应等于上月累计数与本月数之和"),
        ("$x >= $x@上月", Some(Measure::Ytd), "丙的本年累计数与上月累计数相比不得减少"),
        ("$x <= $x@年初", Some(Measure::Stock), "丙的期末数与年初数相比不得增加"),
        ("$x[上年同期累计] = $x[本年累计]@去年同期", None, "丙的上年同期累计数应与去年同月所报本年累计数一致"),
        ("若 $x@上月 >= 20 则 $x <= 3 * $x@上月", None, "丙的上月数不小于20的，本期数不得大于上月数的3倍"),
        ("$x >= 0", Some(Measure::Month), "本月丙不得小于0"),
        // What begins with no name is of no one name.
        ("abs($x - $x@上月) <= 1", Some(Measure::Ratio), "（丙减上月丙）的绝对值不得大于1"),
    ] {
        assert_eq!(said(formula, measure), sentence, "{formula}");
    }
}
