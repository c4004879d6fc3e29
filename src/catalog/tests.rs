//! The bundled templates, and what is said of broken ones.

use super::*;
use crate::finding::Lang;
use crate::model::{IndicatorId, Measure};
use std::path::Path;

mod appraisal;
mod charts;
mod comparisons;
mod demo;
mod documents;
mod faces;
mod heads;
mod own_figures;
mod plans;
mod printing;
mod rules;
mod targets;

fn bundled() -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
            } else {
                let name = path.strip_prefix(root).unwrap().components().map(|c| c.as_os_str().to_str().unwrap());
                let name = name.collect::<Vec<_>>().join("/");
                // Faces are large and not read here.
                let bytes = if name.ends_with("f") { Vec::new() } else { std::fs::read(&path).unwrap() };
                files.insert(name, bytes);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut files = BTreeMap::new();
    walk(&root, &root, &mut files);
    files
}

fn catalog() -> Catalog {
    load(&bundled(), "hash".into()).unwrap_or_else(|errors| panic!("{}", texts(&errors).join("\n")))
}

fn texts(errors: &[TemplateError]) -> Vec<String> {
    errors.iter().map(|e| e.text(Lang::Zh)).collect()
}

/// What is said when `from` is replaced by `to` in a bundled file.
fn broken(changes: &[(&str, &str, &str)]) -> Vec<String> {
    let mut files = bundled();
    for (file, from, to) in changes {
        let text = String::from_utf8(files[*file].clone()).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        files.insert((*file).to_owned(), text.replacen(from, to, 1).into_bytes());
    }
    texts(&load(&files, String::new()).expect_err("must not load"))
}

#[test]
fn the_bundled_templates_load() {
    let catalog = catalog();
    assert_eq!(catalog.desks["xuchang-2021"].units.len(), 10);
    assert_eq!(catalog.hash, "hash");
    let rate = &catalog.indicators[&IndicatorId::new("funeral.cremation_rate")];
    assert_eq!(catalog.names[&normalise("遗体火化率")], rate.id);
    let Kind::Ratio { numerator, denominator, factor } = &rate.kind else { panic!("{:?}", rate.kind) };
    assert_eq!((numerator.as_str(), denominator.as_str(), *factor), ("funeral.cremations", "funeral.deaths", 100));
    let rows: Vec<_> = catalog.forms["table5"].rows().collect();
    let total = rows.iter().find(|r| r.code == "7").unwrap();
    assert_eq!(total.labels, ["婚姻登记业务合计", "合计"]);
    assert!(!catalog.names.contains_key("合计"), "a row's label stays in its form");
    let applications = rows.iter().find(|r| r.code == "5").unwrap();
    assert_eq!(applications.measures, [Measure::Month, Measure::Ytd]);
    assert_eq!(applications.not_applicable, [Measure::PriorYtd]);
}

#[test]
fn only_what_adds_up_has_a_share_and_only_beside_the_units() {
    let said = broken(&[
        (
            "reports/monthly/report.toml",
            "county_columns = [",
            "county_columns = [[\"火化率\", \"share\"], [\"死亡人数\", \"share\"], [\"低保人数合计\", \"share\"],",
        ),
        ("reports/monthly/report.toml", "key_indicators = [", "key_indicators = [[\"死亡人数\", \"share_ytd\"],"),
    ]);
    assert_eq!(said.len(), 3, "{said:#?}");
    let has = |words: &str| {
        said.iter().filter(|one| one.starts_with("reports/monthly/report.toml:") && one.contains(words)).count()
    };
    assert_eq!(has("“火化率”不能相加，没有占比"), 1, "{said:#?}");
    assert_eq!(has("“死亡人数”没有占合计比重（share）；应为 share_ytd"), 1, "{said:#?}");
    assert_eq!(has("占比只能用作分县表的列"), 1, "{said:#?}");
}

#[test]
fn everything_wrong_in_two_files_is_told_with_its_place_and_what_would_be_right() {
    let said = broken(&[
        ("indicators/funeral.toml", "kind = \"flow\"", "knid = \"flow\"\nkind = \"flow\""),
        ("forms/table4.toml", "\"funeral.deaths\"", "\"funeral.death\""),
        ("forms/table4.toml", "measure = \"ytd\"", "measure = \"本年累积\""),
    ]);
    assert_eq!(said.len(), 3, "{said:#?}");
    assert!(said[0].starts_with("forms/table4.toml:30:11: 没有计量“本年累积”；是不是“本年累计”？"), "{}", said[0]);
    assert!(
        said[1].starts_with("forms/table4.toml:60:13: 没有指标“funeral.death”；是不是“funeral.deaths”？"),
        "{}",
        said[1]
    );
    assert!(said[2].starts_with("indicators/funeral.toml:9:1: 没有键“knid”；是不是“kind”？"), "{}", said[2]);
    assert!(said[2].contains("numerator"), "the valid keys are listed: {}", said[2]);
}

