using System.Security.Cryptography;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Provider;
using Cabildo.Exchange.Relay;
using Cabildo.Exchange.Soap;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Metaservices;
using Cabildo.XRoad.Transport;

namespace Cabildo.Exchange.Metaservices;

/// <summary>What this server answers itself by SOAP about the services behind it (PR-META 3 and 4).</summary>
internal sealed class SoapMetaservices(NodeSettings node, ServiceListing listing, ServiceDescriptions descriptions, SoapServiceCall call, TimeProvider time)
{
    private const string MessageType = "text/xml; charset=UTF-8";
    private const string WithAttachment = "multipart/related";

    /// <summary>Null if the answer was sent; else the fault to send.</summary>
    /// <param name="received">A request for one of <see cref="MetaserviceNames.IsSoap"/>.</param>
    /// <param name="exchange">Told how it ended.</param>
    /// <param name="reply">Takes the answer.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Fault?> RunAsync(ReceivedSoap received, Exchanged exchange, PeerReply reply, CancellationToken ct)
    {
        var request = received.Message.Part;
        if (request.Header!.Service.Code == MetaserviceNames.GetWsdl)
            return await DescribeAsync(received, exchange, reply, ct);

        using var silence = new Silence(received.Admission.Service.Timeout, time, ct);
        var client = request.Header.Service.Code == MetaserviceNames.AllowedMethods ? request.Header.Client : null;
        var list = listing.Soap(request.Header.Service.Provider, client, received.Admission.Configuration);
        using var answer = new HeldSoap(SoapMethodList.Write(request, list), PartHeaders.OfType(MessageType), node.HeldBodies);
        return await call.SendAsync(received, exchange, reply, answer, MessageType, silence);
    }

    private async Task<Fault?> DescribeAsync(ReceivedSoap received, Exchanged exchange, PeerReply reply, CancellationToken ct)
    {
        var request = received.Message.Part;
        if (!DescriptionRequest.TryRead(request, out var id, out var problem))
            return Refuse(problem);
        if (!node.Services.TryGetValue(id, out var service))
            return Refuse(new Problem(FaultCodes.UnknownService, $"Could not find wsdl URL for service {id}"));
        if (service.Kind != ServiceKind.Soap)
            return Refuse(new Problem(FaultCodes.InvalidServiceType, "Service is a REST service and does not have a WSDL"));
        if (service.Description is null)
            return Refuse(new Problem(FaultCodes.UnknownService, $"Could not find wsdl URL for service {id}"));

        (var wsdl, problem) = await descriptions.WsdlAsync(service, ct);
        if (wsdl is null)
            return Refuse(problem!);
        using var silence = new Silence(received.Admission.Service.Timeout, time, ct);
        var (message, headers) = WsdlAnswer.Write(request, id);
        using var answer = new HeldSoap(message, PartHeaders.OfType(MessageType), node.HeldBodies);
        var attachments = new Queue<Attachment>([new(headers, new MemoryStream(wsdl.Bytes.ToArray()))]);
        await answer.FillAsync(_ => ValueTask.FromResult(attachments.TryDequeue(out var next) ? next : null), () => [SHA512.HashData(wsdl.Bytes.Span)], silence);
        return await call.SendAsync(received, exchange, reply, answer, WithAttachment, silence);
    }

    private static Fault Refuse(Problem problem) => problem.At(FaultCodes.Origins.ServerProxy);
}
