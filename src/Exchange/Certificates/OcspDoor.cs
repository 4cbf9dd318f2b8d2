using System.Security.Cryptography.X509Certificates;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.OcspRetrieval;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Certificates;

/// <summary>
/// Answers other servers' questions about this one's certificates (5577): GET with the hash of each certificate, or HEAD to hear that
/// it is there. What it tells is public and signed by others.
/// </summary>
internal sealed class OcspDoor(OwnOcsp own)
{
    public async Task RunAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            await RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "OCSP answers are asked for by GET.");
            return;
        }

        if (!OcspQuery.TryParse(context.Request.QueryString.Value, out var query, out var reason))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, reason);
            return;
        }

        var (answers, problem) = Find(query);
        if (problem is not null)
            await RefuseAsync(context, StatusCodes.Status404NotFound, problem);
        else
            await AnswerAsync(context, OcspAnswer.Write(answers));
    }

    private (IReadOnlyCollection<ReadOnlyMemory<byte>> Answers, string? Problem) Find(OcspQuery query)
    {
        var links = own.Links();
        List<ReadOnlyMemory<byte>> answers = [];
        foreach (var hash in query.Certificates)
        {
            if (links.FirstOrDefault(link => hash == HashOf(link.Subject, hash.IsSha1)) is not { } link)
                return ([], "One of the certificates is not this security server's.");
            if (own.Told(link) is not { } answer)
                return ([], "This security server has no fresh OCSP answer about one of the certificates.");
            answers.Add(answer.Encoded);
        }

        return (answers, null);
    }

    private static CertificateHash HashOf(X509Certificate2 certificate, bool sha1) =>
        sha1 ? CertificateHash.Sha1Of(certificate) : CertificateHash.Of(certificate);

    private static async Task AnswerAsync(HttpContext context, OcspAnswer answer)
    {
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Bytes.Length;
        await context.Response.Body.WriteAsync(answer.Bytes, context.RequestAborted);
    }

    private static async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain;charset=utf-8";
        await context.Response.WriteAsync(reason, context.RequestAborted);
    }
}
