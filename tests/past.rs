//! Editions that are there: listed, published, made again from what they were made of.

#![allow(clippy::unwrap_used)] // Helpers of tests fail by panicking.

mod support;

use serde_json::Value;
use std::path::Path;
use std::process::Output;
use support::{DESK, inputs, root, stderr, stdout, yuebao};

/// A command on the January of inputs and outputs of its own.
fn run(inputs: &Path, out: &Path, command: &str, more: &[&str]) -> Output {
    let (inputs, out) = (inputs.to_str().unwrap(), out.to_str().unwrap());
    let arguments = [command, "--desk", DESK, "--period", "2021-01", "--inputs", inputs, "--out", out];
    yuebao(&[arguments.as_slice(), more].concat())
}

fn ok(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(output), stderr(output));
    stdout(output)
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn history(inputs: &Path, out: &Path) -> Vec<Value> {
    let said: Value = serde_json::from_str(&ok(&run(inputs, out, "history", &["--json"]))).unwrap();
    said["periods"][0]["editions"].as_array().unwrap().clone()
}

/// Files of January: one that is corrected by another file, one that is taken away, one that is written over.
const CORRECTED: &str = "2021-01/魏都区2021年1月民政统计月报.xlsx";
const CORRECTION: &str = "2021-01/魏都区2021年1月民政统计月报-更正.xlsx";
const GONE: &str = "2021-01/开发区一月.xls";
const OVERWRITTEN: &str = "2021-01/411082_202101.xlsx";

fn sha256(path: &Path) -> String {
    yuebao::model::Digest::of(&std::fs::read(path).unwrap()).hex()
}

#[test]
fn an_edition_is_made_again_after_its_inputs_moved_on() {
    let (returns, out) = (inputs(&["2021-01"]), tempfile::tempdir().unwrap());
    let (returns, out) = (returns.path(), out.path());
    ok(&run(returns, out, "report", &[]));

    // A draft goes out only with a reason, once, and is read-only from then on.
    for (arguments, said) in [(&["--by", "张三"][..], "还是草稿"), (&["--by", "张三", "--draft"], "--note")] {
        let refused = run(returns, out, "publish", arguments);
        assert!(refused.status.code() == Some(2) && stderr(&refused).contains(said), "{}", stderr(&refused));
    }
    assert!(!out.join("published.json").exists());
    ok(&run(returns, out, "publish", &["--by", "张三", "--draft", "--note", "报局长办公会"]));
    let published = json(&out.join("published.json"));
    assert_eq!(published["published"][0]["sha256"], sha256(&out.join("第1版/manifest.json")));
    assert!(std::fs::metadata(out.join("第1版/figures.csv")).unwrap().permissions().readonly());
    let again = run(returns, out, "publish", &["--by", "李四", "--draft", "--note", "再发"]);
    assert!(again.status.code() == Some(2) && stderr(&again).contains("已由张三于"), "{}", stderr(&again));

    // The counties' files move on.
    std::fs::copy(root().join("tests/returns/xuchang-2021-corrections").join(CORRECTION), returns.join(CORRECTION))
        .unwrap();
    std::fs::remove_file(returns.join(GONE)).unwrap();
    std::fs::copy(returns.join("2021-01/东城区202101民政月报.xlsx"), returns.join(OVERWRITTEN)).unwrap();
    ok(&run(returns, out, "report", &[]));
    let told = history(returns, out);
    assert_eq!(told.len(), 2);
    assert_eq!(told[0]["published"]["note"], "报局长办公会");
    assert_eq!((&told[0]["current"], &told[1]["current"]), (&Value::from(false), &Value::from(true)));
    let change = |path: &str| {
        let changes = told[1]["changes"].as_array().unwrap();
        let found = changes.iter().find(|change| change["path"] == path);
        found.map(|change| format!("{} {}", change["what"].as_str().unwrap(), change["state"].as_str().unwrap()))
    };
    assert_eq!(change(CORRECTION).as_deref(), Some("added effective"));
    assert_eq!(change(CORRECTED).as_deref(), Some("state superseded"));
    assert_eq!(change(GONE).as_deref(), Some("removed "));
    assert!(change(OVERWRITTEN).is_some_and(|said| said.starts_with("replaced")));
    assert!(told[1]["superseded"].as_array().unwrap().iter().any(|input| input["path"] == CORRECTED));

    // The first edition comes out as it was, though two of its inputs are no longer among today's.
    let first = out.join("第1版");
    let same = ok(&run(returns, out, "verify", &["--edition", "1"]));
    assert!(same.starts_with("一致：第1版"), "{same}");
    // By its folder alone too; and what is kept nowhere is told by name.
    let kept = out.join("存底");
    let lost = sha256(&root().join("inputs").join(DESK).join(GONE));
    std::fs::remove_file(kept.join(&lost[..2]).join(&lost)).unwrap();
    let output = yuebao(&["verify", first.to_str().unwrap(), "--desk", DESK, "--inputs", returns.to_str().unwrap()]);
    let said = stdout(&output);
    assert!(output.status.code() == Some(1) && said.contains("找不到") && said.contains(GONE), "{said}");
}

