using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Cabildo.Bench;

/// <summary>Rows for people and for programs.</summary>
internal static class Table
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public static string Json(IReadOnlyList<Row> rows) => JsonSerializer.Serialize(rows, Format) + "\n";

    public static string Text(IReadOnlyList<Row> rows)
    {
        string[][] cells =
        [
            ["name", "ours", "reference", "ratio", "goal", "met"],
            .. rows.Select(row => new[] { row.Name, row.Ours, row.Reference, row.Ratio.ToString("0.00", CultureInfo.InvariantCulture), row.Goal, row.Met ? "yes" : "no" }),
        ];
        var widths = Enumerable.Range(0, 6).Select(column => cells.Max(line => line[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var line in cells)
            text.AppendLine(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return text.ToString();
    }
}
