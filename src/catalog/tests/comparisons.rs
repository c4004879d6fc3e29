//! Comparison sets: what the bundled ones say, and every fault with its place.

use super::*;
use crate::model::{Decimal, Exact, Measure, RegionCode};

const FILE: &str = "comparisons/mine.toml";

fn with(text: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = bundled();
    files.insert(FILE.to_owned(), text.as_bytes().to_vec());
    files
}

const HEAD: &str = "name = \"甲\"\noffice = \"乙\"\ntheme = \"official\"\nwording = \"brief\"\nmark_days = 31\n\
                    apart_days = 92\nleast_members = 2\nbands = [{ name = \"前\", up_to = 100 }]\n";

#[test]
fn every_member_of_a_bundled_set_brings_something_or_the_reason_why_not() {
    let catalog = load(&bundled(), String::new()).unwrap();
    let ids: Vec<&str> = catalog.comparisons.keys().map(String::as_str).collect();
    assert_eq!(ids, ["five-cities", "four-desks", "sichuan-prefectures", "xuchang-counties"]);
    for set in catalog.comparisons.values() {
        for compared in &set.indicators {
            assert_eq!(compared.brought.len(), set.members.len(), "{} {}", set.id, compared.id);
        }
    }
    let set = &catalog.comparisons["sichuan-prefectures"];
    assert_eq!((set.members.len(), set.members.iter().filter(|member| member.reference).count()), (22, 1));
    assert_eq!(set.peers.iter().map(|group| group.members.len()).sum::<usize>(), 21);
    // The unit's own row of the census, over its beds.
    let beds = set.indicators.iter().find(|one| one.id.as_str() == "beds_per_ten_thousand").unwrap();
    let What::Per { numerator, denominator: Pick::Published(people), factor: 10_000 } = &beds.brought[0].what else {
        panic!("{:?}", beds.brought[0])
    };
    assert!(
        matches!(numerator, Pick::Figure { indicator, measure: Measure::Stock } if indicator.as_str() == "eldercare.beds")
    );
    assert_eq!((people.region.as_str(), people.value, people.dated), ("510100", Decimal::from(20_937_757), Dated::Day));
}

#[test]
fn a_value_keeps_its_quote_its_line_and_what_is_known_of_its_day() {
    let catalog = load(&bundled(), String::new()).unwrap();
    let set = &catalog.comparisons["five-cities"];
    let beds = &set.indicators[0];
    let of = |region: &str| {
        let at = set.members.iter().position(|member| member.id == RegionCode::new(region)).unwrap();
        &beds.brought[at]
    };
    let What::Value(Pick::Published(baoji)) = &of("610300").what else { panic!() };
    assert_eq!(
        (baoji.value, baoji.as_of.to_string().as_str(), baoji.dated),
        (Decimal::from(36), "2020-12-31", Dated::Year)
    );
    assert_eq!(baoji.quote, "每千名老人拥有床位数达到36张");
    let text = String::from_utf8(bundled()[&baoji.file].clone()).unwrap();
    assert_eq!(text.lines().nth(baoji.line as usize - 1), Some("id = \"BJ-018\""));
    assert_eq!(of("510700").what, What::Nothing("文件未公布".to_owned()));
    assert_ne!(of("610300").definition, beds.definition);
}

#[test]
fn all_faults_of_a_set_are_told_with_their_places() {
    let text = format!(
        "{HEAD}focus = \"x\"\n[[members]]\nregion = \"411000\"\ndesk = \"xuchang\"\n[[members]]\nregion = \"a/b\"\n\
         published = true\nfile = \"a.csv\"\n[[members]]\nregion = \"610300\"\npublished = true\nunit = \"610302\"\n\
         [[members]]\nregion = \"x1\"\nname = \"丙\"\nfile = \"../a.csv\"\n[[members]]\nregion = \"441500\"\n\
         desk = \"shanwei-2024\"\nunit = \"441599\"\n[[peers]]\nid = \"p\"\nname = \"组\"\nmembers = [\"9\"]\n\
         [[indicators]]\nid = \"A b\"\nname = \"床\"\nunit = \"床位\"\nbasis = \"month\"\naspects = {{ \"分母\" = \"甲\" }}\n\
         indicator = \"eldercare.beds\"\n[[indicators.members]]\nregion = \"610300\"\nvalue = \"five-documents/XC-005\"\n\
         aspects = {{ \"分子\" = \"乙\" }}\n[[indicators.members]]\nregion = \"x1\"\nvalue = \"five-documents/BJ-18\"\n\
         nothing = \"无\"\n"
    );
    let told = texts(&load(&with(&text), String::new()).expect_err("must not load"));
    for (place, what) in [
        ("9:9", "“x”不是参与排名的成员"),
        ("12:8", "没有统计台“xuchang”；可用的有：xuchang-2021"),
        ("14:10", "region 里不能有"),
        ("14:10", "三者写一个"),
        ("20:8", "只与 desk 同用"),
        ("24:8", "不出工作目录"),
        ("28:8", "没有报送单位“441599”"),
        ("32:12", "“9”不是参与排名的成员"),
        ("34:6", "键只用小写字母"),
        ("36:8", "没有计量单位“床位”"),
        ("39:13", "没有这个时间口径的数"),
        ("42:9", "这一行是 411000 的数，不是 610300 的"),
        ("43:20", "共同口径没有写“分子”"),
        ("45:10", "只写一种"),
    ] {
        let at = format!("{FILE}:{place}: ");
        let is = |said: &&String| said.starts_with(&at) && said.contains(what);
        assert!(told.iter().any(|said| is(&said)), "{place} {what}: {told:#?}");
    }
}

