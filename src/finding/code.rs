//! The list of finding codes: what each means, in Chinese and English, and what to do. Stable:
//! programs and explanations refer to them. `docs/findings.md` is generated from this list.

use super::{Lang, Level};

/// One code. `{name}` in a text is replaced by the finding's argument of that name.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    pub id: &'static str,
    /// The level unless a rule says otherwise.
    pub level: Level,
    headline: (&'static str, &'static str),
    advice: (&'static str, &'static str),
}

impl Code {
    pub fn headline(&self, lang: Lang) -> &'static str {
        pick(self.headline, lang)
    }
    pub fn advice(&self, lang: Lang) -> &'static str {
        pick(self.advice, lang)
    }
    /// The arguments its headline asks for, in order of their names.
    pub fn asks(&self) -> Vec<&'static str> {
        let mut names: Vec<&str> =
            self.headline.0.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
    /// Whether a rule may give it: its advice is the rule's own.
    pub fn is_of_rules(&self) -> bool {
        self.advice.0 == "{advice}"
    }
    /// The code of that name. Every code used in the crate is in the list (tested); an unknown one
    /// is shown as itself rather than lost.
    pub fn find(id: &str) -> Option<&'static Code> {
        CODES.iter().find(|code| code.id == id)
    }
}

fn pick(texts: (&'static str, &'static str), lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => texts.0,
        Lang::En => texts.1,
    }
}

macro_rules! codes {
    ($($id:literal $level:ident $zh:literal $en:literal => $do_zh:literal $do_en:literal;)*) => {
        /// All codes, grouped by what they are about.
        pub const CODES: &[Code] = &[$(Code {
            id: $id, level: Level::$level, headline: ($zh, $en), advice: ($do_zh, $do_en),
        },)*];
    };
}

