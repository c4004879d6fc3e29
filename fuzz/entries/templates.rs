//! The templates of the repository that a form may refer to, and catalogues with a form beside them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;
use yuebao::catalog::{Bounds, Catalog, Form, TemplateError, load_with_form};

/// Where a form beside the templates is said to lie.
const PATH: &str = "form.toml";

/// Read again for every form: so those a form needs, and indicators of every kind.
const NAMES: [&str; 5] =
    ["regions.toml", "units.toml", "limits.toml", "indicators/funeral.toml", "indicators/marriage.toml"];

fn files() -> &'static BTreeMap<String, Vec<u8>> {
    static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| {
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let folders = here.ancestors().map(|folder| folder.join("templates"));
        let root = folders.into_iter().find(|folder| folder.is_dir()).expect("templates");
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

/// The form beside the templates.
pub fn form(catalog: &Catalog) -> &Form {
    &catalog.forms[PATH]
}
