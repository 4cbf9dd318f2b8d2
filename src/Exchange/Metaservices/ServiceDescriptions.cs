using Cabildo.Exchange.Node;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Services;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Metaservices;

namespace Cabildo.Exchange.Metaservices;

/// <summary>Fetches descriptions from the registers, and takes from them where services really are.</summary>
internal sealed class ServiceDescriptions(NodeSettings node, ServiceConnections services, TimeProvider time)
{
    /// <summary>The longest description that is read, in bytes.</summary>
    public const long MaxBytes = 8 * 1024 * 1024;

    private const string DefaultType = "text/plain";

    /// <summary>The WSDL of a SOAP service.</summary>
    public async Task<(MetaserviceBody? Wsdl, Problem? Problem)> WsdlAsync(Service service, CancellationToken ct)
    {
        var (read, problem) = await FetchAsync(service, ct);
        if (read is null)
            return (null, problem);
        return HiddenAddresses.TryHideInWsdl(read.Bytes, out var hidden, out var reason)
            ? (new MetaserviceBody("text/xml", hidden), null)
            : (null, new Problem("InvalidXml", $"The service's WSDL is none: {reason}"));
    }

    /// <summary>The OpenAPI description of a REST service, with the content type the register gave it.</summary>
    public async Task<(MetaserviceBody? OpenApi, Problem? Problem)> OpenApiAsync(Service service, CancellationToken ct)
    {
        var (read, problem) = await FetchAsync(service, ct);
        if (read is null)
            return (null, problem);
        byte[]? hidden;
        var isRead = IsJson(read.ContentType, service.Description!)
            ? HiddenAddresses.TryHideInOpenApi(read.Bytes, out hidden, out var reason)
            : HiddenAddresses.TryHideInOpenApiYaml(read.Bytes, out hidden, out reason);
        return isRead
            ? (read with { Bytes = hidden }, null)
            : (null, new Problem(FaultCodes.InternalError, $"The service's description cannot be given without its addresses. {reason}"));
    }

    private async Task<(MetaserviceBody? Read, Problem? Problem)> FetchAsync(Service service, CancellationToken ct)
    {
        using var silence = new Silence(service.Timeout, time, ct);
        try
        {
            return await FetchAsync(service, silence);
        }
        catch (Exception exception) when (Failures.IsOutage(exception) && !ct.IsCancellationRequested)
        {
            var problem = Failures.Explain(exception, "The register with the description", silence);
            return (null, problem.Name == FaultCodes.InvalidRequest ? problem with { Name = "ServiceFailed." + FaultCodes.InvalidMessage } : problem);
        }
    }

    private async Task<(MetaserviceBody? Read, Problem? Problem)> FetchAsync(Service service, Silence silence)
    {
        using var answer = await services.DescribeAsync(service, silence);
        silence.Break();
        // A redirect is not followed: nobody registered where it leads.
        if ((int)answer.StatusCode != 200)
            return (null, new Problem(FaultCodes.InternalError, $"The register answers {(int)answer.StatusCode} instead of the description of {service.Id}. Tell its operators."));
        using var bytes = new MemoryStream();
        await new BoundedBody(await answer.Content.ReadAsStreamAsync(silence.Token), Math.Min(MaxBytes, node.MaxBodyBytes)).CopyToAsync(bytes, silence.Token);
        var type = answer.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.First() : DefaultType;
        return (new MetaserviceBody(type, bytes.ToArray()), null);
    }

    // As X-Road's servers tell them apart (sources, RestMetadataServiceHandlerImpl): by the type, else by the address, else it is YAML.
    private static bool IsJson(string type, Uri address) =>
        type.Contains("json", StringComparison.OrdinalIgnoreCase)
        || (!type.Contains("yaml", StringComparison.OrdinalIgnoreCase) && address.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase));
}
