//! Titles and heads that speak of two periods.

use super::*;

fn titled(title: &str) -> Got {
    let sheet = format!("{title}\n| 县区 | 死亡人数 | 火化遗体数 |\n| 魏都区 | 5 | 1 |");
    read_book("2021年8月.xlsx", &format!("{INDICATORS}{}", regions("")), &[("Sheet1", &sheet)])
}

#[test]
fn a_period_of_comparison_is_not_that_of_the_sheet() {
    for title in [
        "许昌市2021年11月情况（上年同期2020年11月）",
        "许昌市2021年11月情况（上年同期为2020年11月）",
        "许昌市2021年11月较2020年11月",
        "许昌市2021年11月情况（与2020年11月相比）",
        "许昌市2021年11月（同期：2020年11月）",
    ] {
        titled(title)
            .reads("魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1")
            .tells_no("period.unclear");
    }
}

#[test]
fn a_title_of_two_periods_is_told() {
    for title in ["许昌市2021年11月、2021年10月情况", "许昌市2020年11月—2021年11月", "许昌市10月和11月情况"]
    {
        titled(title)
            .reads("魏都区,2021-08,死亡人数,month,5 魏都区,2021-08,火化遗体数,month,1")
            .tells("period.unclear");
    }
    titled("许昌市2021年11月情况\n统计时段：2021年11月1日至11月30日").tells_no("period.unclear");
}

#[test]
fn a_change_since_january_is_not_one_of_the_month() {
    let form = r#"
[[tables]]
rows_are = "regions"
label_heads = ["县区"]
indicator = "死亡人数"
columns = [{ heads = ["*/人数"], each = "period", measure = "本月" },
{ heads = ["*/同比"], each = "period", measure = "同比" },
{ heads = ["*/增减"], each = "period", measure = "同比增减" }]
"#;
    let sheet = "
2021年情况
| 县区 | 11月 | < | < | 1-11月 | < | < |
| ^ | 人数 | 同比 | 增减 | 人数 | 同比 | 增减 |
| 魏都区 | 5 | 1.5 | 1 | 50 | 2.5 | 2 |
";
    read(form, sheet).reads(
        "魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,死亡人数,yoy_rate,1.5
         魏都区,2021-11,死亡人数,yoy_change,1 魏都区,2021-11,死亡人数,ytd,50
         魏都区,2021-11,死亡人数,yoy_rate_ytd,2.5 魏都区,2021-11,死亡人数,yoy_change_ytd,2",
    );
}

#[test]
fn a_date_of_filling_in_and_a_note_speak_of_other_times() {
    let read = |head: &str, foot: &str| {
        let sheet = format!("{head}\n| 县区 | 死亡人数 | 火化遗体数 |\n| 魏都区 | 5 | 1 |\n{foot}");
        read_book("数.xlsx", &format!("{INDICATORS}{}", regions("")), &[("Sheet1", &sheet)])
    };
    read("许昌市12月情况\n填报日期：2022年1月5日", "")
        .reads("魏都区,2021-12,死亡人数,month,5 魏都区,2021-12,火化遗体数,month,1");
    read("许昌市12月情况\n填报日期：2021年12月31日", "")
        .reads("魏都区,2021-12,死亡人数,month,5 魏都区,2021-12,火化遗体数,month,1");
    read("许昌市2021年11月情况\n注：2021年7月起调整统计口径", "")
        .reads("魏都区,2021-11,死亡人数,month,5 魏都区,2021-11,火化遗体数,month,1")
        .tells_no("identity.sheet_period");
}

#[test]
fn heads_that_name_whole_periods_need_no_title() {
    let form = r#"
[[tables]]
rows_are = "regions"
label_heads = ["县区"]
indicator = "死亡人数"
columns = [{ heads = ["*"], each = "period", measure = "本月" }]
"#;
    let sheet = "许昌市分月情况（2020年12月—2021年1月）\n| 县区 | 2020年12月 | 2021年1月 |\n| 魏都区 | 5 | 1 |";
    read(form, sheet)
        .reads("魏都区,2020-12,死亡人数,month,5 魏都区,2021-01,死亡人数,month,1")
        .tells_no("period.unclear");
}