#[test]
fn a_forged_figure_is_found_though_its_hashes_fit() {
    let (returns, out) = (inputs(&["2021-01"]), tempfile::tempdir().unwrap());
    let (returns, out) = (returns.path(), out.path());
    ok(&run(returns, out, "report", &[]));
    // One figure is altered, and every hash with it: the files agree among themselves.
    let figures = out.join("第1版/figures.csv");
    let before = sha256(&figures);
    let text = std::fs::read_to_string(&figures).unwrap();
    let key = "411000/funeral.deaths/month/2021-01";
    let line = text.lines().find(|line| line.trim_end().ends_with(key)).unwrap();
    let value = line.split(',').nth(7).unwrap();
    let more = (value.parse::<u32>().unwrap() + 1).to_string();
    let forged = line.replace(&format!(",{value},"), &format!(",{more},"));
    std::fs::write(&figures, text.replace(line, &forged)).unwrap();
    let manifest = std::fs::read_to_string(out.join("manifest.json")).unwrap().replace(&before, &sha256(&figures));
    std::fs::write(out.join("manifest.json"), &manifest).unwrap();
    std::fs::write(out.join("第1版/manifest.json"), &manifest).unwrap();
    // And one file was opened and saved.
    std::fs::write(out.join("第1版/assessments.csv"), "saved").unwrap();

    let output = run(returns, out, "verify", &[]);
    let said = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(&format!("{key}  {more} → {value}")), "{said}");
    let damaged = said.split("重做出来不同").next().unwrap();
    assert!(damaged.contains("第1版/assessments.csv") && !damaged.contains("figures.csv"), "{said}");
    // Such an edition does not go out.
    let refused = run(returns, out, "publish", &["--by", "张三", "--draft", "--note", "试"]);
    assert!(refused.status.code() == Some(2) && stderr(&refused).contains("assessments.csv"), "{}", stderr(&refused));
}

#[test]
fn what_is_published_is_what_the_returns_of_today_make_and_names_who() {
    let (returns, out) = (inputs(&["2021-01"]), tempfile::tempdir().unwrap());
    let (returns, out) = (returns.path(), out.path());
    ok(&run(returns, out, "report", &["--only", "brief"]));
    let alone = out.join("brief");
    let refused = |arguments: &[&str], said: &str| {
        let output = run(returns, &alone, "publish", arguments);
        assert!(output.status.code() == Some(2) && stderr(&output).contains(said), "{}", stderr(&output));
    };
    refused(&["--by", " ", "--draft", "--note", "试"], "--by 要写由谁发布");
    std::fs::remove_file(returns.join(GONE)).unwrap();
    refused(&["--by", "张三", "--draft", "--note", "试"], GONE);
    ok(&run(returns, &alone, "publish", &["--by", "张三", "--draft", "--note", "试", "--edition", "1"]));
    assert_eq!(json(&alone.join("published.json"))["published"][0]["state"], "draft");
}