#[test]
fn a_file_that_is_no_toml_is_one_error_and_hides_no_other() {
    let said = broken(&[
        ("indicators/funeral.toml", "topic = ", "topic = = "),
        ("regions.toml", "parent = \"411000\"", "parent = \"41100\""),
    ]);
    assert_eq!(said.len(), 2, "names that may stand in the broken file are not complained of: {said:#?}");
    assert!(said[0].starts_with("indicators/funeral.toml:3:"), "{}", said[0]);
    assert!(said[1].contains("是不是“411000”？"), "{}", said[1]);
}

#[test]
fn wrong_types_missing_keys_and_dates_that_never_were_are_told() {
    let said = broken(&[
        ("desks/xuchang-2021/desk.toml", "office = \"许昌市民政局\"\n", ""),
        ("desks/xuchang-2021/desk.toml", "year = 2021", "year = \"2021\""),
        ("desks/xuchang-2021/targets.toml", "deadline = \"2021-10-31\"", "deadline = \"2021-02-29\""),
        ("desks/xuchang-2021/targets.toml", "comparator = \"ge\"", "comparator = \"gte\""),
    ]);
    assert_eq!(said.len(), 4, "{said:#?}");
    assert!(said[0].contains("缺少必填的键“office”"), "{}", said[0]);
    assert!(said[1].contains("键“year”应为整数"), "{}", said[1]);
    assert!(said.iter().any(|s| s.contains("键“deadline”应为日期")), "{said:#?}");
    assert!(said.iter().any(|s| s.contains("键“comparator”应为下列之一，而不是“gte”；是不是“ge”？")), "{said:#?}");
}

#[test]
fn a_rule_without_its_examples_does_not_load() {
    let file = "rules/funeral.toml";
    let said = broken(&[(file, "fail = [{ \"火化遗体数\" = 55, \"死亡人数\" = 52 }]", "fail = []")]);
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].contains("规则 FN-01 缺少 fail 的例子"), "{}", said[0]);
    let said =
        broken(&[(file, "{ \"火化遗体数\" = 55, \"死亡人数\" = 52 }", "{ \"火化遗体数\" = 55, \"死亡数\" = 52 }")]);
    assert!(said[0].contains("没有给出 死亡人数，无从判断"), "{}", said[0]);
    assert!(said[1].contains("式中没有“死亡数”；是不是“死亡人数”？"), "{}", said[1]);
}

#[test]
fn a_formula_is_checked_where_it_stands() {
    let file = "rules/funeral.toml";
    let said = broken(&[(file, "rule = \"火化遗体数 <= 死亡人数\"", "rule = \"火化遗体数 <= 死亡总数\"")]);
    assert!(said[0].starts_with("rules/funeral.toml:7:18: 没有指标“死亡总数”；是不是“死亡人数”？"), "{}", said[0]);
    let said = broken(&[(file, "rule = \"火化遗体数 <= 死亡人数\"", "rule = \"火化遗体数 <= \"")]);
    assert!(said[0].starts_with("rules/funeral.toml:7:18: "), "{}", said[0]);
    let said = broken(&[(file, "measures = [\"本月\", \"本年累计\"", "measures = [\"期末\", \"本年累计\"")]);
    assert!(said[0].contains("没有“期末”这一计量"), "{}", said[0]);
}

#[test]
fn names_and_ids_lead_to_one_indicator() {
    let said = broken(&[("indicators/marriage.toml", "name = \"离婚登记\"", "name = \"火化遗体 数\"")]);
    assert!(said[0].contains("已是 funeral.cremations 的名称或别名"), "{}", said[0]);
    let said = broken(&[("indicators/funeral.toml", "id = \"funeral.deaths\"", "id = \"Deaths\"")]);
    assert!(said.iter().any(|s| s.contains("应如 funeral.deaths")), "{said:#?}");
    let ratio = broken(&[("indicators/funeral.toml", "denominator = \"funeral.deaths\"", "denominator = \"殡仪馆\"")]);
    assert!(ratio[0].contains("须同为流量"), "{}", ratio[0]);
}

