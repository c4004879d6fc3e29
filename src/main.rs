//! The `yuebao` command: hands its arguments to the library and exits with its status.

fn main() -> std::process::ExitCode {
    let arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    yuebao::cli::run(arguments)
}
