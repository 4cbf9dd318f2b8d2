namespace Cabildo.Exchange.Rights;

/// <summary>How much one client may ask of one service.</summary>
/// <param name="PerSecond">Requests a second on average; 0 for no limit.</param>
/// <param name="Burst">How many of them may come at once.</param>
/// <param name="PerDay">Requests a day of UTC; 0 for no limit.</param>
internal sealed record RateLimit(double PerSecond, int Burst, long PerDay)
{
    public static RateLimit? Of(LimitOptions? options) =>
        options is null || (options.PerSecond <= 0 && options.PerDay <= 0) ? null : new RateLimit(options.PerSecond, options.Burst, options.PerDay);
}
