using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;
using Microsoft.AspNetCore.Http;

namespace Cabildo.Exchange.Consumer;

/// <summary>What a client is answered: the service's own answer, or a fault of the protocol.</summary>
internal static class ClientAnswer
{
    /// <summary>Gives the client what the service answered.</summary>
    public static async Task WriteAsync(HttpContext context, RestResponsePart part, Stream body, long length, CancellationToken ct)
    {
        var client = context.Response;
        client.StatusCode = part.Status;
        foreach (var header in part.Headers)
            client.Headers.Append(header.Name, header.Value);
        if (!MayHaveBody(context.Request, part.Status))
            return;
        client.ContentLength = length;
        await body.CopyToAsync(client.Body, ct);
    }

    /// <summary>Tells the client a fault (PR-REST 4.6).</summary>
    public static async Task WriteAsync(HttpContext context, Fault fault)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            // The client has had part of an answer: only a broken connection tells it that there is no more.
            context.Abort();
            return;
        }

        var body = FaultBody.Of(fault, context.Request.Headers.Accept);
        context.Response.Clear();
        context.Response.StatusCode = fault.Status;
        context.Response.ContentType = body.ContentType;
        context.Response.ContentLength = body.Bytes.Length;
        context.Response.Headers["X-Road-Error"] = fault.Code;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body.Bytes, context.RequestAborted);
    }

    // RFC 9110 §6.4.1: whatever the other server sends, these end with their headers.
    private static bool MayHaveBody(HttpRequest request, int status) =>
        !HttpMethods.IsHead(request.Method)
        && status is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified);
}
