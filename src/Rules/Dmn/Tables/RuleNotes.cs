namespace Cabildo.Rules.Dmn.Tables;

/// <summary>What people wrote beside a rule of a decision table.</summary>
/// <param name="Description">Its description; null if there is none.</param>
/// <param name="Annotations">Its annotations by the names of their columns; none that is empty.</param>
public sealed record RuleNotes(string? Description, IReadOnlyList<KeyValuePair<string, string>> Annotations)
{
    /// <summary>None.</summary>
    public static RuleNotes None { get; } = new(null, []);

    /// <summary>What somebody can do whom the rule goes against: the annotation of the column <c>Remedy</c> or <c>Remedio</c>; null if there is none.</summary>
    public string? Remedy => Of("remedy", "remedio");

    /// <summary>The law it rests on: the annotation of the column <c>Basis</c>, <c>Norma</c> or <c>Fundamento</c>; null if there is none.</summary>
    public string? Basis => Of("basis", "norma", "fundamento");

    private string? Of(params ReadOnlySpan<string> names)
    {
        foreach (var (name, text) in Annotations)
        {
            foreach (var wanted in names)
            {
                if (name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                    return text;
            }
        }

        return null;
    }
}
