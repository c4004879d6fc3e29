//! The examples of docs/rules.md, run: each is a rule, and what it says of its first failing example or of itself.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests fail by panicking.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use yuebao::catalog::{Catalog, Expectation, Rule, Tolerance, load};
use yuebao::finding::Lang;
use yuebao::model::Exact;
use yuebao::validation::{Compiled, Lookup, Slack, check_examples};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn templates(folder: &Path, base: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            templates(&path, base, files);
        } else {
            let name: Vec<_> = path.strip_prefix(base).unwrap().iter().map(|part| part.to_str().unwrap()).collect();
            let name = name.join("/");
            let bytes = if name.ends_with("tf") { Vec::new() } else { std::fs::read(&path).unwrap() };
            files.insert(name, bytes);
        }
    }
}

/// The fenced blocks of a page: kind, line, text.
fn blocks(text: &str) -> Vec<(String, usize, String)> {
    let mut all = Vec::new();
    let mut open: Option<(String, usize, String)> = None;
    for (number, line) in text.lines().enumerate() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(kind), None) => open = Some((kind.trim().to_owned(), number + 1, String::new())),
            (Some(_), Some(_)) => all.extend(open.take()),
            (None, Some((_, _, text))) => text.push_str(&format!("{line}\n")),
            (None, None) => {}
        }
    }
    all
}

fn exact(value: yuebao::model::Decimal) -> Exact {
    Exact::from_decimal(value).unwrap()
}

/// What is told of the first failing example of a rule: both sides and the difference.
fn failure(catalog: &Catalog, rule: &Rule) -> String {
    let compiled = Compiled::new(&rule.expr);
    let example = rule.examples.iter().find(|example| example.expect == Expectation::Fail).unwrap();
    let value = |name: String| example.values.get(&name).map_or(Lookup::Missing, |value| Lookup::Value(exact(*value)));
    let values: Vec<Lookup> = compiled.references.iter().map(|r| value(r.to_string())).collect();
    let places: Vec<_> = compiled.references.iter().map(|r| catalog.rounding(rule, r, None)).collect();
    let slack = match rule.tolerance {
        Tolerance::Absolute(amount) => Slack::Within(exact(amount)),
        Tolerance::Interval => Slack::Rounded(&places),
    };
    let breach = compiled.holds(&values, rule.missing, slack).unwrap().unwrap();
    let text = |value: Exact| value.to_text().unwrap();
    let gap = breach.left.checked_sub(breach.right).unwrap();
    format!("{} {} {}，差 {}", text(breach.left), breach.op, text(breach.right), text(gap))
}

#[test]
fn every_rule_of_the_page_says_what_the_page_says() {
    let page = std::fs::read_to_string(root().join("docs/rules.md")).unwrap();
    let blocks = blocks(&page);
    let mut files = BTreeMap::new();
    let base = root().join("templates");
    templates(&base, &base, &mut files);
    let (mut failing, mut refused, mut wrong) = (0, 0, Vec::new());
    for (at, (kind, line, text)) in blocks.iter().enumerate() {
        if kind != "toml" {
            continue;
        }
        files.insert("rules/page.toml".to_owned(), text.clone().into_bytes());
        let (next, _, expected) = blocks.get(at + 1).map_or(("", 0, ""), |(k, l, t)| (k.as_str(), *l, t.as_str()));
        match (load(&files, String::new()), next) {
            (Err(errors), "不能装入") => {
                refused += 1;
                let told = errors.iter().map(|e| e.text(Lang::Zh)).collect::<Vec<_>>().join("\n");
                let missing = expected.lines().filter(|line| !told.contains(line));
                wrong.extend(missing.map(|wanted| format!("line {line}: not told: {wanted}\n{told}")));
            }
            (Err(errors), _) => wrong.push(format!("line {line}: {errors:#?}")),
            (Ok(_), "不能装入") => wrong.push(format!("line {line}: it loads")),
            (Ok(catalog), next) => {
                wrong.extend(check_examples(&catalog).iter().map(|fault| format!("line {line}: {fault:?}")));
                if next == "不成立" {
                    failing += 1;
                    let id = text.lines().find_map(|l| l.strip_prefix("id = \"")).unwrap().trim_end_matches('"');
                    let told = failure(&catalog, catalog.rules.iter().find(|rule| rule.id == id).unwrap());
                    if told != expected.trim() {
                        wrong.push(format!("line {line}: told “{told}”, page “{}”", expected.trim()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let told = blocks.iter().filter(|(kind, _, _)| kind == "不成立" || kind == "不能装入").count();
    assert_eq!(failing + refused, told, "every such block stands behind a rule");
    assert!(failing >= 13 && refused >= 2, "{failing} {refused}");
}
