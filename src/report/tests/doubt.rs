//! What figures owe to numbers in doubt.

use super::*;
use crate::catalog::{ChartAgainst, ChartShape};
use std::collections::BTreeSet;

const STATED: &str = "{{ focus.name }}为{{ focus }}。\n\n死亡{{ fig(\"死亡人数\", \"month\") }}，火化{{ fig(\"火化遗体数\", \"month\") }}。\n\n\
                      又及{{ focus }}。\n\n禹州市火化率为{{ fig(\"火化率\", \"ratio\", region=\"禹州市\") }}";

fn about(region: &str, indicator: &str, code: &'static str) -> Finding {
    let finding = Finding::new(code, month("2021-11"), Place::default()).of(&region.into());
    finding.about(&indicator.into(), Measure::Month)
}

#[test]
fn a_paragraph_says_which_of_its_figures_rest_on_numbers_in_doubt() {
    let mut bureau = november();
    let sound = "火化率为95.67%。\n死亡900人，火化861具。\n又及95.67%。\n禹州市火化率为90.00%";
    assert_eq!(bureau.say(STATED), sound);
    // Asked about by no rule: the number stands.
    bureau.findings.push(about("411081", CREMATIONS, "value.normalised"));
    assert_eq!(bureau.say(STATED), sound);
    bureau.findings.push(about("411081", CREMATIONS, "subset.exceeds"));
    bureau.findings.push(about("411002", CREMATIONS, "subset.exceeds"));
    let said = "火化率为95.67%。其中，火化率含魏都区、禹州市待核实的上报数。\n\
                死亡900人，火化861具。其中，火化遗体数含魏都区、禹州市待核实的上报数。\n又及95.67%。\n\
                禹州市火化率为90.00%（禹州市火化率待核实）";
    assert_eq!(bureau.say(STATED), said);
    for code in ["411024", "411025"] {
        bureau.findings.push(about(code, DEATHS, "subset.exceeds"));
    }
    let said = bureau.say(STATED);
    assert!(said.contains("火化率含魏都区、鄢陵县、襄城县等4个单位待核实的上报数"), "{said}");
    assert!(said.contains("其中，死亡人数含鄢陵县、襄城县待核实的上报数；火化遗体数含魏都区、禹州市待核实"), "{said}");
}

#[test]
fn what_is_sound_beside_it_is_told_apart() {
    let mut bureau = november();
    for (unit, _) in NOVEMBER {
        for (indicator, value) in [(DEATHS, "100"), (CREMATIONS, "50")] {
            bureau.put(unit, "2021-11", indicator, Measure::Ytd, Some(value));
            bureau.put(unit, "2021-11", indicator, Measure::PriorYtd, Some(value));
        }
    }
    let wording = "{{ focus }}，{{ fig(\"火化率\", \"ratio_ytd\") }}。";
    let so_far = |measure| {
        Finding::new("sum.mismatch", month("2021-11"), Place::default())
            .of(&"411081".into())
            .about(&DEATHS.into(), measure)
    };
    bureau.findings.push(so_far(Measure::Ytd));
    assert!(bureau.say(wording).ends_with("。其中，累计火化率含禹州市待核实的上报数。"), "{}", bureau.say(wording));
    bureau.findings = vec![so_far(Measure::PriorYtd)];
    let wording = "{% set f = fig(\"死亡人数\", \"ytd\") %}\n{{ f }}，{{ fig(\"死亡人数\", \"yoy_rate_ytd\") }}。";
    assert!(
        bureau.say(wording).ends_with("。其中，死亡人数的上年同期数含禹州市待核实的上报数。"),
        "{}",
        bureau.say(wording)
    );
}

/// Yuzhou's cremations of November are asked about.
fn asked(mut bureau: Bureau) -> Bureau {
    bureau.findings.push(about("411081", CREMATIONS, "subset.exceeds"));
    bureau
}

#[test]
fn values_in_doubt_carry_the_mark_in_every_kind_of_chart() {
    let against = ChartAgainst::Before;
    for shape in [
        ChartShape::Ranking(None),
        ChartShape::Trend(None),
        ChartShape::Heat(None),
        ChartShape::Multiples(None),
        ChartShape::Slope { figure: None, against },
        ChartShape::Dots { figure: None, against },
        ChartShape::Stacked { parts: parts(), total: None, by_period: false, whole: true },
    ] {
        let sound = charts::drawn(&charts::bureau(shape.clone()));
        let spec = charts::drawn(&asked(charts::bureau(shape.clone())));
        let marked = |spec: &ChartSpec| {
            let bars = spec.kind.bars().iter().map(|bar| (bar.key.clone(), bar.shown.clone()));
            let points = spec.kind.points().map(|point| (point.key.clone(), point.shown.clone()));
            let all = bars.chain(points).filter(|(_, shown)| shown.ends_with('※'));
            all.map(|(key, _)| key.unwrap()).map(|key| (key.region.to_string(), key.period.to_string())).collect()
        };
        let none: BTreeSet<(String, String)> = marked(&sound);
        assert!(none.is_empty(), "{shape:?}: {none:?}");
        let found: BTreeSet<(String, String)> = marked(&spec);
        let of = |region: &str| (region.to_owned(), "2021-11".to_owned());
        // The unit's own, and the total where the chart prints it at a mark.
        let wanted = match shape {
            ChartShape::Ranking(_) | ChartShape::Slope { .. } | ChartShape::Dots { .. } => vec![of("411081")],
            ChartShape::Trend(_) => vec![of("411000")],
            _ => vec![of("411000"), of("411081")],
        };
        assert_eq!(found, wanted.into_iter().collect(), "{shape:?}");
        let legend = spec.legends.iter().find(|legend| legend.symbol == "※").map(|legend| plain_text(&legend.words));
        let what = if matches!(shape, ChartShape::Slope { .. }) { "位次，其数" } else { "数" };
        assert_eq!(
            legend.as_deref(),
            Some(format!("带“※”的{what}含待核实的上报数，涉及禹州市。").as_str()),
            "{shape:?}"
        );
    }
}

fn parts() -> Vec<crate::catalog::Drawn> {
    [DEATHS, CREMATIONS].map(|id| (id.into(), Measure::Month)).to_vec()
}

#[test]
fn the_line_of_the_total_and_the_numbers_on_top_carry_it_too() {
    let spec = charts::drawn(&asked(charts::bureau(ChartShape::Ranking(None))));
    let ChartKind::Ranking { references, .. } = &spec.kind else { panic!("{:?}", spec.kind) };
    assert_eq!(references[0].label, "全市95.67%※");
    let whole = asked(november()).document(Some("::keyfigures")).unwrap();
    let Some(Block::KeyFigures(boxes)) = whole.blocks.first() else { panic!("{:?}", whole.blocks) };
    let rate = boxes.iter().find(|figure| plain_text(&figure.value).starts_with("95.67%")).unwrap();
    assert_eq!(plain_text(&rate.value), "95.67%※");
    // The others of this desk have not come.
    assert_eq!(plain_text(&rate.legend), "“…”未报。带“※”的数含待核实的上报数，涉及禹州市。");
    let marked = boxes.iter().filter(|figure| plain_text(&figure.value).contains('※')).count();
    assert_eq!((marked, boxes.len()), (1, 5));
}
