namespace Cabildo.Cli.Settings;

/// <summary>A value of a settings file, and the line it is on.</summary>
/// <param name="Line">The line, from 1.</param>
internal abstract record SettingNode(int Line);

/// <summary>A text; null where the file has nothing, or YAML's null.</summary>
/// <param name="Value">The text.</param>
/// <param name="Line">The line.</param>
internal sealed record SettingScalar(string? Value, int Line) : SettingNode(Line);

/// <summary>A list.</summary>
/// <param name="Line">Where it begins.</param>
internal sealed record SettingList(int Line) : SettingNode(Line)
{
    public List<SettingNode> Items { get; } = [];
}

/// <summary>Keys with values.</summary>
/// <param name="Line">Where it begins.</param>
internal sealed record SettingMap(int Line) : SettingNode(Line)
{
    /// <summary>In the order of the file; each key once, with the line it is on.</summary>
    public List<(string Key, int Line, SettingNode Value)> Entries { get; } = [];
}

/// <summary>What is wrong with a settings file.</summary>
/// <param name="Line">On which line; null if on none in particular.</param>
/// <param name="Text">A sentence that names the setting and says what to do.</param>
/// <param name="Origin">Where it comes from, if not from the file.</param>
internal sealed record SettingProblem(int? Line, string Text, string? Origin = null);
