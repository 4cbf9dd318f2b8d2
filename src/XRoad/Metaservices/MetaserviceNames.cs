using System.Collections.Frozen;

namespace Cabildo.XRoad.Metaservices;

/// <summary>The services by which servers tell what there is (PR-META, PR-MREST). Their codes are no service's of a subsystem.</summary>
public static class MetaserviceNames
{
    /// <summary>The members and subsystems of an instance: a path of the client's own server, not a service.</summary>
    public const string ListClients = "listClients";

    /// <summary>The services of a subsystem.</summary>
    public const string ListMethods = "listMethods";

    /// <summary>Those of them that the client may call.</summary>
    public const string AllowedMethods = "allowedMethods";

    /// <summary>The OpenAPI description of a REST service.</summary>
    public const string GetOpenApi = "getOpenAPI";

    /// <summary>The WSDL of a SOAP service.</summary>
    public const string GetWsdl = "getWsdl";

    private static readonly FrozenSet<string> Reserved = new[] { ListClients, ListMethods, AllowedMethods, GetOpenApi, GetWsdl }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether no service of a subsystem may have this code, and none be listed by it.</summary>
    public static bool IsReserved(string serviceCode) => Reserved.Contains(serviceCode);

    /// <summary>Whether the provider's server answers this REST request itself: only where it is a GET (sources, <c>RestMetadataServiceHandlerImpl</c>).</summary>
    /// <param name="verb">The HTTP method.</param>
    /// <param name="serviceCode">The code of the service asked for.</param>
    public static bool IsRest(string verb, string serviceCode) => verb == "GET" && serviceCode is (ListMethods or AllowedMethods or GetOpenApi);

    /// <summary>Whether the provider's server answers a SOAP request for this service itself.</summary>
    public static bool IsSoap(string serviceCode) => serviceCode is ListMethods or AllowedMethods or GetWsdl;
}
