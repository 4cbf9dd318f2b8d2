using Microsoft.Extensions.Options;

namespace Cabildo.Portal;

/// <summary>What annotations cannot say about the settings.</summary>
internal sealed class PortalOptionsValidator : IValidateOptions<PortalOptions>
{
    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        List<string> faults = [];
        if (!IsWeb(options.Authority))
            faults.Add("Portal:Authority must be the issuer's address, https or http.");
        if (!IsWeb(options.Documents))
            faults.Add("Portal:Documents must be the address of the documents service, https or http.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
            faults.Add($"Portal:TimeZone names no time zone of this machine: '{options.TimeZone}'.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsWeb(Uri? address) =>
        address is { IsAbsoluteUri: true } && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
