using System.Xml.Linq;

namespace Cabildo.Stories.Tests.Processes;

/// <summary>The requests of an information system that speaks SOAP 4.0 (PR-MESS 2), as text: made without any of our own code.</summary>
internal static class SoapTexts
{
    public const string Answered = "as asked";
    public static readonly XNamespace Envelope = "http://schemas.xmlsoap.org/soap/envelope/";
    public static readonly XNamespace XRoad = "http://x-road.eu/xsd/xroad.xsd";
    public static readonly XNamespace Register = "http://vacunas.salud.example/registro";

    /// <summary>A request.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="service">The service's code; with a slash and its version if it has one.</param>
    /// <param name="content">What is in the body's element.</param>
    /// <param name="client">The client's subsystem.</param>
    /// <param name="version">The version of the protocol.</param>
    public static string Request(string id, string service, string content, string client = "documents", string version = "4.0")
    {
        var parts = service.Split('/');
        var versioned = parts.Length > 1 ? $"<id:serviceVersion>{parts[1]}</id:serviceVersion>" : "";
        return $"""
            <soapenv:Envelope xmlns:soapenv="{Envelope}" xmlns:xro="{XRoad}" xmlns:id="http://x-road.eu/xsd/identifiers">
              <soapenv:Header>
                <xro:protocolVersion>{version}</xro:protocolVersion>
                <xro:issue>Expediente 17/2026</xro:issue>
                <xro:id>{id}</xro:id>
                <xro:userId>RP31456789</xro:userId>
                <xro:service id:objectType="SERVICE"><id:xRoadInstance>RP</id:xRoadInstance><id:memberClass>GOV</id:memberClass><id:memberCode>transport</id:memberCode><id:subsystemCode>licences</id:subsystemCode><id:serviceCode>{parts[0]}</id:serviceCode>{versioned}</xro:service>
                <xro:client id:objectType="SUBSYSTEM"><id:xRoadInstance>RP</id:xRoadInstance><id:memberClass>GOV</id:memberClass><id:memberCode>digital</id:memberCode><id:subsystemCode>{client}</id:subsystemCode></xro:client>
              </soapenv:Header>
              <soapenv:Body><{parts[0]} xmlns="{Register}">{content}</{parts[0]}></soapenv:Body>
            </soapenv:Envelope>
            """;
    }
}
