using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Certificates;

/// <summary>
/// Answers other servers' questions about this one's certificates (5577): GET with the hash of each certificate, or HEAD to hear that
/// it is there. What it tells is public and signed by others.
/// </summary>
internal sealed class OcspDoor(OwnOcsp own)
{
    private const int MostHashes = 10;

    public async Task RunAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            await RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "OCSP answers are asked for by GET.");
            return;
        }

        var (answers, problem) = Find(context.Request.Query);
        if (problem is not null)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, problem);
            return;
        }

        var (contentType, body) = OcspAnswers.Write(answers);
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    // Newer servers ask by SHA-256 besides SHA-1, for the same certificates: each is answered once.
    private (IReadOnlyList<ReadOnlyMemory<byte>> Answers, string? Problem) Find(IQueryCollection query)
    {
        var hashes = query["cert"].Count > 0 ? query["cert"] : query["cert_hash"];
        if (hashes.Count is 0 or > MostHashes)
            return ([], string.Create(CultureInfo.InvariantCulture, $"Ask with cert=SHA-1 or cert_hash=SHA-256, in hexadecimal, for 1 to {MostHashes} certificates."));
        var links = own.Links();
        List<ReadOnlyMemory<byte>> answers = [];
        foreach (var hash in hashes)
        {
            if (links.FirstOrDefault(link => Names(hash, link.Subject)) is not { } link)
                return ([], "One of the certificates is not this security server's.");
            if (own.Told(link) is not { } answer)
                return ([], "This security server has no fresh OCSP answer about one of the certificates.");
            answers.Add(answer.Encoded);
        }

        return (answers, null);
    }

    private static bool Names(string? hash, X509Certificate2 certificate) =>
        string.Equals(hash, certificate.GetCertHashString(HashAlgorithmName.SHA1), StringComparison.OrdinalIgnoreCase)
        || string.Equals(hash, certificate.GetCertHashString(HashAlgorithmName.SHA256), StringComparison.OrdinalIgnoreCase);

    private static async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain;charset=utf-8";
        await context.Response.WriteAsync(reason, context.RequestAborted);
    }
}
