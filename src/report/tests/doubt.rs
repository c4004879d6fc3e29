//! What figures owe to numbers in doubt.

use super::*;

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
