//! Two forms that ask for one thing: each keeps its own number, and what they tell differently is told.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests fail by panicking.

mod support;

use std::path::Path;
use support::{DESK, home, inputs, stdout, yuebao};

/// In table 3 as in table 1, the same indicator is asked for; `rules` mends the rules that speak of the old one.
fn one_indicator_on_two_forms(home: &Path, rules: impl Fn(&str) -> String) {
    let mend = |path: &str, mended: &dyn Fn(&str) -> String| {
        let path = home.join("templates").join(path);
        let before = std::fs::read_to_string(&path).unwrap();
        let after = mended(&before);
        assert_ne!(before, after, "{}", path.display());
        std::fs::write(path, after).unwrap();
    };
    mend("forms/table3.toml", &|text| text.replace("eldercare.destitute_residents", "assistance.destitute.in_homes"));
    mend("rules/eldercare.toml", &|text| {
        let (before, after) = text.split_once("id = \"EC-08\"").unwrap();
        let before = before.replace("入住特困人员", "集中供养人数");
        format!("{before}id = \"EC-08\"{}", rules(after))
    });
}

fn findings(home: &Path) -> Vec<serde_json::Value> {
    let inputs = inputs(&["2021-08"]);
    let (home, inputs) = (home.to_str().unwrap(), inputs.path().to_str().unwrap().to_owned());
    let run = yuebao(&["check", "--home", home, "--desk", DESK, "--inputs", &inputs, "--period", "2021-08", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&stdout(&run)).unwrap();
    let all = told["findings"].as_array().unwrap().iter();
    all.filter(|f| f["rule"] == "EC-08" || f["code"] == "value.forms_differ").cloned().collect()
}

#[test]
fn a_form_named_in_a_rule_gives_its_own_number() {
    let home = home();
    one_indicator_on_two_forms(home.path(), |text| {
        text.replace("入住特困人员", "《表3》集中供养人数")
            .replace("\"集中供养人数", "\"《表1》集中供养人数")
            .replace("= 集中供养人数", "= 《表1》集中供养人数")
    });
    let found = findings(home.path());
    assert_eq!(found.len(), 1, "{found:#?}");
    let one = &found[0];
    assert_eq!([&one["rule"], &one["region"], &one["cell"]], ["EC-08", "鄢陵县", "G15"]);
    assert_eq!([&one["left"], &one["right"], &one["difference"]], ["643", "658", "-15"]);
}

#[test]
fn forms_that_differ_are_told_where_no_rule_compares_them() {
    let home = home();
    // The rule looks at neither of the two any more.
    one_indicator_on_two_forms(home.path(), |text| {
        text.replace("入住特困人员", "在院老人数")
            .replace("集中供养人数", "养老机构床位数")
            .replace("\nrule = \"", "\none_to_one = [\"人\", \"张\"]\nrule = \"")
    });
    let found: Vec<_> = findings(home.path()).into_iter().filter(|f| f["code"] == "value.forms_differ").collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    let one = &found[0];
    assert_eq!([&one["level"], &one["region"], &one["cell"]], ["must", "鄢陵县", "G15"]);
    let said = "“集中供养人数”两张表填的不同：此处643，1.社会救助 G16为658；汇总用后者";
    assert_eq!(one["headline"], said);
}
