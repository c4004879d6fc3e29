//! Kinds of documents beside the desk's own report: every desk can make them all, what leaders read is one page, and no line
//! is stretched so far that poppler reads blanks between its characters.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

#[path = "kinds/stretched.rs"]
mod stretched;
mod support;

use std::path::Path;
use support::documents::DESKS;
use support::{root, stderr, stdout, yuebao};

const KINDS: [&str; 6] = ["brief", "circular", "completion", "inquiry", "meeting", "notice"];

fn run(desk: &str, period: &str, out: &Path, also: &[&str]) -> std::process::Output {
    let (home, out) = (root(), out.to_str().unwrap());
    let mut arguments =
        vec!["report", "--home", home.to_str().unwrap(), "--desk", desk, "--period", period, "--out", out];
    arguments.extend(also);
    yuebao(&arguments)
}

#[test]
fn every_desk_makes_every_kind_and_its_brief_is_one_page() {
    for (desk, period) in DESKS {
        let out = tempfile::tempdir().unwrap();
        let run = run(
            desk,
            period,
            out.path(),
            &["--also", "circular,notice,inquiry", "--also", "meeting", "--also", "completion,brief"],
        );
        assert_eq!(run.status.code(), Some(0), "{desk}: {}", stderr(&run));
        let manifest = std::fs::read_to_string(out.path().join("manifest.json")).unwrap();
        for kind in KINDS {
            let file = out.path().join("第1版").join(format!("{kind}.pdf"));
            let pages = lopdf::Document::load_mem(&std::fs::read(&file).unwrap()).unwrap().get_pages().len();
            assert!(if kind == "brief" { pages == 1 } else { pages >= 1 }, "{desk} {kind}: {pages} pages");
            assert_eq!(
                manifest.matches(&format!("第1版/{kind}.pdf")).count(),
                1,
                "{desk}: once, though asked for twice"
            );
            stretched::check(&file);
        }
        // The chart of the one page stands beside those of the desk's own report, under its own name.
        let charts = out.path().join("第1版/charts/brief");
        let mut listed =
            std::fs::read_dir(&charts).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        assert!(listed.all(|file| manifest.contains(&format!("第1版/charts/brief/{file}"))), "{desk}: {manifest}");
        stretched::check(&out.path().join("第1版/briefing.pdf"));
    }
}

#[test]
fn an_unknown_report_is_told_with_those_there_are() {
    let out = tempfile::tempdir().unwrap();
    // 宝鸡's own report prints what no unit of 许昌 reports.
    for (asked, known) in [
        (
            "circle",
            "领导参阅（brief）、通报（circular）、重点工作完成情况报告（completion）、函（inquiry）、调度会材料（meeting）、",
        ),
        ("baoji", "通知（notice）"),
    ] {
        let run = run("xuchang-2021", "2021-11", out.path(), &["--also", asked]);
        assert_eq!(run.status.code(), Some(2));
        let said = stderr(&run);
        assert!(said.contains(&format!("没有“{asked}”这种报告")) && said.contains(known), "{said}");
    }
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0, "nothing is written");
}

#[test]
fn the_list_says_what_each_report_is() {
    let home = root();
    let run = yuebao(&["list", "reports", "--home", home.to_str().unwrap(), "--desk", "xuchang-2021"]);
    let said = stdout(&run);
    let line = |id: &str| said.lines().find(|line| line.starts_with(id)).unwrap_or_default().to_owned();
    assert!(line("circular").contains("随月报出") && line("circular").contains("附排名表"), "{said}");
    assert!(line("notice").contains("--also") && line("monthly").contains("月报"), "{said}");
    assert!(line("baoji").is_empty(), "{said}");
}

#[test]
fn one_report_alone_stands_beside_the_whole_edition() {
    let out = tempfile::tempdir().unwrap();
    let run = run("xuchang-2021", "2021-11", out.path(), &["--only", "领导参阅"]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    let folder = out.path().join("brief");
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let listed: Vec<&str> =
        manifest["outputs"].as_array().unwrap().iter().map(|o| o["path"].as_str().unwrap()).collect();
    for path in ["第1版/brief.pdf", "第1版/brief.docx", "第1版/trace.json"] {
        assert!(listed.contains(&path) && folder.join(path).is_file(), "{path}: {listed:?}");
    }
    assert!(listed.iter().all(|path| !path.contains("briefing") && !path.contains("xlsx")), "{listed:?}");
    assert_eq!(manifest["state"], "draft", "as of the whole edition");
    assert!(!out.path().join("manifest.json").exists(), "no whole edition is made or replaced");
}

#[test]
fn a_report_of_more_pages_than_it_may_have_is_told() {
    let (home, out) = (support::home(), tempfile::tempdir().unwrap());
    let file = home.path().join("templates/desks/xuchang-2021/documents.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    // Readers that fill a third of a page.
    let many = format!("sent_to = [{}]\n", "\"市人力资源和社会保障局\", ".repeat(24));
    let brief = text.find("report = \"brief\"\n").unwrap();
    let (before, after) = text.split_at(brief + "report = \"brief\"\n".len());
    let inputs = root().join("inputs").join("xuchang-2021");
    let told = |documents: String| {
        std::fs::write(&file, documents).unwrap();
        let (home, out) = (home.path().to_str().unwrap(), out.path().to_str().unwrap());
        let inputs = inputs.to_str().unwrap();
        let run = yuebao(&[
            "report",
            "--home",
            home,
            "--inputs",
            inputs,
            "--desk",
            "xuchang-2021",
            "--period",
            "2021-02",
            "--only",
            "brief",
            "--out",
            out,
        ]);
        assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
        stdout(&run)
    };
    let said = told(format!("{before}{many}{after}"));
    assert!(said.contains("领导参阅排了 2 页，规定不超过 1 页"), "{said}");
    let said = told(text.clone());
    assert!(!said.contains("规定不超过"), "{said}");
}
