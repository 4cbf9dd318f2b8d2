using System.IO.Compression;
using System.Text;
using Cabildo.Exchange.Log.Timestamps;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Cabildo.Exchange.Log.Containers;

/// <summary>
/// What a client downloads of the log: <c>/asic</c>, containers of its own messages, and <c>/verificationconf</c>, what it needs to
/// verify them (X-Road, UG-SIGDOC 2). Unlike there, messages without a timestamp are always stamped first; <c>force</c> is accepted and means nothing.
/// </summary>
internal sealed class ContainerEndpoints(MessageContainer containers, IVerificationFiles files)
{
    private const string Zip = "application/zip";

    /// <summary>GET <c>/asic</c>.</summary>
    /// <param name="context">The request.</param>
    /// <param name="mayRead">Whether the caller is that client of this server.</param>
    public async Task DownloadAsync(HttpContext context, Func<HttpContext, ClientId, bool> mayRead)
    {
        var (query, problem) = ContainerQuery.Read(context.Request.Query);
        if (query is null)
            await RefuseAsync(context, StatusCodes.Status400BadRequest, problem!);
        else if (!mayRead(context, query.Client))
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, new Problem(FaultCodes.AccessDenied, "The caller is not this client of this server."));
        else
            await SendAsync(context, query);
    }

    /// <summary>GET <c>/verificationconf</c>: a zip file as X-Road's own verifier takes it.</summary>
    public async Task SendConfigurationAsync(HttpContext context)
    {
        Describe(context.Response, Zip, "verificationconf.zip");
        await using var zip = await OpenZipAsync(context);
        foreach (var file in files.Current)
        {
            var path = $"verificationconf/{file.Instance}/shared-params.xml";
            await AddAsync(zip, path, file.Content, context.RequestAborted);
            await AddAsync(zip, path + ".metadata", Encoding.UTF8.GetBytes($"{{\"configurationVersion\":\"{file.Version}\"}}"), context.RequestAborted);
        }

        await AddAsync(zip, "verificationconf/instance-identifier", Encoding.UTF8.GetBytes(files.Instance), context.RequestAborted);
    }

    private async Task SendAsync(HttpContext context, ContainerQuery query)
    {
        try
        {
            await using var messages = containers.OpenAsync(query.Query, context.RequestAborted).GetAsyncEnumerator(context.RequestAborted);
            if (!await messages.MoveNextAsync())
                await RefuseAsync(context, StatusCodes.Status404NotFound, new Problem("NotFound", "No signed documents found."));
            else if (query.IsUnique)
                await SendOneAsync(context, messages);
            else
                await SendAllAsync(context, query.Query, messages);
        }
        catch (TimestampingException) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, new Problem(FaultCodes.InternalError, "Failed to get timestamp from any time-stamping providers."));
        }
    }

    private async Task SendOneAsync(HttpContext context, IAsyncEnumerator<StampedMessage> messages)
    {
        var only = messages.Current;
        if (await messages.MoveNextAsync())
        {
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, new Problem(FaultCodes.InternalError, "Several signed documents were found: ask without \"unique\"."));
            return;
        }

        Describe(context.Response, ContainerNames.MediaType, only.FileName);
        await containers.WriteAsync(only, context.Response.Body, context.RequestAborted);
    }

    private async Task SendAllAsync(HttpContext context, MessageQuery query, IAsyncEnumerator<StampedMessage> messages)
    {
        var kind = query.IsResponse switch { null => "", true => "-response", false => "-request" };
        Describe(context.Response, Zip, $"{Uri.EscapeDataString(query.MessageId)}{kind}.zip");
        await using var zip = await OpenZipAsync(context);
        do
        {
            var entry = zip.CreateEntry(messages.Current.FileName, CompressionLevel.Fastest);
            entry.LastWriteTime = messages.Current.Time;
            await using var stream = await entry.OpenAsync(context.RequestAborted);
            await containers.WriteAsync(messages.Current, stream, context.RequestAborted);
        }
        while (await messages.MoveNextAsync());
    }

    private static Task<ZipArchive> OpenZipAsync(HttpContext context)
    {
        // The framework's writer makes its headers, a few bytes each, synchronously even so.
        context.Features.Get<IHttpBodyControlFeature>()?.AllowSynchronousIO = true;
        return ZipArchive.CreateAsync(context.Response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, context.RequestAborted);
    }

    private static async Task AddAsync(ZipArchive zip, string name, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await using var stream = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        await stream.WriteAsync(bytes, ct);
    }

    private static void Describe(HttpResponse response, string type, string file)
    {
        response.ContentType = type;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file);
        response.Headers.ContentDisposition = disposition.ToString();
    }

    private static async Task RefuseAsync(HttpContext context, int status, Problem problem)
    {
        var body = FaultBody.Of(problem.At(FaultCodes.Origins.ClientProxy), context.Request.Headers.Accept);
        context.Response.StatusCode = status;
        context.Response.ContentType = body.ContentType;
        await context.Response.Body.WriteAsync(body.Bytes, context.RequestAborted);
    }
}
