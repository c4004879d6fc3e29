//! The bundled templates, and what is said of broken ones.

use super::*;
use crate::finding::Lang;
use crate::model::{IndicatorId, Measure};
use std::path::Path;

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
    let FormKind::Indicators { rows, .. } = &catalog.forms["table5"].kind else { panic!() };
    let total = rows.iter().find(|r| r.code == "7").unwrap();
    assert_eq!(total.labels, ["婚姻登记业务合计", "合计"]);
    assert!(!catalog.names.contains_key("合计"), "a row's label stays in its form");
    let applications = rows.iter().find(|r| r.code == "5").unwrap();
    assert_eq!(applications.measures, [Measure::Month, Measure::Ytd]);
    assert_eq!(applications.not_applicable, [Measure::PriorYtd]);
}
