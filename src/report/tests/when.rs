//! When a number holds, what a report calls things by, and how it tells large counts.

use super::whole::judged;
use super::*;

const ENTRUSTED: &str = "eldercare.public_private_rate";

/// Homes entrusted of those to entrust, this year and last, at one unit.
fn homes(bureau: &mut Bureau, unit: &str, now: [&str; 2], then: [&str; 2]) {
    let at = bureau.period.to_string();
    for (measure, [done, of]) in [(Measure::Stock, now), (Measure::PriorStock, then)] {
        bureau.put(unit, &at, "eldercare.rural_homes_entrusted", measure, Some(done));
        bureau.put(unit, &at, "eldercare.rural_homes_to_entrust", measure, Some(of));
    }
}

#[test]
fn when_a_number_holds_follows_from_its_indicator() {
    let mut bureau = november();
    homes(&mut bureau, "411002", ["2", "3"], ["1", "3"]);
    let say = |what: &str| {
        let parts = ["when", "when_short", "counted", "lead"].map(|part| format!("{{{{ fig({what}).{part} }}}}"));
        bureau.say(&parts.join("，"))
    };
    assert_eq!(say("\"火化率\", \"ratio\""), "11月份，11月，本月数，11月为");
    assert_eq!(say("\"公建民营完成率\", \"ratio\""), "截至11月底，11月底，11月底数，11月底为");
    assert_eq!(say("\"低保人数合计\", \"stock\""), "截至11月底，11月底，11月底数，11月底为");
    assert_eq!(say("\"结婚登记\", \"ytd\""), "1—11月累计，1—11月，1—11月累计数，1—11月累计");
    assert_eq!(say("\"火化率\", \"ratio_ytd\""), "1—11月累计，1—11月，1—11月累计数，1—11月累计为");
    assert_eq!(Bureau::new("2021-01").say("{{ fig(\"结婚登记\", \"ytd\").when }}"), "1月份");
    assert_eq!(Bureau::new("2021-Q3").say("{{ fig(\"公建民营完成率\", \"ratio\").when }}"), "截至9月底");
}

#[test]
fn a_rate_of_what_stands_is_no_months_rate_in_any_document() {
    let mut bureau = november();
    for (unit, done) in [("411002", "2"), ("411003", "1"), ("411024", "3")] {
        homes(&mut bureau, unit, [done, "3"], ["1", "3"]);
    }
    bureau.catalog.reports.get_mut("monthly").unwrap().focus = (ENTRUSTED.into(), Measure::Ratio);
    for kind in bureau.catalog.kinds.get_mut("xuchang-2021").unwrap().values_mut() {
        kind.focus = (ENTRUSTED.into(), Measure::Ratio);
    }
    for report in ["monthly", "circular", "brief", "meeting"] {
        bureau.report = report;
        let words = text(&bureau.document(None).unwrap_or_else(|e| panic!("{e}")));
        let said = words.contains("截至11月底，全市公建民营完成率为66.67%")
            || words.contains("截至11月底全市公建民营完成率为66.67%");
        assert!(said && !words.contains("11月份"), "{report}: {words}");
    }
    bureau.report = "circular";
    let title = bureau.document(None).unwrap().meta.title;
    assert_eq!(title, "许昌市民政局关于2021年11月底公建民营完成率及年度目标任务进展情况的通报");
}

#[test]
fn praise_says_which_targets_it_leaves_out() {
    let mut bureau = november();
    bureau.rates("2021-10", &NOVEMBER);
    bureau.report = "circular";
    judged(&mut bureau, "411082", 96, Status::Behind, Light::Bad);
    let words = |bureau: &Bureau| text(&bureau.document(None).unwrap_or_else(|e| panic!("{e}")));
    let firm = words(&bureau);
    assert!(!firm.contains("长葛市、魏都区、") && firm.contains("年度目标任务均未滞后，予以通报表扬。"), "{firm}");
    bureau.assessed.list.iter_mut().for_each(|one| one.soft = Some("力争".to_owned()));
    let soft = words(&bureau);
    let said =
        "年度目标任务（力争的另计）均未滞后，予以通报表扬；另计的目标中，长葛市的提高火化率慢于计划，要继续抓紧。";
    assert!(soft.contains("长葛市、魏都区、") && soft.contains(said), "{soft}");
    for one in &mut bureau.assessed.list {
        (one.soft, one.status) = (None, Status::Undefined);
    }
    let open = words(&bureau);
    assert!(open.contains("居前三位，能够判定的年度目标任务均未滞后，予以通报表扬。"), "{open}");
}

