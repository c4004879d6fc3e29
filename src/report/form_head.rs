//! `表　　号：许民统4表` and what belongs to it: the lines at the head of an official form, sent out blank or filled in.

use crate::catalog::Form;

/// From the top; what the form does not say is left out.
pub fn lines(form: &Form) -> Vec<String> {
    let head = &form.head;
    let all = [
        ("表　　号", &form.number),
        ("制定机关", &head.issued_by),
        ("批准机关", &head.approved_by),
        ("文　　号", &head.document),
        ("有效期至", &head.valid_to),
    ];
    all.into_iter().filter_map(|(label, text)| Some(format!("{label}：{}", text.as_ref()?))).collect()
}
