//! What a workbook can do beside holding values: taken away, and told.

use super::Fault;
use super::formulas::Foreign;
use super::markup::{Kind, tags, unescape};
use super::package::Package;
use super::relations::{self, Relation};
use std::collections::BTreeSet;

/// By the last word of the type of a relation.
const ACTIVE: [(&str, &str); 12] = [
    ("vbaProject", "宏（VBA 工程）"),
    ("control", "ActiveX 控件"),
    ("oleObject", "嵌入对象"),
    ("package", "嵌入对象"),
    ("externalLink", "外部链接"),
    ("connections", "外部数据连接"),
    ("extensibility", "自定义功能区"),
    ("userCustomization", "自定义功能区"),
    ("attachedToolbars", "自定义工具栏"),
    ("webextensiontaskpanes", "网页加载项"),
    ("attachedTemplate", "附加模板"),
    ("origin", "电子签名（内容一改即失效）"),
];
/// What cannot be taken out of a workbook without breaking it.
const ROOTED: [(&str, &str); 4] = [
    ("xlMacrosheet", "含宏工作表"),
    ("xlIntlMacrosheet", "含宏工作表"),
    ("queryTable", "含外部查询表"),
    ("powerPivotData", "含数据模型"),
];

/// What was taken away.
#[derive(Debug, Default)]
pub(super) struct Stripped {
    /// Each kind once, in the order of the list above.
    pub words: Vec<&'static str>,
    /// Sheets that had controls or embedded objects, in lower case.
    pub sheets: BTreeSet<String>,
}

/// Takes active parts out of the package, and what only they needed.
pub(super) fn strip(package: &mut Package<'_>) -> Result<Stripped, Fault> {
    let before = reachable(package)?;
    let mut words = BTreeSet::new();
    let mut stripped = Stripped::default();
    for part in owners(package) {
        let all = relations::read(package, &part)?;
        if let Some((_, why)) = ROOTED.iter().find(|(kind, _)| all.iter().any(|relation| relation.kind == *kind)) {
            return Err(Fault(why));
        }
        let mut gone = BTreeSet::new();
        for relation in &all {
            if let Some(at) = ACTIVE.iter().position(|(kind, _)| relation.kind == *kind && is_active(&part, relation)) {
                words.insert(at);
                gone.insert(relation.id.clone());
                if matches!(relation.kind.as_str(), "control" | "oleObject" | "package") {
                    stripped.sheets.insert(part.to_lowercase());
                }
            }
        }
        if !gone.is_empty() {
            relations::remove(package, &part, |id| gone.contains(id))?;
        }
    }
    let left = reachable(package)?;
    for part in before.difference(&left) {
        package.remove(part);
        package.remove(&relations::part_of(part));
    }
    for at in words {
        let Some((_, word)) = ACTIVE.get(at) else { continue };
        if !stripped.words.contains(word) {
            stripped.words.push(word);
        }
    }
    Ok(stripped)
}

/// A chart has its numbers in a package of its own, which is no object on a sheet.
fn is_active(part: &str, relation: &Relation) -> bool {
    !matches!(relation.kind.as_str(), "package" | "control" | "oleObject") || part.to_lowercase().contains("sheets/")
}

/// The parts that have relations; the package itself is named by nothing.
fn owners(package: &Package<'_>) -> Vec<String> {
    package.names().iter().filter_map(|name| relations::owner(name)).collect()
}

/// The parts one comes to from the package's own relations, in lower case.
fn reachable(package: &mut Package<'_>) -> Result<BTreeSet<String>, Fault> {
    let mut seen = BTreeSet::new();
    let mut open = vec![String::new()];
    while let Some(part) = open.pop() {
        for relation in relations::read(package, &part)? {
            let name = relation.target.to_lowercase();
            if !name.is_empty() && seen.insert(name.clone()) {
                open.push(name);
            }
        }
    }
    Ok(seen)
}

/// Charts and pivot tables that live on something outside.
pub(super) fn check_rest(package: &mut Package<'_>, foreign: &Foreign) -> Result<(), Fault> {
    for name in package.names() {
        let is_chart = name.contains("/charts/") && name.ends_with(".xml");
        let is_cache = name.contains("pivotcachedefinition") && name.ends_with(".xml");
        if !is_chart && !is_cache {
            continue;
        }
        let text = package.must(&name)?;
        let mut open = None;
        for tag in tags(&text) {
            let tag = tag?;
            if is_cache && tag.attribute("connectionId").is_some() {
                return Err(Fault("含取自外部数据的透视表"));
            }
            match (tag.local(), tag.kind) {
                ("f", Kind::Open) => open = Some(tag.end),
                ("f", Kind::Close) => {
                    let start = open.take().unwrap_or(tag.start);
                    if foreign.is_in(&unescape(text.get(start..tag.start).unwrap_or_default())) {
                        return Err(Fault("含取自外部工作簿的图表"));
                    }
                }
                _ => {}
            }
        }
    }
    Ok(())
}
