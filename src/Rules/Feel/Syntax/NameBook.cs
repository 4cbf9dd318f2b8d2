using Cabildo.Rules.Functions;
using Cabildo.Rules.Types;

namespace Cabildo.Rules.Feel.Syntax;

/// <summary>
/// The names of several tokens that may stand in an expression: FEEL lets names have spaces and signs in them, and only who knows the
/// names can tell <c>a - b</c> from <c>a-b</c> (DMN 1.5 §10.3.1.4). Of two that fit, the longer one is meant.
/// </summary>
internal sealed class NameBook
{
    private static readonly NameBook BuiltInNames = OfBuiltIns();
    private readonly Dictionary<string, List<Entry>> _byFirst = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>How a name of these tokens is written: signs close to what is beside them only if both were.</summary>
    public static string Normalise(ReadOnlySpan<Token> tokens)
    {
        if (tokens.Length == 1)
            return tokens[0].Text;
        var parts = new List<string>(tokens.Length * 2);
        for (var i = 0; i < tokens.Length; i++)
        {
            var isApart = i > 0 && tokens[i - 1].Place.Start + tokens[i - 1].Place.Length < tokens[i].Place.Start;
            if (isApart)
                parts.Add(" ");
            parts.Add(tokens[i].Text);
        }

        return string.Concat(parts);
    }

    /// <summary>A name as it is normalised: spaces are one.</summary>
    public static string Normalise(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The names of a scope and those around it, and the fields of their types.</summary>
    public static NameBook Of(Scope? scope)
    {
        var book = new NameBook();
        for (; scope is not null; scope = scope.Parent)
        {
            foreach (var (name, type) in scope.Names)
            {
                book.Add(name);
                book.AddFields(type, depth: 8);
            }
        }

        return book;
    }

    /// <summary>Adds a name.</summary>
    public void Add(string name)
    {
        if (!_known.Add(name))
            return;
        List<Token> tokens;
        try
        {
            tokens = Lexer.Read(name);
        }
        catch (FeelSyntaxException)
        {
            return;
        }

        if (tokens.Count <= 2)
            return;
        var parts = tokens.Take(tokens.Count - 1).Select(token => token.Text).ToArray();
        if (!_byFirst.TryGetValue(parts[0], out var entries))
            _byFirst.Add(parts[0], entries = []);
        entries.Add(new Entry(name, parts));
        entries.Sort((left, right) => right.Parts.Length.CompareTo(left.Parts.Length));
    }

    /// <summary>The longest known name of several tokens that begins at a place; null if there is none.</summary>
    public (string Name, int Count)? Match(IReadOnlyList<Token> tokens, int at)
    {
        var own = MatchOwn(tokens, at);
        var builtIn = ReferenceEquals(this, BuiltInNames) ? null : BuiltInNames.MatchOwn(tokens, at);
        return builtIn is { } other && (own is not { } mine || other.Count > mine.Count) ? other : own;
    }

    private (string Name, int Count)? MatchOwn(IReadOnlyList<Token> tokens, int at)
    {
        if (!_byFirst.TryGetValue(tokens[at].Text, out var entries))
            return null;
        foreach (var entry in entries)
        {
            if (Fits(entry.Parts, tokens, at))
                return (entry.Name, entry.Parts.Length);
        }

        return null;
    }

    private void AddFields(FeelType type, int depth)
    {
        if (depth == 0)
            return;
        switch (type)
        {
            case ListType list:
                AddFields(list.Element, depth - 1);
                break;
            case FunctionType function:
                AddFields(function.Result, depth - 1);
                break;
            case ContextType context:
                foreach (var (name, field) in context.Fields)
                {
                    Add(name);
                    AddFields(field, depth - 1);
                }

                break;
        }
    }

    private static bool Fits(string[] parts, IReadOnlyList<Token> tokens, int at)
    {
        if (at + parts.Length > tokens.Count)
            return false;
        for (var i = 0; i < parts.Length; i++)
        {
            var token = tokens[at + i];
            if (token.Kind is TokenKind.Text or TokenKind.At or TokenKind.End || token.Text != parts[i])
                return false;
        }

        return true;
    }

    private static NameBook OfBuiltIns()
    {
        var book = new NameBook();
        foreach (var name in BuiltIns.All.Keys)
            book.Add(name);
        foreach (var name in (string[])["time offset", "start included", "end included", "days and time duration", "years and months duration", "date and time"])
            book.Add(name);
        return book;
    }

    private sealed record Entry(string Name, string[] Parts);
}
