//! What single functions say, and what is said of faults.

use super::*;

#[test]
fn a_loose_digit_is_told_with_its_line() {
    let bureau = november();
    let error = bureau.error("# 标题\n\n全市火化率为95%。\n");
    assert_eq!((error.line, error.file.as_str()), (3, "reports/monthly/wording.md"));
    assert!(error.message_zh.starts_with("“95”不是"), "{error}");
    assert_eq!(bureau.error("共{{ total }}\n计９８个\n").line, 2);
    // Inside a tag a number is no text until it is printed.
    let error = bureau.error("{% set n = 3 %}\n\n前{{ zh(n) }}位\n共{{ n }}个\n");
    assert_eq!(error.line, 4);
    assert!(error.message_en.contains("\"3\""), "{}", error.message_en);
    assert_eq!(bureau.error("{{ period.id }}\n").line, 1, "a raw id is no date");
}

#[test]
fn constants_of_the_report_pass() {
    let mut bureau = november();
    let refused = bureau.document(Some("拨打12345热线"));
    assert!(refused.is_err());
    bureau.catalog.reports.get_mut("monthly").unwrap().constants = vec!["12345".into()];
    assert_eq!(bureau.say("拨打12345热线"), "拨打12345热线");
    assert_eq!(bureau.error("拨打1234热线").message_zh.chars().nth(1), Some('1'), "a part of a constant is none");
}

#[test]
fn unknown_names_are_told_with_near_ones() {
    let bureau = november();
    let error = bureau.error("\n{{ fig(\"火花率\", \"ratio\") }}");
    assert_eq!(error.line, 2);
    assert!(error.message_zh.contains("“火花率”") && error.message_zh.contains("火化率"), "{error}");
    let error = bureau.error("{{ fig(\"火化率\", \"ratios\") }}");
    assert!(error.message_zh.contains("没有计量“ratios”；相近的有：ratio"), "{error}");
    let error = bureau.error("{{ fig(\"火化率\", \"stock\") }}");
    assert!(error.message_zh.contains("“火化率”没有期末"), "{error}");
    let error = bureau.error("{{ fig(\"火化率\", \"ratio\", region=\"安县\") }}");
    assert!(error.message_zh.contains("没有地区或单位“安县”"), "{error}");
    assert!(bureau.error("甲\n::table kye | 重点\n").message_zh.contains("table key"));
    assert_eq!(bureau.error("甲\n\n{{ focus.nmae }}").line, 3);
    assert!(bureau.error("见{{ see(\"county\") }}").message_zh.contains("“county”"), "no such table in this wording");
}

#[test]
fn a_name_that_is_not_defined_is_named() {
    let bureau = november();
    for (wording, line, name) in [
        ("甲\n{{ total }}和{{ totl }}\n", 2, "名称“totl”没有定义"),
        ("{{ office }}{{ focus.nmae }}\n", 1, "名称“focus.nmae”没有定义"),
        ("甲\n\n{% if not darft %}乙{% endif %}\n", 3, "名称“darft”没有定义"),
        (
            "{% for f in [focus] %}\n{{ f.name }}{{ f.nmae.text }}\n{% endfor %}\n",
            2,
            "“f.name”“f.nmae.text”中有没有定义的",
        ),
        ("{% for f in fgs %}{{ f }}{% endfor %}\n", 1, "名称“fgs”没有定义"),
    ] {
        let error = bureau.error(wording);
        assert!(error.line == line && error.message_zh.contains(name), "{wording}: {error}");
    }
}

#[test]
fn changes_are_said_by_what_is_printed() {
    let mut bureau = Bureau::new("2021-11");
    let unit = "411002";
    let mut ytd = |indicator: &str, now: &str, then: &str| {
        bureau.put(unit, "2021-11", indicator, Measure::Ytd, Some(now));
        bureau.put(unit, "2021-11", indicator, Measure::PriorYtd, Some(then));
    };
    ytd("marriage.registrations", "1056", "1000");
    ytd("marriage.divorces", "500", "500");
    ytd("funeral.deaths", "900", "1000");
    ytd("funeral.cremations", "40", "0");
    ytd("funeral.ecological_burials", "9", "3");
    ytd("assistance.temporary.cases", "100001", "100000");
    ytd("assistance.dibao.spending", "-8.00", "-12.00");
    let say =
        |name: &str| bureau.say(&format!("{{{{ yoy(fig(\"{name}\", \"ytd\", region=\"魏都区\"), degree=true) }}}}"));
    assert_eq!(say("结婚登记"), "同比增长5.6%");
    assert_eq!(say("离婚登记"), "与上年同期持平");
    assert_eq!(say("死亡人数"), "同比明显下降10.0%");
    assert_eq!(say("火化遗体数"), "上年同期为0具，不作同比");
    assert_eq!(say("节地生态安葬"), "同比增长200.0%，因基数较小（上年同期仅3例），同比仅供参考");
    assert_eq!(say("临时救助人次"), "同比增加1人次", "never a growth of 0.0%");
    assert_eq!(say("低保资金支出"), "上年同期为-12.00万元，不计算增速");
    assert_eq!(say("高龄津贴发放金额"), "", "nothing is said of what did not come");
}

