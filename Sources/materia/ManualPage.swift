import ArgumentParser
import Authoring

/// The manual page: what the commands say of themselves, in the form that `man` reads.
enum ManualPage {
    static func text(of commands: [any ParsableCommand.Type]) -> String {
        var text = """
            .TH MATERIA 1 "" "Materia \(Version.current)" "Materia"
            .SH NAME
            materia \\- \(escaped(Materia.configuration.abstract))
            .SH SYNOPSIS
            .B materia
            .I command
            [options]
            .SH DESCRIPTION
            \(escaped(Materia.configuration.discussion))

            """
        for command in commands {
            text += ".SH \(Help.name(command).uppercased())\n.nf\n\(escaped(Materia.helpMessage(for: command, columns: 76)))\n.fi\n"
        }
        text += ".SH GUIDE\nShown by\n.B materia help\n.IR page .\n"
        for page in Guide.pages { text += ".TP\n.B \(escaped(page.name))\n\(escaped(page.summary))\n" }
        return text
    }

    /// Backslashes and hyphens as they are; no line begins as a request does.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-").split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&\($0)" : String($0) }.joined(separator: "\n")
    }
}
