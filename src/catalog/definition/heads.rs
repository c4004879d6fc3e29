//! What a desk prints at the head of forms it shares with others: who asks, by whose leave, under which number.

use super::{Catalog, Desk, Form};
use std::collections::BTreeMap;

/// The words of one desk. What is absent is not printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    /// 制定机关
    pub issued_by: Option<String>,
    /// 批准机关
    pub approved_by: Option<String>,
    /// 文号
    pub document: Option<String>,
    /// 有效期至
    pub valid_to: Option<String>,
    /// 表号, by the form's id.
    pub numbers: BTreeMap<String, String>,
    /// Titles, by the form's id, where they are not the form's own.
    pub titles: BTreeMap<String, String>,
}

impl Heads {
    /// Number and title are the desk's; the block beside them is the form's own where it has one, and stands only on
    /// forms that have a number.
    fn put_on(&self, form: &mut Form) {
        if let Some(number) = self.numbers.get(&form.id) {
            form.number = Some(number.clone());
        }
        if let Some(title) = self.titles.get(&form.id) {
            form.head.title = Some(title.clone());
        }
        if form.number.is_none() {
            return;
        }
        let head = &mut form.head;
        for (own, desks) in [
            (&mut head.issued_by, &self.issued_by),
            (&mut head.approved_by, &self.approved_by),
            (&mut head.document, &self.document),
            (&mut head.valid_to, &self.valid_to),
        ] {
            if own.is_none() {
                own.clone_from(desks);
            }
        }
    }
}

impl Catalog {
    /// The forms as a desk prints and knows them.
    pub fn put_heads_of(&mut self, desk: &Desk) {
        let asked = |form: &Form| desk.units.iter().any(|unit| unit.forms.contains(&form.id));
        self.forms.values_mut().filter(|form| asked(form)).for_each(|form| desk.heads.put_on(form));
    }
}
