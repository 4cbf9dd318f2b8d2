using System.Runtime.InteropServices;
using Cabildo.Rules.Values;

namespace Cabildo.Rules.Feel.Syntax;

/// <summary>What kinds of token FEEL has.</summary>
internal enum TokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A word: a name, a part of one, or a keyword.</summary>
    Word,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Text in quotes.</summary>
    Text,

    /// <summary>A date, time or duration: <c>@"…"</c>.</summary>
    At,

    /// <summary>A sign, such as <c>&lt;=</c>.</summary>
    Sign,
}

/// <summary>A token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A word or sign as written; of text its content without escapes.</param>
/// <param name="Place">Where it stands.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(TokenKind Kind, string Text, SourcePlace Place)
{
    /// <summary>Whether it is this word or sign.</summary>
    public bool Is(string text) => Kind is TokenKind.Word or TokenKind.Sign && Text == text;

    public override string ToString() => Kind == TokenKind.End ? "the end" : $"`{Text}`";
}

/// <summary>The text is not FEEL.</summary>
internal sealed class FeelSyntaxException(RuleProblem problem) : Exception(problem.Message)
{
    public RuleProblem Problem => problem;
}
