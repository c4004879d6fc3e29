//! The command line: its words come from the message catalogue, so that help speaks the language asked for.

use crate::finding::{Lang, word};
use clap::{Arg, ArgAction, ArgMatches, Command};

/// The language, before anything else is understood: `--lang en` anywhere on the line.
pub fn language(arguments: &[String]) -> Lang {
    let after = |i: usize| arguments.get(i + 1).map(String::as_str);
    let found = arguments.iter().enumerate().find_map(|(i, a)| match a.as_str() {
        "--lang" => after(i),
        other => other.strip_prefix("--lang="),
    });
    if found == Some("en") { Lang::En } else { Lang::Zh }
}

/// The whole command.
pub fn command(lang: Lang) -> Command {
    let say = |key: &str| word(key, lang);
    let sub = |name: &'static str, about: &str| with_common(template(Command::new(name).about(say(about)), lang), lang);
    template(Command::new("yuebao"), lang)
        .version(env!("CARGO_PKG_VERSION"))
        .about(say("help.about"))
        .after_help(say("help.after"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(flag("version", say("help.version")).short('V').action(ArgAction::Version))
        .arg(value("lang", "zh|en", say("help.lang")).value_parser(["zh", "en"]).global(true))
        .subcommand(report(sub("report", "help.report"), lang))
        .subcommand(check(sub("check", "help.check"), lang))
        .subcommand(
            sub("figures", "help.figures")
                .arg(flag("json", say("help.json")))
                .arg(value("indicator", "NAME", say("help.indicator")).action(ArgAction::Append))
                .arg(value("region", "NAME", say("help.region")).action(ArgAction::Append))
                .arg(value("measure", "NAME", say("help.measure")).action(ArgAction::Append))
                .arg(value("form", "F.toml", say("help.form")).conflicts_with_all(["desk", "inputs"]))
                .arg(value("cells", "OUT.csv", say("help.cells")).requires("form"))
                .arg(files("file", say("help.files"))),
        )
        .subcommand(compare(template(Command::new("compare").about(say("help.compare")), lang), lang))
        .subcommand(fill(sub("fill", "help.fill"), lang))
        .subcommand(
            sub("forms", "help.forms")
                .mut_arg("period", |period| period.help(say("help.period_forms")))
                .arg(value("unit", "NAME", say("help.unit")).action(ArgAction::Append))
                .arg(value("out", "DIR", say("help.out_forms"))),
        )
        .subcommand(
            sub("demo", "help.demo")
                .arg(value("units", "N", say("help.demo_units")).value_parser(clap::value_parser!(u16)))
                .arg(value("months", "M", say("help.demo_months")).value_parser(clap::value_parser!(u8)))
                .arg(value("seed", "S", say("help.demo_seed")).value_parser(clap::value_parser!(u64)))
                .arg(value("dirt", "0.05", say("help.demo_dirt")))
                .arg(flag("cells", say("help.demo_cells")))
                .arg(value("out", "DIR", say("help.out_demo"))),
        )
        .subcommand(trace(sub("trace", "help.trace"), lang))
        .subcommand(
            sub("history", "help.history")
                .mut_arg("period", |period| period.help(say("help.period_history")))
                .arg(flag("json", say("help.json")))
                .arg(value("out", "DIR", say("help.out"))),
        )
        .subcommand(publish(sub("publish", "help.publish"), lang))
        .subcommand(verify(sub("verify", "help.verify"), lang))
        .subcommand(init(template(Command::new("init").about(say("help.init")), lang), lang))
        .subcommand(inspect(sub("inspect", "help.inspect"), lang))
        .subcommand(sub("explain", "help.explain").arg(Arg::new("rule").required(true).help(say("help.rule"))))
        .subcommand(list(sub("list", "help.list"), lang))
}

/// What `report` takes.
fn report(command: Command, lang: Lang) -> Command {
    let say = |key: &str| word(key, lang);
    let reports =
        |name: &'static str, help: String| value(name, "ID", help).action(ArgAction::Append).value_delimiter(',');
    command
        .arg(flag("require-final", say("help.require_final")))
        .arg(value("as-of", "2021-12-05", say("help.as_of")))
        .arg(reports("also", say("help.also")))
        .arg(reports("only", say("help.only")).conflicts_with("also"))
        .arg(value("fonts", "system|bundled", say("help.fonts")).value_parser(["system", "bundled"]))
        .arg(value("out", "DIR", say("help.out")))
}

/// What `list` takes.
fn list(command: Command, lang: Lang) -> Command {
    command.arg(Arg::new("what").required(true).help(word("help.what", lang)).value_parser([
        "desks",
        "periods",
        "units",
        "indicators",
        "forms",
        "rules",
        "targets",
        "findings",
        "reports",
        "comparisons",
    ]))
}

/// What `init` takes: there is no desk yet.
fn init(command: Command, lang: Lang) -> Command {
    let say = |key: &str| word(key, lang);
    command
        .arg(Arg::new("folder").value_name("DIR").required(true).help(say("help.init_folder")))
        .arg(value("from", "DESK", say("help.init_from")).required(true))
        .arg(value("as", "ID", say("help.init_as")))
        .arg(value("home", "DIR", say("help.init_home")))
        .arg(flag("quiet", say("help.quiet")).short('q'))
        .arg(value("color", "WHEN", say("help.color")).value_parser(["auto", "always", "never"]))
}

/// What `publish` takes.
fn publish(command: Command, lang: Lang) -> Command {
    let say = |key: &str| word(key, lang);
    command
        .mut_arg("period", |period| period.help(say("help.period_one")))
        .arg(value("edition", "N", say("help.edition")).value_parser(clap::value_parser!(u32)))
        .arg(value("by", "NAME", say("help.by")).required(true))
        .arg(value("note", "TEXT", say("help.note")))
        .arg(flag("draft", say("help.publish_draft")))
        .arg(value("out", "DIR", say("help.out")))
}

/// What `verify` takes.
fn verify(command: Command, lang: Lang) -> Command {
    let say = |key: &str| word(key, lang);
    let path = clap::value_parser!(std::path::PathBuf);
    command
        .mut_arg("period", |period| period.help(say("help.period_one")))
        .arg(value("edition", "N", say("help.edition")).value_parser(clap::value_parser!(u32)))
        .arg(value("out", "DIR", say("help.out")))
        .arg(Arg::new("edition-folder").value_name("EDITION").help(say("help.verify_edition")).value_parser(path))
}

/// What `trace` takes.
fn trace(command: Command, lang: Lang) -> Command {
    let say = |key: &str| word(key, lang);
    let query = Arg::new("query").required(true).help(say("help.query"));
    command
        .arg(flag("json", say("help.json")))
        .arg(value("set", "SET", say("help.trace_set")).conflicts_with_all(["desk", "inputs"]))
        .arg(query.num_args(1..).allow_negative_numbers(true))
}

/// What `compare` takes: the desks are the set's.
fn compare(command: Command, lang: Lang) -> Command {
    let say = |key: &str| word(key, lang);
    command
        .arg(value("set", "SET", say("help.compare_set")).required(true))
        .arg(value("period", "P", say("help.period_compare")))
        .arg(flag("json", say("help.json")))
        .arg(value("fonts", "system|bundled", say("help.fonts")).value_parser(["system", "bundled"]))
        .arg(value("out", "DIR", say("help.out_compare")))
        .arg(value("home", "DIR", say("help.home")))
        .arg(value("jobs", "N", say("help.jobs")).value_parser(clap::value_parser!(u16)))
        .arg(flag("quiet", say("help.quiet")).short('q'))
        .arg(value("color", "WHEN", say("help.color")).value_parser(["auto", "always", "never"]))
}

/// What `check` takes.
fn check(command: Command, lang: Lang) -> Command {
    let say = |key: &str| word(key, lang);
    command
        .arg(flag("json", say("help.json")))
        .arg(flag("undecided", say("help.undecided")).conflicts_with_all(["json", "templates", "mutate"]))
        .arg(flag("write", say("help.write")).conflicts_with_all(["templates", "mutate"]))
        .arg(value("out", "DIR", say("help.out_write")).requires("write"))
        .arg(flag("templates", say("help.templates")))
        .arg(flag("mutate", say("help.mutate")).conflicts_with("templates"))
}

/// What `fill` takes.
fn fill(command: Command, lang: Lang) -> Command {
    let say = |key: &str| word(key, lang);
    command
        .arg(value("form", "F.toml", say("help.fill_form")).required(true))
        .arg(value("region", "CODE", say("help.fill_region")))
        .arg(value("out", "FILE", say("help.fill_out")))
        .arg(flag("overwrite", say("help.overwrite")))
        .arg(files("file", say("help.fill_file")).num_args(1).required(true))
}

/// What `inspect` takes.
fn inspect(command: Command, lang: Lang) -> Command {
    let say = |key: &str| word(key, lang);
    command
        .arg(flag("json", say("help.json")))
        .arg(value("form", "F.toml", say("help.inspect_form")).conflicts_with("desk"))
        .arg(flag("draft-form", say("help.draft_form")).conflicts_with("json"))
        .arg(files("file", say("help.inspect_file")).num_args(1).required(true))
}

fn template(command: Command, lang: Lang) -> Command {
    let (usage, commands) = (word("help.usage", lang), word("help.commands", lang));
    let (arguments, options) = (word("help.arguments", lang), word("help.options", lang));
    let text = if command.get_name() == "yuebao" {
        format!(
            "{{about}}\n\n{usage}: {{usage}}\n\n{commands}:\n{{subcommands}}\n\n{options}:\n{{options}}\n\n{{after-help}}\n"
        )
    } else {
        format!("{{about}}\n\n{usage}: {{usage}}\n\n{arguments}:\n{{positionals}}\n\n{options}:\n{{options}}\n")
    };
    let text = if matches!(
        command.get_name(),
        "trace" | "verify" | "list" | "figures" | "fill" | "init" | "inspect" | "yuebao"
    ) {
        text
    } else {
        text.replace(&format!("{arguments}:\n{{positionals}}\n\n"), "")
    };
    command
        .help_template(text)
        .term_width(80)
        .disable_help_flag(true)
        .arg(flag("help", word("help.help", lang)).short('h').action(ArgAction::Help))
}

fn with_common(command: Command, lang: Lang) -> Command {
    let say = |key: &str| word(key, lang);
    command
        .arg(value("desk", "ID", say("help.desk")))
        .arg(value("period", "P", say("help.period")))
        .arg(value("inputs", "DIR", say("help.inputs")))
        .arg(value("home", "DIR", say("help.home")))
        .arg(value("jobs", "N", say("help.jobs")).value_parser(clap::value_parser!(u16)))
        .arg(flag("quiet", say("help.quiet")).short('q'))
        .arg(flag("verbose", say("help.verbose")).short('v'))
        .arg(value("color", "WHEN", say("help.color")).value_parser(["auto", "always", "never"]))
}

fn flag(name: &'static str, help: String) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

fn value(name: &'static str, example: &'static str, help: String) -> Arg {
    Arg::new(name).long(name).value_name(example).help(help)
}

/// Files of any name, as many as are given.
fn files(name: &'static str, help: String) -> Arg {
    let path = clap::value_parser!(std::path::PathBuf);
    Arg::new(name).value_name("FILE").help(help).num_args(0..).value_parser(path)
}

/// A text option.
pub fn text<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches.try_get_one::<String>(name).ok().flatten().map(String::as_str)
}

/// All values of a repeatable option.
pub fn texts<'a>(matches: &'a ArgMatches, name: &str) -> Vec<&'a str> {
    matches.try_get_many::<String>(name).ok().flatten().map(|all| all.map(String::as_str).collect()).unwrap_or_default()
}

pub fn is_set(matches: &ArgMatches, name: &str) -> bool {
    matches.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or(false)
}
