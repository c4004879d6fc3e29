//! What a desk prints at the head of the forms it shares: numbers and titles are of forms that exist.

use super::known::Known;
use crate::catalog::definition::Heads;
use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::{Name, RawHeads};
use std::collections::BTreeMap;

pub fn link(source: &Source, raw: &RawHeads, forms: &Known, problems: &mut Problems) -> Heads {
    let mut by_form = |words: &BTreeMap<String, Name>| -> BTreeMap<String, String> {
        for (form, text) in words {
            forms.expect(source, &toml::Spanned::new(text.span(), form.clone()), problems);
        }
        words.iter().map(|(form, text)| (form.clone(), text.get_ref().clone())).collect()
    };
    Heads {
        numbers: by_form(&raw.numbers),
        titles: by_form(&raw.titles),
        issued_by: raw.issued_by.clone(),
        approved_by: raw.approved_by.clone(),
        document: raw.document.clone(),
        valid_to: raw.valid_to.clone(),
    }
}
