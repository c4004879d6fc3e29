//! The template files, and which of them stand: a mistake in the folder of one desk stops that desk, not the others.

use super::builtin;
use super::error::Error;
use super::seals;
use super::session::Options;
use super::store;
use crate::catalog::{self, Catalog, TemplateError};
use crate::finding::Said;
use crate::report;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// What is worth saying beside the answer of a command, gathered while it works; each once.
#[derive(Clone, Debug, Default)]
pub struct Remarks(Arc<Mutex<Vec<Said>>>);

impl Remarks {
    fn push(&self, said: Said) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.contains(&said) {
            all.push(said);
        }
    }

    /// All so far, in the order in which they came up.
    pub fn all(&self) -> Vec<Said> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Templates without the desks whose own are not understood.
#[derive(Debug)]
pub struct Standing {
    pub catalog: Catalog,
    pub home: PathBuf,
    /// All that have folders, also those left out.
    pub desks: BTreeSet<String>,
    /// The paths of the files the catalogue is made of, below `templates/`.
    pub paths: BTreeSet<String>,
}

/// The template files by their paths below `templates/`, and the folder that is in; those built in where there is none.
/// What lies there and is no template is left out, and remarked.
pub(super) fn template_files(options: &Options) -> Result<(Files, PathBuf), Error> {
    let home = match &options.home {
        Some(home) if home.join("templates").is_dir() => home.clone(),
        Some(home) => return Err(Error::new("error.no_home").with("path", home.display())),
        None => match store::find_home(Path::new("."))? {
            Some(home) => home,
            None => return Ok((builtin::files(), PathBuf::from("."))),
        },
    };
    let mut files = store::read_tree(&home.join("templates"))?;
    let strays: Vec<String> = files.keys().filter(|path| catalog::is_stray(path)).cloned().collect();
    files.retain(|path, _| !catalog::is_stray(path));
    if !strays.is_empty() {
        let (names, count) = (strays.join("、"), strays.len());
        options.remarks.push(Said::new(
            format!("templates/ 里有{count}个文件不是模板，没有读：{names}；用不着的请删去"),
            format!("templates/ holds {count} file(s) that are no templates and were not read: {}", strays.join(", ")),
        ));
    }
    Ok((files, home))
}

/// Reads and checks all templates of all desks.
///
/// # Errors
/// No templates folder, or every fault of every file.
pub fn templates(options: &Options) -> Result<(Catalog, PathBuf), Error> {
    let (files, home) = template_files(options)?;
    Ok((checked(&files)?, home))
}

/// Reads and checks the templates; a desk with faults in its own folder is left out and remarked, unless it is the one
/// that is asked for.
///
/// # Errors
/// As [`templates`], but for the faults of other desks.
pub fn standing_templates(options: &Options) -> Result<Standing, Error> {
    let (files, home) = template_files(options)?;
    let desks = desks_of(&files);
    let (catalog, files) = standing(options, files, options.desk.as_deref(), &checked)?;
    Ok(Standing { catalog, home, desks, paths: files.into_keys().collect() })
}

/// What `load` makes of the files; where it fails over the folders of desks that are not asked for, of the files without
/// these. Gives the files that were loaded.
///
/// # Errors
/// Those of `load` that are no matter of another desk alone.
pub(super) fn standing<T>(
    options: &Options,
    mut files: Files,
    desk: Option<&str>,
    load: &dyn Fn(&Files) -> Result<T, Error>,
) -> Result<(T, Files), Error> {
    let faults = match load(&files) {
        Ok(loaded) => return Ok((loaded, files)),
        Err(Error::Templates(faults)) => faults,
        Err(error) => return Err(error),
    };
    let desks: BTreeSet<String> = faults.iter().filter_map(|fault| desk_of(&fault.file)).map(str::to_owned).collect();
    let broken: BTreeSet<String> = desks.into_iter().filter(|id| desk != Some(id)).collect();
    let is_left_out = |path: &str| desk_of(path).is_some_and(|id| broken.contains(id));
    files.retain(|path, _| !is_left_out(path));
    if broken.is_empty() || desks_of(&files).is_empty() {
        return Err(Error::Templates(faults));
    }
    let (mut loaded, mut sets) = (load(&files), BTreeSet::new());
    if let Err(Error::Templates(rest)) = &loaded {
        // Sets that compare a desk which is not there go with it.
        let without = |fault: &&TemplateError| !is_among(fault, &faults) && fault.file.starts_with(SETS);
        sets = rest.iter().filter(without).map(|fault| fault.file.clone()).collect();
        if !sets.is_empty() {
            files.retain(|path, _| !sets.contains(path));
            loaded = load(&files);
        }
    }
    match loaded {
        Ok(loaded) => {
            broken.iter().for_each(|id| options.remarks.push(left_out(id, &faults)));
            sets.iter().for_each(|set| options.remarks.push(without_desk(set)));
            Ok((loaded, files))
        }
        // What only the absence of a desk brings about is no fault of the files.
        Err(Error::Templates(rest)) => {
            let own: Vec<TemplateError> = rest.into_iter().filter(|fault| is_among(fault, &faults)).collect();
            Err(Error::Templates(if own.is_empty() { faults } else { own }))
        }
        Err(error) => Err(error),
    }
}