#[test]
fn a_unit_is_a_region_of_the_year() {
    let said = broken(&[("desks/xuchang-2021/desk.toml", "code = \"411003\"", "code = \"411023\"")]);
    // What else names the unit it was says so too.
    let told: Vec<&String> = said.iter().filter(|s| s.contains("desk.toml")).collect();
    assert_eq!(told.len(), 1, "{said:#?}");
    assert!(told[0].ends_with("411023（许昌县）在2021年不存在，改由 411003 承接"), "{}", told[0]);
}

#[test]
fn a_file_in_no_place_is_told_where_templates_go() {
    let mut files = bundled();
    files.insert("indicator/funeral.toml".into(), Vec::new());
    files.insert("indicators/说明.md".into(), Vec::new());
    let said = texts(&load(&files, String::new()).expect_err("must not load"));
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].contains("indicator/funeral.toml:1:1: 不认识的文件或文件夹"), "{}", said[0]);
    assert!(said[0].contains("indicators/<topic>.toml"), "{}", said[0]);
}

#[test]
fn without_limits_nothing_is_read() {
    let mut files = bundled();
    files.remove("limits.toml");
    let said = texts(&load(&files, String::new()).expect_err("must not load"));
    assert_eq!(said, ["limits.toml:1:1: 缺少这个文件"]);
}

#[test]
fn every_template_begins_with_a_sample() {
    for (file, bytes) in bundled().iter().filter(|(file, _)| file.ends_with(".toml")) {
        assert!(bytes.starts_with(b"#"), "{file} begins with no comment");
    }
}

#[test]
fn the_schema_page_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/SCHEMA.md");
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    if stored != schema() {
        std::fs::write(&path, schema()).unwrap();
        panic!("templates/SCHEMA.md was stale and has been written anew; look at it and commit it");
    }
}

#[test]
fn how_many_is_no_unit() {
    let form = |unit: &str| {
        let form = format!(
            "title = \"x\"\n[[indicators]]\nname = \"人数\"\nkind = \"stock\"\nunit = \"{unit}\"\n\
             [[tables]]\nlabel_heads = [\"a\"]\ncolumns = [{{ heads = [\"b\"] }}]\n"
        );
        load_with_form(&bundled(), String::new(), "f.toml", form.as_bytes()).err().map(|errors| texts(&errors))
    };
    for wrong in ["万", "百万", "", "100"] {
        assert!(form(wrong).is_some_and(|told| told[0].contains("不是计量单位")), "{wrong}");
    }
    assert!(form("万").unwrap()[0].starts_with("f.toml:5:8: ") && form("万").unwrap()[0].contains("万人"));
    assert_eq!((form("万人"), form("盒")), (None, None));
}

#[test]
fn cards_have_fields_and_a_mark_means_one_thing() {
    let told = |more: &str| {
        let form = format!(
            "title = \"x\"\n{more}\n[[indicators]]\nname = \"人数\"\nkind = \"stock\"\nunit = \"人\"\n\
             [[tables]]\nlabel_heads = [\"a\"]\ncolumns = [{{ heads = [\"b\"] }}]\n"
        );
        load_with_form(&bundled(), String::new(), "f.toml", form.as_bytes()).err().map(|errors| texts(&errors))
    };
    let field = "[[fields]]\nlabels = [\"人数\"]\nindicator = \"人数\"";
    assert!(told("[cards]\nstarts = [\"院名\"]").unwrap()[0].contains("[[fields]]"));
    assert!(told(&format!("[cards]\nstarts = [\" \"]\n{field}")).unwrap()[0].contains("starts"));
    assert_eq!(told(&format!("[cards]\nstarts = [\"院名\"]\n{field}")), None);
    let both = told("placeholders = [\"／\"]\nnot_applicable = [\"×\", \"/\"]").unwrap();
    assert!(both.len() == 1 && both[0].starts_with("f.toml:3:24: ") && both[0].contains("“/”"), "{both:?}");
    assert_eq!(told("placeholders = [\"—\"]\nnot_applicable = [\"×\"]"), None);
}

