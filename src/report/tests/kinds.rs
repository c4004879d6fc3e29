//! Kinds of documents any desk can make, over invented facts: what is behind, who answers for it, who is called in.

use super::whole::judged;
use super::*;
use crate::catalog::{Issue, Seal, Summons};
use crate::document::{Align, Imprint};

const DESK: &str = "xuchang-2021";

/// 97 is asked of all; two units are below, one of them was a month ago.
pub(super) fn behind() -> Bureau {
    let mut bureau = november();
    bureau.rates("2021-10", &NOVEMBER);
    judged(&mut bureau, "411000", 95, Status::Missed, Light::Bad);
    for (region, actual) in [("411081", 90), ("XC-KFQ", 92)] {
        judged(&mut bureau, region, actual, Status::Behind, Light::Bad);
    }
    let was = bureau.assessed.list.iter().filter(|one| one.region == "411081".into()).cloned().collect();
    bureau.before = vec![was];
    bureau
}

pub(super) fn of(bureau: &Bureau) -> Document {
    bureau.document(None).unwrap_or_else(|e| panic!("{e}"))
}

pub(super) fn issue(bureau: &mut Bureau, report: &str, issue: Issue) {
    bureau.catalog.issues.entry(DESK.to_owned()).or_default().insert(report.to_owned(), issue);
}