codes! {
    "file.unreadable" Must "文件无法读取：{reason}" "the file cannot be read: {reason}"
        => "请重新导出为 xlsx 后再报" "export it again as xlsx and send it anew";
    "file.not_a_return" Query "不是表格文件（{kind}），未读取" "not a spreadsheet ({kind}), not read"
        => "如内有报表，请另存为或解压出 xlsx 后再报；否则移走" "if a return is in it, save or unpack it as xlsx and send it anew; else move it away";
    "file.misplaced" Query "放错位置，没有读取" "in the wrong place, not read"
        => "请移到按月的文件夹（如 2021-11）下" "move it into the folder of its month (such as 2021-11)";
    "file.in_folder" Query "放在子文件夹里，没有读取" "in a folder inside the month's, not read"
        => "请移到 {folder}/ 里，不要放在子文件夹" "move it into {folder}/, not into a folder inside it";
    "file.ignored" Note "不是报表，未读取" "not a return, not read" => "无需处理" "nothing to do";
    "file.unit_unknown" Must "看不出是哪个单位的报表（封面填报单位：{name}）" "cannot tell whose return this is (cover says: {name})"
        => "请在封面填写填报单位全称{near}" "write the unit's full name on the cover{near}";
    "file.duplicate" Note "与“{other}”逐字节相同，只计一份" "identical to {other}, counted once" => "无需处理" "nothing to do";
    "file.superseded" Note "旧版，以“{other}”为准" "superseded by {other}" => "无需处理" "nothing to do";
    "file.no_form" Query "里面没有认得的表，未计入" "no known form is in it; it is not counted"
        => "请核对：是报表的，请用下发的空白表；不是的，移走" "check it: a return belongs on the blank form that was sent out; else move it away";
    "file.pin_absent" Must "desk.toml 的 pinned 写的“{file}”不在报表文件夹里" "{file}, named in pinned of desk.toml, is not there"
        => "请核对文件名；已不需要的，从 pinned 删去" "check the name; take it out of pinned if it is no longer needed";
    "version.ambiguous" Must "同一单位有多份报表且分不出先后：{files}；暂用{used}"
        "several returns of one unit and no way to tell the later: {files}; {used} is used meanwhile"
        => "请确认以哪一份为准：写进 desk.toml 的 pinned，或移走其余" "say which one counts: name it in pinned of desk.toml, or move the others away";
    "version.annotated" Query "标注件与“{other}”报出日期相同，数却不同，以后者为准" "an annotated copy of the same date as {other} with other numbers; {other} counts"
        => "请核对：在标注件上改正的，更正报出日期后重报；否则移走标注件" "check it: if it was corrected in the copy, correct its date and send it again; else move it away";
    "version.other_month" Query "本文件写明是{found}的，不是{expected}的，未计入；以“{other}”为准" "this file says it is of {found}, not {expected}; {other} counts"
        => "请核对：是{found}的，移到该月的文件夹；是{expected}的，更正报告期后重报" "check it: if of {found}, move it to that folder; if of {expected}, correct its period and send it again";
    "version.revision_older" Query "文件名标明是更正件，报出日期（{date}）却不晚于“{other}”（{later}），暂以后者为准" "marked as a revision, but dated {date}, not after {other} ({later}), which is used meanwhile"
        => "请核对以哪一份为准：应以更正件为准的，请更正其报出日期，或在 desk.toml 的 pinned 写“{file}”；否则移走更正件" "check which one counts: if the revision, correct its date or name {file} in pinned of desk.toml; else move it away";
    "return.missing" Must "{unit} {month}未报送" "{unit} sent no return for {month}" => "请催报" "remind the unit";
    "return.unreadable" Must "{unit} {month}报送的文件读不了：{files}" "what {unit} sent for {month} cannot be read: {files}"
        => "请其重新导出后再报" "ask the unit to export it again and send it anew";
    "return.misfiled" Must "{unit} {month}未报送：文件名是该单位的“{files}”，内容写的却是{others}，已计入{others}" "{unit} sent no return for {month}: {files} has its name, but says it is of {others} and counts there"
        => "请打开该文件核对：是{unit}的，请其用自己的空白表重报；是{others}的，改正文件名，并催{unit}报送" "open the file: if it is of {unit}, ask for it again on its own form; if of {others}, rename it and remind {unit}";
    "return.empty" Must "空表：各表均无数值，等同未报" "an empty return: no table has a number, as if none came"
        => "请补填后重报" "fill it in and send it again";
    "return.not_due" Query "{unit}{month}不在报送期内，报表未计入" "{unit} does not report for {month}; its return is not counted"
        => "请核对：应报的，改 desk.toml 中该单位的 from、to；不应报的，移走" "check it: if it is owed, change from and to of the unit in desk.toml; if not, move it away";
    "date.missing" Query "没有填报出日期，无法判断是否按时，不计入按时" "no date of sending: no one can tell whether it came in time, and it is not counted so"
        => "请在封面填写报出日期" "write the date of sending on the cover";
    "date.too_early" Query "报出日期{date}早于{month}，无法判断是否按时，不计入按时" "dated {date}, before {month} began: no one can tell whether it came in time, and it is not counted so"
        => "请核对并更正报出日期" "check it and correct the date";
    "return.late" Query "迟报：报出日期{date}，应于{due}前报送" "late: sent {date}, due {due}" => "记录迟报，必要时说明" "recorded as late; explain if needed";
    "identity.code" Must "封面区划代码{found}与填报单位{unit}（{expected}）不符" "the code {found} on the cover is not that of {unit} ({expected})"
        => "请更正封面区划代码；本表仍按单位名称计入" "correct the code; the return is counted by its name";
    "identity.period" Must "封面报告期为{found}，应为{expected}" "the cover says {found}, this is {expected}"
        => "请更正报告期；本表仍按所在月份计入" "correct the period; the return counts for the month of its folder";
    "identity.sheet_period" Must "表内写的是{found}，应为{expected}" "the sheet says {found}, this is {expected}"
        => "请核对是否误用上月表，并更正日期" "check that it is not last month's sheet and correct the date";
    "identity.unit_differs" Must "表内填报单位为“{found}”，与封面{unit}不符" "the sheet is of {found}, the cover of {unit}"
        => "请核对是否误用他县表" "check that the sheet is not another unit's";
    "identity.region_differs" Must "{other}写的是“{found}”，{by}写的是“{unit}”；按{unit}计入" "{found} by the {other}, {unit} by the {by}, for which it counts"
        => "请核对是否误用他处的表" "check that the sheet is not another place's";
    "identity.region_part" Note "{other}写的是“{found}”，{by}写的是“{unit}”，看作{found}的一处，按{unit}计入" "{found} by the {other}, {unit} by the {by}: taken for a part of it; counts for {unit}"
        => "如不是一处，请更正" "mend it if it is no part of it";
    "identity.unit_inferred" Query "封面未写明填报单位，按{how}认作{unit}" "the cover does not name the unit; taken for {unit} by {how}"
        => "请核对，并在封面填写填报单位全称" "check it and write the unit's full name on the cover";
    "identity.form_unit" Must "空白表是发给“{found}”的，却报作{unit}" "the blank form was made for {found}, the return is of {unit}"
        => "请核对是否误用他县的空白表" "check that the form is not another unit's";
    "identity.form_period" Must "空白表是{found}的，应为{expected}" "the blank form was made for {found}, this is {expected}"
        => "请核对是否误用上月的空白表" "check that it is not last month's form";
    "form.version" Note "“{form}”用的空白表（版本{found}）不是现行的（{expected}），仍按现行表样读取" "{form} was filled in on another version of the form ({found}) than the present one ({expected}), by which it is read"
        => "下月请用新下发的空白表" "use the newly sent blank form next month";
    "identity.file_unit" Must "文件名写的是“{found}”，内容写的是{unit}，按{unit}计入" "the file is named after {found}, its content says {unit}, for which it counts"
        => "请打开核对是谁的数：是{found}的，请其用自己的空白表重报；是{unit}的，改正文件名" "see whose figures they are: if of {found}, ask for them again on its own form; if of {unit}, rename the file";
    "identity.file_period" Must "文件名写的是{found}，却在{expected}的文件夹里，按{expected}计入" "the file is named after {found} and lies in the folder of {expected}, for which it counts"
        => "请打开核对是哪个月的数：是{found}的，移到该月的文件夹；是{expected}的，改正文件名" "see which month it is of: if {found}, move it to that folder; if {expected}, rename it";
    "identity.unit_blank" Note "表内填报单位未填，按封面补" "no unit on the sheet, taken from the cover" => "请补填" "fill it in";
    "sheet.missing" Must "缺表：没有“{form}”" "a sheet is missing: {form}" => "请补报该表" "send the sheet";
    "sheet.renamed" Query "工作表名“{sheet}”不是“{form}”的表名，按表内内容识别" "the sheet is named {sheet}; bound to {form} by what it says inside"
        => "请核对，并恢复表名" "check it and restore the name";
    "sheet.hidden" Query "隐藏工作表未计入" "a hidden sheet was left out" => "请核对，旧数据请删除" "check it; delete stale data";
    "sheet.duplicate" Must "有两张“{form}”，以“{used}”为准，本表未计入" "a second {form}; {used} is used, this one is not"
        => "请删去多余的一张" "delete the one too many";
    "sheet.copy" Query "工作表名像是“{used}”的副本，未读" "by its name a copy of the sheet {used}, not read"
        => "请核对以哪一张为准：多余的删去；都要读的，把表名写进表样的 sheets" "say which one counts: delete the other, or name both in sheets of the form";
    "sheet.not_due" Query "“{form}”本月不应报，未计入" "{form} is not owed for this month and not counted"
        => "请核对：应报的，改 desk.toml 中该单位的 owed；不应报的，删去该表" "check it: if it is owed, change owed of the unit in desk.toml; if not, delete the sheet";
    "sheet.unknown" Query "不认识的工作表，未计入" "an unknown sheet, not counted" => "请核对是否应报" "check whether it belongs to the return";
    "sheet.findings_list" Note "这是标注件的问题清单，不是报表，未计入" "the list of findings of an annotated copy, no part of a return; not counted"
        => "说明请放进该月的“说明”文件夹" "put explanations into the folder 说明 of the month";
    "form.not_found" Must "没有一张工作表有“{form}”的表头（{heads}）；表中近似的有：{near}"
        "no sheet has a head of {form} ({heads}); near ones on the sheets: {near}"
        => "请核对表样的 sheets、label_heads 与 heads；可用 yuebao inspect 查看表头" "check sheets, label_heads and heads of the form; yuebao inspect shows the heads";
    "file.format" Query "文件名像是{named}，内容是{found}；按内容读取" "named like {named}, it is {found}; read as what it is"
        => "请以正确的扩展名另存" "save it under the right extension";
    "sheet.left_out" Query "有 {count} 处隐藏或划去的内容，未读" "{count} contents are hidden or struck out, not read"
        => "请核对，作废的数请删去" "check them; delete what no longer counts";
    "sheet.unseen" Query "{places}是隐藏的，其中 {count} 格有内容，未读" "{count} cells in hidden rows or columns ({places}) are not read"
        => "作废的请删去；要报的请取消隐藏后重新保存（表样写了 read_hidden = true 的照读）" "delete what no longer counts; unhide what is reported (or read_hidden = true in the form)";
    "sheet.unseen_read" Query "{places}没有显示出来（筛选或隐藏），其中 {count} 格照读了" "{count} cells in rows or columns that are not shown ({places}: a filter, or hidden) are read"
        => "请核对这些行、列是否有效，作废的请删去" "check whether they count; delete what does not";
    "sheet.beyond" Must "有 {count} 个单元格在读取上限的行、列之外，未读" "{count} cells lie beyond the rows and columns that are read"
        => "请把数据移到表的左上方，或提高 limits.toml 的 rows、columns" "move the data to the upper left, or raise rows and columns in limits.toml";
    "table.no_header" Must "找不到“{form}”的表头，整表未读" "the head of {form} was not found, the sheet was not read"
        => "请用下发的空白表重填" "use the blank form that was sent out";
    "column.missing" Must "“{form}”缺少“{column}”栏" "{form} lacks the column {column}" => "请补齐该栏" "add the column";
    "table.not_described" Query "这里另有一张表（表头“{head}”），表样中没有说明，未读" "another table begins here (head {head}), which the form does not describe; not read"
        => "要读的，在表样中另写一个 [[tables]]；不读的，无需处理" "to read it, write one more [[tables]] in the form; else nothing to do";
    "table.last_year" Must "表上方写着“{line}”，表样没有说这张表是上年同期的，未读" "the line {line} stands above the table, and the form does not say it is of last year; not read"
        => "要读的，在表样中另写一个 [[tables]]，用 above 分清，计量写上年同期的" "to read it, write one more [[tables]] with above and a measure of last year";
    "head.normalised" Note "表头带换行或空格，读作“{value}”" "a head with line breaks or spaces, read as {value}" => "无需处理" "nothing to do";
    "column.unknown" Query "表头“{head}”不认识，该栏未计入" "the head {head} is unknown, the column is not counted"
        => "请核对，近似的有：{near}" "check it; near ones: {near}";
    "row.unknown" Query "表中没有“{label}”这一项，未计入" "there is no item {label} in this form, not counted"
        => "请核对；近似的有：{near}" "check it; near ones: {near}";
    "name.blank" Must "{what}一栏空白，看不出本行是哪个{what}的数，未计入" "no {what} in this row: its values are not counted"
        => "请补填；空白是指与上一行相同的，在表样的该列写 fill_down = true" "fill it in; where a blank means the same as above, say fill_down = true in the form";
    "row.by_code" Query "指标名称“{label}”与目录不符，按行次{code}识别为“{indicator}”" "the label {label} is not in the catalogue; bound by its number {code} to {indicator}"
        => "请核对并恢复指标名称" "check it and restore the label";
    "row.code_differs" Query "“{indicator}”的行次写成{code}，应为{expected}" "{indicator} is numbered {code}, should be {expected}"
        => "请核对该行" "check the row";
    "record.duplicate" Must "与{other}是同一条记录，两条都没有计入" "the same record as {other}; neither is counted"
        => "请删去重复的一条，或在表样中写 duplicates" "delete one of them, or say duplicates in the form";
    "record.none" Query "“{label}”一行不像一条记录（合计、签名、说明或只有序号），未计入" "the row {label} is no record (a total, a signature, a note, a number alone), not counted"
        => "如确是一条记录，请补齐这一行；合计行可在表样中写进 totals" "if it is a record, fill in its row; a row of totals may be listed in the form as totals";
    "region.namesake" Note "“{name}”在{wholes}都有，这里的记作“{region}”" "there is a {name} in each of {wholes}; the one here is filed as {region}"
        => "无需处理；同是一个地方的，请在表样的 [[regions]] 中写明" "nothing to do; if they are one place, say so under [[regions]] in the form";
    "row.no_number" Query "“{label}”一行没有一个数，未计入" "the row {label} has not one number, not counted"
        => "如是应报的单位，请补填；如是注释，无需处理" "if it is a unit that reports, fill it in; if it is a note, nothing to do";
    "row.duplicate" Must "“{indicator}”出现两行，以第一行为准" "{indicator} stands twice; the first row is used"
        => "请删去多余的一行" "delete the row too many";
    "column.duplicate" Must "表头“{head}”与{other}相同，本列未读" "the head {head} is that of {other} too, this column is not read"
        => "请写清两列各是什么" "say what each of the two is";
    "region.unknown" Must "“{form}”看不出是哪个地区的数" "{form}: cannot tell which region its values are of"
        => "请在标题或填报单位一行写明地区，或在表样中写 region" "name the region in the title, or in the form with region";
    "period.unknown" Must "“{form}”看不出是哪一期的数" "{form}: cannot tell which period its values are of"
        => "请在标题中写明年月，或在表样中写 period" "name year and month in the title, or in the form with period";
    "period.unclear" Query "“{text}”里的期别不止一种读法，没有采用；本表另作{used}" "{text} may be of more than one period and is not used; the sheet is taken for {used}"
        => "请核对；可在表样中写 period" "check it; the form may say period";
    "measure.unknown" Must "“{indicator}”是流量，看不出是本月数还是累计，未计入" "{indicator} is a flow, and no one says of the month or of the year so far"
        => "请在表样中写 measure" "say it in the form with measure";
    "unit.converted" Note "“{indicator}”以{found}填报，已换算为{expected}" "{indicator} is written in {found}, converted to {expected}"
        => "无需处理" "nothing to do";
    "value.conflict" Must "{region} {period}“{indicator}”在两处不同：此处{said}，{other}为{value}；两处均未采用" "{region} {period} {indicator}: {said} here, {value} in {other}; neither is used"
        => "请核对并改成一致" "check which is right and make them agree";
    "value.forms_differ" Must "“{indicator}”两张表填的不同：此处{said}，{other}为{value}；汇总用后者" "two forms differ about {indicator}: {said} here, {value} in {other}, which counts"
        => "请核对并改成一致" "check which is right and make them agree";
    "value.superseded" Note "{region} {period}“{indicator}”出现两次，以{other}的{value}为准，此处{said}不用" "{region} {period} {indicator} stands twice; {value} of {other} counts, not {said}"
        => "无需处理" "nothing to do";
    "summary.differs" Query "{region} {period}“{indicator}”汇总表为{said}，{other}为{value}；以后者为准" "{region} {period} {indicator}: the summary says {said}, {other} says {value}, which counts"
        => "请核对汇总表" "check the summary";
    "row.missing" Must "缺少“{indicator}”一行" "the row {indicator} is missing" => "请补报" "add the row";
    "card.blank" Must "“{region}”的卡一个数也没有填，各项作未报" "the card of {region} has not one number: nothing is reported"
        => "请补填；如为零请填0；多余的空白卡请删去名称" "fill it in; enter 0 for zero; take the name off a card that is to spare";
    "card.spare" Note "空白卡：没有名称，也没有填数，未计入" "a card without a name or a number, not counted" => "无需处理" "nothing to do";
    "card.unnamed" Must "这张卡没有名称，看不出是哪里的数，未计入" "the card has no name: its values are not counted"
        => "请在“{label}”后面填写名称；名称在别处的，在表样 [cards] 中写明" "write the name beside {label}; if it stands elsewhere, say so under [cards] in the form";
    "card.no_field" Must "“{region}”的卡上没有：{labels}" "the card of {region} has no {labels}"
        => "请补上；标签写法不同的，加进表样的 labels" "add them; a label written in another way goes into the labels of the form";
    "card.outside" Query "“{label}”不在任何一张卡内，未读" "{label} stands on no card and is not read"
        => "请核对；每张卡从表样 [cards] 的 starts 起，向右向下" "check it; a card goes right and down from the label the form says under [cards]";
    "unit.differs" Must "“{indicator}”计量单位写成{found}，应为{expected}；同类的（元与万元）已按所写换算，不同类的照读" "{indicator} is in {found}, should be in {expected}; units of one kind are converted as written, others read as they are"
        => "请核对数值，并按规定的计量单位填报" "check the values and use the unit asked for";
    "unit.line" Must "表上方写着“单位：{found}”，不认识这个单位，没有按它换算" "the line above the table says the unit is {found}, which is unknown; nothing is converted by it"
        => "请改成通用的计量单位；几个单位用顿号隔开" "write a unit that is in use; several are parted by commas";
    "unit.inside" Must "表中间写着“单位：{found}”，没有按它换算，以下各行仍按表头和表上方的单位读" "a line inside the table says the unit is {found}; the rows below are still read in the unit of the head and the line above"
        => "请把各段分开列表，各在表上方写明单位" "draw the parts as tables of their own, each under its unit";
    "unit.unknown" Must "计量单位“{found}”不认识，本行的“{indicator}”未采用，合计因此不全" "the unit {found} is unknown: {indicator} of this row is not used, and its sum is not whole"
        => "请改成 {expected} 一类的单位" "use a unit like {expected}";
    "value.normalised" Note "写法已规范：{forms}，读作{value}" "read as {value} ({forms})" => "请以数字填写" "enter plain numbers";
    "value.annotated" Query "数字后带说明，读作{value}" "a remark behind the number, read as {value}" => "请把说明移到备注栏" "move the remark to the notes";
    "value.placeholder" Query "应填数字处填“{raw}”，按未报处理" "a placeholder where a number is wanted; taken as not reported"
        => "如为零请填0" "enter 0 if it is zero";
    "value.approximate" Must "约数不能作为统计数" "an estimate is no statistical figure" => "请填实际数" "enter the exact number";
    "value.not_a_number" Must "不是数字" "not a number" => "请改填数字" "enter a number";
    "value.date" Must "是日期 {date}，不是数字" "a date, {date}, and no number"
        => "请把单元格格式改为数值，重填数字" "set the cell to the format of numbers and enter the number again";
    "value.other_unit" Must "写的是{found}，本项单位应为{expected}，未计入" "told in {found}, where {expected} are counted; not counted"
        => "请核对，按规定的计量单位填数" "check it and enter the number in the unit asked for";
    "value.ambiguous" Must "“{raw}”可作两种读法（{reason}），未采用" "{raw} may be read in two ways ({reason}); not used"
        => "请改填数字" "enter a plain number";
    "value.error" Must "公式错误{raw}" "formula error {raw}" => "请更正公式或直接填数" "mend the formula or enter the number";
    "value.no_result" Must "公式没有存下结果" "the formula has no stored result" => "请用表格软件打开、重算并保存后再报" "open it in a spreadsheet program, recalculate, save and send it again";
    "value.missing" Must "未填" "empty" => "请补填；如为零请填0" "fill it in; enter 0 if it is zero";
    "value.outside" Query "本项不填此栏，却有数字，未计入" "a number where this item has none; not counted" => "请核对是否错栏" "check whether it is in the wrong column";
    "percent.fraction" Query "“%”栏里是小数{raw}，疑为{value}%" "a fraction {raw} in a % column, perhaps {value}%" => "请按百分数填写" "enter per cent";
    "value.percent" Query "不是“%”的栏里是百分数，未采用" "a percentage in a column that counts no per cent; not used"
        => "请核对单元格格式与数值，改填数字" "check the cell's format and value and enter a plain number";
    "value.too_fine" Must "数字太长，无法准确计算" "too many digits to compute exactly" => "请核对并按规定位数填写" "check it and enter the places asked for";
    "layout.blank_row" Note "表中插入了空行" "a blank row was inserted" => "无需处理" "nothing to do";
    "layout.blank_column" Note "表中插入了空列" "a blank column was inserted" => "无需处理" "nothing to do";
    "date.serial" Note "日期写成序列号{raw}，读作{value}" "a date as a serial number {raw}, read as {value}" => "请按年月日填写" "write the date out";
    "date.unreadable" Query "日期看不懂：{raw}" "the date cannot be read: {raw}" => "请按2021年12月2日的样子填写" "write it like 2021-12-02";
    "ledger.status" Query "当前状态写的是“{found}”，不在可选之列：{known}" "the status {found} is none of {known}"
        => "请从可选的状态中选填" "choose one of them";
    "ledger.no_deadline" Query "“{indicator}”没有填完成时限，无法判断进度" "no deadline for {indicator}: no one can tell how far it should be"
        => "请补填完成时限" "fill it in";
    "plan.said_done" Query "“{item}”说已完成（{said}），而目标“{target}”{status}：实际{actual}，目标{goal}" "{item} is said to be done ({said}), but the target {target} is not met: {actual} of {goal} ({status})"
        => "请核对：未完成的，改正工作进展记录（progress.toml）；已完成的，请有关单位更正报表" "check it: correct progress.toml, or ask for corrected returns";
    "plan.said_idle" Query "“{item}”说未启动（{said}），而各项目标均已完成" "{item} is said not to have begun ({said}), but all its targets are met"
        => "请核对并改正工作进展记录（progress.toml）" "check it and correct progress.toml";
    "explanation.unreadable" Query "说明文件读不出：{reason}" "the file of explanations cannot be read: {reason}"
        => "请重新保存为 xlsx 后放回“说明”文件夹" "save it again as xlsx and put it back into the folder 说明";
    "explanation.no_list" Query "文件里没有带“编号”“说明”两栏的问题清单，没有读到说明" "no list with the heads 编号 and 说明: no explanation was read"
        => "请放回填好说明的批注件，不要改动问题清单的表头" "put back the annotated copy with its explanations, its heads unchanged";
    "explanation.none" Note "问题清单里没有填写说明" "the list has no explanation in it" => "无需处理" "nothing to do";
    "explanation.no_number" Query "这条说明没有编号，看不出说明哪一处" "the explanation has no number: no one can tell what it explains"
        => "请从问题清单的编号一栏补上" "take the number from the column 编号 of the list";
    "explanation.unsigned" Note "这条说明没有写{what}，照样采用" "the explanation lacks {what} and counts all the same"
        => "请补写，便于日后查考" "add it for the record";
    "explanation.unknown" Query "编号“{name}”不是哪一处问题的，这条说明没有采用" "{name} is the number of no finding: the explanation is not used"
        => "请核对编号；最相近的是：{near}" "check the number; the nearest is: {near}";
    "explanation.settled" Note "所说明的问题现已没有（数已更正，或报表已重报），这条说明不再需要" "what it explains is there no more: corrected, or sent again"
        => "无需处理" "nothing to do";
    "explanation.needless" Note "提示不需要说明（说明见{source}）" "a note wants no explanation ({source})" => "无需处理" "nothing to do";
    "explanation.must" Query "这里是强制性问题，只能更正，不能以说明代替（说明见{source}）" "a must-level finding is corrected, not explained ({source})"
        => "请更正报表后重报" "correct the return and send it again";
    "explanation.conflict" Query "同一处问题同日有不同的说明，都没有采用：{places}" "explanations of one day differ, none is used: {places}"
        => "请留下一条，或改写日期：以日期晚的为准" "keep one, or date it later: the later one counts";
    "explanation.stale" Note "说明的是{said}，现值是{value}，说明已失效（{source}）" "it explains {said}, the value is {value}: it no longer applies ({source})"
        => "请核对现值：更正，或重新说明" "check the value: correct it, or explain it anew";
    "sum.mismatch" Must "合计不平（{rule}）" "the parts do not add up ({rule})" => "{advice}" "{advice}";
    "stock.continuity" Must "存量不衔接（{rule}）" "the stock does not follow from last month's ({rule})" => "{advice}" "{advice}";
    "subset.exceeds" Must "其中项大于总数（{rule}）" "a part exceeds its whole ({rule})" => "{advice}" "{advice}";
    "ytd.mismatch" Must "累计不衔接（{rule}）" "the cumulative does not follow ({rule})" => "{advice}" "{advice}";
    "ytd.decrease" Must "累计倒退（{rule}）" "the cumulative fell ({rule})" => "{advice}" "{advice}";
    "identity.mismatch" Must "勾稽关系不成立（{rule}）" "an identity does not hold ({rule})" => "{advice}" "{advice}";
    "rate.mismatch" Must "比率与分子分母不符（{rule}）" "the rate is not that of its parts ({rule})" => "{advice}" "{advice}";
    "cross.mismatch" Must "表间不符（{rule}）" "two tables disagree ({rule})" => "{advice}" "{advice}";
    "value.negative" Must "出现负数（{rule}）" "a negative number ({rule})" => "{advice}" "{advice}";
    "value.fraction" Must "计数出现小数（{rule}）" "a count has a fraction ({rule})" => "{advice}" "{advice}";
    "history.outlier" Query "与本单位{against}相差悬殊：填报{value}，{against}为{expected}" "far from the unit's own past ({against}): {value} against {expected}" => "{advice}" "{advice}";
    "history.jump" Query "比上月所填增加过多（{rule}）" "far more than was given last month ({rule})" => "{advice}" "{advice}";
    "peers.outlier" Query "与其他单位相差悬殊：填报{value}，其他单位的中位数为{expected}" "far from the other units: {value}, their median is {expected}" => "{advice}" "{advice}";
    "month.repeated" Must "本表各数与{month}完全相同，疑为照抄上月" "every number of the table is that of {month}: last month's sent again" => "{advice}" "{advice}";
    "ledger.status_differs" Query "当前状态写的是“{found}”，而累计完成{done}、年度目标{goal}、时限{deadline}，应为“{expected}”" "the status says {found}; with {done} of {goal} done and the deadline {deadline} it should be {expected}" => "{advice}" "{advice}";
    "ledger.goal_changed" Query "年度目标与上月所填不同（{rule}）" "the goal of the year is not that of last month ({rule})" => "{advice}" "{advice}";
    "prior.restated" Query "上年同期数与上年所报不一致（{rule}）" "last year's number differs from what was reported last year ({rule})" => "{advice}" "{advice}";
    "ratio.implausible" Query "比值超出合理范围（{rule}）" "a ratio out of its plausible band ({rule})" => "{advice}" "{advice}";
    "rollup.mismatch" Must "与下级合计不符（{rule}）" "does not equal the sum of the units below ({rule})" => "{advice}" "{advice}";
    "required.missing" Must "应填而未填（{rule}）" "wanted and not given ({rule})" => "{advice}" "{advice}";
    "value.out_of_range" Must "超出可能的范围（{rule}）" "out of the possible range ({rule})" => "{advice}" "{advice}";
    "rule.broken" Must "规则无法计算（{rule}）" "the rule could not be computed ({rule})" => "请核对规则与数据的量级" "check the rule and the size of the data";
}
