//! What the commands say: each message once, in Chinese and in English.

use super::compare_words::COMPARE;
use super::demo_words::DEMO;
use super::edition_words::EDITION;
use super::fill_words::FILL;
use super::report_words::REPORT;
use super::word::Word;
use super::{Arguments, Lang};

macro_rules! words {
    ($($key:literal $zh:literal $en:literal;)*) => {
        const WORDS: &[Word] = &[$(Word::new($key, $zh, $en),)*];
    };
}

fn all() -> impl Iterator<Item = &'static Word> {
    WORDS.iter().chain(COMPARE).chain(DEMO).chain(FILL).chain(REPORT).chain(EDITION)
}

/// The message of that key with its arguments put in. An unknown key is shown as itself.
pub fn say(key: &str, arguments: &Arguments, lang: Lang) -> String {
    let found = all().find(|word| word.key == key);
    let template = found.map_or(key, |word| match lang {
        Lang::Zh => word.zh,
        Lang::En => word.en,
    });
    arguments.fill(template)
}

/// A message without arguments.
pub fn word(key: &str, lang: Lang) -> String {
    say(key, &Arguments::default(), lang)
}

words! {
    "error" "错误" "error";
    "error.no_home" "“{path}”里没有 templates 文件夹。--home 应指含有 templates/ 的文件夹；不写 --home 则从当前文件夹向上找，都没有时用内置的模板。"
        "{path} has no templates folder. --home names a folder that has templates/; without it the nearest one upwards is used, else the templates built in.";
    "error.templates" "模板有 {count} 处错误，未作任何处理：" "{count} errors in the templates; nothing was done:";
    "error.examples" "规则自带的例子有 {count} 个不成立：" "{count} examples of the rules do not come out as written:";
    "error.desk" "没有“{desk}”这个统计台。可选：{known}" "there is no desk {desk}. Known: {known}";
    "error.report" "没有“{report}”这种报告，或本台的报表报不出它的指标。可选：{known}" "there is no report {report}, or its indicators are not reported at this desk. Known: {known}";
    "error.no_desk" "请用 --desk 指明统计台。可选：{known}" "name a desk with --desk. Known: {known}";
    "error.inputs" "报表文件夹“{path}”不存在。请建立它，并在其中按月放文件夹（如 2021-11）。"
        "the inputs folder {path} does not exist. Make it, with one folder a month in it (such as 2021-11).";
    "error.no_periods" "“{path}”里没有按月的文件夹（如 2021-11）。" "{path} has no month folders (such as 2021-11).";
    "error.period" "“{period}”不是报告期。写法：2021-11、2021-Q3、2021-H1、2021，或区间 2021-01..2021-11。"
        "{period} is no period. Write 2021-11, 2021-Q3, 2021-H1, 2021, or a range 2021-01..2021-11.";
    "error.range" "本命令的 --period 只接受一个报告期，不接受区间“{period}”。" "this command takes one period, not the range {period}.";
    "error.range_order" "区间“{period}”的起点晚于终点。" "the range {period} ends before it begins.";
    "error.period_absent" "“{path}”里没有 {period} 的报表文件夹。已有：{known}" "{path} has no folder for {period}. There are: {known}";
    "error.year" "统计台“{desk}”是 {year} 年的，不能处理 {period}。" "the desk {desk} is of {year}; it cannot do {period}.";
    "error.read" "无法读取“{path}”：{reason}" "cannot read {path}: {reason}";
    "error.write" "无法写入“{path}”：{reason}。上一版未受影响。" "cannot write {path}: {reason}. The last edition is untouched.";
    "usage.command" "没有“{name}”这个命令" "there is no command {name}";
    "usage.unknown" "这个命令没有“{name}”这个参数" "this command has no argument {name}";
    "usage.missing" "还要写：{name}" "also wanted: {name}";
    "usage.value" "“{value}”不能作“{name}”的值" "{value} is no value of {name}";
    "usage.no_value" "“{name}”后面没有值" "{name} has no value";
    "usage.too_many" "“{name}”后面的值太多" "{name} has too many values";
    "usage.conflict" "“{name}”不能和“{other}”同时用" "{name} cannot be used with {other}";
    "usage.near" "是不是“{near}”？" "did you mean {near}?";
    "usage.known" "可用的有：{known}" "valid: {known}";
    "usage.help" "加 --help 看用法" "see --help";
    "error.output" "结果没有写完：{reason}。请换一个地方，再运行一次。" "the output could not be written to the end: {reason}. Name another place and run it again.";
    "disk.not_found" "没有这个文件或文件夹" "there is no such file or folder";
    "disk.permission" "没有权限" "permission denied";
    "disk.exists" "已经有同名的文件" "a file of that name is there already";
    "disk.is_folder" "它是文件夹，这里要的是文件" "it is a folder; a file is wanted";
    "disk.no_folder" "路径中有一级不是文件夹" "a part of the path is no folder";
    "disk.read_only" "所在的盘只能读，不能写" "the disk is read-only";
    "disk.full" "磁盘已满" "the disk is full";
    "disk.name" "文件名太长，或有不能用的字" "the name is too long, or has characters that cannot be used";
    "error.figure" "没有“{query}”这个数。可先用 {hint} 查看全部" "there is no figure {query}. See them all with {hint}";
    "error.indicator" "没有“{name}”这个指标。相近的有：{near}；全部指标用 yuebao list indicators 查看" "there is no indicator {name}. Near ones: {near}; all of them: yuebao list indicators";
    "error.region" "没有“{name}”这个地区或单位。可选：{known}" "there is no region or unit {name}. Known: {known}";
    "error.measure" "没有“{name}”这个计量。可选：{known}" "there is no measure {name}. Known: {known}";
    "error.argument" "参数不对：{reason}" "bad argument: {reason}";
    "error.document" "简报未能生成：{reason}" "the briefing could not be made: {reason}";
    "error.font" "字体不可用：{reason}" "a font cannot be used: {reason}";
    "error.defect" "程序缺陷，请报告：{reason}" "a defect of the program, please report it: {reason}";
    "error.draft" "有 {count} 处强制性问题未解决，只能出草稿（--require-final）。" "{count} must-level findings are open: only a draft is possible (--require-final).";
    "error.files_need_form" "“{file}”要用一个表样来读：请加 --form 表样.toml" "{file} is read by a form: add --form F.toml";
    "error.form_needs_files" "请在 --form 之后写要读的文件" "name the files to read behind --form";
    "error.indicator_not_read" "读出的 {count} 个指标里没有“{name}”。相近的有：{near}" "there is no indicator {name} among the {count} read. Near ones: {near}";
    "error.region_not_read" "读出的 {count} 个地区里没有“{name}”。相近的有：{near}" "there is no region {name} among the {count} read. Near ones: {near}";
    "error.none_wanted" "没有一个数同时符合 --indicator、--region、--measure、--period 的要求，请放宽一项" "no value is of all that --indicator, --region, --measure and --period ask for: drop one of them";
    "error.nothing_read" "没有一个文件按“{form}”读得出数，未输出任何数。每个文件的原因见上" "no file has a value for {form}; nothing was printed. Why is told above, file by file";
    "error.month_wanted" "空白表按月发放：“{period}”不是一个月，请写 2021-12 的样子。" "blank forms are made for a month: {period} is none; write it like 2021-12.";
    "error.forms_folder" "“{path}”里有别的文件（{file}），未作改动。请用 --out 另指一个文件夹。" "{path} holds other files ({file}); nothing was changed. Name another folder with --out.";
    "error.form_open" "“{form}”的表头随内容而变（{table}，表样中写作 *），不能由表样做出空白表" "the heads of {form} depend on what is filled in ({table}, * in the form file): no blank form can be made of it";
    "error.annotated" "{unit}的标注件未能生成（{file}）：{reason}" "the annotated copy of {unit} could not be made ({file}): {reason}";
    "error.blank" "{unit}的空白表未能生成：{reason}" "the blank form of {unit} could not be made: {reason}";
    "forms.checks" "表内即时校验 {checks} 处，用到 {rules} 条规则；另有 {left} 处要用以前月份的数，由 yuebao check 审核。"
        "{checks} checks in the cells, by {rules} rules; {left} more need other months and are left to yuebao check.";
    "forms.wrote" "{month} 的空白表 {count} 本已写入 {path}" "{count} blank workbooks of {month} written to {path}";
    "forms.same" "{month} 的空白表 {count} 本与 {path} 中的相同，未改动" "the {count} blank workbooks of {month} are those in {path} already";
    "error.start_taken" "“{path}”已经有了，里面不是空的，未作改动。请另写一个文件夹。" "{path} is there and is not empty; nothing was changed. Name another folder.";
    "error.start_here" "不能建在“{path}”：它是当前文件夹或其上级。请写一个新文件夹的名字。" "not in {path}: it is the present folder or one above it. Name a new folder.";
    "error.desk_id" "“{desk}”不能作统计台的名字：用小写字母、数字和短横，如 xincheng-2022。" "{desk} cannot be a desk's id: use small letters, digits and hyphens, such as xincheng-2022.";
    "init.done" "统计台 {desk} 的工作文件夹已建好：{path}（{count} 个文件）" "the working folder of desk {desk} is made: {path} ({count} files)";
    "init.next" "接下来（先看其中的 README.md）：\n  cd {path}\n  yuebao forms --period {period}" "next (see README.md in it):\n  cd {path}\n  yuebao forms --period {period}";
    "error.cells_target" "--cells 不能写到“{path}”：它是要读的文件、表样，或不是普通文件。请另起一个名字" "--cells cannot be written to {path}: it is read itself, or is no plain file. Choose another name";
    "report.draft" "草稿：第{edition}版已写入 {path}，尚有 {count} 处强制性问题未解决。"
        "草稿 (draft): edition {edition} written to {path}; {count} must-level findings are open.";
    "report.final" "定稿：第{edition}版已写入 {path}，没有未解决的强制性问题。"
        "定稿 (final): edition {edition} written to {path}; no must-level finding is open.";
    "report.same_draft" "草稿：内容与第{edition}版（{path}）相同，未另出新版，尚有 {count} 处强制性问题未解决。"
        "草稿 (draft): nothing changed since edition {edition} ({path}), no new one made; {count} must-level findings are open.";
    "report.same_final" "定稿：内容与第{edition}版（{path}）相同，未另出新版，没有未解决的强制性问题。"
        "定稿 (final): nothing changed since edition {edition} ({path}), no new one made; no must-level finding is open.";
    "report.face" "{role}：本机没有 {wanted}，用随附的 {instead}；装上字体后重出即可" "{role}: none of {wanted} is installed; the bundled {instead} is used";
    "report.no_face" "{role}：没有 {wanted}，也没有随附的字体文件，文字改用{instead}；装上字体、或把字体文件放进 templates/fonts 后重出即可" "{role}: there is no {wanted}, nor a bundled file; the text is set in {instead}";
    "report.wrote" "写出 {count} 个文件" "{count} files written";
    "check.register" "{month} 应报 {expected} 个单位，实报 {came} 个，按时 {in_time} 个" "{month}: {expected} returns due, {came} came, {in_time} in time";
    "check.on_time" "已报" "in time";
    "check.register_undated" "，未注明报出日期 {count} 个" ", {count} undated";
    "check.undated" "无日期" "undated";
    "check.returned" "退回" "to redo";
    "check.and_late" "，迟报" ", late";
    "check.quality" "，{points}分{band}" ", {points} points, {band}";
    "check.late" "迟报" "late";
    "check.missing" "缺报" "missing";
    "check.empty" "空表" "empty";
    "check.own" "（另计）" " (apart)";
    "check.register_line" "报出日期 {date}，联系 {contact}" "sent {date}, contact {contact}";
    "check.never" "无" "none";
    "check.no_unit" "分不出单位的文件" "files of no known unit";
    "check.now" "现值“{raw}”" "now: {raw}";
    "check.operand" "{place}：{value}" "{place}: {value}";
    "check.earlier" "，另有以前月份影响本期数的强制 {count} 处" ", and {count} must of earlier months that enter this period's figures";
    "check.earlier_head" "以前月份未解决、影响本期数的强制性问题 {count} 处" "{count} must-level findings of earlier months enter this period's figures";
    "check.open" "强制性问题尚未解决，只能出草稿" "must-level findings are open, only a draft is possible";
    "check.semicolon" "；" "; ";
    "check.wrote" "已写入 {path}：标注件 {copies} 本，函 {letters} 件，问题清单 findings.xlsx" "written to {path}: {copies} annotated copies, {letters} letters, findings.xlsx";
    "check.same" "与 {path} 中的相同，未改动：标注件 {copies} 本，函 {letters} 件" "as in {path} already: {copies} annotated copies, {letters} letters";
    "check.example" "规则 {rule}：例子应为 {expected}，实为 {found}" "rule {rule}: an example should come out as {expected}, and is {found}";
    "check.must" "强制 {count} 处" "must {count}";
    "check.groups" "（{count} 组）" " (causes: {count})";
    "check.query" "，核实 {count} 处" ", query {count}";
    "check.explained" "，已说明 {count} 处" ", explained {count}";
    "check.note" "，提示 {count} 处" ", note {count}";
    "check.rules" "规则共验 {runs} 次：成立 {pass}，不成立 {fail}，无从判断 {undecided}，算不出 {broken}"
        "rules run {runs} times: {pass} hold, {fail} fail, {undecided} undecided, {broken} broken";
    "check.undecided_hint" "无从判断 {count} 次，用 --undecided 列出" "{count} undecided, listed with --undecided";
    "check.undecided_head" "无从判断 {count} 次" "{count} undecided";
    "check.undecided_short" "，按所缺的数列出（逐条列出再加 -v）" ", by what they lack (-v lists them one by one)";
    "check.undecided_by" "{reason}，致 {count} 次：{rules}" "{reason}: {rules} (runs: {count})";
    "check.lacks" "缺：{what}" "lacks: {what}";
    "check.explained_hint" "已说明 {count} 处，用 -v 列出" "{count} explained, listed with -v";
    "check.and_others" "（连带 {count} 处）" " (and {count} more from it)";
    "check.now_blank" "现值空白" "now blank";
    "check.since" "（这一问题自{month}起连续出现）" " (there every month since {month})";
    "check.suspects" "可疑：{cells}" "suspect: {cells}";
    "check.cause" "疑因：{cause}" "likely: {cause}";
    "check.copied" "疑因：{month}整张表与{before}相同" "likely: the whole table of {month} is that of {before}";
    "check.cause_at" "疑因：{cause}，{cells}" "likely: {cause}; {cells}";
    "check.alternatives" "；也可能是 {cells}" "; it may as well be {cells}";
    "check.or" "，或 " ", or ";
    "check.repair" "{cell} 应为 {value}" "{cell} should be {value}";
    "check.and" "、" ", ";
    "check.comma" "，" ", ";
    "check.root" "根源：{what}" "root: {what}";
    "check.other" "连带：{what}" "follows: {what}";
    "check.detail" "（{detail}）" " ({detail})";
    "check.off" "差 {difference}" "off by {difference}";
    "check.of_code" "{title} {count} 处" "{title}: {count}";
    "check.others" "连带 {count} 处，用 -v 逐条列出：{list}" "{count} follow, listed with -v: {list}";
    "status.by" "（{by}）" " ({by})";
    "status.carried" "；{month}给的说明，沿用" "; given in {month}, still good";
    "status.carried_into" "；计入{month}" "; counted in {month}";
    "undecided.zero" "除数为零" "nothing to divide by";
    "undecided.part" "下级单位的数不全" "units below are lacking";
    "undecided.few" "可比的数不够" "too few numbers to compare with";
    "undecided.ledger" "状态、完成时限或数值不全" "status, deadline or numbers are lacking";
    "undecided.absent" "没有{month}的数" "nothing for {month}";
    "undecided.names" "没有{month}的数：{names}" "nothing for {month}: {names}";
    "undecided.blank" "{month} {sheet} {cell} 空白（{name}）" "{month} {sheet} {cell} is blank ({name})";
    "undecided.raw" "{month} {sheet} {cell} 填的是“{raw}”（{name}）" "{month} {sheet} {cell} says {raw} ({name})";
    "check.notes" "提示（写法规范等）{count} 处，用 -v 列出" "{count} notes (writing normalised and the like), listed with -v";
    "check.clean" "没有问题" "nothing wrong";
    "check.templates_good" "模板无误：{indicators} 个指标，{forms} 张表，{rules} 条规则，{examples} 个例子全部成立"
        "the templates are in order: {indicators} indicators, {forms} forms, {rules} rules, all {examples} examples hold";
    "check.do" "处理：" "do: ";
    "check.explanation" "说明：" "explained: ";
    "check.at" "位置：" "at: ";
    "check.whole" "（整份报表）" "(the whole return)";
    "list.desks" "统计台" "desks";
    "list.periods" "有报表的月份" "months with returns";
    "list.indicators" "指标" "indicators";
    "list.forms" "报表" "forms";
    "list.rules" "规则" "rules";
    "list.targets" "目标" "targets";
    "list.units" "报送单位" "reporting units";
    "list.findings" "问题代码" "finding codes";
    "trace.others" "另有 {count} 个数印得一样：" "{count} other figures are printed the same:";
    "trace.missing" "缺" "missing";
    "trace.cells" "共 {cells} 个单元格，来自 {files} 个文件" "{cells} cells in {files} files";
    "inspect.sheets" "{count} 张工作表" "{count} sheets";
    "inspect.sheet" "工作表“{name}”" "sheet {name}";
    "inspect.nameless" "（无名）" "(no name)";
    "inspect.hidden" "隐藏，不读" "hidden, not read";
    "inspect.blank" "空的" "blank";
    "inspect.extent" "{range}，有字的 {cells} 格" "{range}, {cells} full cells";
    "inspect.merges" "合并 {count} 处（{some}）" "{count} merged ranges ({some})";
    "inspect.stray" "远处 {cell} 有一个空白字符，不算" "blanks as far as {cell} are not counted";
    "inspect.form" "认作" "read as";
    "inspect.by" "“{title}”（{id}，据{by}）" "{title} ({id}, by {by})";
    "inspect.by.name" "工作表名" "the sheet's name";
    "inspect.by.inside" "表号、标题或台账表头" "form number, title or a ledger's heads";
    "inspect.by.labels" "封面上的标签" "the labels of a cover";
    "inspect.by.heads" "表头" "heads";
    "inspect.no_form" "没有报表认得它，不会读" "no form knows it; it is not read";
    "inspect.like" "没有报表认得它，不会读；像“{title}”（{id}），但工作表名、表号、标题都对不上" "no form knows it; it is not read. It looks like {title} ({id}), but neither sheet name nor form number nor title is its";
    "inspect.region" "地区" "region";
    "inspect.period" "期别" "period";
    "inspect.said" "{text}（据{how}）" "{text} (by {how})";
    "inspect.how.cover" "封面" "the cover";
    "inspect.how.unit_line" "填报单位" "the line 填报单位";
    "inspect.how.sheet" "工作表名" "the sheet's name";
    "inspect.how.title" "标题行" "a title line";
    "inspect.how.file" "文件名" "the file's name";
    "inspect.how.form" "表样" "the form";
    "inspect.unsaid" "没有写" "not said";
    "inspect.values" "读出" "read";
    "inspect.values_text" "{count} 个数" "{count} numbers";
    "inspect.table" "表 {number}  {range}" "table {number}  {range}";
    "inspect.table_form" "按“{table}”" "by {table}";
    "inspect.title" "标题" "titles";
    "inspect.head" "表头" "head";
    "inspect.head_row" "第 {first} 行" "row {first}";
    "inspect.head_rows" "第 {first}—{last} 行" "rows {first}-{last}";
    "inspect.no_head" "没有" "none";
    "inspect.rows" "行" "rows";
    "inspect.rows_text" "{count} 行" "{count} rows";
    "inspect.count.indicators" "指标 {count} 行" "{count} of indicators";
    "inspect.count.regions" "地区或机构 {count} 行" "{count} of regions";
    "inspect.count.periods" "期别 {count} 行" "{count} of periods";
    "inspect.count.measures" "计量 {count} 行" "{count} of measures";
    "inspect.count.records" "记录 {count} 行" "{count} records";
    "inspect.count.totals" "合计 {count} 行" "{count} totals";
    "inspect.count.subtotals" "小计 {count} 行" "{count} subtotals";
    "inspect.count.unknown" "认不得 {count} 行" "{count} unknown";
    "inspect.names" "如" "such as";
    "inspect.columns" "列" "columns";
    "inspect.label" "行名" "names of rows";
    "inspect.code" "行次、序号" "line numbers";
    "inspect.unit" "计量单位" "units";
    "inspect.personal" "个人信息，不读" "personal, not read";
    "inspect.text" "文字" "texts";
    "inspect.date" "日期" "dates";
    "inspect.number" "数" "numbers";
    "inspect.empty" "空列" "blank";
    "inspect.aside" "不取数" "no values";
    "inspect.gives" "说明{axis}" "says the {axis}";
    "inspect.axis.region" "地区" "region";
    "inspect.axis.period" "期别" "period";
    "inspect.axis.indicator" "指标" "indicator";
    "inspect.axis.measure" "计量" "measure";
    "inspect.axis.unit" "单位" "unit";
    "inspect.dictionary" "词典里有“{name}”" "the dictionary has {name}";
    "inspect.unknown" "认不得" "unknown";
    "inspect.near" "相近的有：{near}" "near: {near}";
    "inspect.more" "另有 {count} 列" "{count} more columns";
    "inspect.unbound" "认不得的行名" "unknown rows";
    "inspect.findings" "读时会提示" "findings";
    "inspect.finding" "{level} {count} 处：{headline}" "{level} {count}: {headline}";
    "inspect.hint" "起草一个表样：yuebao inspect --draft-form {file}" "draft a form: yuebao inspect --draft-form {file}";
    "error.no_table" "“{file}”里找不到表（有表头、有行名、有数的一块），起草不了表样" "no table (heads, names of rows, numbers) was found in {file}; there is nothing to draft";
    "help.inspect" "一个文件会怎样读：每张工作表上的表在哪里、表头和行名认作什么、什么认不得；或替它起草表样" "how a file would be read: where its tables are, what heads and rows are taken for, what is not known; or draft a form for it";
    "help.inspect_form" "只按这个表样看；缺省与 templates 里的全部表样（或 --desk 的）相比" "look at it by this form only; default: all forms of the templates (or of --desk)";
    "help.draft_form" "为没有表样认得的工作表起草一个表样（TOML），写到标准输出" "draft a form (TOML) for the sheets that no form knows, on standard output";
    "help.inspect_file" "要看的文件" "the file to look at";
    "help.about" "民政统计月报：读取县区报表，逐格审核，汇总，对照目标，生成正式表格、图表和简报"
        "civil-affairs statistics: reads county returns, checks them cell by cell, aggregates, measures targets, writes official tables, charts and a briefing";
    "help.report" "读取报表，写出本期的一版：表格、图表、简报、审核结果、溯源" "read the returns and write the period's edition: tables, charts, briefing, findings, trace";
    "help.check" "谁没报、哪里不对：列出报送情况和全部问题" "who is missing and what is wrong: the register and all findings";
    "help.figures" "以 CSV 输出每一个数" "print every figure as CSV";
    "help.forms" "做出本期的空白表：每个单位一本，带下拉、限制和表内校验，填好报回即可读取" "make the month's blank forms: one workbook a unit, with drop-downs, limits and checks, read back as they are";
    "help.init" "建一个工作文件夹：一个统计台的全部模板、报表和成果的文件夹" "make a working folder: all templates of one desk, and its folders of returns and editions";
    "help.init_folder" "要建的文件夹，须是新的或空的" "the folder to make; new or empty";
    "help.init_from" "从哪个统计台开始" "the desk to start from";
    "help.init_as" "改叫什么；缺省不改" "what to call it; default: as it is";
    "help.init_home" "用这个文件夹的 templates/，不用内置的" "take the templates/ of this folder, not those built in";
    "help.unit" "只做这个单位的（名称或代码，可重复）" "only this unit (name or code; repeatable)";
    "help.period_forms" "哪个月的空白表，如 2021-12；默认最近一期有报表的月份的下一月" "the month they are for, such as 2021-12; default: the one after the latest with returns";
    "help.write" "另写出发回各单位的标注件" "also write the annotated copies for the units";
    "help.out_write" "标注件的输出文件夹（默认 outputs/<统计台>/<报告期>/审核）" "folder of the annotated copies (default outputs/<desk>/<period>/审核)";
    "help.out_forms" "输出文件夹（默认 outputs/<统计台>/<报告期>/空白表）" "output folder (default outputs/<desk>/<period>/空白表)";
    "help.trace" "一个数从哪些单元格来" "which cells a number came from";
    "help.explain" "一条规则查什么、为什么、不成立怎么办；也解释问题代码" "what a rule holds against what, why, and what to do; finding codes too";
    "help.rule" "规则编号，如 SA-01；或问题代码，如 sum.mismatch" "a rule, such as SA-01, or a finding code, such as sum.mismatch";
    "error.rule" "{said}" "{said}";
    "explain.must" "强制" "must";
    "explain.query" "核实" "query";
    "explain.note" "提示" "note";
    "explain.formula" "式子" "formula";
    "explain.words" "读作" "reads";
    "explain.said" "说给单位" "told as";
    "explain.any" "该指标" "该指标";
    "explain.indicators" "指标" "of";
    "explain.each" "逐个查" "each of";
    "explain.more" "等，另有 {count} 个" "and {count} more";
    "explain.one_to_one" "一一对应" "alike";
    "explain.measures" "计量" "measures";
    "explain.months" "月份" "months";
    "explain.every_month" "每月" "every month";
    "explain.tolerance" "容差" "within";
    "explain.exact" "不许有差" "nothing: no difference is allowed";
    "explain.within" "两边至多差 {amount}" "at most {amount}";
    "explain.interval" "各数四舍五入前可能成立的，算成立" "what the rounding of the numbers explains";
    "explain.band" "与应有数相差不超过它的 {share} 倍，或不超过 {floor}" "off by no more than {share} times what is expected, or by no more than {floor}";
    "explain.score" "，或不超过 {score} 个稳健标准差" ", or by no more than {score} robust standard deviations";
    "explain.missing" "缺数" "missing";
    "explain.skip_any" "缺一个就不判" "with one missing it is undecided";
    "explain.skip_all" "全缺才不判，缺的按 0" "undecided when all are missing; else missing is 0";
    "explain.zero" "缺的按 0" "missing is 0";
    "explain.why" "理由" "why";
    "explain.advice" "处理" "to do";
    "explain.pass" "成立" "holds";
    "explain.fail" "不成立" "fails";
    "explain.undecided" "不判" "undecided";
    "explain.nothing" "（都没有）" "(nothing given)";
    "explain.says" "说的是" "says";
    "explain.rules" "由规则" "given by";
    "check.untouched" "没有一条规则查的指标 {count} 个：" "{count} indicators no rule touches:";
    "check.alone" "只受通用规则（累计、负数、小数、历史等）约束、没有规则拿它与别的指标比的 {count} 个："
        "{count} indicators that only general rules touch, none that holds them against another:";
    "help.desk" "统计台（templates/desks 下的文件夹名）" "the desk (a folder under templates/desks)";
    "help.period" "报告期：2021-11、2021-Q3、2021-H1、2021；check 和 figures 可用区间 2021-01..2021-11；默认最近一期"
        "period: 2021-11, 2021-Q3, 2021-H1, 2021; check and figures also take a range 2021-01..2021-11; default: the latest";
    "help.inputs" "报表文件夹（默认 inputs/<统计台>）" "folder of returns (default inputs/<desk>)";
    "help.out" "输出文件夹（默认 outputs/<统计台>/<报告期>）" "output folder (default outputs/<desk>/<period>)";
    "help.home" "含 templates/ 的文件夹（默认从当前文件夹向上找）" "the folder that has templates/ (default: the nearest parent that has)";
    "help.form" "不用统计台，按这个表样读后面的文件（写法见 docs/forms.md）" "read the files that follow by this form, without a desk (docs/forms.md)";
    "help.cells" "另把读出的每一格写入这个 CSV" "also write every cell that was read to this CSV";
    "help.files" "要读的文件（与 --form 同用）" "files to read (with --form)";
    "help.json" "输出 JSON" "print JSON";
    "help.lang" "终端语言：zh 或 en" "language of the terminal: zh or en";
    "help.jobs" "同时读取的文件数（默认按处理器数）" "files read at a time (default: the number of processors)";
    "help.quiet" "只说最后一行" "say only the last line";
    "help.verbose" "说得更细" "say more";
    "help.color" "颜色：auto、always、never" "colour: auto, always, never";
    "help.require_final" "只要定稿：有强制性问题时不出版，退出码 1" "a final edition only: with an open must-level finding nothing is written, exit 1";
    "help.as_of" "成文日期，默认期末后的报送截止日" "the date printed on the documents; default: the due day after the period";
    "help.fonts" "用随附字体（bundled，缺省，各处输出一致）或本机的方正小标宋、仿宋_GB2312 等（system）" "bundled faces (the default: the same output everywhere) or installed ones (system)";
    "help.mutate" "逐格改动一个数，看核查发现多少（用更正后的报表）" "change one number at a time and tell how many changes the checks notice (on clean returns)";
    "mutate.head" "逐格改动 {cells} 个数，共 {made} 次，核查发现：" "{cells} numbers changed one at a time, {made} changes; the checks notice:";
    "mutate.kind" "改动" "change";
    "mutate.this_year" "本年各栏" "this year";
    "mutate.last_year" "上年同期各栏" "last year";
    "mutate.plus_minus_one" "多一、少一" "one more, one less";
    "mutate.times_10" "放大10倍" "× 10";
    "mutate.by_10" "缩小为十分之一" "÷ 10";
    "mutate.times_10000" "放大1万倍" "× 10 000";
    "mutate.digit_swap" "数位颠倒" "two digits swapped";
    "mutate.sign" "正负号" "sign";
    "mutate.last_month" "照抄上月" "last month's number";
    "mutate.blank" "漏填" "blank";
    "mutate.mean" "各类平均" "mean of the kinds";
    "mutate.at_once" "其中不等以后月份、当月即发现（各类平均）：本年 {this_year}%，上年同期 {last_year}%" "of these at once, without later months (mean of the kinds): this year {this_year}%, last year {last_year}%";
    "mutate.identity" "有恒等式约束的本年数多一、少一：{percent}%（{noticed}/{made}）" "one more or less where an identity holds, this year: {percent}% ({noticed}/{made})";
    "mutate.least" "发现最少的指标（本年各栏，各类平均）：" "indicators noticed least (this year, mean of the kinds):";
    "help.templates" "只检查模板，并运行规则自带的例子" "only check the templates and run the rules' own examples";
    "help.undecided" "逐条列出无从判断的规则，缺哪些数" "list every rule run that could not be decided, and what it lacked";
    "help.indicator" "只要这个指标（名称、别名或编号，可重复）" "only this indicator (name, alias or id; repeatable)";
    "help.region" "只要这个地区或单位（名称或代码，可重复）" "only this region or unit (name or code; repeatable)";
    "help.measure" "只要这个计量（如 ratio、ytd、本年累计，可重复）" "only this measure (such as ratio, ytd, 本年累计; repeatable)";
    "help.query" "数的编号，如 411000/funeral.cremation_rate/ratio/2021-11；或简报上的数，如 98.14%" "a figure's id, such as 411000/funeral.cremation_rate/ratio/2021-11; or a number as printed, such as 98.14%";
    "help.help" "显示帮助" "show help";
    "help.version" "显示版本" "show the version";
    "help.usage" "用法" "Usage";
    "help.commands" "命令" "Commands";
    "help.arguments" "参数" "Arguments";
    "help.options" "选项" "Options";
    "help.after" "例（有哪些统计台、单位、指标，用 yuebao list 列出）：\n  yuebao report --desk 统计台 --period 2021-11\n  yuebao check --desk 统计台 --period 2021-11\n  yuebao figures --desk 统计台 --period 2021-11 --indicator 指标 --region 单位\n  yuebao trace --desk 统计台 --period 2021-11 98.14%\n\n退出码：0 完成；1 check 有强制性问题，或 --require-final 时只能出草稿；2 做不了（参数、模板、读写）。"
        "Examples (yuebao list shows the desks, units and indicators there are):\n  yuebao report --desk DESK --period 2021-11\n  yuebao check --desk DESK --period 2021-11\n  yuebao figures --desk DESK --period 2021-11 --indicator NAME --region UNIT\n  yuebao trace --desk DESK --period 2021-11 98.14%\n\nExit status: 0 done; 1 check with an open must-level finding, or --require-final on a draft; 2 could not be done (arguments, templates, I/O).";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_complete_in_both_languages() {
        let names = |text: &str| {
            let mut found: Vec<String> =
                text.split('{').skip(1).filter_map(|p| Some(p.split_once('}')?.0.into())).collect();
            found.sort();
            found
        };
        for word in all() {
            assert!(!word.zh.is_empty() && !word.en.is_empty(), "{}", word.key);
            assert_eq!(names(word.zh), names(word.en), "{}", word.key);
            assert_eq!(all().filter(|other| other.key == word.key).count(), 1, "{} stands twice", word.key);
        }
    }
}
