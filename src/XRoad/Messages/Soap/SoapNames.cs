namespace Cabildo.XRoad.Messages.Soap;

/// <summary>Name spaces of PR-MESS and its extensions.</summary>
public static class SoapNames
{
    /// <summary>SOAP 1.1.</summary>
    public const string Envelope = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>The header fields (PR-MESS 2.2).</summary>
    public const string XRoad = "http://x-road.eu/xsd/xroad.xsd";

    /// <summary>The parts of identifiers (PR-MESS 2.1).</summary>
    public const string Identifiers = "http://x-road.eu/xsd/identifiers";

    /// <summary>Third party representation (PR-THIRDPARTY).</summary>
    public const string Representation = "http://x-road.eu/xsd/representation.xsd";

    /// <summary>The version this library writes (PR-MESS 2.2); it reads every 4.x.</summary>
    public const string ProtocolVersion = "4.0";
}
