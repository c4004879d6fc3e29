//! Rules: forms and units in formulas, tolerances.

use super::*;
use crate::formula::Scope;

/// The bundled templates with one rule more; its examples give every reference a 1.
fn with_rule(rule: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = bundled();
    let formula = rule.lines().next().unwrap();
    let expr = crate::formula::parse(formula).unwrap();
    let values: BTreeMap<String, u8> = expr.references().iter().map(|r| (r.to_string(), 1)).collect();
    let values: Vec<String> = values.iter().map(|(name, value)| format!("\"{name}\" = {value}")).collect();
    let values = values.join(", ");
    let rest: Vec<&str> = rule.lines().skip(1).collect();
    let text = format!(
        "# x\n[[rules]]\nrule = \"{formula}\"\n{}\nid = \"X-1\"\ncode = \"ratio.implausible\"\nlevel = \"query\"\nwhy = \"x\"\nadvice = \"x\"\n\
         [rules.examples]\npass = [{{ {values} }}]\nfail = [{{ {values} }}]\nundecided = [{{}}]\n",
        rest.join("\n")
    );
    files.insert("rules/x.toml".to_owned(), text.into_bytes());
    files
}

fn said_of(rule: &str) -> Vec<String> {
    load(&with_rule(rule), String::new()).map_or_else(|errors| texts(&errors), |_| Vec::new())
}

fn only(rule: &str) -> String {
    let said = said_of(rule);
    assert_eq!(said.len(), 1, "{rule}: {said:#?}");
    said[0].clone()
}

fn loaded(rule: &str) -> Rule {
    let catalog =
        load(&with_rule(rule), String::new()).unwrap_or_else(|errors| panic!("{rule}: {:#?}", texts(&errors)));
    catalog.rules.into_iter().find(|rule| rule.id == "X-1").unwrap()
}

#[test]
fn a_form_is_meant_by_its_id_number_sheet_or_title() {
    for formula in [
        "《table1》低保人数合计[期末] > 0",
        "table1!低保人数合计[期末] > 0",
        "《社会救助》低保人数合计[期末] > 0",
        "《表1》assistance.dibao.persons[stock] > 0",
        "《表1 社会救助》低保人数合计[期末] > 0",
    ] {
        let rule = loaded(formula);
        let reference = rule.expr.references()[0].clone();
        assert_eq!(reference.form.as_deref(), Some("table1"), "{formula}");
        assert!(rule.examples[0].values.contains_key(&reference.to_string()), "{formula}: {:?}", rule.examples);
    }
    let children =
        loaded("死亡人数[本月] = sum over children 《表4》死亡人数[本月]\nlocate = \"下级合计 《表4》死亡人数[本月]\"");
    assert_eq!(children.expr.references()[1].scope, Scope::Children);
    assert_eq!(children.locate.as_deref(), Some("下级合计 《table4》死亡人数[本月]"));
}

#[test]
fn a_form_that_is_none_or_does_not_ask_is_told_at_its_reference() {
    let unknown = only("低保人数合计[期末] = 《table11》低保人数合计[期末]");
    assert!(unknown.starts_with("rules/x.toml:3:31: 没有报表“table11”；是不是“table1”？"), "{unknown}");
    let elsewhere = only("《表4》低保人数合计[期末] > 0");
    assert!(elsewhere.contains("报表 table4（") && elsewhere.contains("没有指标“低保人数合计”"), "{elsewhere}");
    assert!(elsewhere.contains("可用的有：table1"), "{elsewhere}");
}

#[test]
fn a_formula_without_an_indicator_does_not_load() {
    assert!(only("1/0 = 1").contains("式中没有一个指标"));
}

#[test]
fn unlike_units_do_not_load() {
    let things = only("城市低保人数[期末] >= 城市低保户数[期末]");
    assert!(
        things.starts_with(
            "rules/x.toml:3:23: 单位不合：“城市低保人数[期末]”的单位是“人”，“城市低保户数[期末]”的单位是“户”"
        ),
        "{things}"
    );
    assert!(things.contains("one_to_one"), "{things}");
    assert!(only("sum(死亡人数[本月], 火化遗体数[本月]) > 0").contains("“具”"));
    assert!(only("若 死亡人数[本月] > 0 则 max(死亡人数[本月], 火化率[比率]) > 0").contains("“%”"));
    assert!(only("低保资金支出[本月] / 低保人数合计[期末] <= 600[元/人]").contains("10000[元/万元]"));
    assert!(only("低保资金支出[本月] <= 100[元]").contains("“万元”"));
    let share = only("火化率[比率] = 火化遗体数[本月] / 死亡人数[本月]\none_to_one = [\"具\", \"人\"]");
    assert!(
        share.contains("的单位是“%”") && share.contains("（比值）") && share.contains("请写 100 * 比值"),
        "{share}"
    );
    assert!(only("火化率[比率] * 死亡人数[本月] > 死亡人数[本月]").contains("100"));
    // A variable is of all the units it may be of.
    assert!(only("$x[本月] <= 死亡人数[本月]\nover = [\"flow\"]").contains("单位不合"));
}

