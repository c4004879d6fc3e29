//! Letters about files that came and cannot be read.

use super::tests::{UNIT, month, told, words};
use crate::finding::Finding;
use crate::model::Place;
use std::sync::Arc;

#[test]
fn a_damaged_file_is_named_and_not_asked_for_on_a_blank_form() {
    let file: Arc<str> = "2021-11/禹州 11月报表.xls".into();
    let damaged = Finding::new("file.unreadable", month(11), Place::file(&file)).of(&UNIT.into());
    let damaged = damaged.with("reason", "文件损坏或不完整，请重新保存或重新发送");
    let absent = Finding::new("return.unreadable", month(11), Place::default()).of(&UNIT.into()).with("files", &file);
    for (found, said) in [
        (
            vec![absent.clone(), damaged],
            "收到的文件无法读取（“禹州 11月报表.xls”：文件损坏或不完整），按未报处理，已逾期2天。",
        ),
        (vec![absent], "收到的文件无法读取（“禹州 11月报表.xls”），按未报处理"),
    ] {
        let words = words(&told(&found, &[11], "2021-12-07").unwrap());
        assert!(words.contains(said), "{said}: {words}");
        assert!(words.contains("禹州市民政局：\n你单位2021年11月"), "{words}");
        assert!(words.contains("打开原报表，核对内容完整后另存为 xlsx 文件") && !words.contains("是否送达"), "{words}");
        assert!(!words.contains("使用下发的空白表填报"), "{words}");
    }
}
