using System.Diagnostics.CodeAnalysis;
using System.Xml;
using Cabildo.Trust.Xml;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.XRoad.Metaservices;

/// <summary>Of which service getOpenAPI and getWsdl are to give the description.</summary>
public static class DescriptionRequest
{
    private const string ServiceCode = "serviceCode";
    private const string ServiceVersion = "serviceVersion";

    /// <summary>Reads a request for getOpenAPI (PR-MREST 5): the parameter <c>serviceCode</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="service">The service, of the subsystem that was asked.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryRead(RestRequestPart request, [NotNullWhen(true)] out ServiceId? service, [NotNullWhen(false)] out Problem? problem)
    {
        var code = QueryParameters.Find(request.Target.Query, ServiceCode, StringComparison.OrdinalIgnoreCase);
        problem = Check(code, version: null);
        service = problem is null ? new ServiceId(request.Target.Service.Subsystem, code!) : null;
        return service is not null;
    }

    /// <summary>Reads a request for getWsdl (PR-META 4): <c>serviceCode</c> and perhaps <c>serviceVersion</c> in the body's element.</summary>
    /// <param name="request">The request.</param>
    /// <param name="service">The service, of the provider that was asked.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryRead(SoapMessagePart request, [NotNullWhen(true)] out CalledService? service, [NotNullWhen(false)] out Problem? problem)
    {
        service = null;
        try
        {
            var (code, version) = request.Header is null ? (null, null) : ReadBody(request.Bytes);
            problem = Check(code, version);
            service = problem is null ? new CalledService(request.Header!.Service.Provider, code!, version) : null;
        }
        catch (MalformedSoapException malformed)
        {
            problem = new Problem(FaultCodes.InvalidRequest, malformed.Message);
        }

        return service is not null;
    }

    private static Problem? Check(string? code, string? version) => (code, version) switch
    {
        (null, _) => new Problem(FaultCodes.InvalidRequest, "Say by serviceCode of which service the description is asked for."),
        _ when !IdentifierPart.IsAllowed(code) || (version is not null && !IdentifierPart.IsAllowed(version)) =>
            new Problem(FaultCodes.InvalidRequest, "serviceCode or serviceVersion has a character that no X-Road identifier may have."),
        _ => null,
    };

    private static (string? Code, string? Version) ReadBody(ReadOnlyMemory<byte> bytes)
    {
        using var reader = SafeXml.Open(bytes, SoapMessagePart.Limits);
        reader.MoveToContent();
        reader.ReadToFollowing("Body", SoapNames.Envelope);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        SoapXml.Children(reader, () => SoapXml.Children(reader, () => ReadField(reader, fields)));
        return (NotBlank(fields, ServiceCode), NotBlank(fields, ServiceVersion));
    }

    private static void ReadField(XmlReader reader, Dictionary<string, string> fields)
    {
        var name = reader.LocalName;
        if (reader.NamespaceURI != SoapNames.XRoad || name is not (ServiceCode or ServiceVersion))
            SoapXml.Skip(reader);
        else if (!fields.TryAdd(name, SoapXml.Text(reader)))
            throw new MalformedSoapException(MalformedSoapException.InvalidBody, $"The body has '{name}' twice.");
    }

    private static string? NotBlank(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
