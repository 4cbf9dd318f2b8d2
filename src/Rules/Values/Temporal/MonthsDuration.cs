using System.Globalization;

namespace Cabildo.Rules.Values;

/// <summary>A duration of years and months (DMN 1.5 §10.3.2.3.8), of less than 10^18 months to either side.</summary>
public sealed record MonthsDuration : IFeelTemporal
{
    private const long Most = 999_999_999_999_999_999;

    private MonthsDuration(long months) => Months = months;

    /// <inheritdoc />
    public FeelKind Kind => FeelKind.MonthsDuration;

    /// <summary>The whole of it in months.</summary>
    public long Months { get; }

    /// <summary>A duration; null if it is too long.</summary>
    public static MonthsDuration? Of(Int128 months) => Int128.Abs(months) <= Most ? new MonthsDuration((long)months) : null;

    /// <summary>The same to the other side.</summary>
    public MonthsDuration Negate() => new(-Months);

    /// <inheritdoc />
    public int? Order(IFeelTemporal other) => other is MonthsDuration duration ? Months.CompareTo(duration.Months) : null;

    /// <inheritdoc />
    public bool? IsSame(IFeelTemporal other) => other is MonthsDuration duration ? Months == duration.Months : null;

    /// <inheritdoc />
    /// <remarks>Each part of a negative duration is negative.</remarks>
    public bool TryGetProperty(string name, out FeelValue value)
    {
        value = name switch
        {
            "years" => Months / 12,
            "months" => Months % 12,
            _ => FeelValue.Null,
        };
        return name is "years" or "months";
    }

    /// <summary>Such as <c>P1Y2M</c>, with the parts that are not 0; <c>P0M</c> of nothing.</summary>
    public override string ToString()
    {
        var (years, months) = Math.DivRem(Math.Abs(Months), 12);
        return string.Create(CultureInfo.InvariantCulture, $"{(Months < 0 ? "-" : "")}P{(years == 0 ? "" : $"{years}Y")}{(months == 0 && years != 0 ? "" : $"{months}M")}");
    }
}
