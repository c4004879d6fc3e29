//! Periods as titles, names of files and heads say them.

use super::*;
use proptest::prelude::*;

fn found(text: &str) -> Option<(Option<i32>, Option<Span>)> {
    find(text).map(|found| (found.year, found.span))
}

#[test]
fn a_period_is_found_wherever_it_stands() {
    use Span::*;
    for (texts, year, span) in [
        (
            "襄城县2021年9月份残疾人两项补贴月报|2021年9月|2021 年 9 月|２０２１年９月|殡葬_202109.csv|2021.09|\
            2021-9|2021/09.xlsx|21年9月|二〇二一年九月|二○二一年九月份|二0二一年九月|2021-09-殡葬|\
            民政（2021年）统计月报（9月）|2021年9月末低保|截至2021年9月底|2021年度9月|\
            2021年9月报表（2021年10月8日报）|411002襄城县2021年9月|2021 9月|2021年9月（九月）|附表1 2021年9月|\
            2021.9月|2021_09_殡葬|鄢陵2021年9月(1)",
            Some(2021),
            Some(Month(9)),
        ),
        ("8月|八月份|8月殡葬|报表8月.xls|截至8月|8月末|8月底|本年8月|表1 8月|8月（截至8月25日）", None, Some(Month(8))),
        ("十一月|11月份|十一月报表", None, Some(Month(11))),
        (
            "2021年1—9月|2021年1-9月份|2021年1至9月|2021年1月—9月|2021年1月至2021年9月|2021年前三季度|\
            2021年一至三季度|2021.1-9月|2021年前9个月|２０２１年１～９月|2021年1——9月|二〇二一年一至九月|\
            2021年一季度至三季度",
            Some(2021),
            Some(To(9)),
        ),
        ("1—11月|1-11月|1月-11月|1至11月|前11个月|报表1-11月", None, Some(To(11))),
        ("前三季度|1-3季度", None, Some(To(9))),
        (
            "2021年三季度|2021年第3季度|2021年第三季度末|2021-Q3|2021Q3|2021年7-9月|2021年7月至9月|2021q3",
            Some(2021),
            Some(Quarter(3)),
        ),
        ("第三季度|三季度|7—9月", None, Some(Quarter(3))),
        ("4-6月|二季度", None, Some(Quarter(2))),
        ("2021年上半年|2021H1|2021-H1|2021上半年", Some(2021), Some(Half(1))),
        ("7-12月|下半年", None, Some(Half(2))),
        ("2021年度|2021年全年|2021年年报|2021年度民政事业统计", Some(2021), Some(Year)),
        ("2021年|襄城县2021年“我为群众办实事”重点民生实事项目台账|2021年第11期", Some(2021), None),
        ("全年", None, Some(Year)),
    ] {
        for text in texts.split('|') {
            assert_eq!(found(text), Some((year, span)), "{text}");
        }
    }
}

