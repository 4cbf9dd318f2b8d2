namespace Cabildo.Platform.Hosting;

/// <summary>Where each setting of a role comes from, for sentences that an operator acts on.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Lines">The line of each key that the file sets, by flat key.</param>
/// <param name="Environment">The environment variable of each key that it sets.</param>
public sealed record SettingOrigins(string? File, IReadOnlyDictionary<string, int> Lines, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Of settings that come from no file.</summary>
    public static SettingOrigins None { get; } = new(null, new Dictionary<string, int>(), new Dictionary<string, string>());

    /// <summary>Such as <c>node.yaml, line 12</c>; of a key with others below it, where the first of them is; null if nothing set it.</summary>
    /// <param name="key">A flat key, as <c>Exchange:Services:0</c>.</param>
    public string? Of(string key)
    {
        if (Environment.TryGetValue(key, out var variable))
            return variable;
        return LineOf(key) is { } line ? $"{File}, line {line}" : null;
    }

    /// <summary>The line of a key, or of the first below it; null if the file does not set it.</summary>
    /// <param name="key">A flat key.</param>
    public int? LineOf(string key) => Lines.TryGetValue(key, out var line) ? line
        : Lines.Where(other => other.Key.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase)).Select(other => (int?)other.Value).Min();
}
