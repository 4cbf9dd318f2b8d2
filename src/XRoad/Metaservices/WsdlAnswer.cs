using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Transport;

namespace Cabildo.XRoad.Metaservices;

/// <summary>What getWsdl answers: a message that repeats what was asked for, and the WSDL as its one attachment (PR-META 4, C.7).</summary>
/// <param name="Message">The message, with the hash of the request.</param>
/// <param name="AttachmentHeaders">The MIME headers of the WSDL.</param>
public sealed record WsdlAnswer(SoapMessagePart Message, PartHeaders AttachmentHeaders)
{
    /// <summary>Writes an answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="service">See <see cref="DescriptionRequest.TryRead(SoapMessagePart, out CalledService?, out Faults.Problem?)"/>.</param>
    public static WsdlAnswer Write(SoapMessagePart request, CalledService service) => new(
        SoapMessagePart.Response(request, writer =>
        {
            writer.WriteStartElement("xroad", MetaserviceNames.GetWsdl + "Response", SoapNames.XRoad);
            writer.WriteElementString("xroad", "serviceCode", SoapNames.XRoad, service.Code);
            if (service.Version is { } version)
                writer.WriteElementString("xroad", "serviceVersion", SoapNames.XRoad, version);
            writer.WriteEndElement();
        }),
        new PartHeaders([new("content-type", "text/xml"), new("Content-Transfer-Encoding", "binary"), new("Content-ID", $"<wsdl={Guid.NewGuid()}@x-road.eu>")]));
}
