//! The templates of the repository that a form may refer to, and catalogues with a form beside them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;
use yuebao::catalog::{Bounds, Catalog, Form, TemplateError, load, load_with_form};

/// Where a form beside the templates is said to lie.
const PATH: &str = "form.toml";

/// Read again for every form: so those a form needs, and indicators of every kind.
const NAMES: [&str; 5] =
    ["regions.toml", "units.toml", "limits.toml", "indicators/funeral.toml", "indicators/marriage.toml"];

/// Of the repository, from wherever in it this is built.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut folders = here.ancestors().map(|folder| folder.join("templates"));
    folders.find(|folder| folder.is_dir()).expect("templates")
}

fn files() -> &'static BTreeMap<String, Vec<u8>> {
    static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| {
        let root = root();
        let mut files = BTreeMap::new();
        for name in NAMES {
            files.insert(name.to_owned(), std::fs::read(root.join(name)).expect("a template"));
        }
        files
    })
}

/// The catalogue with this form, and the small bounds.
pub fn with_form(form: &[u8], bounds: Bounds) -> Result<Catalog, Vec<TemplateError>> {
    let (mut catalog, id) = load_with_form(files(), String::new(), PATH, form)?;
    assert_eq!(id, PATH);
    catalog.bounds = bounds;
    Ok(catalog)
}

/// All templates that are text, with the small bounds.
pub fn all(bounds: Bounds) -> Catalog {
    let root = root();
    let (mut files, mut folders) = (BTreeMap::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).expect("templates").map(|entry| entry.expect("a template").path()) {
            let is_text = path.extension().is_some_and(|extension| extension == "toml" || extension == "md");
            if path.is_dir() {
                folders.push(path);
            } else if is_text {
                let name = path.strip_prefix(&root).ok().and_then(|name| name.to_str()).expect("a name");
                files.insert(name.replace('\\', "/"), std::fs::read(&path).expect("a template"));
            }
        }
    }
    let catalog = load(&files, String::new()).expect("templates");
    Catalog { bounds, ..catalog }
}

/// The form beside the templates.
pub fn form(catalog: &Catalog) -> &Form {
    &catalog.forms[PATH]
}
