using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.XRoad.Metaservices;

/// <summary>What listMethods and allowedMethods answer by SOAP (PR-META 3).</summary>
public static class SoapMethodList
{
    /// <summary>The answer, with the hash of the request. Metaservices are not listed.</summary>
    /// <param name="request">A request for one of the two.</param>
    /// <param name="services">The services of the provider, or those the client may call.</param>
    /// <exception cref="ArgumentException">The request is for another service.</exception>
    public static SoapMessagePart Write(SoapMessagePart request, IEnumerable<CalledService> services)
    {
        if (request.Header?.Service.Code is not (MetaserviceNames.ListMethods or MetaserviceNames.AllowedMethods) || request.Kind == SoapKind.Fault)
            throw new ArgumentException("The request is for another service.", nameof(request));
        return SoapMessagePart.Response(request, writer =>
        {
            writer.WriteStartElement("xroad", request.Header.Service.Code + "Response", SoapNames.XRoad);
            writer.WriteAttributeString("xmlns", "id", ns: null, SoapNames.Identifiers);
            foreach (var service in services.Where(service => !MetaserviceNames.IsReserved(service.Code)))
                SoapWriter.WriteService(writer, "service", service);
            writer.WriteEndElement();
        });
    }
}
