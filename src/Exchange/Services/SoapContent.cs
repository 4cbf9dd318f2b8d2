using System.Net;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Soap;
using Cabildo.XRoad.Transport.Packages;

namespace Cabildo.Exchange.Services;

/// <summary>A SOAP request on its way to the service, in the form in which the client sent it.</summary>
internal sealed class SoapContent : HttpContent
{
    private readonly HeldSoap _message;
    private readonly SoapPackageFormat _format;
    private readonly Silence _silence;

    public SoapContent(HeldSoap message, string? originalContentType, Silence silence)
    {
        (_message, _silence) = (message, silence);
        _format = SoapPackageFormat.Of(originalContentType, message.Headers, message.HasAttachments);
        Headers.TryAddWithoutValidation("Content-Type", _format.ContentType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SoapTransit.WritePackageAsync(_message, _format, stream, _silence);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