/// Told before, at the same place: the names to choose from may be others without a desk.
fn is_among(fault: &TemplateError, faults: &[TemplateError]) -> bool {
    let place = |one: &TemplateError| (one.line, one.column);
    faults.iter().any(|one| one.file == fault.file && place(one) == place(fault))
}

/// Where comparison sets lie.
const SETS: &str = "comparisons/";

/// The desk in whose folder a file lies.
fn desk_of(path: &str) -> Option<&str> {
    let (id, _) = path.strip_prefix("desks/")?.split_once('/')?;
    Some(id)
}

/// The desks that have folders.
pub(super) fn desks_of(files: &Files) -> BTreeSet<String> {
    files.keys().filter_map(|path| desk_of(path)).map(str::to_owned).collect()
}

fn without_desk(set: &str) -> Said {
    Said::new(
        format!("对标 {set} 有成员在没有载入的统计台，也没有载入"),
        format!("the comparison {set} has members on a desk that was left out, and was left out too"),
    )
}

fn left_out(id: &str, faults: &[TemplateError]) -> Said {
    let own: Vec<&TemplateError> = faults.iter().filter(|fault| desk_of(&fault.file) == Some(id)).collect();
    let place = own.first().map(|fault| format!("{}:{}:{}", fault.file, fault.line, fault.column)).unwrap_or_default();
    let count = own.len();
    Said::new(
        format!(
            "统计台 {id} 自己的模板有{count}处错误（{place}），这次没有载入，其他台不受影响；逐条见 yuebao check --templates"
        ),
        format!(
            "desk {id} has {count} fault(s) in its own templates ({place}) and was left out; see yuebao check --templates"
        ),
    )
}

/// The catalogue of these files, if nothing in them is wrong.
pub(super) fn checked(files: &Files) -> Result<Catalog, Error> {
    let hash = store::hash_files(files);
    let catalog = catalog::load(files, hash).map_err(Error::Templates)?;
    let seals = seals::faults(&catalog);
    if !seals.is_empty() {
        return Err(Error::Templates(seals));
    }
    // A kind has one wording, whoever makes it.
    let kinds = catalog.kinds.values().next().into_iter().flat_map(BTreeMap::values);
    let wordings = catalog.reports.values().chain(kinds).map(report::check_wording);
    let letters = catalog.letters.values().map(report::check_letter);
    let comparisons = catalog.comparisons.values().map(|set| report::check_benchmark(&set.wording));
    let faults: Vec<_> = wordings.chain(letters).chain(comparisons).filter_map(Result::err).collect();
    if faults.is_empty() { Ok(catalog) } else { Err(Error::Wording(faults)) }
}

