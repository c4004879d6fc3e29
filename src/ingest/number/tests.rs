//! Numbers as counties write them.

use super::*;
use proptest::prelude::*;

fn number(text: &str, unit: &str) -> Option<String> {
    match read(text, unit, &["—".into(), "－".into(), "/".into()]) {
        Reading::Number(n, _) => Some(n.to_string()),
        _ => None,
    }
}

#[test]
fn the_ways_counties_write_numbers() {
    for (text, unit, expected) in [
        ("１７，０２３", "人", "17023"),
        ("２１．５３", "万元", "21.53"),
        ("1,346.11", "万元", "1346.11"),
        ("15,020人", "人", "15020"),
        ("24.55万元", "万元", "24.55"),
        ("822\u{a0}", "对", "822"),
        ("\u{3000}678", "个", "678"),
        ("-3", "人", "-3"),
        ("245500元", "万元", "24.55"),
        ("98.53%", "%", "98.53"),
    ] {
        assert_eq!(number(text, unit).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_number_is_said() {
    let read = |text| read(text, "人", &["—".into(), "－".into()]);
    assert_eq!(read("约1300"), Reading::Approximate);
    assert_eq!(read("74（含补报5）"), Reading::Annotated(Decimal::from(74)));
    assert_eq!(read("－"), Reading::Placeholder);
    assert_eq!(read("\u{3000} "), Reading::Blank);
    for bad in ["1,23", "12,3456", "1.2.3", "12户", "--1", "12.", ".5"] {
        assert_eq!(read(bad), Reading::NotANumber, "{bad}");
    }
}

/// The units of a catalogue: 万元 and 万张 in their bases.
fn units() -> BTreeMap<String, MeasureUnit> {
    let unit = |name: &str, base: &str, factor: i64| {
        let (name, base) = (name.to_owned(), base.to_owned());
        (name.clone(), MeasureUnit { name, base, factor: Decimal::from(factor) })
    };
    [("元", "元", 1), ("万元", "元", 10_000), ("亿元", "元", 100_000_000), ("人", "人", 1), ("人次", "人次", 1)]
        .into_iter()
        .chain([
            ("张", "张", 1),
            ("万张", "张", 10_000),
            ("户", "户", 1),
            ("%", "%", 1),
            ("打", "个", 12),
            ("个", "个", 1),
        ])
        .map(|(name, base, factor)| unit(name, base, factor))
        .collect()
}

fn reading(text: &str, unit: &str) -> Reading {
    let placeholders = ["—", "－", "/", "不适用", "12/15"].map(String::from);
    read_with(text, &Context { unit, placeholders: &placeholders, negatives: &[], units: &units() })
}

#[test]
fn a_form_may_say_what_means_minus_and_a_yuan_sign_goes_with_yuan() {
    let read = |text: &str, unit: &str| {
        let negatives = ["▲", "()"].map(String::from);
        match read_with(text, &Context { unit, placeholders: &[], negatives: &negatives, units: &units() }) {
            Reading::Number(number, forms) => Some((number.to_string(), forms.last().copied())),
            _ => None,
        }
    };
    assert_eq!(read("▲1,038", "人").unwrap().0, "-1038");
    assert_eq!(read("▲ 3.2%", "%").unwrap().0, "-3.2");
    assert_eq!(read("（12）", "户").unwrap().0, "-12");
    assert_eq!(read("￥53,040.00", "元").unwrap().0, "53040.00");
    // Two marks of one kind, or a sign that may be of yuan where the unit is ten thousand of them.
    for (text, unit) in [("▲-3", "人"), ("△3", "人"), ("￥12", "万元"), ("￥12", "人")] {
        assert_eq!(read(text, unit), None, "{text}");
    }
}

fn forms(text: &str, unit: &str) -> Vec<Form> {
    match reading(text, unit) {
        Reading::Number(_, forms) => forms,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn every_way_reads_as_the_same_number() {
    for (unit, expected, texts) in [
        ("人", "33000", "3.3万|3.3万人|3.3 万 人|33000|3万3千|3万3000|３．３万|三万三千|33千人"),
        ("人", "120000000", "1.2亿|1亿2000万|一亿二千万|1.2E+8|1.2e8|12000万|一点二亿"),
        ("人", "1234567", "1 234 567|1\u{a0}234\u{a0}567|1\u{2009}234\u{202f}567|1，234，567|1,234,567人"),
        ("人", "-3", "-3|−3|－3|负3|负三|'-3"),
        ("人", "123", "+123|'123|’123|一百二十三|壹佰贰拾叁|1\u{200b}23|\u{feff}123|12\u{ad}3|1.23E2|一百二十三人"),
        ("人", "2021", "二〇二一|两千零二十一"),
        ("万元", "3.3", "3.3万|3.3万元|33000元|3.3|33千元|330百元|0.033百万元|0.00033亿元|三点三万|三万三千元"),
        ("万元", "1200", "0.12亿|0.12亿元|1.2千万|1.2千万元|12百万元|一千二百|一千二百万|0.000012万亿"),
        ("元", "33000", "3.3万|3.3万元|0.00033亿元|三万三千元|3万3千元"),
        ("亿元", "0.5", "5000万元|0.5亿|50000000元|五千万元"),
        ("张", "20000", "2万张|2万|两万张|20000张"),
        ("万张", "2", "2万张|2万|20000张|2"),
        ("%", "98.53", "98.53%|９８.５３％|98.53 %|98.53|985.3‰|百分之98.53|百分之九十八点五三"),
        ("%", "0.5", "5‰|五‰|0.5%"),
        ("个", "24", "2打|24|二打"),
        ("人", "0", "0|-0|零|〇|0万"),
    ] {
        for text in texts.split('|') {
            let Reading::Number(value, _) = reading(text, unit) else { panic!("{text}: {:?}", reading(text, unit)) };
            assert_eq!(value.normalize().to_string(), expected, "{text} in {unit}");
        }
    }
}

#[test]
fn what_was_taken_off_is_said() {
    use Form::*;
    for (text, unit, expected) in [
        ("12", "人", &[Text][..]),
        ("98.53%", "%", &[Text, UnitSuffix]),
        ("98.53 %", "%", &[Text, Spaces, UnitSuffix]),
        ("５‰", "%", &[Text, FullWidth, UnitConverted]),
        ("'+1,234", "人", &[Text, Apostrophe, Sign, Separators]),
        ("1 234 ", "人", &[Text, Spaces, Separators]),
        ("3.3万", "万元", &[Text, Size]),
        ("3.3万人", "人", &[Text, Size, UnitSuffix]),
        ("3.3万元", "万元", &[Text, UnitSuffix]),
        ("三万三千元", "万元", &[Text, ChineseNumerals, UnitConverted]),
        ("1.2e3", "人", &[Text, Scientific]),
        ("1\u{200b}2", "人", &[Text, Spaces]),
    ] {
        assert_eq!(forms(text, unit), expected, "{text}");
    }
}

#[test]
fn what_may_be_two_numbers_is_none() {
    for (text, unit, doubt) in [
        ("△3", "人", Doubt::Triangle),
        ("▲1,234.5", "万元", Doubt::Triangle),
        ("(12)", "人", Doubt::Brackets),
        ("（12）", "人", Doubt::Brackets),
        ("12（15）", "人", Doubt::Brackets),
        ("5%", "人", Doubt::Percent),
        ("5‰", "万元", Doubt::Percent),
        ("5（％）", "人", Doubt::Percent),
        ("三万五", "人", Doubt::Colloquial),
        ("3万5", "人", Doubt::Colloquial),
        ("3万5人", "人", Doubt::Colloquial),
        ("三五", "户", Doubt::Colloquial),
        ("1.2千", "万元", Doubt::Size),
        ("三万五千", "万元", Doubt::Size),
        ("3万5千", "万元", Doubt::Size),
        ("5000万", "亿元", Doubt::Size),
        ("3万", "%", Doubt::Size),
    ] {
        assert_eq!(reading(text, unit), Reading::Ambiguous(doubt), "{text} in {unit}");
    }
}

#[test]
fn remarks_estimates_and_two_numbers() {
    for text in "123*|123①|123⑴|123（含补报5）|123 注1|123注：含补报|123[含补报5]|123人※|１２３（注①）|\
        123 (人)"
        .split('|')
    {
        assert_eq!(reading(text, "人"), Reading::Annotated(Decimal::from(123)), "{text}");
    }
    assert_eq!(reading("3.3（万元）", "元"), Reading::Annotated(Decimal::from(33_000)));
    for text in "约1300|近1300人|1300余|1300余人|100多万|1300人左右|1300以上|不足100|超1300人|十余|十几人|几十|\
        一百多人|1300（约）|1300 左右|数百"
        .split('|')
    {
        assert_eq!(reading(text, "人"), Reading::Approximate, "{text}");
    }
    for text in "12-15|12、15|12 15|12\n345|1, 234|1,234 567|0,123|12户|12（户）|5-|+-5|- 5|①|½|12½|10²|12㎡|\
        12½人|二十百|一般|近一年|3万千|30千50百|3.5万5千|1e|1e5000|e5|1.2E+|12人次|人|万人|'|△|()|（含补报5）|\
        12:15|2021-11|0x12|１２月|1\u{202e}2|点五|三点|十万人次|百分之|%"
        .split('|')
    {
        assert_eq!(reading(text, "人"), Reading::NotANumber, "{text}");
    }
    assert_eq!(reading("12/15", "人"), Reading::Placeholder);
    assert_eq!(reading("\u{feff}— ", "人"), Reading::Placeholder);
    assert_eq!(reading("\u{200b}", "人"), Reading::Blank);
    assert_eq!(reading("1个", "打"), Reading::NotANumber); // A twelfth has no last digit.
}

/// Whether a text holds a digit, or a character of a numeral.
fn has_figure(text: &str) -> bool {
    text.chars().any(|c| "零〇○◯一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億參貳陸兩".contains(c))
        || typed(text).text.contains(|c: char| c.is_ascii_digit())
}

proptest! {
    #[test]
    fn any_text_has_a_reading(text in ".*") {
        let _ = read(&text, "万元", &[]);
    }

    #[test]
    fn separators_change_nothing(n in 0_u64..10_000_000_000) {
        let plain = n.to_string();
        let mut grouped = String::new();
        for (i, c) in plain.chars().enumerate() {
            if i > 0 && (plain.len() - i).is_multiple_of(3) { grouped.push(','); }
            grouped.push(c);
        }
        prop_assert_eq!(number(&grouped, "人"), Some(plain));
    }

    #[test]
    fn any_decimal_is_read_back_however_written(n in any::<i64>(), places in 0_u32..=6) {
        let value = Decimal::from_i128_with_scale(i128::from(n), places);
        let plain = value.to_string();
        let full: String = plain
            .chars()
            .map(|c| match c { '0'..='9' => char::from_u32(u32::from(c) + 0xfee0).unwrap(), '-' => '－', _ => '．' })
            .collect();
        let power = value.scale().cast_signed();
        let mut texts = vec![(full, "万元"), (format!("{n}E-{power}"), "人"), (format!("{n}e-{power}人"), "人")];
        for around in "'{}| {}\u{3000}|\u{feff}{}|{}人|{} 人".split('|') {
            texts.push((around.replace("{}", &plain), "人"));
        }
        texts.extend([(format!("{plain}万元"), "万元"), (format!("{plain}%"), "%"), (plain.replace('-', "−"), "人")]);
        texts.push((format!("{plain}万"), "万元"));
        for (text, unit) in texts {
            let Reading::Number(read, _) = reading(&text, unit) else { panic!("{text} in {unit}") };
            prop_assert_eq!(read, value, "{}", text);
        }
    }

    #[test]
    fn sizes_and_units_move_the_point_and_nothing_else(n in -1_000_000_000_000_i64..1_000_000_000_000, places in 0_u32..=4) {
        let number = Decimal::from_i128_with_scale(i128::from(n), places);
        let times = |factor: i64| (number * Decimal::from(factor)).normalize();
        for (suffix, unit, value) in [
            ("万", "人", times(10_000)), ("亿", "人", times(100_000_000)), ("千", "人", times(1000)), ("百万元", "元", times(1_000_000)),
            ("亿元", "万元", times(10_000)), ("千万元", "万元", times(1000)), ("万人", "人", times(10_000)), ("打", "个", times(12)),
            ("亿", "万元", times(10_000)), ("万元", "亿元", Decimal::from_i128_with_scale(i128::from(n), places + 4).normalize()),
            ("‰", "%", Decimal::from_i128_with_scale(i128::from(n), places + 1).normalize()),
        ] {
            let text = format!("{number}{suffix}");
            let Reading::Number(read, _) = reading(&text, unit) else { panic!("{text} in {unit}") };
            prop_assert_eq!(read, value, "{} in {}", text, unit);
        }
    }

    #[test]
    fn spaces_group_as_commas_do(n in 1000_u64..10_000_000_000, space in "[ \u{a0}\u{2009}\u{202f}\u{3000}]") {
        let plain = n.to_string();
        let mut grouped = String::new();
        for (i, c) in plain.chars().enumerate() {
            if i > 0 && (plain.len() - i).is_multiple_of(3) { grouped.push_str(&space); }
            grouped.push(c);
        }
        prop_assert_eq!(number(&grouped, "人"), Some(plain));
    }

    #[test]
    fn what_has_no_figure_is_no_number(text in prop_oneof!["\\PC{0,20}", any::<String>(), "[约近余多万亿千元人%‰△()（）*.,+\\- eE点负]{0,8}"]) {
        for unit in "人|万元|%|".split('|') {
            let is_number = matches!(reading(&text, unit), Reading::Number(..) | Reading::Annotated(_));
            prop_assert!(!is_number || has_figure(&text), "{:?}", text);
        }
    }

    #[test]
    fn no_mixture_of_figures_and_words_stops_the_reader(text in "[0-9一二十百千万亿点零两.,Ee+\\- 元人%‰①²（）()注约余△']{0,14}") {
        for unit in "人|万元|亿元|%|‰|打|".split('|') {
            let _ = reading(&text, unit);
        }
    }
}
