//! What a target may not say: each fault with its place and what to write instead.

use super::*;

const FILE: &str = "desks/xuchang-2021/targets.toml";
/// A good target, put before the others.
const GOOD: &str = "[[targets]]
id = \"t.new\"
name = \"新目标\"
indicator = \"governance.model_communities\"
measure = \"ytd\"
scope = \"total\"
comparator = \"ge\"
value = 45
deadline = \"2021-12-31\"
path = \"even\"
responsible = \"某局\"
lead = \"某科\"
source = \"本级设定（模拟）\"
";

/// The faults when it says `new` for `old`.
fn told(old: &str, new: &str) -> Vec<String> {
    assert!(GOOD.contains(old), "{old}");
    let with = format!("{}\n[[targets]]", GOOD.replacen(old, new, 1));
    let told = broken(&[(FILE, "[[targets]]", &with)]);
    told.into_iter().filter(|said| !said.contains("plan.toml")).collect()
}

fn tells(old: &str, new: &str, what: &str) {
    let told = told(old, new);
    assert!(told.len() == 1 && told[0].contains(what), "{new}: {told:#?}");
    assert!(told[0].starts_with("desks/xuchang-2021/targets.toml:"), "{told:#?}");
}

#[test]
fn a_target_has_one_goal() {
    tells("value = 45", "", "value、goal、external 必有且只有其一");
    tells(
        "value = 45",
        "value = 45\ngoal = \"project.model_communities.goal\"",
        "value、goal、external 必有且只有其一",
    );
}

#[test]
fn a_comparator_brings_what_it_needs_and_nothing_else() {
    tells("\"ge\"", "\"eq\"", "须写 over");
    tells("\"ge\"", "\"ge\"\nover = \"met\"", "over 只用于");
    tells("\"ge\"", "\"range\"", "须写 value 和 upper");
    tells("\"ge\"", "\"range\"\nupper = 44", "upper 不能小于 value");
    tells("\"ge\"", "\"ge\"\nupper = 50", "只有 comparator = \"range\" 才写 upper");
    tells("\"ge\"", "\"ge\"\napproximate = \"近\"", "“近”与 comparator 不合");
}

#[test]
fn a_measure_fits_its_indicator() {
    tells("measure = \"ytd\"", "measure = \"stock\"", "是流量：用 month 或 ytd");
    tells("measure = \"ytd\"", "measure = \"ratio\"", "是流量：用 month 或 ytd");
}

#[test]
fn a_share_belongs_to_units() {
    tells("\"ge\"", "\"ge\"\nshare = 90", "才写 share");
    tells("\"ge\"", "\"ge\"\nholds = \"share_of_units\"", "须写 share");
    tells("\"ge\"", "\"ge\"\nholds = \"share_of_units\"\nshare = 101", "不超过 100");
    tells("\"ge\"", "\"ge\"\nallocations = { \"411081\" = 5 }", "scope 为 total_and_units 或 units");
    tells("scope = \"total\"", "scope = \"units\"\nallocations = { \"510703\" = 5 }", "不是本处的报送单位");
}

#[test]
fn a_unit_has_to_be_convertible() {
    tells("value = 45", "value = 45\nunit = \"万元\"", "“个”不能换算为“万元”");
    tells("value = 45", "value = 45\nplaces = 2", "places 随 unit 写");
    tells("value = 45", "value = 45\nunit = \"万个\"\nplaces = 9", "小数位应为 0 至 6");
}

#[test]
fn a_path_brings_its_steps_or_its_season() {
    tells("\"even\"", "\"steps\"", "须写 steps");
    tells("\"even\"", "\"steps\"\nsteps = [{ by = \"2021-06-30\", value = 40 }]", "最后一个阶段");
    let back = "\"steps\"\nsteps = [{ by = \"2021-03-31\", value = 30 }, { by = \"2021-06-30\", value = 20 }, { by = \"2021-12-31\", value = 45 }]";
    tells("\"even\"", back, "走了回头路");
    tells("\"even\"", "\"even\"\nsteps = [{ by = \"2021-12-31\", value = 45 }]", "只有 path = \"steps\" 才写 steps");
    tells("\"even\"", "\"season\"", "须写 season");
    tells("\"even\"", "\"season\"\nseason = [1, 2]", "十二个");
    tells("measure = \"ytd\"", "measure = \"month\"", "path 只能是 hold");
}

#[test]
fn a_target_that_replaces_another_says_from_when_and_why() {
    tells("value = 45", "value = 45\nreplaces = \"eldercare.beds\"", "须写 valid_from");
    let new = "value = 45\nreplaces = \"no.such\"\nvalid_from = \"2021-07-01\"\ndocument = \"某文\"";
    tells("value = 45", new, "没有目标“no.such”");
    let own = "value = 45\nreplaces = \"t.new\"\nvalid_from = \"2021-07-01\"\ndocument = \"某文\"";
    tells("value = 45", own, "目标不能取代自己");
}

#[test]
fn a_target_that_restates_another_is_of_the_same_number() {
    tells("value = 45", "value = 45\nrestates = \"no.such\"", "同目标数、同时限");
    tells("value = 45", "value = 45\nrestates = \"t.new\"", "同目标数、同时限");
    tells("value = 45", "value = 45\nrestates = \"eldercare.beds\"", "同目标数、同时限");
}

#[test]
fn an_outside_goal_needs_its_series() {
    tells("value = 45", "external = \"no.such\"", "没有 external.toml");
    tells("2021-12-31", "十二月底", "日期");
}

#[test]
fn a_gap_between_the_colours_is_refused_until_it_is_given_one() {
    let desk = "desks/xuchang-2021/desk.toml";
    let bands = "good_behind = 0\nwatch_behind = 5";
    let told = broken(&[(desk, bands, "good_behind = 0\nwatch_from = 10\nwatch_behind = 30")]);
    assert!(told.len() == 1 && told[0].contains("落后 0 到 10 个百分点之间没有规定颜色"), "{told:#?}");
    let told = broken(&[(desk, bands, "good_behind = 0\nwatch_from = 10\nbetween = \"good\"\nwatch_behind = 5")]);
    assert!(told.len() == 1 && told[0].contains("good_behind ≤ watch_from ≤ watch_behind"), "{told:#?}");
    let mut files = bundled();
    let text = String::from_utf8(files[desk].clone()).unwrap();
    let with = text.replace(bands, "good_behind = 0\nwatch_from = 10\nbetween = \"none\"\nwatch_behind = 30");
    files.insert(desk.to_owned(), with.into_bytes());
    assert_eq!(load(&files, String::new()).unwrap().desks["xuchang-2021"].bands.between, None);
}