/// The catalogue of the templates that stand with one form beside them, and the form's id.
pub(super) fn standing_with_form(options: &Options, form: &Path) -> Result<(Catalog, String), Error> {
    let (files, _) = template_files(options)?;
    let bytes = std::fs::read(form).map_err(|e| store::read_error(form, &e))?;
    let shown = form.display().to_string();
    let load = |files: &Files| {
        catalog::load_with_form(files, store::hash_files(files), &shown, &bytes).map_err(Error::Templates)
    };
    Ok(standing(options, files, options.desk.as_deref(), &load)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Lang;

    /// The templates built in, with one file in place of another.
    fn with(path: &str, text: &str) -> Files {
        let mut files = builtin::files();
        files.insert(path.to_owned(), text.as_bytes().to_vec());
        files
    }

    /// The desks there are for a desk that is asked for, and what is remarked; or the faults.
    fn loaded(files: Files, desk: Option<&str>) -> Result<(Vec<String>, Vec<String>), Vec<String>> {
        let options = Options::default();
        let (catalog, _) = standing(&options, files, desk, &checked).map_err(|error| error.lines(Lang::Zh))?;
        let remarks = options.remarks.all().iter().map(|said| said.zh.clone()).collect();
        Ok((catalog.desks.keys().cloned().collect(), remarks))
    }

    const DOCUMENTS: &str = "desks/baoji-2020/documents.toml";

    #[test]
    fn a_mistake_of_one_desk_stops_that_desk_alone() {
        let broken = || with(DOCUMENTS, "[[documents]]\nreport = \"circle\"\n");
        let (desks, remarks) = loaded(broken(), Some("xuchang-2021")).unwrap();
        assert!(desks.contains(&"xuchang-2021".to_owned()) && !desks.contains(&"baoji-2020".to_owned()), "{desks:?}");
        let place = "统计台 baoji-2020 自己的模板有1处错误（desks/baoji-2020/documents.toml:2:10）";
        assert!(remarks.len() == 2 && remarks[0].starts_with(place), "{remarks:?}");
        assert!(remarks[1].contains("comparisons/four-desks.toml"), "{remarks:?}");
        assert_eq!(loaded(broken(), None).unwrap().0, desks, "what is of no desk goes on");
        let told = loaded(broken(), Some("baoji-2020")).unwrap_err();
        assert!(told.len() == 2 && told[1].starts_with(DOCUMENTS), "{told:?}");
        // All desks are held to be right where all are asked for.
        assert!(matches!(checked(&broken()), Err(Error::Templates(faults)) if faults.len() == 1));
    }

    #[test]
    fn what_desks_share_stops_every_desk_and_is_told_apart_from_another_desk_s() {
        let mut files = with("units.toml", "[[units]]\nname = \"户\"\nfactr = 1\n");
        assert!(loaded(files.clone(), Some("xuchang-2021")).is_err());
        files = with(DOCUMENTS, "[[documents]]\nreport = \"circle\"\n");
        files.insert("desks/xuchang-2021/documents.toml".into(), b"[[documents]]\nreport = \"circle\"\n".to_vec());
        let told = loaded(files, Some("xuchang-2021")).unwrap_err();
        assert!(told.len() == 2 && told[1].starts_with("desks/xuchang-2021/"), "{told:?}");
    }

    #[test]
    fn a_file_that_is_none_is_remarked_and_a_misspelt_one_is_a_fault_with_its_right_name() {
        let home = tempfile::tempdir().unwrap();
        let mut files = builtin::files();
        files.insert("desks/baoji-2020/~$公文.docx".into(), Vec::new());
        files.insert("desks/baoji-2020/desk.toml.bak".into(), b"[".to_vec());
        let put = |path: &str, bytes: &[u8]| {
            let path = home.path().join("templates").join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        };
        files.iter().for_each(|(path, bytes)| put(path, bytes));
        let desk = Some("baoji-2020".to_owned());
        let options = Options { home: Some(home.path().to_path_buf()), desk, ..Options::default() };
        let standing = standing_templates(&options).unwrap();
        let hash = checked(&builtin::files()).unwrap().hash;
        assert_eq!(standing.catalog.hash, hash, "a lock file makes no new edition");
        let remarks = options.remarks.all();
        let said = "2个文件不是模板，没有读：desks/baoji-2020/desk.toml.bak、desks/baoji-2020/~$公文.docx";
        assert!(remarks.len() == 1 && remarks[0].zh.contains(said), "{remarks:?}");
        for name in ["document.toml", "documents.toml.txt", "documents.tmol"] {
            let mut files = with(&format!("desks/baoji-2020/{name}"), "");
            files.remove(DOCUMENTS);
            let told = loaded(files, Some("baoji-2020")).unwrap_err();
            assert!(told.len() == 2 && told[1].contains("是不是“desks/baoji-2020/documents.toml”"), "{told:?}");
        }
    }
}
