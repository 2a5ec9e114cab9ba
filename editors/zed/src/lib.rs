use zed_extension_api::{self as zed, LanguageServerId, Result};

/// Starts `materia lsp`, which has to be in the path.
struct Materia;

impl zed::Extension for Materia {
    fn new() -> Self {
        Materia
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &zed::Worktree) -> Result<zed::Command> {
        let command = worktree.which("materia").ok_or("materia is not in the path")?;
        Ok(zed::Command { command, args: vec!["lsp".into()], env: worktree.shell_env() })
    }
}

zed::register_extension!(Materia);