#[test]
fn a_unit_of_a_number_exists_and_converts_rightly() {
    assert!(only("死亡人数[本月] <= 3[仁]").contains("没有计量单位“仁”"));
    let wrong = only("1000[元/万元] * 低保资金支出[本月] <= 100[元]");
    assert!(wrong.contains("换算系数不对：应是 10000[元/万元]"), "{wrong}");
    assert!(only("死亡人数[本月] > 0\none_to_one = [\"具\", \"仁\"]").contains("没有计量单位“仁”"));
}

#[test]
fn like_units_load_whatever_way_they_come_about() {
    for formula in [
        "2[人/对] * 结婚登记[本月] = 初婚人数[本月] + 再婚人数[本月]",
        "火化率[比率] = 100 * 火化遗体数[本月] / 死亡人数[本月]\none_to_one = [\"具\", \"人\"]",
        "火化率[比率] / 100 = 1[人/具] * 火化遗体数[本月] / 死亡人数[本月]",
        "死亡人数[本月] * 火化率[比率] / 100[%] = 1[人/具] * 火化遗体数[本月]",
        "火化率[比率] >= 0.8 * 火化率[上年同期比率]",
        "100[%] * 0.8 * 护理型床位[期末] / 养老机构床位数[期末] <= 护理型床位占比[比率]",
        "10000[元/万元] * 低保资金支出[本月] / 低保人数合计[期末] <= 2000[元/人]",
        "低保资金支出[本月] * 10000[元/万元] / 低保人数合计[期末] / 1[月] <= 2000[元/人·月]",
        "0 <= 火化率[比率] <= 100",
        "城市低保人数[期末] / 城市低保户数[期末] <= 8[人/户]",
        "abs(死亡人数[本月] - 5) <= 0.3 * max(死亡人数[本月]@上月, 10)",
    ] {
        assert_eq!(said_of(formula), Vec::<String>::new(), "{formula}");
    }
    let rule = loaded("2[人/对] * 结婚登记[本月] = 初婚人数[本月]");
    assert_eq!(rule.expr, crate::formula::parse("2 * 结婚登记[本月] = 初婚人数[本月]").unwrap());
    assert!(rule.text.contains("2[人/对]"), "the text stays as written");
}

#[test]
fn a_tolerance_is_a_word_or_an_amount() {
    let tolerance = |line: &str| loaded(&format!("死亡人数[本月] > 0\n{line}")).tolerance;
    assert_eq!(tolerance(""), Tolerance::Absolute(0.into()));
    assert_eq!(tolerance("tolerance = \"exact\""), Tolerance::Absolute(0.into()));
    assert_eq!(tolerance("tolerance = 0.5").amount().unwrap().to_string(), "0.5");
    assert_eq!(tolerance("tolerance = \"interval\""), Tolerance::Interval);
    assert!(only("死亡人数[本月] > 0\ntolerance = \"intervall\"").contains("是不是“interval”？"));
    assert!(only("死亡人数[本月] > 0\ntolerance = -1").contains("不能为负"));
    assert!(only("死亡人数[本月] > 0\ntolerance = true").contains("tolerance"));
}

#[test]
fn counts_are_exact_and_money_and_ratios_are_rounded() {
    let catalog = catalog();
    let places = |name: &str| catalog.indicator_named(name).unwrap().rounded_to(&catalog.units);
    assert_eq!(places("死亡人数"), None);
    assert_eq!(places("低保资金支出"), Some(2));
    assert_eq!(places("funeral.cremation_rate"), Some(2));
}

#[test]
fn a_code_whose_words_ask_for_what_the_rule_does_not_tell_is_refused() {
    let said = broken(&[("rules/assistance.toml", "code = \"sum.mismatch\"", "code = \"history.outlier\"")]);
    assert!(said.iter().any(|line| line.contains("history.outlier")), "{said:#?}");
    let said = broken(&[("rules/common.toml", "code = \"month.repeated\"", "code = \"peers.outlier\"")]);
    assert!(said.iter().any(|line| line.contains("peers.outlier")), "{said:#?}");
}
