//! What `yuebao demo` says.

use super::word::Word;

pub(super) const DEMO: &[Word] = &[
    Word::new("error.demo", "模拟数据编不出来，有 {count} 处：", "no returns could be invented, for {count} reasons:"),
    Word::new(
        "error.no_demo",
        "统计台“{desk}”没有 demo.toml，编不出模拟数据。写法见 docs/demo.md。",
        "the desk {desk} has no demo.toml; see docs/demo.md.",
    ),
    Word::new(
        "error.demo_folder",
        "“{path}”里有不是 yuebao demo 写的文件（{file}），未作改动。请用 --out 另指一个文件夹，或先把它移走。",
        "{path} holds files that demo has not written ({file}); nothing was changed. Name another folder with --out, or move them away.",
    ),
    Word::new(
        "error.demo_out",
        "--units 会另编单位，写出一个自成一体的工作目录：请用 --out 指明写到哪里。",
        "--units writes a home of its own: name it with --out.",
    ),
    Word::new("error.demo_months", "--months 应是 1 至 12，不是 {months}。", "--months is 1 to 12, not {months}."),
    Word::new(
        "error.demo_dirt",
        "--dirt 应是 0 至 1 之间的数（0.05 即百分之五的报表），不是“{dirt}”。",
        "--dirt is a share between 0 and 1 (0.05), not {dirt}.",
    ),
    Word::new(
        "demo.wrote",
        "模拟数据：{units} 个单位、{months} 个月、{files} 份报表已写入 {path}（种子 {seed}，放错 {dirt} 处，见 truth.csv）",
        "invented returns: {files} workbooks of {units} units and {months} months written to {path} (seed {seed}, {dirt} errors, see truth.csv)",
    ),
    Word::new(
        "demo.same",
        "模拟数据：{files} 份报表与 {path} 中的相同，未改动",
        "the {files} invented returns are those in {path} already",
    ),
    Word::new(
        "demo.not_ignored",
        "提示：desk.toml 的 ignored_files 里没有 truth.csv，check 会提示它放错了地方；请加上。",
        "note: ignored_files of desk.toml does not name truth.csv; check will tell of it.",
    ),
    Word::new(
        "help.demo",
        "编出一个统计台的模拟报表：数字虚构而彼此对得上，封面写明“模拟数据”（写法见 docs/demo.md）",
        "invent coherent returns for a desk, marked as invented (docs/demo.md)",
    ),
    Word::new("help.out_demo", "写到哪个文件夹（默认 inputs/<统计台>）", "output folder (default inputs/<desk>)"),
    Word::new(
        "help.demo_units",
        "在本台的单位之外再编多少个单位；要配 --out，写出的是自成一体的工作目录",
        "invent so many further units; --out then gets a home of its own",
    ),
    Word::new("help.demo_months", "只编前几个月（默认 11）", "the first months only (default 11)"),
    Word::new(
        "help.demo_seed",
        "种子：换一组数，指定的数不变（默认取 demo.toml 的）",
        "another seed invents other numbers, but for those given",
    ),
    Word::new(
        "help.demo_dirt",
        "在百分之几的报表里各放一处错（0.05），truth.csv 一一列明",
        "put an error into this share of the returns (0.05), each told in truth.csv",
    ),
    Word::new(
        "help.demo_cells",
        "truth.csv 里再列每个单位每一格的数（约大十倍）",
        "truth.csv lists every cell of every unit too (about ten times as large)",
    ),
];
