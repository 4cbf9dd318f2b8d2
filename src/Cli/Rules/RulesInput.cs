using System.Text;
using Cabildo.Rules.Dmn.Json;
using Cabildo.Rules.Types;
using Cabildo.Rules.Values;

namespace Cabildo.Cli.Rules;

/// <summary>The option <c>--input JSON</c>: an object, or the name of a file with one.</summary>
internal static class RulesInput
{
    public const string Description = "The data: a JSON object, or the name of a file with one. Dates are strings such as \"2026-05-04\", and taken as the model declares them. If not given, there are none.";

    /// <summary>Reads it.</summary>
    /// <param name="given">What was given; null if nothing.</param>
    /// <param name="typeOf">The declared type of each.</param>
    /// <exception cref="InvalidDataException">There is no such file, or it holds something else.</exception>
    public static FeelContext Read(string? given, Func<string, FeelType?> typeOf)
    {
        if (given is null)
            return FeelContext.Empty;
        var json = given.AsSpan().TrimStart() is ['{', ..] ? Encoding.UTF8.GetBytes(given) : RulesFile.Bytes(given);
        return FeelJson.ReadInputs(json, typeOf, out var problem) ?? throw new InvalidDataException($"The input cannot be read: {problem}");
    }

    /// <summary>The names of the data with the types of their values, for expressions that stand alone.</summary>
    public static IReadOnlyList<KeyValuePair<string, FeelType>> Names(FeelContext inputs) => [.. inputs.Entries.Select(entry => KeyValuePair.Create(entry.Key, TypeOf(entry.Value)))];

    private static FeelType TypeOf(FeelValue value) => value.Kind switch
    {
        FeelKind.Boolean => FeelType.Boolean,
        FeelKind.Number => FeelType.Number,
        FeelKind.Text => FeelType.Text,
        FeelKind.List => FeelType.ListOf(value.List!.Count > 0 ? TypeOf(value.List[0]) : FeelType.Any),
        FeelKind.Context => new ContextType([.. value.Context!.Entries.Select(entry => KeyValuePair.Create(entry.Key, TypeOf(entry.Value)))]),
        _ => FeelType.Any,
    };
}
