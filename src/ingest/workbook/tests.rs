//! Workbooks of other programs, read by their content.
use super::tests_support::{merges, read, shown};
use std::path::PathBuf;

fn file(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks").join(name)).unwrap()
}

#[test]
fn probe() {
    for name in [
        "libreoffice.xlsx",
        "libreoffice.xls",
        "libreoffice.ods",
        "libreoffice.fods",
        "libreoffice.html",
        "openpyxl.xlsx",
        "xlwt.xls",
        "since-1904.xlsx",
        "since-1904.xls",
        "since-1904.ods",
    ] {
        match read(&file(name)) {
            Ok(book) => {
                for sheet in &book.sheets {
                    println!(
                        "{name} {:?} {} hidden={} {}\n   {}",
                        book.format,
                        sheet.name,
                        sheet.hidden,
                        merges(sheet),
                        shown(sheet).chars().take(900).collect::<String>()
                    );
                    println!(
                        "   dates {:?}",
                        sheet
                            .cells
                            .iter()
                            .filter(|(_, c)| matches!(
                                c.content,
                                super::Content::Date(_) | super::Content::NoResult | super::Content::Error(_)
                            ))
                            .map(|(a, c)| format!("{a} {:?}", c.content))
                            .collect::<Vec<_>>()
                    );
                }
            }
            Err(e) => println!("{name} {e:?}"),
        }
    }
    if let Ok(folder) = std::env::var("CASES") {
        for entry in std::fs::read_dir(folder).unwrap() {
            for f in std::fs::read_dir(entry.unwrap().path()).unwrap() {
                let path = f.unwrap().path();
                if path.extension().is_some_and(|e| e == "md") || path.ends_with("expected.csv") {
                    continue;
                }
                let t = std::time::Instant::now();
                match read(&std::fs::read(&path).unwrap()) {
                    Ok(b) => {
                        for s in &b.sheets {
                            println!(
                                "{path:?} {:?} {:?} beyond {} cells {} {} | {}",
                                b.format,
                                t.elapsed(),
                                b.beyond,
                                s.cells.len(),
                                merges(s),
                                shown(s).chars().take(300).collect::<String>()
                            )
                        }
                    }
                    Err(e) => println!("{path:?} {e:?}"),
                }
            }
        }
    }
}
