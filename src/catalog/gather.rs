//! Which file is what, and reading each as far as it can be read.

use super::error::{Problems, Source};
use super::raw::*;
use super::schema::check;
use super::stray;
use super::syntax;
use super::unread::Unread;
use crate::finding::Said;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::de::{DeTable, Deserializer};

/// A file that could be read.
pub(super) struct Read<T> {
    /// The part of its path that names it (`xuchang-2021`, `table1`).
    pub id: String,
    pub source: Source,
    pub raw: T,
    /// Not one of the templates: read beside them, for one command.
    pub apart: bool,
}

/// Files of one kind, and what may stand in those that could not be read.
pub(super) struct Group<T> {
    pub files: Vec<Read<T>>,
    pub unread: Unread,
}

impl<T> Default for Group<T> {
    fn default() -> Self {
        Self { files: Vec::new(), unread: Unread::default() }
    }
}

#[derive(Default)]
pub(super) struct Gathered {
    pub regions: Group<RawRegions>,
    pub units: Group<RawMeasureUnits>,
    pub indicators: Group<RawIndicators>,
    pub forms: Group<RawForm>,
    pub rules: Group<RawRules>,
    pub desks: Group<RawDesk>,
    pub targets: Group<RawTargets>,
    pub plans: Group<RawPlan>,
    pub progress: Group<RawProgress>,
    pub external: Group<RawExternal>,
    pub not_targets: Group<RawNotTargets>,
    pub explanations: Group<RawExplanations>,
    pub demos: Group<RawDemo>,
    pub own_figures: Group<RawOwnFigures>,
    pub documents: Group<RawDocuments>,
    /// By their paths.
    pub pictures: BTreeMap<String, Arc<[u8]>>,
    pub reports: Group<RawReport>,
    /// By the report's id: file and text.
    pub wordings: BTreeMap<String, Source>,
    /// By their ids: file and text.
    pub letters: BTreeMap<String, Source>,
    pub comparisons: Group<RawComparison>,
    pub published: Group<RawPublished>,
    /// By their ids: file and text.
    pub comparison_wordings: BTreeMap<String, Source>,
    pub schemes: Group<RawScheme>,
    pub appraisals: Group<RawAppraisal>,
    pub calendars: Group<RawCalendar>,
    pub themes: Group<RawTheme>,
    pub limits: Group<RawLimits>,
    pub fonts: Group<RawFonts>,
}

pub(super) fn gather(files: &BTreeMap<String, Vec<u8>>, problems: &mut Problems) -> Gathered {
    let mut all = Gathered::default();
    for (path, bytes) in files {
        sort_in(&mut all, path, bytes, problems);
    }
    for (path, present) in [
        ("regions.toml", !all.regions.files.is_empty() || !all.regions.unread.is_nothing()),
        ("units.toml", !all.units.files.is_empty() || !all.units.unread.is_nothing()),
        ("limits.toml", !all.limits.files.is_empty() || !all.limits.unread.is_nothing()),
    ] {
        if !present {
            problems.add_file(path, Said::new("缺少这个文件", "this file is missing"));
        }
    }
    all
}

/// A form that is no template: it comes last, so that it may use the names of all others.
pub(super) fn add_form(all: &mut Gathered, path: &str, bytes: &[u8], problems: &mut Problems) {
    let Some((source, raw)) = parse::<RawForm>(path, bytes, problems) else { return };
    all.forms.files.push(Read { id: path.to_owned(), source, raw, apart: true });
}