#[test]
fn large_counts_are_told_in_ten_thousands_and_tables_keep_them_whole() {
    let mut bureau = november();
    bureau.put("411002", "2021-11", "marriage.registrations", Measure::Ytd, Some("4054584"));
    bureau.put("411003", "2021-11", "marriage.registrations", Measure::Ytd, Some("9999"));
    bureau.put("411002", "2021-11", "assistance.dibao.spending", Measure::Ytd, Some("4054584.25"));
    let weddings = |unit: &str| format!("{{{{ fig(\"结婚登记\", \"ytd\", region=\"{unit}\") }}}}");
    let wording = format!(
        "{}、{}、{{{{ fig(\"低保资金支出\", \"ytd\", region=\"魏都区\") }}}}。\n\n::table | 表\n| 甲 |\n|--:|\n| {} |\n",
        weddings("魏都区"),
        weddings("建安区"),
        weddings("魏都区")
    );
    assert_eq!(bureau.say(&wording), "4054584对、9999对、4054584.25万元。", "a report that does not ask for it");
    bureau.catalog.reports.get_mut("monthly").unwrap().terms.ten_thousands_from = Some(10_000);
    assert_eq!(bureau.say(&wording), "405.46万对、9999对、4054584.25万元。");
    let document = bureau.document(Some(&wording)).unwrap();
    let table = document.blocks.iter().find_map(|b| if let Block::Table(table) = b { Some(table) } else { None });
    assert_eq!(table.unwrap().rows[0].cells[0].content.shown(), "4054584对");
}

#[test]
fn a_report_may_name_things_its_own_way() {
    let mut bureau = november();
    let terms = &mut bureau.catalog.reports.get_mut("monthly").unwrap().terms;
    terms.total = Some("许昌全市".to_owned());
    terms.names.insert(RATE.into(), "遗体火化率".to_owned());
    let words = text(&bureau.document(None).unwrap_or_else(|e| panic!("{e}")));
    assert!(words.contains("11月份，许昌全市遗体火化率为95.67%"), "{words}");
    let document = bureau.document(None).unwrap();
    let county = table(&document, "county");
    assert_eq!(county.rows[0].cells[0].content.shown(), "许昌全市");
    assert!(county.columns.iter().any(|column| column.heads[0].contains("遗体火化率")));
    // A wording still finds it by the name of the catalogue.
    assert_eq!(bureau.say("{{ fig(\"火化率\", \"ratio\").name }}"), "遗体火化率");
}

#[test]
fn what_is_no_percentage_grows_by_its_own_unit() {
    let mut bureau = Bureau::new("2021-11");
    for (at, beds) in [("2021-01", "350"), ("2021-10", "363"), ("2021-11", "364")] {
        bureau.put("411002", at, "eldercare.beds", Measure::Stock, Some(beds));
        bureau.put("411002", at, "population.elderly", Measure::Stock, Some("10000"));
    }
    let of = |more: &str| format!("fig(\"每千名老年人拥有养老床位\", \"ratio\", region=\"魏都区\"{more})");
    let said = bureau.say(&format!(
        "{{% set f = {} %}}\n{{{{ f }}}}，{{{{ mom(f) }}}}，{{{{ since(f, {}) }}}}",
        of(""),
        of(", period=period_first")
    ));
    assert_eq!(said, "36.4张/千人，较上月增加0.1张，较1月底增加1.4张");
}

#[test]
fn a_change_that_the_printed_numbers_do_not_give_is_known() {
    // 66.67 - 33.33 is 33.34, 2/3 - 1/3 prints as 33.33; 50 - 25 is 25.
    for (now, then, off) in [(["2", "3"], ["1", "3"], true), (["1", "2"], ["1", "4"], false)] {
        let mut bureau = Bureau::new("2021-11");
        homes(&mut bureau, "411002", now, then);
        let wording = "{% set f = fig(\"公建民营完成率\", \"ratio\", region=\"魏都区\") %}\n\
                       {{ yoy(f) }}{% if unrounded(f) %}，按未舍入数计算{% endif %}";
        let said = bureau.say(wording);
        assert_eq!(said.ends_with("，按未舍入数计算"), off, "{said}");
    }
}

#[test]
fn all_forms_are_referred_to_at_once() {
    let bureau = november();
    let said = bureau.say("各报表见{{ see(\"forms\") }}。\n\n::annex | 附表\n\n::table key | 甲\n\n::forms\n");
    assert_eq!(said.lines().next(), Some("各报表见附表2至附表8。"));
}
