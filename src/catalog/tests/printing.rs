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