#[test]
fn bands_days_and_factors_must_make_sense() {
    let text = HEAD
        .replace("up_to = 100", "up_to = 50")
        .replace("mark_days = 31", "mark_days = 100")
        .replace("least_members = 2", "least_members = 1\ndenominator_days = -1")
        .replace("\"brief\"", "\"brif\"")
        + "units_of = \"xuchang-2021\"\n[[indicators]]\nid = \"a\"\nname = \"甲\"\nunit = \"%\"\nbasis = \"ytd\"\n\
           at_least = 100\nat_most = 100\nindicator = \"火化率\"\n[[indicators.members]]\nregion = \"411002\"\n\
           adjust = { factor = 1.1, reason = \"a\", source = \"b\" }\n";
    let told = texts(&load(&with(&text), String::new()).expect_err("must not load"));
    for what in [
        "最后一档应到 100",
        "apart_days 不得小于 mark_days",
        "至少 2",
        "没有措辞 comparisons/brif.md；是不是“brief”",
        "口径与共同口径相同，不用折算",
        "应为 0 或以上的天数",
        "at_most 应大于 at_least",
    ] {
        assert!(told.iter().any(|said| said.contains(what)), "{what}: {told:#?}");
    }
    let adjusted = (HEAD.to_owned()
        + "units_of = \"xuchang-2021\"\n[[indicators]]\nid = \"a\"\nname = \"甲\"\nunit = \"%\"\nbasis = \"ytd\"\n\
           aspects = { \"分母\" = \"全部\" }\nindicator = \"火化率\"\n[[indicators.members]]\nregion = \"411002\"\n\
           aspects = { \"分母\" = \"火葬区\" }\nadjust = { factor = 1.1, reason = \"a\", source = \"b\" }\n")
        .to_owned();
    let catalog = load(&with(&adjusted), String::new()).unwrap();
    let mine = &catalog.comparisons["mine"];
    assert_eq!((mine.denominator_days, mine.across_months, mine.indicators[0].at_most), (400, false, None));
    let shares = catalog.comparisons["xuchang-counties"].indicators.iter();
    assert!(shares.filter(|one| one.unit == "%").all(|one| one.at_most == Some(Decimal::ONE_HUNDRED)));
    let brought = &mine.indicators[0].brought;
    let first = brought[0].adjust.as_ref().unwrap();
    assert_eq!(Some(first.factor), Exact::from_decimal(Decimal::new(11, 1)));
    assert_eq!(brought.iter().filter(|one| one.adjust.is_some()).count(), 1);
}

/// A set of four units and four things, the last of which is not ranked, with this radar.
fn with_radar(radar: &str) -> Result<Catalog, Vec<String>> {
    let of = |id: &str, better: &str| {
        format!(
            "[[indicators]]\nid = \"{id}\"\nname = \"{id}\"\nunit = \"%\"\nbasis = \"ytd\"\n{better}indicator = \"火化率\"\n"
        )
    };
    let things: String = ["a", "b", "c"].map(|id| of(id, "better = \"up\"\n")).concat() + &of("d", "");
    let text = format!("{HEAD}units_of = \"xuchang-2021\"\n{things}[radar]\n{radar}\n");
    load(&with(&text), String::new()).map_err(|problems| texts(&problems))
}

#[test]
fn a_radar_is_refused_where_it_would_not_be_read() {
    let made = with_radar("members = [\"411081\", \"411082\"]\nindicators = [\"a\", \"c\", \"b\"]").unwrap();
    let radar = made.comparisons["mine"].radar.as_ref().unwrap();
    assert_eq!((radar.members.len(), radar.indicators[1].as_str()), (2, "c"));
    // The [radar] table begins on line 37: eight of the head, one of the units, and 28 of the things.
    for (radar, place, what) in [
        (
            "members = [\"411081\", \"411082\", \"411002\", \"411003\", \"411024\"]\nindicators = [\"a\", \"b\", \"c\"]",
            "38:11",
            "画 1 至 4 个成员，这里是 5 个",
        ),
        ("members = [\"411081\"]\nindicators = [\"a\", \"b\"]", "39:14", "要 3 至 8 个轴，这里是 2 个"),
        ("members = [\"411081\"]\nindicators = [\"a\", \"b\", \"c\", \"d\"]", "39:30", "“d”没有写 better，不排名"),
        ("members = [\"411081\"]\nindicators = [\"a\", \"b\", \"b\"]", "39:25", "重复"),
        ("members = [\"9\"]\nindicators = [\"a\", \"b\", \"c\"]", "38:12", "“9”不是参与排名的成员"),
        ("members = [\"411081\"]\nindicators = [\"a\", \"b\", \"x\"]", "39:25", "“x”不是本对标集的 indicators"),
    ] {
        let told = with_radar(radar).expect_err("must not load");
        let at = format!("{FILE}:{place}: ");
        assert!(told.iter().any(|said| said.starts_with(&at) && said.contains(what)), "{place} {what}: {told:#?}");
    }
}