#[test]
fn a_circular_asks_for_what_it_found_in_the_same_order() {
    let mut bureau = behind();
    bureau.report = "circular";
    issue(&mut bureau, "circular", Issue { summons: Some(Summons { periods: 2, targets: 1 }), ..Issue::default() });
    let words = text(&of(&bureau));
    for said in [
        "许昌市民政局关于2021年1—11月火化率及年度目标任务进展情况的通报",
        "（一）提高火化率逾期未完成\n11月份，全市为95.67%，目标为97%，低于目标1.33个百分点；原定2021年10月31日前完成，已逾期30天。滞后的有禹州市、开发区。",
        "（一）提高火化率要限期达标\n请禹州市、开发区查明原因，列出完成时间，于2021年12月8日前将整改情况报我局；由某科牵头督办。",
        "（二）部分单位目标任务持续滞后\n连续两个月均有目标滞后的有禹州市（提高火化率）。",
        "（二）约谈督促\n对禹州市，拟由分管领导约谈主要负责人。",
        "长葛市、魏都区、建安区、襄城县、示范区连续两个月居前三位，年度目标任务均未滞后，予以通报表扬。",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    // 开发区 lags now, and did not a month ago.
    bureau.before = Vec::new();
    assert!(!text(&of(&bureau)).contains("约谈"), "nothing is known of the month before");
}

#[test]
fn nobody_is_praised_whose_returns_are_not_in_order() {
    let mut bureau = behind();
    bureau.report = "circular";
    let open = Finding::new("sum.mismatch", month("2021-11"), Place::default()).of(&"411082".into());
    bureau.findings = vec![open.clone()];
    let words = text(&of(&bureau));
    for said in [
        "魏都区、建安区、襄城县、示范区连续两个月居前三位，年度目标任务均未滞后，予以通报表扬。",
        "长葛市虽连续两个月居前三位，但报表尚有1处强制性问题未解决，本月不予表扬。",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    bureau.findings.push(open.of(&"411002".into()));
    assert!(text(&of(&bureau)).contains("（1处）、"), "two are named with their counts");
}

#[test]
fn who_is_called_in_lags_in_something_the_circular_names() {
    let mut bureau = behind();
    bureau.report = "circular";
    issue(&mut bureau, "circular", Issue { summons: Some(Summons { periods: 2, targets: 1 }), ..Issue::default() });
    // The city has reached it.
    bureau.assessed.list.retain(|one| one.region != "411000".into());
    judged(&mut bureau, "411000", 97, Status::Met, Light::Good);
    let words = text(&of(&bureau));
    for said in [
        "（一）个别任务有单位滞后\n有单位滞后的是提高火化率，滞后的有禹州市、开发区。",
        "（一）滞后单位要补齐短板\n请上述单位逐项查明原因、倒排进度，于2021年12月8日前",
        "对禹州市，拟由分管领导约谈主要负责人。",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
}

#[test]
fn what_is_the_offices_own_is_asked_of_nobody_else() {
    let mut bureau = behind();
    bureau.report = "circular";
    bureau.assessed.list.retain(|one| one.region == "411000".into());
    for one in &mut bureau.assessed.list {
        one.responsible = "许昌市民政局".into();
    }
    let words = text(&of(&bureau));
    assert!(words.contains("要限期达标\n由某科牵头查明原因，尽快提出整改措施和完成时间，请各地配合落实。"), "{words}");
}

#[test]
fn offices_that_issue_together_are_all_in_the_mark_and_under_the_text() {
    let mut bureau = behind();
    bureau.report = "circular";
    let offices =
        |names: &[&str]| Issue { offices: names.iter().map(ToString::to_string).collect(), ..Issue::default() };
    for (names, title, signed) in [
        (
            &["许昌市民政局", "许昌市财政局"][..],
            "许昌市民政局\u{3000}许昌市财政局关于",
            "许昌市民政局\u{3000}许昌市财政局",
        ),
        (&["甲局", "乙局", "丙局"][..], "甲局等部门关于", "甲局\u{3000}乙局\u{3000}丙局"),
    ] {
        issue(&mut bureau, "circular", offices(names));
        let document = of(&bureau);
        assert!(document.meta.title.starts_with(title), "{}", document.meta.title);
        let Block::RedHead(head) = &document.blocks[0] else { panic!() };
        assert_eq!(head.offices, names);
        let under = document.blocks.iter().find_map(|b| match b {
            Block::Signature { office, .. } => Some(plain_text(office)),
            _ => None,
        });
        assert_eq!(under.as_deref(), Some(signed));
    }
}

#[test]
fn a_meeting_is_held_in_the_year_its_papers_are_dated() {
    // Dated 5 December 2021, as all papers here.
    let mut bureau = Bureau::new("2020-12");
    bureau.report = "meeting";
    let document = of(&bureau);
    assert_eq!(document.meta.title, "2020年12月全市民政重点工作调度会材料");
    let when = document.blocks.iter().find_map(|b| match b {
        Block::Labelled { label, text } if plain_text(label) == "时间：" => Some(plain_text(text)),
        _ => None,
    });
    assert_eq!(when.as_deref(), Some("2021年　　月　　日"), "the December return is due in January");
}

#[test]
fn the_table_of_places_holds_figures() {
    let mut bureau = behind();
    bureau.report = "circular";
    let document = of(&bureau);
    let table =
        document.blocks.iter().find_map(|b| if let Block::Table(table) = b { Some(table) } else { None }).unwrap();
    assert_eq!(plain_text(&table.title), "2021年11月火化率排名表");
    assert_eq!(table.unit_line, "单位：%");
    let heads: Vec<&str> = table.columns.iter().map(|column| column.heads[0].as_str()).collect();
    assert_eq!(heads, ["位次", "单位", "本月", "上月位次", "位次升降"]);
    assert_eq!((table.columns[2].align, table.rows.len()), (Align::Number, 9));
    let CellContent::Figure { key, shown, value, places } = &table.rows[0].cells[2].content else { panic!() };
    assert_eq!(key.to_string(), "411082/funeral.cremation_rate/ratio/2021-11");
    assert_eq!((shown.as_str(), *value, *places), ("99.00", "99.00".parse().ok(), 2));
    assert!(document.figures().contains(&key), "it is traced");
}

#[test]
fn what_the_office_decides_is_printed_and_what_it_leaves_out_is_not() {
    let mut bureau = behind();
    bureau.report = "circular";
    let document = of(&bureau);
    assert!(
        !document.blocks.iter().any(|b| matches!(b, Block::Imprint(_)))
            || bureau.catalog.issues[DESK].contains_key("circular")
    );
    bureau.catalog.issues.clear();
    let document = of(&bureau);
    assert!(!document.blocks.iter().any(|b| matches!(b, Block::Imprint(_))), "nothing is decided");
    let Block::RedHead(head) = &document.blocks[0] else { panic!() };
    assert_eq!((head.offices.as_slice(), head.suffix.as_str()), (["许昌市民政局".to_owned()].as_slice(), "文件"));
    assert!(head.number.is_empty() && head.handling == Default::default() && head.signers.is_empty());
    let mut decided = Issue {
        series: Some("许民".into()),
        copy: Some("000012".into()),
        urgency: Some("特急".into()),
        to: vec!["各县（市、区）民政局".into(), "各功能区".into()],
        copies_to: vec!["市政府办公室".into(), "市委1号楼".into()],
        printed_by: Some("许昌市民政局办公室".into()),
        prints: Some(30),
        signed_by: Some("许昌市民政局党组".into()),
        seal: Some(Seal { png: Arc::from([1, 2, 3].as_slice()), millimetres: 42, file: String::new(), place: (1, 1) }),
        ..Issue::default()
    };
    issue(&mut bureau, "circular", decided.clone());
    let document = of(&bureau);
    let Block::RedHead(head) = &document.blocks[0] else { panic!() };
    assert_eq!(plain_text(&head.number), "许民〔2021〕\u{3000}号", "no number was given");
    assert_eq!((plain_text(&head.handling.copy), plain_text(&head.handling.urgency)), ("000012".into(), "特急".into()));
    let block = |is: fn(&Block) -> bool| document.blocks.iter().find(|b| is(b)).unwrap();
    let Block::Addressee(to) = block(|b| matches!(b, Block::Addressee(_))) else { panic!() };
    assert_eq!(plain_text(to), "各县（市、区）民政局、各功能区：");
    let Block::Signature { office, seal, .. } = block(|b| matches!(b, Block::Signature { .. })) else { panic!() };
    assert_eq!((plain_text(office).as_str(), seal.as_ref().unwrap().millimetres), ("许昌市民政局党组", 42));
    bureau.draft = Some(3);
    let draft = of(&bureau);
    bureau.draft = None;
    let Some(Block::Signature { office, seal, .. }) =
        draft.blocks.iter().find(|b| matches!(b, Block::Signature { .. }))
    else {
        panic!()
    };
    assert_eq!((plain_text(office).as_str(), seal.as_ref()), ("许昌市民政局党组", None), "a draft is not sealed");
    let Some(Block::Imprint(Imprint { lines, office, date })) = document.blocks.last() else { panic!() };
    assert_eq!(plain_text(&lines[0].0), "抄送：");
    assert_eq!(plain_text(&lines[0].1), "市政府办公室、市委1号楼。");
    assert_eq!(plain_text(office), "许昌市民政局办公室");
    assert_eq!(plain_text(date), "2021年12月5日印发（共印30份）");
    decided.numbers = [("2021-11".to_owned(), 6)].into();
    issue(&mut bureau, "circular", decided);
    let Block::RedHead(head) = &of(&bureau).blocks[0] else { panic!() };
    assert_eq!(plain_text(&head.number), "许民〔2021〕6号");
}

#[test]
fn a_brief_has_five_figures_one_chart_and_at_most_three_problems() {
    let mut bureau = behind();
    bureau.report = "brief";
    let document = of(&bureau);
    assert_eq!(document.meta.title, "11月份全市火化率为95.67%，1项目标任务中1项滞后");
    let count = |is: fn(&Block) -> bool| document.blocks.iter().filter(|b| is(b)).count();
    assert_eq!((count(|b| matches!(b, Block::KeyFigures(_))), count(|b| matches!(b, Block::Chart(_)))), (1, 1));
    let problems = table(&document, "problems");
    let row: Vec<&str> = problems.rows[0].cells.iter().map(|cell| cell.content.shown()).collect();
    // A value with its unit, and the completion in a column of its own (95 of 97, to the full).
    assert_eq!(row, ["提高火化率逾期", "95.67%", "97%", "已逾期30天，由某科督办禹州市、开发区"]);
}

#[test]
fn a_title_counts_what_cannot_be_judged_and_a_task_stated_twice_once() {
    let mut bureau = behind();
    bureau.report = "brief";
    let whole = bureau.assessed.list[0].clone();
    let like = |id: &str, status| Assessment { target: id.to_owned(), status, ..whole.clone() };
    bureau.assessed.list.extend([like("b", Status::NoData), like("c", Status::Undefined), like("d", Status::Met)]);
    // Stated twice in the document, and one task all the same.
    bureau.assessed.list.push(Assessment { restates: Some("d".to_owned()), ..like("e", Status::NotDue) });
    let document = of(&bureau);
    assert_eq!(document.meta.title, "11月份全市火化率为95.67%，4项目标任务中1项滞后、2项无法判定");
}

#[test]
fn nothing_is_ordered_that_cannot_be_done_any_more() {
    let mut bureau = november();
    judged(&mut bureau, "411000", 95, Status::Behind, Light::Bad);
    let one = &mut bureau.assessed.list[0];
    one.deadline = Date::new(2021, 12, 31).unwrap();
    (one.holds_throughout, one.target_value) = (true, Some(Exact::from_int(100)));
    bureau.report = "circular";
    // A month's rate can be made good, and is at no time due by degrees.
    let held = "（一）提高火化率要尽快达到规定水平\n由我局某科牵头，查明原因、立即整改，尽快达到规定水平（97%）。";
    assert!(text(&of(&bureau)).contains(held), "{}", text(&of(&bureau)));
    // All of the year's cases in time: one that was late stays late.
    bureau.assessed.list[0].actual_key.measure = Measure::RatioYtd;
    let words = text(&of(&bureau));
    let lost = "（一）提高火化率要补办整改\n由我局某科牵头，对未按时办理的尽快补办、说明原因，今后的全部按时办理，";
    assert!(words.contains(lost) && !words.contains("倒排进度"), "{words}");
}

#[test]
fn a_brief_ends_with_its_readers_or_else_with_its_office() {
    let mut bureau = behind();
    bureau.report = "brief";
    bureau.catalog.issues.clear();
    assert!(matches!(of(&bureau).blocks.last(), Some(Block::Signature { .. })), "nothing is decided");
    let decided = Issue {
        reported_to: vec!["市委".into(), "市政府".into()],
        given_to: vec!["各科室".into()],
        printed_by: Some("许昌市民政局办公室".into()),
        prints: Some(20),
        ..Issue::default()
    };
    issue(&mut bureau, "brief", decided);
    let document = of(&bureau);
    assert!(!document.blocks.iter().any(|b| matches!(b, Block::Signature { .. })));
    let Some(Block::Imprint(Imprint { lines, date, .. })) = document.blocks.last() else { panic!() };
    let lines: Vec<String> = lines.iter().map(|(label, text)| plain_text(label) + &plain_text(text)).collect();
    assert_eq!(lines, ["报：市委、市政府", "发：各科室"]);
    assert_eq!(plain_text(date), "2021年12月5日印发（共印20份）");
}

#[test]
fn every_desk_says_who_reads_its_bulletins() {
    let bureau = november();
    for (id, desk) in &bureau.catalog.desks {
        for report in [desk.report.as_str(), "brief"] {
            let issue = &bureau.catalog.issues[id][report];
            assert!(!issue.reported_to.is_empty() && !issue.given_to.is_empty(), "{id} {report}");
            assert!(issue.prints.is_some(), "{id} {report}");
        }
    }
}

#[test]
fn a_letter_says_that_the_total_suffers_only_where_it_does() {
    let mut bureau = behind();
    bureau.report = "inquiry";
    bureau.assessed.list.retain(|one| one.region != "411000".into());
    let words = text(&of(&bureau));
    assert!(words.contains("有1项滞后。") && !words.contains("影响"), "{words}");
}

#[test]
fn the_first_period_of_a_year_has_no_course_to_draw() {
    for (period, charts) in [("2021-01", 0), ("2021-02", 1)] {
        let mut bureau = Bureau::new(period);
        bureau.report = "brief";
        let document = of(&bureau);
        assert_eq!(document.blocks.iter().filter(|b| matches!(b, Block::Chart(_))).count(), charts, "{period}");
    }
}

#[test]
fn every_kind_can_be_made_of_nothing() {
    for report in ["circular", "brief", "notice", "inquiry", "meeting", "completion"] {
        let mut bureau = Bureau::new("2021-11");
        bureau.report = report;
        let words = text(&of(&bureau));
        assert!(!words.is_empty() && !words.contains("None"), "{report}: {words}");
        let mut quarter = Bureau::new("2021-Q3");
        quarter.report = report;
        assert!(!text(&of(&quarter)).contains("11月"), "{report}");
    }
}

#[test]
fn a_letter_is_about_one_unit_and_the_desk_may_choose_it() {
    let mut bureau = behind();
    bureau.report = "inquiry";
    let words = text(&of(&bureau));
    assert!(words.starts_with("关于推动禹州市民政重点工作的函"), "{words}");
    assert!(words.contains("有1项滞后，影响全市任务的完成。"), "the city lags too: {words}");
    assert!(words.contains("\n提高火化率：11月份为90.00%，目标为97%，低于目标7.00个百分点；原定"), "{words}");
    issue(&mut bureau, "inquiry", Issue { about: Some("XC-KFQ".into()), ..Issue::default() });
    assert!(text(&of(&bureau)).starts_with("关于推动开发区民政重点工作的函"));
    issue(&mut bureau, "inquiry", Issue { about: Some("411082".into()), ..Issue::default() });
    assert!(text(&of(&bureau)).contains("长葛市没有滞后的目标任务，不必发函。"));
}
