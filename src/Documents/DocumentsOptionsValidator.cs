using Microsoft.Extensions.Options;

namespace Cabildo.Documents;

/// <summary>What annotations cannot say about the settings.</summary>
internal sealed class DocumentsOptionsValidator : IValidateOptions<DocumentsOptions>
{
    private const int LongestIssuer = 100;

    public ValidateOptionsResult Validate(string? name, DocumentsOptions options)
    {
        List<string> faults = [];
        if (!Uri.TryCreate(options.Issuer, UriKind.Absolute, out var issuer) || options.Issuer.EndsWith('/') || options.Issuer.Length > LongestIssuer)
            faults.Add($"Documents:Issuer must be an address of at most {LongestIssuer} characters without a slash at the end.");
        else if (issuer.Scheme != Uri.UriSchemeHttps && !issuer.IsLoopback)
            faults.Add("Documents:Issuer must be an https address, unless it is on this machine.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
            faults.Add($"Documents:TimeZone names no time zone of this machine: '{options.TimeZone}'.");
        if (options.StatusListSize % 4 is not 0) faults.Add("Documents:StatusListSize must be a multiple of four.");
        return faults.Count is 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
