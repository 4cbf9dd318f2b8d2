namespace Cabildo.Rules.Values;

/// <summary>A date of the proleptic Gregorian calendar, years -999,999,999 to 999,999,999.</summary>
public sealed record FeelDate(int Year, int Month, int Day) : IFeelTemporal
{
    public FeelKind Kind => FeelKind.Date;
    public FeelDateTime AtMidnightUtc() => throw new NotSupportedException();
    public int? Order(IFeelTemporal other) => null;
    public bool? IsSame(IFeelTemporal other) => null;
    public bool TryGetProperty(string name, out FeelValue value) => throw new NotSupportedException();
}

public sealed record FeelTime : IFeelTemporal
{
    public FeelKind Kind => FeelKind.Time;
    public int? Order(IFeelTemporal other) => null;
    public bool? IsSame(IFeelTemporal other) => null;
    public bool TryGetProperty(string name, out FeelValue value) => throw new NotSupportedException();
}

public sealed record FeelDateTime : IFeelTemporal
{
    public FeelKind Kind => FeelKind.DateTime;
    public int? Order(IFeelTemporal other) => null;
    public bool? IsSame(IFeelTemporal other) => null;
    public bool TryGetProperty(string name, out FeelValue value) => throw new NotSupportedException();
}

public sealed record DaysDuration : IFeelTemporal
{
    public FeelKind Kind => FeelKind.DaysDuration;
    public int? Order(IFeelTemporal other) => null;
    public bool? IsSame(IFeelTemporal other) => null;
    public bool TryGetProperty(string name, out FeelValue value) => throw new NotSupportedException();
}

public sealed record MonthsDuration : IFeelTemporal
{
    public FeelKind Kind => FeelKind.MonthsDuration;
    public int? Order(IFeelTemporal other) => null;
    public bool? IsSame(IFeelTemporal other) => null;
    public bool TryGetProperty(string name, out FeelValue value) => throw new NotSupportedException();
}
