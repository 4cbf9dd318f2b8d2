using Cabildo.XRoad.Messages;

namespace Cabildo.Exchange.Services;

/// <summary>Where a service can be reached, and whether it could be when last tried.</summary>
/// <param name="url">What a request's path is appended to; ends with no slash.</param>
internal sealed class ServiceAddress(string url)
{
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private TimeSpan _rest;
    private DateTimeOffset _restsUntil;

    public string Url => url;

    // The path goes to the service in the bytes in which it was hashed, not in those a URI class would prefer.
    public Uri For(RequestTarget target) => new(
        url + target.ServicePath + (target.Query is null ? string.Empty : "?" + target.Query),
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    /// <summary>Whether it was out of reach a moment ago, so that others come first.</summary>
    public bool Rests(DateTimeOffset now)
    {
        lock (_lock)
            return now < _restsUntil;
    }

    /// <summary>It could not be reached: it is left alone for a while, each time for longer.</summary>
    public void Failed(DateTimeOffset now)
    {
        lock (_lock)
        {
            _rest = _rest == TimeSpan.Zero ? FirstRest : _rest * 2 < LongestRest ? _rest * 2 : LongestRest;
            _restsUntil = now + _rest;
        }
    }

    /// <summary>It was reached.</summary>
    public void Reached()
    {
        lock (_lock)
            (_rest, _restsUntil) = (TimeSpan.Zero, default);
    }
}
