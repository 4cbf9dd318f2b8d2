using System.Net;

namespace Cabildo.Exchange.Node;

/// <summary>Where operators' calls come in.</summary>
/// <param name="Endpoint">The address.</param>
/// <param name="IsTls">Whether they come by HTTPS.</param>
internal sealed record ManagementAddress(IPEndPoint Endpoint, bool IsTls)
{
    private const string Setting = nameof(ExchangeOptions.ManagementUrl);

    /// <summary>The address of the settings; null if there is none.</summary>
    public static ManagementAddress? Read(string? url, SettingsReader reader)
    {
        if (url is null)
            return null;
        var isTls = !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        var endpoint = reader.Endpoint(url, isTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, Setting);
        // A key that goes over a network in the clear is everybody's.
        reader.Demand(isTls || IPAddress.IsLoopback(endpoint.Address), Setting, $"is '{url}': plain HTTP is for loopback addresses alone. Write https");
        return new ManagementAddress(endpoint, isTls);
    }
}
