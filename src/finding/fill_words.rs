//! What `yuebao fill` says.

use super::word::Word;

pub(super) const FILL: &[Word] = &[
    Word::new(
        "help.fill",
        "把本台的数填进上级或别处的工作簿：表样认得的格填数，其余一概不动",
        "put our figures into the cells of somebody's workbook that a form knows; all else stays",
    ),
    Word::new("help.fill_file", "要填的工作簿（xlsx）", "the workbook to be filled in (xlsx)"),
    Word::new("help.fill_form", "这张表的表样（写法见 docs/forms.md）", "the form of it (see docs/forms.md)"),
    Word::new(
        "help.fill_region",
        "填哪个地区的数（代码或名称）；表内只有一个地区时以此为准，缺省为本台的合计",
        "whose figures, for a workbook of one region; default: the desk's total",
    ),
    Word::new(
        "help.fill_out",
        "写到这个文件；缺省在原表旁边，文件名后加期别",
        "write this file; default: beside the blank, with the period behind its name",
    ),
    Word::new(
        "help.overwrite",
        "格里已有别的数时也改写（缺省保留并列出）",
        "replace other numbers that stand in the cells (they are kept and told by default)",
    ),
    Word::new(
        "error.fill_unbound",
        "“{file}”里没有一格能按“{form}”认出来，未写任何文件。{why}请用 yuebao inspect --form 看表头和行名哪里不合",
        "no cell of {file} is known by {form}; nothing was written. {why} See yuebao inspect --form",
    ),
    Word::new(
        "error.fill_period",
        "“{file}”写明的期别是 {there}，没有 {period} 的格，未写任何文件。请改表内的期别，或把 --period 改成表内的",
        "{file} is of {there} and has no cell of {period}; nothing was written. Change the period in it, or --period",
    ),
    Word::new(
        "error.fill_period_latest",
        "“{file}”写明的期别是 {there}，而有报表的最近一期是 {period}，未写任何文件。请用 --period 指明期别，或改表内的期别",
        "{file} is of {there}; the latest period with returns is {period}; nothing was written. Name the period with --period, or change it in the workbook",
    ),
    Word::new(
        "error.fill_patch",
        "“{file}”不能就地填写：{why}。请用 Excel 或 WPS 另存为不加密的 xlsx 再填",
        "{file} cannot be filled in place: {why}. Save it as an xlsx without a password first",
    ),
    Word::new(
        "error.fill_target",
        "不能写到“{path}”：它就是要填的工作簿、表样，或不是普通文件。请用 --out 另起一个名字",
        "{path} is the blank or the form itself, or no plain file. Choose another name with --out",
    ),
    Word::new(
        "error.fill_back",
        "工作表“{sheet}”{cell} 填入 {wrote}，按表样读回却是 {read}，未写任何文件。请核对表样里这一格的单位和计量",
        "{sheet} {cell}: {wrote} was put in, and {read} is read back by the form; nothing was written. Check the unit and measure of this cell in the form",
    ),
    Word::new(
        "error.fill_unlike",
        "“{file}”这张表不像“{form}”的样子：表样的 {all} 行里有 {lost} 行在表中没有同名的行，未写任何文件。请核对表样是不是这张表的；名称确实改了的，在表样各行的 aliases 里加上表内的写法",
        "{file} does not look like {form}: of its {all} rows, {lost} have no row of their name; nothing was written. Check the form, or add the names to aliases of its rows",
    ),
    Word::new(
        "error.fill_exists",
        "“{path}”已有，内容不同，未改。请用 --out 另起一个名字；要改写它请加 --overwrite（格里已有的别的数也一并改写）",
        "{path} is there with other content and stays. Name another with --out, or replace it with --overwrite (which replaces numbers in the cells too)",
    ),
    Word::new("fill.finding", "{where}：{level}：{what}。{advice}", "{where}: {level}: {what}. {advice}"),
    Word::new(
        "fill.passed_over",
        "工作表“{sheet}”的表头也像这个表样，没有填（表名不是表样 sheets 里的，或是隐藏的）",
        "the sheet {sheet} looks like the form's too and was not filled (by its name, or it is hidden)",
    ),
    Word::new(
        "fill.above",
        "{sheet} 写的地区是{said}，本台只有{own}的数，填的是{own}合计；要填别的地区请用 --region 指明",
        "{sheet} is of {said}, this desk has numbers of {own} only; it gets the total of {own}. --region names another",
    ),
    Word::new(
        "fill.by_number",
        "这一行写的是“{why}”，表样要的是“{indicator}”，只有行次相同，留空；确是同一项的，把“{why}”加进表样该行的 aliases",
        "the row is named {why}, the form wants {indicator}; only the number is the same, left empty. If they are one, add {why} to the aliases of the row",
    ),
    Word::new(
        "fill.doubted",
        "{why}，留空；请改好表或表样再填",
        "{why}; left empty until the sheet or the form is corrected",
    ),
    Word::new(
        "fill.covered",
        "在合并单元格的左上角以外，未填；请核对合并的范围",
        "under a merge, not filled; check the merged range",
    ),
    Word::new(
        "fill.lacking",
        "表样里另有 {count} 处（行、栏、表）在这个工作簿里没有位置，没有填，见上",
        "{count} rows, columns or tables of the form have no place in the workbook; see above",
    ),
    Word::new(
        "fill.draft",
        "草稿：{period} 尚有 {count} 处强制性问题未解决，所填是草稿数；见 yuebao check",
        "草稿 (draft): {count} must-level findings of {period} are open; see yuebao check",
    ),
    Word::new(
        "fill.place",
        "{sheet} {cell} {region} {indicator} {measure} {period}：",
        "{sheet} {cell} {region} {indicator} {measure} {period}: ",
    ),
    Word::new("fill.replaced", "原为“{raw}”，已改为 {value}", "{raw} was replaced by {value}"),
    Word::new(
        "fill.kept",
        "已有“{raw}”，本台的数是 {value}，未改；要改写请加 --overwrite",
        "{raw} stays, ours is {value}; --overwrite replaces it",
    ),
    Word::new("fill.formula", "是公式，未动；打开后由表格软件重算", "a formula, left alone; it is computed on opening"),
    Word::new("fill.not_reported", "没有报，留空；请催报后再填", "not reported, left empty"),
    Word::new("fill.not_applicable", "不适用（如分母为零），留空", "not applicable, left empty"),
    Word::new("fill.suppressed", "数值过小不予公布，留空", "suppressed, left empty"),
    Word::new(
        "fill.unreadable",
        "报表里的内容不是数，留空；见 yuebao check",
        "what was reported is no number, left empty; see yuebao check",
    ),
    Word::new(
        "fill.incomplete",
        "合计缺部分单位，留空；请补齐后再填，或核实后手工填写",
        "the total lacks a part, left empty",
    ),
    Word::new(
        "fill.no_figure",
        "本台没有这个数，留空；有哪些数见 yuebao figures，地区不对的用 --region 指明",
        "the desk has no such figure, left empty; see yuebao figures, and --region",
    ),
    Word::new(
        "fill.other_measure",
        "本台没有这一项的“{measure}”（本台有的是 {why}），留空；请核对表样里这一栏的 measure",
        "the desk has no {measure} of it (it has {why}), left empty; check the measure of the column in the form",
    ),
    Word::new(
        "fill.over_sign",
        "原为“{raw}”，当作空格，已填 {value}",
        "the sign {raw} counted as blank; {value} was put there",
    ),
    Word::new(
        "fill.not_a_unit",
        "“{label}”不是本台的报送单位，也不是哪个单位的简称或别名，留空；确是本台单位的，在表样里写 [[regions]]，name 填单位全称，aliases 填这个写法；不是的请自填",
        "{label} is no unit of this desk nor another name of one, left empty; if it is one, write [[regions]] in the form with its full name as name and this one among its aliases",
    ),
    Word::new(
        "fill.row_unknown",
        "表样里没有“{label}”这一行，留空；与表样某一行是同一项的，把这个写法加进该行的 aliases；表样缺这一行的，补一行再填",
        "the form has no row {label}, left empty; add the name to the aliases of the row it is, or add a row",
    ),
    Word::new(
        "fill.column_unknown",
        "表样里没有“{label}”这一栏，留空；要填的，在表样里补一个 [[tables.columns]]；不用填的，写进 ignored_columns",
        "the form has no column {label}, left empty; add one to its columns, or name it in ignored_columns",
    ),
    Word::new(
        "fill.subtotal",
        "是小计行，本台没有对应的数，留空；请在表里加总",
        "a subtotal, of which the desk has no figure; add it up in the sheet",
    ),
    Word::new(
        "fill.other_table",
        "从这里起是表样里没有的另一张表，以下各行没有填；要填的，在表样里为它写一个 [[tables]]",
        "another table begins here that the form does not describe; nothing below was filled in. Describe it in the form as one more of its tables",
    ),
    Word::new(
        "fill.left_row",
        "{sheet} {cell} “{label}”一行没有填：{reason}",
        "{sheet} {cell}: row {label} got nothing: {reason}",
    ),
    Word::new(
        "fill.left_column",
        "{sheet} {cell} “{label}”一栏没有填：{reason}",
        "{sheet} {cell}: column {label} got nothing: {reason}",
    ),
    Word::new("fill.left_table", "{sheet} {cell} “{label}”：{reason}", "{sheet} {cell} {label}: {reason}"),
    Word::new(
        "fill.left_count",
        "另有 {rows} 行、{columns} 栏一格也没有填，见上",
        "{rows} rows and {columns} columns got nothing; see above",
    ),
    Word::new(
        "fill.locked",
        "{sheet}：工作表有保护，填入的 {count} 格是锁定的（{cells}），发表单位没有留给人填；请核对这些格该不该填，表样认错了的改表样",
        "{sheet}: the sheet is protected, and {count} of the cells filled in are locked ({cells}); check that they are meant to be filled in",
    ),
    Word::new("fill.and_more", "等", " and more"),
    Word::new(
        "fill.unread",
        "没有动的工作表：{sheets}（没有这个表样的表；有要填的，另写表样再填一次）",
        "sheets left alone: {sheets} (no table of the form there; fill them in with a form of their own)",
    ),
    Word::new(
        "fill.unwritable",
        "换算成这一格的单位除不尽，或这一格不收数，留空；请核对表样",
        "the number does not come out even in the unit of the cell, or the cell takes none; left empty",
    ),
    Word::new(
        "fill.done",
        "填入 {filled} 格，原已相同 {same} 格，未填 {left} 格：{path}（每一格的来历：{trace}）",
        "{filled} cells filled, {same} the same already, {left} left: {path} (trace: {trace})",
    ),
];
