//! How long a million runs of the bundled rules take on one core: `cargo bench --bench rules`.
//!
//! Every rule is made ready once and run over the values of its own examples, in turn. Looking values up is not in it.
#![allow(clippy::print_stdout, clippy::unwrap_used)] // It prints what it measured, and fails by panicking.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;
use yuebao::catalog::{Example, MissingMode, Rule, Tolerance, load};
use yuebao::model::Exact;
use yuebao::validation::{Compiled, Lookup, Slack};

const RUNS: usize = 1_000_000;

/// A formula and what it is run over.
struct Case {
    formula: usize,
    values: Vec<Lookup>,
    missing: MissingMode,
    tolerance: Exact,
}

fn templates(folder: &Path, base: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            templates(&path, base, files);
        } else if path.extension().is_none_or(|end| end != "ttf" && end != "otf") {
            let name: Vec<_> = path.strip_prefix(base).unwrap().iter().map(|part| part.to_str().unwrap()).collect();
            files.insert(name.join("/"), std::fs::read(&path).unwrap());
        }
    }
}

fn case(formula: usize, compiled: &Compiled, rule: &Rule, example: &Example) -> Case {
    let exact = |value| Exact::from_decimal(value).unwrap();
    let value = |name: String| example.values.get(&name).map_or(Lookup::Missing, |v| Lookup::Value(exact(*v)));
    let tolerance = match rule.tolerance {
        Tolerance::Absolute(amount) => exact(amount),
        Tolerance::Interval => Exact::ZERO,
    };
    let values = compiled.references.iter().map(|reference| value(reference.to_string())).collect();
    Case { formula, values, missing: rule.missing, tolerance }
}

fn main() {
    let base = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut files = BTreeMap::new();
    templates(&base, &base, &mut files);
    let catalog = load(&files, String::new()).unwrap();
    let formulas: Vec<Compiled> = catalog.rules.iter().map(|rule| Compiled::new(&rule.expr)).collect();
    let all = catalog.rules.iter().zip(&formulas).enumerate();
    let cases: Vec<Case> = all
        .flat_map(|(at, (rule, compiled))| rule.examples.iter().map(move |example| case(at, compiled, rule, example)))
        .collect();
    let start = Instant::now();
    let (mut held, mut failed, mut undecided) = (0_u32, 0_u32, 0_u32);
    for case in cases.iter().cycle().take(RUNS) {
        let found = formulas[case.formula].holds(black_box(&case.values), case.missing, Slack::Within(case.tolerance));
        match found {
            Ok(None) => held += 1,
            Ok(Some(_)) => failed += 1,
            Err(_) => undecided += 1,
        }
    }
    let spent = start.elapsed();
    println!("{RUNS} runs of {} rules over {} sets of values: {} ms", formulas.len(), cases.len(), spent.as_millis());
    println!("held {held}, failed {failed}, undecided {undecided}");
}
