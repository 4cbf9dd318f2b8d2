namespace Cabildo.Stories.Tests.Processes;

/// <summary>What the provider's node offers, and to whom.</summary>
internal static class OfferedServices
{
    private const string Rest = """
          Services:
            - Id: RP/GOV/transport/licences/licence
              Urls: ['{rest}/licence']
              Grants: [{ Client: RP/GOV/digital/documents, Agreement: "2026-17" }]
            - Id: RP/GOV/transport/licences/status
              Urls: ['{rest}/licence']
              Grants: [{ Client: RP/GOV/digital/documents, Fields: [status] }]
            - Id: RP/GOV/transport/licences/few
              Urls: ['{rest}/licence']
              Grants: [{ Client: RP/GOV/digital/documents, Limit: { PerDay: 2 } }]
            - Id: RP/GOV/transport/licences/files
              Urls: ['{rest}']
              Grants: [{ Client: RP/GOV/digital/documents }]
        """;

    /// <summary>The settings, in YAML.</summary>
    /// <param name="rest">Where the REST register is.</param>
    /// <param name="health">The health register's SOAP service.</param>
    /// <param name="broken">Where <see cref="BrokenRegister"/> is.</param>
    /// <param name="nowhere">Where nothing listens.</param>
    public static string Yaml(string rest, string health, string broken, string nowhere) => string.Join(
        '\n',
        [
            Rest.Replace("{rest}", rest, StringComparison.Ordinal),
            Soap("vaccinations", health),
            Soap("vaccinationCard", health),
            Soap("registerDose", health),
            Soap("versioned/v2", broken + "/echo"),
            Soap("closed", health, granted: false),
            Soap("stopped", nowhere + "/vaccines"),
            .. BrokenRegister.Ways.Select(way => Soap(way, $"{broken}/{way}")),
        ]);

    private static string Soap(string code, string url, bool granted = true) => $"""
            - Id: RP/GOV/transport/licences/{code}
              Kind: Soap
              Urls: ['{url}']
              Grants: [{(granted ? "{ Client: RP/GOV/digital/documents }" : "")}]
        """;
}
