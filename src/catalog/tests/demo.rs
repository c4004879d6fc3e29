//! What is said of a broken `demo.toml`.

use super::*;

const FILE: &str = "desks/xuchang-2021/demo.toml";

/// The only thing said when `from` is replaced by `to`.
fn said(from: &str, to: &str) -> String {
    let all = broken(&[(FILE, from, to)]);
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

#[test]
fn every_unit_has_a_weight() {
    let said = said("\"411002\" = 10\n", "");
    assert!(said.starts_with(FILE) && said.contains("没有权重：411002"), "{said}");
}

#[test]
fn a_series_has_one_way_that_fits_its_kind() {
    for (from, to) in
        [("year = 29500", "start = 29500"), ("year = 29500", "year = 29500\nshare = 0.5\npart_of = \"死亡人数\"")]
    {
        let said = said(from, to);
        assert!(said.contains("流量应写 year、each、sum_of、part_of 之一"), "{said}");
    }
}

#[test]
fn names_and_months_are_known() {
    let unknown =
        said("sum_of = [\"0.09 * funeral.fee_waivers.cases\"]", "sum_of = [\"0.09 * funeral.fee_waiver.cases\"]");
    assert!(unknown.contains("没有指标“funeral.fee_waiver.cases”；是不是“funeral.fee_waivers.cases”？"), "{unknown}");
    let month = said("given = { \"2021-11\" = 17894 }", "given = { \"2019-11\" = 17894 }");
    assert!(month.contains("“2019-11”不是2020、2021年的月份"), "{month}");
    let measure = said("governance.model_communities[ytd]", "governance.model_communities[week]");
    assert!(measure.contains("应写如 a、-b、2 * c、d[ytd]"), "{measure}");
    let hidden = said("part_of = \"demo.free_beds\"", "part_of = \"demo.beds\"");
    assert!(hidden.contains("没有 [[series]]“demo.beds”"), "{hidden}");
}

#[test]
fn what_the_program_computes_is_not_written() {
    let ratio = said("indicator = \"funeral.ecological_burials\"", "indicator = \"funeral.cremation_rate\"");
    assert!(ratio.contains("比率由分子、分母算出，不写"), "{ratio}");
    let joined = said("indicator = \"funeral.ecological_burials\"", "indicator = \"disability.living_subsidy.joined\"");
    assert!(joined.contains("由 [[movements]] 算出"), "{joined}");
}