#[test]
fn a_calendar_has_days_that_are_and_do_not_contradict() {
    let file = "calendars/fifth-working-day.toml";
    let said = broken(&[
        (file, "day_of_next_month = 5", "day_of_next_month = 30"),
        (file, "\"2021-02-07\", ", "\"2021-02-11\", \"2021-02-08\", "),
        (file, "\"2021-04-03\"", "\"2021-04-31\""),
        (file, "\"2021-05-01\"", "\"2021-01-01\""),
    ]);
    assert_eq!(said.len(), 5, "{said:#?}");
    for words in [
        "应为 1 至 28 的整数",
        "日期“2021-01-01”重复",
        "“2021-04-31”不是日期",
        "2021-02-11 既放假又上班",
        "2021-02-08 是星期一，本来就上班",
    ] {
        assert!(said.iter().any(|said| said.contains(words)), "{words}: {said:#?}");
    }
    let said = broken(&[(file, "shift = \"later\"\n", "")]);
    assert!(said.len() == 1 && said[0].contains("还须写 shift"), "{said:#?}");
}

#[test]
fn a_unit_reports_for_a_time_that_is_one() {
    let file = "desks/xuchang-2021/desk.toml";
    let (east, code) = ("code = \"XC-DCQ\"", "code = \"XC-DCQ\"\n");
    let said = |lines: &str| broken(&[(file, east, &format!("{code}{lines}"))]);
    let one = |lines: &str, words: &str| {
        let said = said(lines);
        assert!(said.len() == 1 && said[0].contains(words), "{words}: {said:#?}");
    };
    one("from = \"2021-13\"", "“2021-13”不是月份");
    one("from = \"2021-06\"\nto = \"2021-03\"", "止早于起");
    one("to = \"2020-12\"", "在2021年没有一个月报送");
    one("owed = [{ form = \"table8\", from = \"2021-04\" }]", "应报的表“table8”重复");
    one("owed = [{ form = \"tabel8\" }]", "是不是“table8”？");
    one("to = \"2021-06\"\nowed = [{ form = \"xuchang-own\", from = \"2021-07\" }]", "全在这个单位报送的时间之外");
    let ends = [("regions.toml", "code = \"XC-DCQ\"\n", "code = \"XC-DCQ\"\nto = \"2021-06-30\"\n")];
    assert!(broken(&ends)[0].contains("到2021-06为止，请写 to = \"2021-06\" 或更早"), "{:#?}", broken(&ends));
    let mut files = bundled();
    for (file, from, to) in ends.into_iter().chain([(file, east, "code = \"XC-DCQ\"\nto = \"2021-06\"")]) {
        let text = String::from_utf8(files[file].clone()).unwrap().replacen(from, to, 1);
        files.insert(file.to_owned(), text.into_bytes());
    }
    let catalog = load(&files, String::new()).unwrap_or_else(|errors| panic!("{}", texts(&errors).join("\n")));
    let unit = catalog.desks["xuchang-2021"].units.iter().find(|unit| unit.code.as_str() == "XC-DCQ").unwrap();
    let month = |text| crate::model::Month::parse(text).unwrap();
    assert!(unit.owes("table1", month("2021-06")) && !unit.owes("table1", month("2021-07")));
    assert!(!unit.owes("xuchang-own", month("2021-06")));
}

const EXPLANATIONS: &str = "desks/xuchang-2021/explanations.toml";

/// What is said of a desk's explanations, or the explanations.
fn explanations(text: &str) -> Result<Vec<GivenExplanation>, Vec<String>> {
    let mut files = bundled();
    files.insert(EXPLANATIONS.to_owned(), text.as_bytes().to_vec());
    let catalog = load(&files, String::new()).map_err(|errors| texts(&errors))?;
    Ok(catalog.explanations["xuchang-2021"].clone())
}

#[test]
fn an_explanation_is_of_a_number_or_of_a_finding() {
    let given = explanations(
        "[[explanations]]\nperiod = \"2021-06\"\nregion = \"禹州\"\nindicator = \"死亡人数\"\nmeasure = \"本月\"\n\
         value = 12.50\ntext = \" 漏报 \"\nwho = \"张三\"\ndate = \"2021-07-03\"\ncarried_into = \"2021-07\"\n\
         [[explanations]]\nperiod = \"2021-07\"\nfinding = \"sheet.hidden|-|2021-07|411081|2021-07/a.xlsx|旧|-|-|-\"\n\
         text = \"旧表\"\nwho = \"李四\"\ndate = \"2021-08-03\"\n",
    )
    .unwrap();
    let About::Number { region, indicator, measure, rule, .. } = &given[0].about else { panic!("{given:?}") };
    assert_eq!((region.as_str(), indicator.as_str(), *measure), ("411081", "funeral.deaths", Measure::Month));
    assert_eq!((rule, given[0].value.as_deref(), given[0].words.text.as_str()), (&None, Some("12.5"), "漏报"));
    let month = |number| crate::model::Month::new(2021, number);
    assert_eq!((Some(given[0].words.month), given[0].words.carried_into), (month(6), month(7)));
    assert!(matches!(&given[1].about, About::Finding(id) if id.ends_with("旧|-|-|-")));
    let place = given[1].words.place.file.as_deref();
    assert_eq!(place, Some("desks/xuchang-2021/explanations.toml:12"));
    assert_eq!(catalog().explanations.len(), 0, "there need be no such file");
}

