using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Metaservices;

/// <summary>A REST service as listMethods and allowedMethods tell of it.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="HasOpenApi">Whether it has an OpenAPI description.</param>
/// <param name="Endpoints">Its endpoints, or those of them the client may call.</param>
public sealed record ListedRestService(ServiceId Id, bool HasOpenApi, IReadOnlyList<ListedEndpoint> Endpoints);

/// <summary>An endpoint of a REST service.</summary>
/// <param name="Method">An HTTP method, or <c>*</c>.</param>
/// <param name="Path">A path, which may hold the wildcards of <see cref="Messages.EndpointPattern"/>.</param>
public sealed record ListedEndpoint(string Method, string Path);

/// <summary>What listMethods and allowedMethods answer by REST (PR-MREST 4).</summary>
public static class RestMethodList
{
    /// <summary>The answer: JSON, whatever the client accepts. Metaservices are not listed, nor is the endpoint that stands for the whole service (sources, <c>ServerConfImpl</c>).</summary>
    /// <param name="services">The services of the subsystem, or those the client may call.</param>
    public static MetaserviceBody Write(IEnumerable<ListedRestService> services) => MetaserviceBody.Json("application/json", writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("service"u8);
        foreach (var service in services.Where(service => !MetaserviceNames.IsReserved(service.Id.Code)))
        {
            writer.WriteStartObject();
            MetaserviceBody.WriteId(writer, "SERVICE", service.Id.Subsystem);
            writer.WriteString("service_code"u8, service.Id.Code);
            writer.WriteString("service_type"u8, service.HasOpenApi ? "OPENAPI"u8 : "REST"u8);
            writer.WriteStartArray("endpoint_list"u8);
            foreach (var endpoint in service.Endpoints.Where(endpoint => endpoint is not { Method: "*", Path: "**" }))
            {
                writer.WriteStartObject();
                writer.WriteString("method"u8, endpoint.Method);
                writer.WriteString("path"u8, endpoint.Path);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
