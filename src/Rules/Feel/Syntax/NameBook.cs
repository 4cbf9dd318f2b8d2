using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    // Of fields in fields.
    private const int MostDepth = 8;

    // Fields of a large type, which many scopes may know, are taken apart once.
    private const int ManyFields = 32;
    private static readonly ConditionalWeakTable<ContextType, NameBook> OfLargeTypes = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<NameBook> _others = [];
    private readonly Part _first = new();

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

    /// <summary>Adds a name, and those of the fields of its type.</summary>
    public void Add(string name, FeelType type)
    {
        Add(name);
        AddFields(type, MostDepth);
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

        // One token and the end are no name of several.
        if (tokens.Count <= 2)
            return;
        var part = _first;
        foreach (var token in CollectionsMarshal.AsSpan(tokens)[..^1])
            part = part.Next(token.Text);
        part.Name = name;
    }

    /// <summary>The longest name of several tokens that begins at a place, of a scope, those around it and the built-in functions; null if there is none.</summary>
    public static (string Name, int Count)? Match(Scope? scope, List<Token> tokens, int at)
    {
        (string, int)? longest = null;
        for (; scope is not null; scope = scope.Parent)
            longest = Longer(longest, scope.Book.Match(tokens, at));
        return Longer(longest, BuiltInNames.Match(tokens, at));
    }

    /// <summary>The longest of its names that begins at a place; null if there is none.</summary>
    public (string Name, int Count)? Match(List<Token> tokens, int at)
    {
        (string, int)? longest = null;
        var part = _first;
        for (var count = 0; at + count < tokens.Count && tokens[at + count] is { Kind: not (TokenKind.Text or TokenKind.At or TokenKind.End) } token && part.Find(token.Text) is { } next;)
        {
            part = next;
            count++;
            longest = part.Name is { } name ? (name, count) : longest;
        }

        foreach (var other in _others)
            longest = Longer(longest, other.Match(tokens, at));
        return longest;
    }

    private static (string Name, int Count)? Longer((string Name, int Count)? one, (string Name, int Count)? other) =>
        one is not { } first || other?.Count > first.Count ? other : one;

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
            case ContextType { Fields.Count: > ManyFields } context when depth == MostDepth:
                _others.Add(OfLargeTypes.GetValue(context, OfFields));
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

    private static NameBook OfFields(ContextType context)
    {
        var book = new NameBook();
        foreach (var (name, field) in context.Fields)
        {
            book.Add(name);
            book.AddFields(field, MostDepth - 1);
        }

        return book;
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

    // What names that begin the same go on with.
    private sealed class Part
    {
        private Dictionary<string, Part>? _next;

        /// <summary>The name that ends here; null if none does.</summary>
        public string? Name { get; set; }

        public Part? Find(string token) => _next?.GetValueOrDefault(token);

        public Part Next(string token)
        {
            _next ??= new Dictionary<string, Part>(StringComparer.Ordinal);
            ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(_next, token, out _);
            return next ??= new Part();
        }
    }
}
