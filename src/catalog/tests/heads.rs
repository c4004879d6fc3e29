//! Heads that a desk gives the forms it shares with others.

use super::{broken, catalog};

#[test]
fn a_desk_gives_shared_forms_their_heads() {
    let mut catalog = catalog();
    let plain = &catalog.forms["table1"];
    assert_eq!((plain.number.as_deref(), plain.head.issued_by.as_deref()), (None, None), "no city in a shared form");
    let mut desk = catalog.desks["xuchang-2021"].clone();
    catalog.put_heads_of(&desk);
    let form = &catalog.forms["table1"];
    assert_eq!(form.number.as_deref(), Some("许民统1表"));
    assert_eq!(form.head.document.as_deref(), Some("许统制〔2021〕6号"));
    assert_eq!(
        form.head.title.as_deref(),
        Some("社会救助统计月报表"),
        "where the desk says nothing the form's title stays"
    );
    let cover = &catalog.forms["cover"];
    assert_eq!(cover.head.title.as_deref(), Some("许昌市民政事业统计月报"));
    assert_eq!(cover.head.issued_by, None, "a form without a number has no block");
    desk.heads.issued_by = Some("甲".to_owned());
    desk.heads.numbers.insert("table1".to_owned(), "乙".to_owned());
    catalog.put_heads_of(&desk);
    let form = &catalog.forms["table1"];
    assert_eq!(form.number.as_deref(), Some("乙"), "the desk's number wins");
    assert_eq!(form.head.issued_by.as_deref(), Some("许昌市民政局"), "what a form says of itself stays");
}

#[test]
fn a_head_for_a_form_that_is_not_there_is_told() {
    let said = broken(&[("desks/xuchang-2021/desk.toml", "table7 = \"许民统7表\"", "table77 = \"许民统7表\"")]);
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].contains("没有报表“table77”；是不是“table7”？"), "{}", said[0]);
}
