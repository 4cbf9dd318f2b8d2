using Cabildo.Rules.Values;

namespace Cabildo.Rules.Dmn.Types;

/// <summary>Values as they are said in a reason: short, whatever they hold.</summary>
internal static class Sayable
{
    private const int MostLetters = 80;

    public static string Of(FeelValue value) => value.Kind switch
    {
        FeelKind.Null => "null",
        FeelKind.List when value.List!.Count > 3 => $"a list of {value.List.Count}",
        FeelKind.List => $"[{string.Join(", ", value.List!.Select(Inner))}]",
        FeelKind.Context => $"a context of {Shortened(string.Join(", ", value.Context!.Entries.Take(4).Select(entry => entry.Key)))}",
        FeelKind.Function => "a function",
        FeelKind.Text => Shortened($"\"{value.Text}\""),
        _ => Shortened(FeelText.Literal(value)),
    };

    private static string Inner(FeelValue value) => value.Kind is FeelKind.List ? $"a list of {value.List!.Count}" : Of(value);

    private static string Shortened(string text) => text.Length <= MostLetters ? text : string.Concat(text.AsSpan(0, MostLetters), "…");
}
