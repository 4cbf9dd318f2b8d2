using System.Xml.Linq;

namespace Cabildo.HealthRegister.Soap;

/// <summary>The namespaces of the service's messages.</summary>
internal static class SoapNames
{
    /// <summary>SOAP 1.1.</summary>
    public static readonly XNamespace Envelope = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>The header fields of X-Road (PR-MESS 2.2), which a service repeats.</summary>
    public static readonly XNamespace XRoad = "http://x-road.eu/xsd/xroad.xsd";

    /// <summary>The register's own.</summary>
    public static readonly XNamespace Register = "http://vacunas.salud.example/registro";
}