#[test]
fn a_rate_changes_by_points_and_an_amount_by_per_cent() {
    let mut bureau = november();
    bureau.rates("2021-10", &NOVEMBER.map(|(code, _)| (code, "90")));
    bureau.rates("2021-01", &NOVEMBER.map(|(code, _)| (code, "29")));
    let said = bureau.say(
        "{% set first = fig(\"火化率\", \"ratio\", period=period_first) %}\n{{ focus }}，{{ mom(focus) }}，{{ since(focus, first) }}，由{{ first }}；\
         {{ mom(fig(\"火化遗体数\", \"month\")) }}",
    );
    assert_eq!(said, "95.67%，较上月提高5.67个百分点，较1月份提高66.67个百分点，由29.00%；环比增长6.3%");
    let error = bureau.error("{{ since(focus, fig(\"火化率\", \"ratio\", period=period_before)) }}");
    assert!(error.message_zh.contains("本年首期"), "{error}");
}

#[test]
fn a_change_that_prints_as_nothing_between_two_values_that_differ_is_about_level() {
    let mut bureau = Bureau::new("2021-11");
    for (at, cremated) in [("2021-01", "80046"), ("2021-10", "80040"), ("2021-11", "80044")] {
        bureau.put("411002", at, DEATHS, Measure::Month, Some("1000000"));
        bureau.put("411002", at, CREMATIONS, Measure::Month, Some(cremated));
    }
    let about = |bureau: &Bureau| {
        bureau.say(
            "{% set f = fig(\"火化率\", \"ratio\", region=\"魏都区\") %}\n{% set g = fig(\"火化率\", \"ratio\", region=\"魏都区\", \
             period=period_first) %}\n{{ f }}，{{ mom(f) }}，{{ since(f, g) }}",
        )
    };
    // 8.0044, 8.0040 and 8.0046 all print as 8.00.
    assert_eq!(about(&bureau), "8.00%，与上月持平，与1月份持平");
    // 8.0052 prints as 8.01; the 0.0012 and 0.0006 it is above the others print as 0.00.
    if let Some(fact) = bureau.facts.last_mut() {
        fact.value = Value::Number("80052".parse().unwrap());
    }
    assert_eq!(about(&bureau), "8.01%，与上月基本持平，与1月份基本持平");
}

#[test]
fn ties_share_a_place_in_lists() {
    let bureau = november();
    let said = bureau.say("前{{ leaders(focus, 3).count }}位：{{ leaders(focus, 3).text }}");
    assert_eq!(said, "前三位：长葛市（99.00%）、魏都区（98.00%）、建安区、襄城县、示范区（均为97.00%，并列第3位）");
    assert_eq!(bureau.say("{{ trailers(focus, 2).text }}"), "开发区（92.00%）、禹州市（90.00%）");
    let said = bureau.say("{% set s = spread(focus) %}{{ s.high }}比{{ s.low }}高{{ s.gap }}");
    assert_eq!(said, "长葛市比禹州市高9.00个百分点");
    let mut one = Bureau::new("2021-11");
    one.rates("2021-11", &NOVEMBER[..1]);
    assert_eq!(
        one.say("{% if not leaders(focus, 3).known and not spread(focus).known %}不作排名{% endif %}"),
        "不作排名"
    );
}

#[test]
fn a_row_of_months_is_told_from_three_on_and_broken_by_a_partial_total() {
    let mut bureau = Bureau::new("2021-05");
    for (n, rate) in ["40", "30", "50", "60", "70"].iter().enumerate() {
        bureau.rates(&format!("2021-{:02}", n + 1), &NOVEMBER.map(|(code, _)| (code, *rate)));
    }
    let wording = "{% set s = streak(focus) %}{{ s.text if s.known else \"不说\" }}";
    assert_eq!(bureau.say(wording), "连续三个月上升");
    for fact in &mut bureau.facts {
        if fact.month == month("2021-04") && fact.region == "411081".into() {
            fact.value = Value::Missing(Missing::NotReported);
        }
    }
    assert_eq!(bureau.say(wording), "不说");
}
