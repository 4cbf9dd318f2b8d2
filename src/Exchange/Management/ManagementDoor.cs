using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cabildo.Exchange.Relay;
using Cabildo.Platform.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Management;

/// <summary>Answers operators: who they are, what they ask, and what is in force. What is said here is for them alone, and kept by nobody on the way.</summary>
internal sealed partial class ManagementDoor(
    OperatorStore operators, FailedAttempts failed, ManagedState state, ManagedStore store, ManageSettings manage, ILogger<ManagementDoor> logger)
{
    private const int MaxBodyBytes = 64 * 1024;
    private const string Bearer = "Bearer ";

    public async Task RunAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (who, refusal) = await AdmitAsync(context);
        if (who is not null)
            refusal = await AnswerAsync(context, who);
        if (refusal is not null)
            await refusal.ToProblem().ExecuteAsync(context);
    }

    private async Task<(NodeOperator? Operator, Refusal? Refusal)> AdmitAsync(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (failed.Wait(address) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return (null, new Refusal("too-many-attempts", "Too many wrong keys came from your address. Wait a minute.", 429));
        }

        var header = context.Request.Headers.Authorization.ToString();
        var who = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? await operators.FindAsync(header[Bearer.Length..].Trim(), context.RequestAborted) : null;
        if (who is null)
        {
            failed.Note(address);
            LogStranger(address);
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return (null, new Refusal("no-operator", "Send the key of an operator: 'Authorization: Bearer …'. 'cabildo exchange operator add NAME' makes one.", 401));
        }

        return who.MayChange || HttpMethods.IsGet(context.Request.Method)
            ? (who, null)
            : (null, new Refusal("read-only-operator", $"Operator {who.Name} may look, and not change anything.", 403));
    }

    private async Task<Refusal?> AnswerAsync(HttpContext context, NodeOperator who)
    {
        // The target as it was sent: identifiers are percent-encoded part by part.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        var (kind, key) = target.Split('/', 3) is ["", var first, .. var rest] ? (first, rest is [var one] ? KeyOf(first, one) : "") : ("", "");
        var method = context.Request.Method;
        switch (method, kind, key)
        {
            case ("GET", "changes", ""):
                return await ChangesAsync(context);
            case ("GET", _, "") when Kinds.InOrder.Contains(kind):
                await state.FollowAsync(context.RequestAborted);
                return await WriteAsync(context, 200, new JsonObject { ["items"] = new JsonArray([.. state.Current.Overlay.Entries.Where(entry => entry.Kind == kind).Select(Describe)]) });
            case ("GET", _, _) when Kinds.InOrder.Contains(kind):
                await state.FollowAsync(context.RequestAborted);
                return state.Current.Overlay.Find(kind, key) is { } found ? await WriteAsync(context, 200, found) : NotFound(target);
            case ("POST", Kinds.Rights, ""):
                return await PutAsync(context, who, kind, Guid.CreateVersion7().ToString());
            case ("PUT", _, { Length: > 0 }) when Kinds.InOrder.Contains(kind) && kind != Kinds.Rights:
                return await PutAsync(context, who, kind, key);
            case ("DELETE", _, { Length: > 0 }) when Kinds.InOrder.Contains(kind):
                var (version, bad) = IfMatch(context.Request);
                var refusal = bad ?? await manage.RemoveAsync(new Call(who.Name, kind, key, version), context.RequestAborted);
                if (refusal is null)
                    context.Response.StatusCode = StatusCodes.Status204NoContent;
                return refusal;
            default:
                return NotFound(target);
        }
    }

    private async Task<Refusal?> PutAsync(HttpContext context, NodeOperator who, string kind, string key)
    {
        var (version, refusal) = IfMatch(context.Request);
        if (refusal is not null)
            return refusal;
        using var body = new MemoryStream();
        try
        {
            await new BoundedBody(context.Request.Body, MaxBodyBytes).CopyToAsync(body, context.RequestAborted);
        }
        catch (BadHttpRequestException malformed)
        {
            return new Refusal("invalid-body", malformed.Message, malformed.StatusCode);
        }

        (var entry, var isNew, refusal) = await manage.PutAsync(new Call(who.Name, kind, key, version), body.ToArray(), context.RequestAborted);
        if (refusal is not null)
            return refusal;
        if (isNew)
            context.Response.Headers.Location = $"/{kind}/{key}";
        return await WriteAsync(context, isNew ? 201 : 200, entry!);
    }

    private async Task<Refusal?> ChangesAsync(HttpContext context)
    {
        var after = long.TryParse(context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var changes = await store.ChangesAsync(after, context.RequestAborted);
        return await WriteAsync(context, 200, new JsonObject { ["items"] = JsonSerializer.SerializeToNode(changes, ManagedJson.Options) });
    }

    private JsonNode Describe(Entry entry) => new JsonObject
    {
        ["key"] = entry.Key,
        ["value"] = ValueOf(entry.Value),
        ["origin"] = manage.OriginOf(entry),
        ["version"] = entry.Row?.Version,
    };

    // Rights, members and notices are listed by themselves.
    private static JsonNode? ValueOf(object value)
    {
        var node = JsonSerializer.SerializeToNode(value, value.GetType(), ManagedJson.Options);
        if (node is JsonObject json && value is ServiceOptions or LocalGroupOptions)
        {
            foreach (var name in (string[])["grants", "disabled", "members"])
                ((JsonObject)node).Remove(name);
        }

        return node;
    }

    private Task<Refusal?> WriteAsync(HttpContext context, int status, Entry entry)
    {
        if (entry.Row is { } row)
            context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{row.Version}\"");
        return WriteAsync(context, status, Describe(entry));
    }

    private static async Task<Refusal?> WriteAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body.ToJsonString(ManagedJson.Options), context.RequestAborted);
        return null;
    }

    // Codes and keys of ours are one segment; the rest are identifiers, in the one form that keys have.
    private static string KeyOf(string kind, string text)
    {
        if (kind is Kinds.Groups or Kinds.Rights)
            return Uri.UnescapeDataString(text);
        return kind == Kinds.Members && text.Split('/', 2) is [var group, var member] ? $"{Uri.UnescapeDataString(group)}/{Overlay.Canonical(member)}" : Overlay.Canonical(text);
    }

    private static (long? Version, Refusal? Refusal) IfMatch(HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString();
        if (header.Length == 0)
            return (null, null);
        return long.TryParse(header.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (version, null)
            : (null, new Refusal("changed-meanwhile", "If-Match is not an ETag of this node.", 412));
    }

    private static Refusal NotFound(string target) => new("not-found", $"There is nothing at {target}, or not by this method.", 404);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a management call from {Address}: no operator's key")]
    private partial void LogStranger(IPAddress address);
}
