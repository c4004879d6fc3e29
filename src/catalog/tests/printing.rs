//! How a desk prints: what is balanced is a sum, once, of parts measured alike.

use super::*;

#[test]
fn a_desk_balances_sums_only_and_each_number_once() {
    let groups = "[[balanced]]\nindicator = \"火化率\"\n\
                  [[balanced]]\nindicator = \"两项补贴发放金额合计\"\nparts = [\"生活补贴发放金额\", \"死亡人数\"]\n\
                  [[balanced]]\nindicator = \"生活补贴发放金额\"\n[bands]";
    let note = "language = \"zh\"\nrounding = \"half_even\"\nunbalanced_note = \"共3项\"";
    let file = "desks/xuchang-2021/desk.toml";
    let said = broken(&[(file, "[bands]", groups), (file, "language = \"zh\"", note)]);
    for part in [
        "表注不能含数字",
        "只有相加得合计的指标（flow、stock）可以平衡",
        "分项应与“两项补贴发放金额合计”同类、同计量单位、同小数位数",
        "舍位平衡的指标“生活补贴发放金额”重复",
    ] {
        assert!(said.iter().any(|s| s.contains(part)), "{part}: {said:#?}");
    }
    assert_eq!(said.len(), 4, "{said:#?}");
}

#[test]
fn a_least_denominator_is_for_ranked_ratios() {
    let file = "indicators/funeral.toml";
    let said = broken(&[(file, "name = \"死亡人数\"", "name = \"死亡人数\"\nmin_denominator = 0")]);
    assert!(said.iter().any(|s| s.contains("应为正整数")), "{said:#?}");
    assert!(said.iter().any(|s| s.contains("只用于写了 better 的 ratio")), "{said:#?}");
}

/// Thresholds of the words of degree, of a report that sets its own.
const OWN: &str = "\n[degrees]\namount_plain = 2\namount_quick = 10\namount_sharp = 30\npoints_plain = 0.5\npoints_quick = 3\n\
                   points_sharp = 10\nsmall_base = 5\n";

#[test]
fn a_report_without_its_own_has_none() {
    let mut files = bundled();
    assert!(catalog().reports["monthly"].degrees.is_none());
    let file = "reports/monthly/report.toml";
    files.get_mut(file).unwrap().extend_from_slice(OWN.as_bytes());
    let catalog = load(&files, String::new()).unwrap_or_else(|errors| panic!("{}", texts(&errors).join("\n")));
    let own = catalog.reports["monthly"].degrees.unwrap();
    assert_eq!((own.amount[0].to_string(), own.small_base.to_string()), ("2".to_owned(), "5".to_owned()));
    assert_eq!(catalog.themes["official"].degrees.amount[0].to_string(), "1");
}

#[test]
fn thresholds_rise() {
    let file = "themes/official.toml";
    let said =
        broken(&[(file, "amount_quick = 10", "amount_quick = 30"), (file, "points_plain = 0.5", "points_plain = 0")]);
    assert_eq!(said.len(), 2, "{said:#?}");
    assert!(
        said[0].starts_with("themes/official.toml:")
            && said[0].contains("amount_quick")
            && said[0].contains("由小到大")
    );
    let said = broken(&[(file, "small_base = 10\n", "")]);
    assert!(said[0].contains("small_base"), "{said:#?}");
}
