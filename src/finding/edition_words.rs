//! What `yuebao history`, `yuebao publish` and `yuebao verify` say.

use super::word::Word;

pub(super) const EDITION: &[Word] = &[
    Word::new(
        "help.history",
        "一个统计台出过哪些版：依据哪些报表，哪些被替代，哪版已发布",
        "the editions of a desk: from which returns, which were superseded, which was published",
    ),
    Word::new("help.period_history", "只看这一期；不写则列出全部", "this period only; all when none is said"),
    Word::new(
        "help.publish",
        "发布一版：登记由谁、何时、为何发布，文件改为只读；此后再出的是新版",
        "publish an edition: who, when, why; its files become read-only, what follows is a new edition",
    ),
    Word::new("help.edition", "第几版；不写则为最新一版", "which edition; the last when none is said"),
    Word::new("help.by", "由谁发布", "who publishes"),
    Word::new("help.note", "备注，如“报局长办公会”", "a note"),
    Word::new(
        "help.publish_draft",
        "尚是草稿也发布；须写 --note 说明理由",
        "publish though it is a draft; --note must say why",
    ),
    Word::new(
        "help.verify",
        "核对一版：用当时的报表和模板重做一遍，逐字节比较",
        "check an edition: make it again from the returns and templates of then, and compare bytes",
    ),
    Word::new(
        "help.verify_edition",
        "哪一版：第N版文件夹、这一期的文件夹或 manifest.json；不写则由 --desk、--period、--edition 定",
        "an edition's folder, its period's, or a manifest.json; else by --desk, --period, --edition",
    ),
    Word::new("progress.read", "读取报表", "reading returns"),
    Word::new(
        "progress.waiting",
        "另一个 yuebao 正在写“{path}”，等它写完……",
        "another yuebao is writing {path}; waiting for it …",
    ),
    Word::new(
        "error.lock",
        "无法占用“{path}”：{reason}。换一个能加锁的文件夹（--out），上一版未受影响。",
        "cannot hold {path}: {reason}. Use a folder that can be locked (--out); the last edition is untouched.",
    ),
    Word::new(
        "error.changed_meanwhile",
        "“{path}”在读取过程中被改动了，没有写出新版；请等文件存好再运行一次。",
        "{path} changed while it was read; nothing was written. Run again once it is saved.",
    ),
    Word::new(
        "error.no_edition",
        "“{path}”里没有这一版；有哪些版，用 yuebao history 看。",
        "{path} holds no such edition; see yuebao history.",
    ),
    Word::new(
        "error.published",
        "第{edition}版已由{by}于 {at} 发布，不再重复登记。",
        "edition {edition} was published by {by} at {at} already.",
    ),
    Word::new(
        "error.published_file",
        "“{path}”读不出来（{reason}）：谁发布过哪一版不能猜，请从备份恢复这个文件，或改名后重新登记。",
        "{path} cannot be read ({reason}): restore it from a backup, or move it away and publish again.",
    ),
    Word::new(
        "error.publish_draft",
        "第{edition}版还是草稿，有强制性问题没有解决，不能发布。确要发布，加 --draft 并用 --note 写明理由。",
        "edition {edition} is a draft with open must-level findings. To publish it all the same, add --draft and say why with --note.",
    ),
    Word::new("error.publish_note", "发布草稿要用 --note 写明理由。", "a draft is published with a reason: --note."),
    Word::new(
        "error.publish_changed",
        "第{edition}版的文件和写出时不一样，不能发布：{files}。请重新运行 yuebao report。",
        "files of edition {edition} are not as they were written: {files}. Run yuebao report again.",
    ),
    Word::new("history.none", "还没有出过版。", "no edition yet."),
    Word::new("history.edition", "第{edition}版", "edition {edition}"),
    Word::new("history.draft", "草稿", "draft"),
    Word::new("history.final", "定稿", "final"),
    Word::new("history.current", "当前", "current"),
    Word::new("history.as_of", "成文 {date}", "as of {date}"),
    Word::new("history.published", "已发布：{by}，{at}", "published by {by}, {at}"),
    Word::new(
        "history.damaged",
        "{count} 个文件和写出时不一样：{files}",
        "{count} file(s) are not as they were written: {files}",
    ),
    Word::new(
        "history.spoiled",
        "第{edition}版的 manifest.json 丢失或损坏，只剩文件",
        "the manifest of edition {edition} is lost; its files are left",
    ),
    Word::new("history.inputs", "文件 {count} 份：{states}", "{count} file(s): {states}"),
    Word::new("history.state_effective", "采用", "used"),
    Word::new("history.state_superseded", "被替代", "superseded"),
    Word::new("history.state_duplicate", "重复", "duplicate"),
    Word::new("history.state_ignored", "不读", "ignored"),
    Word::new("history.state_refused", "不能读", "refused"),
    Word::new("history.superseded", "被替代", "superseded"),
    Word::new("history.added", "新到", "new"),
    Word::new("history.removed", "撤走", "gone"),
    Word::new("history.replaced", "换过", "replaced"),
    Word::new("history.changed_state", "改为{state}", "now {state}"),
    Word::new(
        "history.same_inputs",
        "报表与上一版相同，改的是模板、日期、字体或程序",
        "the returns are those of the edition before; templates, date, faces or program differ",
    ),
    Word::new(
        "publish.done",
        "第{edition}版已发布（{by}，{at}），文件已设为只读：{path}",
        "edition {edition} is published ({by}, {at}); its files are read-only: {path}",
    ),
    Word::new(
        "verify.same",
        "一致：第{edition}版的 {count} 个文件由当时的 {inputs} 份报表重做，逐字节相同。",
        "the same: all {count} files of edition {edition}, made again from its {inputs} inputs, byte for byte.",
    ),
    Word::new("verify.differs", "不一致：第{edition}版（{path}）", "different: edition {edition} ({path})"),
    Word::new(
        "verify.damaged",
        "写出之后被改动或丢失的文件 {count} 个：",
        "{count} file(s) changed or gone since they were written:",
    ),
    Word::new(
        "verify.republished",
        "这一版的 manifest.json 与发布时登记的不是同一份",
        "the manifest of this edition is not the one that was published",
    ),
    Word::new(
        "verify.lost",
        "当时用的文件有 {count} 个找不到，不能重做：",
        "{count} file(s) it was made from are nowhere to be found, it cannot be made again:",
    ),
    Word::new(
        "verify.lost_advice",
        "放回原来的文件（文件名可以不同的不行，内容须一致），再核对一次",
        "put the files back as they were and verify again",
    ),
    Word::new("verify.different", "重做出来不同的文件 {count} 个：", "{count} file(s) come out otherwise:"),
    Word::new("verify.figures", "其中数字不同的 {count} 个（当时 → 重做）：", "{count} figure(s) differ (then → now):"),
    Word::new(
        "verify.tool",
        "原因：当时的程序是 {then}，现在是 {now}",
        "because: then the program was {then}, now it is {now}",
    ),
    Word::new(
        "verify.faces",
        "原因：当时用的字体和现在装的不是同一份",
        "because: the faces of then are not those installed now",
    ),
    Word::new(
        "verify.unexplained",
        "报表、模板、字体和程序版本都相同：文件在写出后被改过，或程序本身改过而版本号未变",
        "returns, templates, faces and version are the same: files were changed after they were written, or the program was changed under its version",
    ),
    Word::new("verify.none", "无", "none"),
];
