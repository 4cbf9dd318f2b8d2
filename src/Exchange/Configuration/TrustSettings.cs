using System.Net;

namespace Cabildo.Exchange.Configuration;

/// <summary>The part of <see cref="ExchangeOptions"/> that says how the node finds out whom to trust, once read.</summary>
internal sealed record TrustSettings
{
    public required string Anchor { get; init; }

    public required string ConfigurationFolder { get; init; }

    public required TimeSpan ConfigurationInterval { get; init; }

    public required int PeersPort { get; init; }

    public required int OcspPort { get; init; }

    public required string OcspFolder { get; init; }

    public required TimeSpan ConnectTimeout { get; init; }

    public static TrustSettings Of(ExchangeOptions options) => new()
    {
        Anchor = options.Anchor,
        ConfigurationFolder = options.ConfigurationFolder,
        ConfigurationInterval = options.ConfigurationInterval,
        PeersPort = options.PeersPort,
        OcspPort = options.OcspPort,
        OcspFolder = options.OcspFolder,
        ConnectTimeout = options.ConnectTimeout,
    };

    /// <summary>What cannot be in the options, a sentence each.</summary>
    public static IEnumerable<string> ErrorsOf(ExchangeOptions options)
    {
        if (options.Anchor.Length == 0)
            yield return Error("Anchor", "names the file of the configuration anchor");
        if (options.ConfigurationFolder.Length == 0)
            yield return Error("ConfigurationFolder", "names a folder");
        if (options.OcspFolder.Length == 0)
            yield return Error("OcspFolder", "names a folder");
        if (options.ConfigurationInterval <= TimeSpan.Zero)
            yield return Error("ConfigurationInterval", "is more than 0");
        if (!IsPort(options.PeersPort))
            yield return Error("PeersPort", "is a port, 1 to 65535");
        if (!IsPort(options.OcspPort))
            yield return Error("OcspPort", "is a port, 1 to 65535");
    }

    private static string Error(string setting, string what) => $"{ExchangeOptions.Section}:{setting} {what}.";

    private static bool IsPort(int port) => port is > IPEndPoint.MinPort and <= IPEndPoint.MaxPort;
}