fn sort_in(all: &mut Gathered, path: &str, bytes: &[u8], problems: &mut Problems) {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["regions.toml"] => read(&mut all.regions, "", path, bytes, problems),
        ["units.toml"] => read(&mut all.units, "", path, bytes, problems),
        ["limits.toml"] => read(&mut all.limits, "", path, bytes, problems),
        ["fonts", "fonts.toml"] => read(&mut all.fonts, "", path, bytes, problems),
        ["indicators", file] if id_of(file).is_some() => read(&mut all.indicators, file, path, bytes, problems),
        ["forms", file] if id_of(file).is_some() => read(&mut all.forms, file, path, bytes, problems),
        ["rules", file] if id_of(file).is_some() => read(&mut all.rules, file, path, bytes, problems),
        ["calendars", file] if id_of(file).is_some() => read(&mut all.calendars, file, path, bytes, problems),
        ["themes", file] if id_of(file).is_some() => read(&mut all.themes, file, path, bytes, problems),
        ["desks", id, "desk.toml"] => read(&mut all.desks, id, path, bytes, problems),
        ["desks", id, "targets.toml"] => read(&mut all.targets, id, path, bytes, problems),
        ["desks", id, "plan.toml"] => read(&mut all.plans, id, path, bytes, problems),
        ["desks", id, "progress.toml"] => read(&mut all.progress, id, path, bytes, problems),
        ["desks", id, "external.toml"] => read(&mut all.external, id, path, bytes, problems),
        ["desks", id, "not_targets.toml"] => read(&mut all.not_targets, id, path, bytes, problems),
        ["desks", id, "explanations.toml"] => read(&mut all.explanations, id, path, bytes, problems),
        ["desks", id, "demo.toml"] => read(&mut all.demos, id, path, bytes, problems),
        ["desks", id, "own_figures.toml"] => read(&mut all.own_figures, id, path, bytes, problems),
        ["desks", id, "documents.toml"] => read(&mut all.documents, id, path, bytes, problems),
        ["desks", _, file] if file.strip_suffix(".png").is_some_and(|name| !name.is_empty()) => {
            all.pictures.insert(path.to_owned(), bytes.into());
        }
        ["reports", id, "report.toml"] => read(&mut all.reports, id, path, bytes, problems),
        ["reports", id, "wording.md"] => {
            if let Some(source) = text_of(path, bytes, problems) {
                all.wordings.insert((*id).to_owned(), source);
            }
        }
        ["letters", file] if file.strip_suffix(".md").is_some_and(|id| !id.is_empty()) => {
            if let Some(source) = text_of(path, bytes, problems) {
                all.letters.insert(file.trim_end_matches(".md").to_owned(), source);
            }
        }
        ["comparisons", "published", file] if id_of(file).is_some() => {
            read(&mut all.published, file, path, bytes, problems);
        }
        ["comparisons", file] if id_of(file).is_some() => read(&mut all.comparisons, file, path, bytes, problems),
        ["comparisons", file] if file.strip_suffix(".md").is_some_and(|id| !id.is_empty()) => {
            if let Some(source) = text_of(path, bytes, problems) {
                all.comparison_wordings.insert(file.trim_end_matches(".md").to_owned(), source);
            }
        }
        ["schemes", file] if id_of(file).is_some() && is_appraisal(bytes) => {
            read(&mut all.appraisals, file, path, bytes, problems);
        }
        ["schemes", file] if id_of(file).is_some() => read(&mut all.schemes, file, path, bytes, problems),
        ["fonts", _] => {}
        // `documents.toml.txt` is a template that nobody reads.
        [.., file] if is_aside(file) && !file.contains(".toml") => {}
        _ => {
            let said = Said::new("不认识的文件或文件夹", "not a place for a template");
            problems.add_file(path, said.with_choices(path, stray::names_for(path).iter().map(String::as_str)));
        }
    }
}

/// Two kinds of schemes stand in one folder: a file says which it is.
fn is_appraisal(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let kind = DeTable::parse(text).ok().and_then(|table| {
        let kind = table.get_ref().get("kind")?;
        Some(kind.get_ref().as_str()? == "appraisal")
    });
    kind.unwrap_or(false)
}

/// Explanations for people, which may stand anywhere.
fn is_aside(file: &str) -> bool {
    file.starts_with("LICENSE") || [".md", ".txt"].iter().any(|end| file.ends_with(end))
}

fn id_of(file: &str) -> Option<&str> {
    file.strip_suffix(".toml").filter(|id| !id.is_empty())
}

fn text_of(path: &str, bytes: &[u8], problems: &mut Problems) -> Option<Source> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Source { file: path.to_owned(), text: text.to_owned() }),
        Err(_) => {
            problems.add_file(path, Said::new("不是 UTF-8 文本", "not UTF-8 text"));
            None
        }
    }
}

fn read<T: RawFile>(group: &mut Group<T>, name: &str, path: &str, bytes: &[u8], problems: &mut Problems) {
    match parse::<T>(path, bytes, problems) {
        Some((source, raw)) => {
            group.files.push(Read { id: id_of(name).unwrap_or(name).to_owned(), source, raw, apart: false });
        }
        None => group.unread.add(id_of(name).unwrap_or(name), bytes),
    }
}

/// The raw value: nothing when the syntax is wrong, or a required key is missing or of a wrong type.
pub(super) fn parse<T: RawFile>(path: &str, bytes: &[u8], problems: &mut Problems) -> Option<(Source, T)> {
    let source = text_of(path, bytes, problems)?;
    let mut table = match DeTable::parse(&source.text) {
        Ok(table) => table,
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            problems.add(&source, &span, syntax::fault(&source.text, &span, error.message()));
            return None;
        }
    };
    let start = 0..0;
    check(&source, &start, table.get_mut(), T::KIND.keys, problems);
    match T::deserialize(Deserializer::from(table)) {
        Ok(raw) => Some((source, raw)),
        Err(error) => {
            // The check before has told it already, unless the table of keys and the type differ.
            let told = problems.tells_of(path);
            if !told {
                let said = Said::new(format!("读不懂：{}", error.message()), error.message());
                problems.add(&source, &error.span().unwrap_or(0..0), said);
            }
            None
        }
    }
}