#[test]
fn what_is_no_period_or_two_is_none() {
    for text in "|411002|411002198503071234|41100220211102|第11乡镇|9月10日前|2021年12月2日|2021-12-02|2021.12.2|\
        20211202|3号|12月2号|上月|本月|去年同期|去年11月|上年11月|近3月|3月龄|6月以上|6月初|11个月|2021|11|11.30|\
        12/2/2021|8-9月|1、2月|1月和2月|表1-11月|附件1-11月|2020年12月—2021年11月|2020年11月、2021年11月|\
        2021年11月、10月|2021年13月|2021-13|2021.11万元|Jul|一二月|十一|统一|一般|2021年11月1-30日|9月1日至30日|\
        2-3季度|2020-2021|2021-02-30|半年|月报|10年|近10年|20年规划|2021-11至2021-12|12月-1月|五十月|\
        2021年11月（1-11月）"
        .split('|')
    {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn a_period_of_comparison_is_no_second_one() {
    for text in "2021年11月（上年同期2020年11月）|2021年11月（上年同期为2020年11月）|2021年11月较2020年11月|\
        2021年11月与2020年11月对比|2021年11月（去年同期：2020年11月）|2021年11月比2020年同期"
        .split('|')
    {
        assert_eq!(found(text), Some((Some(2021), Some(Span::Month(11)))), "{text}");
        assert!(!is_unclear(text), "{text}");
    }
    for text in "2021年11月、10月|2020年11月—2021年11月|1月和2月|2020年与2021年|2021年13月".split('|')
    {
        assert!(is_unclear(text), "{text}");
    }
    for text in "2021年11月|11月|2021年11月30日|去年同期|月报|410002|2021年".split('|') {
        assert!(!is_unclear(text), "{text}");
    }
}

#[test]
fn names_of_files_as_they_come() {
    use Span::*;
    for (text, year, span) in [
        ("禹州 11月报表.xlsx", None, Month(11)),
        ("许昌市2021年11月民政事业统计月报（更正）(2).xls", Some(2021), Month(11)),
        ("411002_魏都区_202111_v2.csv", Some(2021), Month(11)),
        ("3.长葛2021年11月表4.xlsx", Some(2021), Month(11)),
        ("2021年三季度-建安区.ods", Some(2021), Quarter(3)),
        ("关于报送2021年1—11月殡葬数据的函", Some(2021), To(11)),
        ("2021-11月报", Some(2021), Month(11)),
        ("民政局2021年11月份报表12月3日报", Some(2021), Month(11)),
    ] {
        assert_eq!(found(text), Some((year, Some(span))), "{text}");
    }
}

#[test]
fn a_line_holds_a_date() {
    let expected = Date::new(2021, 11, 30);
    for text in "截至2021年11月30日|2021-11-30|报出日期：2021.11.30|2021/11/30 15:30|20211130|\
        二〇二一年十一月三十日|2021 年 11 月 30 日前|2021年11月月报，2021年11月30日报出|表_20211130.xls"
        .split('|')
    {
        assert_eq!(date_within(text), expected, "{text}");
    }
    for text in
        "|11月30日|2021年11月|2021年2月30日|30/11/2021|2021年11月1日至2021年11月30日|2021年11月1-30日|44530".split('|')
    {
        assert_eq!(date_within(text), None, "{text}");
    }
}

#[test]
fn a_head_is_a_period_and_nothing_more() {
    use Kind::*;
    for (texts, period, kind) in [
        ("1月|一月份|01月|2021年1月|2021.01|202101|1月合计|1月（小计）|1 月 数|1月末|21年1月", "2021-01", Own),
        ("1-6月累计|1—6月|1-6月合计|6月累计|2021年1-6月（累计）|前两季度|前6个月", "2021-06", Cumulative),
        ("1—11月", "2021-11", Cumulative),
        ("三季度|三季度合计|第三季度小计|7-9月|2021-Q3|3季度（小计）", "2021-Q3", Own),
        ("三季度累计", "2021-Q3", Cumulative),
        ("上半年小计|上半年|2021年上半年合计", "2021-H1", Own),
        ("全年|2021年|2021年度|全年合计|2021年全年", "2021", Own),
    ] {
        for text in texts.split('|') {
            let read = of_head(text, Some(2021)).map(|(period, kind)| (period.to_string(), kind));
            assert_eq!(read, Some((period.to_owned(), kind)), "{text}");
        }
    }
    assert_eq!(of_head("2020年7月", Some(2021)), Month::new(2020, 7).map(|month| (Period::Month(month), Own)));
    for text in "|44378|1|2021|合计|本月数|累计|1月死亡人数|截至1月|1月2日|2021-01-02|8-9月|13月|1月同比|去年1月|\
        1月)|1月(|1、2月|411002"
        .split('|')
    {
        assert_eq!(of_head(text, Some(2021)), None, "{text}");
    }
    assert_eq!(of_head("1月", None), None);
}

proptest! {
    #[test]
    fn every_month_is_found_however_written(year in 2000_i32..=2099, month in 1_u8..=12, before in "[县报_ （]{0,3}", after in "[ _）表（]{0,3}") {
        let expected = Some((Some(year), Some(Span::Month(month))));
        let characters = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
        let chinese: String = year.to_string().bytes().map(|b| characters[usize::from(b - b'0')]).collect();
        for text in [
            format!("{year}年{month}月"), format!("{year}-{month:02}"), format!("{year}.{month}"), format!("{year}{month:02}"),
            format!("{:02}年{month:02}月份", year % 100), format!("{chinese}年{}月", characters[usize::from(month)]),
        ] {
            prop_assert_eq!(found(&format!("{before}{text}{after}")), expected, "{}{}{}", before, text, after);
            prop_assert!(of_head(&text, None).is_some());
        }
    }

    #[test]
    fn every_day_is_a_date_and_no_month(year in 1900_i32..=2099, month in 1_u8..=12, day in 1_u8..=31, before in "[报_ （]{0,3}") {
        for text in [format!("{year}年{month}月{day}日"), format!("{year}-{month:02}-{day:02}"), format!("{year}/{month}/{day}")] {
            let text = format!("{before}{text}");
            prop_assert_eq!(date_within(&text), Date::new(year, month, day));
            prop_assert_eq!(found(&text), None);
            prop_assert_eq!(of_head(&text, Some(2021)), None);
        }
    }

    #[test]
    fn any_text_has_an_answer(text in prop_oneof!["\\PC{0,20}", any::<String>(), "[0-9一二三十〇年月日季度前半上下第表至到、.\\-—()累计合QH ]{0,16}"]) {
        let _ = (find(&text), date_within(&text), of_head(&text, Some(2021)));
    }

    #[test]
    fn without_a_digit_there_is_no_year(text in "[年月日季度前半上下第全份末底 ]{0,12}") {
        prop_assert!(find(&text).is_none_or(|found| found.year.is_none()));
        prop_assert_eq!(date_within(&text), None);
    }
}
