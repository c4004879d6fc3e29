//! Examples of rules: they speak of the formula's references, and say enough to be decided.

use super::known::twice;
use super::qualifier::Forms;
use crate::catalog::definition::{Example, Expectation, MissingMode};
use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::{Name, Number, RawRule};
use crate::finding::Said;
use crate::formula::Expr;
use crate::model::Decimal;
use std::collections::BTreeMap;

/// The examples, keyed by the references as the formula language prints them.
pub fn examples(
    source: &Source,
    raw: &RawRule,
    expr: &Expr,
    missing: MissingMode,
    forms: &Forms<'_>,
    problems: &mut Problems,
) -> Vec<Example> {
    let given = raw.examples.get_ref();
    let lists = [
        (Expectation::Pass, &given.pass),
        (Expectation::Fail, &given.fail),
        (Expectation::Undecided, &given.undecided),
    ];
    let mut all = Vec::new();
    for (expect, list) in lists {
        for values in list {
            let values = values_of(source, values, expr, forms, problems);
            if missing == MissingMode::SkipAny && expect != Expectation::Undecided {
                complete(source, raw, expr, &values, problems);
            }
            all.push(Example { expect, values });
        }
    }
    all
}

fn values_of(
    source: &Source,
    given: &BTreeMap<Name, Number>,
    expr: &Expr,
    forms: &Forms<'_>,
    problems: &mut Problems,
) -> BTreeMap<String, Decimal> {
    let mut values = BTreeMap::new();
    for (name, number) in given {
        let text = name.get_ref();
        match forms.read(text).filter(|r| expr.references().contains(&r)) {
            Some(reference) => {
                if values.insert(reference.to_string(), number.0).is_some() {
                    twice(source, name, "例子中的引用", "example reference", problems);
                }
            }
            None => {
                let valid: Vec<String> = expr.references().iter().map(ToString::to_string).collect();
                let said = Said::new(format!("式中没有“{text}”"), format!("\"{text}\" is not in the formula"));
                problems.add(source, &name.span(), said.with_choices(text, valid.iter().map(String::as_str)));
            }
        }
    }
    values
}

/// With a missing operand the rule would stay undecided, whatever the example claims.
fn complete(source: &Source, raw: &RawRule, expr: &Expr, values: &BTreeMap<String, Decimal>, problems: &mut Problems) {
    let mut lacking: Vec<String> = expr.references().iter().map(ToString::to_string).collect();
    lacking.retain(|r| !values.contains_key(r));
    lacking.sort();
    lacking.dedup();
    if !lacking.is_empty() {
        let list = lacking.join("、");
        let zh = format!("规则 {} 的例子没有给出 {list}，无从判断", raw.id.get_ref());
        let en = format!("an example of rule {} gives no {list}", raw.id.get_ref());
        problems.add(source, &raw.examples.span(), Said::new(zh, en));
    }
}

/// A rule is shown to hold, to fail and to stay undecided, or it is not loaded.
pub fn of_all_kinds(source: &Source, raw: &RawRule, problems: &mut Problems) {
    let given = raw.examples.get_ref();
    for (name, list) in [("pass", &given.pass), ("fail", &given.fail), ("undecided", &given.undecided)] {
        if list.is_empty() {
            let zh = format!("规则 {} 缺少 {name} 的例子", raw.id.get_ref());
            let en = format!("rule {} has no {name} example", raw.id.get_ref());
            problems.add(source, &raw.examples.span(), Said::new(zh, en));
        }
    }
}