#[test]
fn everything_wrong_in_explanations_is_told_at_once() {
    let end = "text = \"x\"\nwho = \"y\"\ndate = \"2021-07-03\"\n";
    let said = explanations(&format!(
        "[[explanations]]\nperiod = \"2020-06\"\nregion = \"禹洲市\"\nindicator = \"死亡人丁\"\nmeasure = \"本月\"\n{end}\
         [[explanations]]\nperiod = \"2021-06\"\nfinding = \"sheet.hiden|-|2021-07|411081|a|b|-|-|-\"\n{end}\
         [[explanations]]\nperiod = \"2021-06\"\nregion = \"禹州市\"\n{end}carried_into = \"2021-06\"\n\
         [[explanations]]\nperiod = \"2021-06\"\nfinding = \"sheet.hidden|-|2021-07|411081|a|b|-|-|-\"\n\
         region = \"长葛市\"\ntext = \" \"\nwho = \"\"\ndate = \"昨天\"\n"
    ))
    .unwrap_err();
    let has = |at: usize, words: &str| assert!(said[at].starts_with(&format!("{EXPLANATIONS}:{words}")), "{said:#?}");
    has(0, "2:10: “2020-06”不是本台的月份");
    has(1, "3:10: 没有报送单位“禹洲市”；是不是“禹州市”？");
    has(2, "4:13: 没有指标“死亡人丁”");
    has(3, "11:11: 没有问题代码“sheet.hiden”；是不是“sheet.hidden”？");
    has(4, "16:10: 写 finding，或写 region、indicator、measure");
    has(5, "21:16: 并入上报的月份应晚于 period");
    assert!(said.iter().any(|text| text.contains("编号是另一个月的问题")), "{said:#?}");
    assert!(said.iter().any(|text| text.contains("编号是另一个单位的问题")));
    assert!(
        said.iter().any(|text| text.contains("原因不能为空")) && said.iter().any(|text| text.contains("要写明谁说的"))
    );
    assert!(said.iter().any(|text| text.contains("“date”应为日期")));
    assert_eq!(said.len(), 11, "{said:#?}");
}

#[test]
fn a_scheme_tells_every_score_and_takes_nothing_twice() {
    let said = broken(&[
        ("schemes/quality.toml", "from = 0", "from = 10"),
        ("schemes/quality.toml", "from = 85", "from = 96"),
        ("schemes/quality.toml", "per = \"late_day\"", "per = \"late_days\""),
        ("schemes/quality.toml", "cap = 10", "cap = 0.5"),
    ]);
    // A wrong word is told before the file is looked at as a whole.
    assert!(said.iter().any(|s| s.contains("late_days") && s.contains("是不是“late_day”")), "{said:#?}");
    let said = broken(&[
        ("schemes/quality.toml", "from = 0", "from = 10"),
        ("schemes/quality.toml", "from = 85", "from = 96"),
        ("schemes/quality.toml", "per = \"late_day\"", "per = \"missing_form\""),
        ("schemes/quality.toml", "cap = 10", "cap = 0.5"),
        ("desks/xuchang-2021/desk.toml", "quality = \"quality\"", "quality = \"qualty\""),
        ("desks/xuchang-2021/desk.toml", "remind = \"remind\"", "remind = \"remnd\""),
    ]);
    for part in [
        "schemes/quality.toml:21:8: 各等次应从高到低排列",
        "schemes/quality.toml:29:8: 最后一个等次应从最低分0起",
        "schemes/quality.toml:48:7: 已有扣分项按此计",
        "封顶分应不低于每次所扣的1分",
        "没有评分办法“qualty”",
        "没有函的措辞“remnd”",
    ] {
        assert!(said.iter().any(|s| s.contains(part)), "{part}: {said:#?}");
    }
}
