//! Cards on one sheet: each is of its own place, takes nothing from its neighbours, and says itself what it lacks.

use super::*;

const FIELDS: &str = r#"
[[fields]]
labels = ["孤儿"]
indicator = "孤儿"
[[fields]]
labels = ["火化率"]
indicator = "火化率"
below = true
"#;

fn cards(more: &str, sheet: &str) -> Got {
    read(&format!("[cards]\nstarts = [\"机构名称\"]\n{more}{FIELDS}"), sheet)
}

#[test]
fn cards_that_lack_something_say_so() {
    let got = cards(
        "",
        "
长葛市2021年11月
| 机构名称 | 甲院 | | 机构名称 | 乙院 | | 机构名称 | |
| 孤儿 | | | 孤儿 | 7 | | 孤儿： 人 | |
| 火化率 | | | 3月投用 | | | 火化率 | |
| | | | 2019年改建 | | | | |

| 机构名称 | | | 机构名称 | 丁院 |
| 孤儿 | 8 | | 孤儿 | 9 |
| 火化率 | | | 火化率 | |
| 90.5 | | | | |
",
    );
    got.reads(
        "甲院,2021-11,孤儿,stock,- 甲院,2021-11,火化率,ratio,- 乙院,2021-11,孤儿,stock,7
         丁院,2021-11,孤儿,stock,9 丁院,2021-11,火化率,ratio,-",
    );
    got.tells("card.blank A2").tells("card.no_field D2").tells("card.spare G2").tells("card.unnamed A7");
    got.tells_no("value.missing").tells_no("row.missing").tells_no("identity").tells_no("period");
}

#[test]
fn what_no_card_has_is_told_once_and_what_stands_on_none_too() {
    cards("", "2021年11月\n| 机构名称 | 甲院 | | 机构名称 | 乙院 |\n| 孤儿 | 5 | | 孤儿 | 6 |")
        .reads("甲院,2021-11,孤儿,stock,5 乙院,2021-11,孤儿,stock,6")
        .tells("row.missing")
        .tells_no("card.no_field");
    cards("", "2021年11月\n| 孤儿 | 11 | | 机构名称 | 甲院 |\n| | | | 孤儿 | 5 | 火化率 |\n| | | | | | 90 |")
        .reads("甲院,2021-11,孤儿,stock,5 甲院,2021-11,火化率,ratio,90")
        .tells("card.outside A2");
}

#[test]
fn a_blank_takes_no_value_from_the_next_card_or_the_next_label() {
    // One row more in the first card: beside its last label stands a number of the second.
    let got = cards(
        "",
        "
2021年11月
| 机构名称 | 甲院 | 机构名称 | 乙院 |
| 备注：10月投用 | < | 火化率 | 孤儿 |
| 火化率 | 孤儿 | 88 | |
| 77 | | | |
",
    );
    got.reads(
        "甲院,2021-11,孤儿,stock,- 甲院,2021-11,火化率,ratio,77
         乙院,2021-11,孤儿,stock,- 乙院,2021-11,火化率,ratio,88",
    );
    got.tells_no("value.not_a_number");
    // Another label across a blank is no value; a number is.
    let sheet = "2021年11月\n| 机构名称 | 甲院 |\n| 孤儿 | | 电话 | 0374-1 |\n| 火化率 |\n| 60 |\n| 机构名称 | 乙院 |\n| 孤儿 | | 6 |\n| 火化率 |\n| 机构名称 | 丙院 |\n| 孤儿 | 3 |\n| 火化率 |\n| 61 |";
    cards("", sheet)
        .reads(
            "甲院,2021-11,孤儿,stock,- 甲院,2021-11,火化率,ratio,60 乙院,2021-11,孤儿,stock,6
             乙院,2021-11,火化率,ratio,- 丙院,2021-11,孤儿,stock,3 丙院,2021-11,火化率,ratio,61",
        )
        .tells("value.missing B3")
        .tells_no("value.not_a_number");
}

#[test]
fn a_name_may_stand_below_and_a_wide_card_below_two() {
    let got = cards(
        "below = true\n",
        "
2021年11月
| 机构名称 | 电话 | | 机构名称 | 电话 |
| 甲院 | 0374 | | 乙院 | 0374 |
| 孤儿 | 1 | | 火化率 | 孤儿 | 2 |
| 火化率 | | | 70 | |
| 71 | | | | |
| | 机构名称 | 电话 | | |
| | 丙院 | 0374 | | |
| | 火化率 | | | 孤儿 | 3 |
| | 72 | | | |
",
    );
    got.reads(
        "甲院,2021-11,孤儿,stock,1 甲院,2021-11,火化率,ratio,71 乙院,2021-11,孤儿,stock,2
         乙院,2021-11,火化率,ratio,70 丙院,2021-11,孤儿,stock,3 丙院,2021-11,火化率,ratio,72",
    );
    got.tells_no("card").tells_no("value");
}

#[test]
fn a_remark_on_a_card_is_no_period_of_the_sheet() {
    cards("", "长葛市\n| 机构名称 | 甲院 |\n| 2021年10月投用 |\n| 孤儿 | 5 |\n| 火化率 |\n| 60 |")
        .reads("")
        .tells("period.unknown");
    cards("", "长葛市11月\n| 机构名称 | 甲院 |\n| 2019年3月1日建成 |\n| 孤儿 | 5 |").reads("").tells("period.unknown");
}

#[test]
fn one_name_on_two_cards_is_a_conflict() {
    cards("", "2021年11月\n| 机构名称 | 甲院 |\n| 孤儿 | 5 |\n| 机构名称 | 甲院 |\n| 孤儿 | 6 |")
        .reads("甲院,2021-11,孤儿,stock,-")
        .tells("value.conflict B5");
}
