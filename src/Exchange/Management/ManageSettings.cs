using System.Text;
using System.Text.Json;
using Cabildo.Platform.Hosting;
using Cabildo.Platform.Refusals;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Management;

/// <summary>A call of an operator.</summary>
/// <param name="Operator">Who.</param>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Key">What of.</param>
/// <param name="IfMatch">The version that the operator saw; null if they do not say.</param>
internal sealed record Call(string Operator, string Kind, string Key, long? IfMatch);

/// <summary>Changes what is in force: by the rules of the file, never what the file says, and with a line for each change.</summary>
internal sealed partial class ManageSettings(ManagedState state, ManagedStore store, SettingOrigins origins, ILogger<ManageSettings> logger)
{
    private const int Tries = 5;

    /// <summary>Puts something in force, or in the place of what a call said before.</summary>
    /// <returns>What is in force then, and whether it is new; or why it is not.</returns>
    public async Task<(Entry? Entry, bool IsNew, Refusal? Refusal)> PutAsync(Call call, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        if (ManagedJson.Read(call.Kind, body.Span, out var malformed) is not { } value)
            return (null, false, new Refusal("invalid-body", $"The body is not what {call.Kind} take: {malformed}"));
        if (Misplaced(call, value) is { } misplaced)
            return (null, false, misplaced);
        var json = JsonSerializer.Serialize(value, value.GetType(), ManagedJson.Options);
        for (var i = 0; i < Tries; i++)
        {
            await state.FollowAsync(ct);
            var held = state.Current;
            var before = held.Overlay.Find(call.Kind, call.Key);
            if (Refuse(call, before, mustMatch: true) is { } refused)
                return (null, false, refused);
            var row = new ManagedRow(call.Kind, call.Key, json, held.Version + 1);
            if (Refuse(state.With([.. held.Rows.Where(other => !IsSame(other, row)), row]), row) is { } wrong)
                return (null, false, wrong);
            if (!await store.SaveAsync(held.Version, row, [], call.Operator, ct))
                continue;
            LogChange(call.Operator, "put", call.Kind, call.Key);
            await state.FollowAsync(ct);
            return (state.Current.Overlay.Find(call.Kind, call.Key), before is null, null);
        }

        return (null, false, Busy);
    }

    /// <summary>Removes what a call put in force, with what is about it.</summary>
    /// <returns>Null if it is done.</returns>
    public async Task<Refusal?> RemoveAsync(Call call, CancellationToken ct)
    {
        for (var i = 0; i < Tries; i++)
        {
            await state.FollowAsync(ct);
            var held = state.Current;
            var row = held.Rows.FirstOrDefault(row => row.Kind == call.Kind && row.Key == call.Key);
            var entry = held.Overlay.Find(call.Kind, call.Key);
            if (row is null && entry is null)
                return new Refusal("not-found", $"There is no {call.Kind}/{call.Key}.", 404);
            if (Refuse(call, entry, mustMatch: false) is { } refused)
                return refused;
            List<ManagedRow> removed = [row!, .. held.Rows.Where(other => IsAbout(other, call))];
            var errors = new List<string>();
            state.With(held.Rows.Except(removed)).Read(errors);
            if (errors.Count > 0)
                return new Refusal("in-use", "Something needs it: " + string.Join(' ', errors), 409);
            if (!await store.SaveAsync(held.Version, null, removed, call.Operator, ct))
                continue;
            LogChange(call.Operator, "remove", call.Kind, call.Key);
            await state.FollowAsync(ct);
            return null;
        }

        return Busy;
    }

    private static Refusal Busy => new("busy", "Others are changing this node at the same time. Try again.", 409);

    private Refusal? Refuse(Call call, Entry? before, bool mustMatch)
    {
        if (before is { Row: null })
            return new Refusal("set-by-file", $"{call.Kind}/{call.Key} is set in {OriginOf(before)}: change it there, and start the node anew.", 409);
        if (before is null)
            return call.IfMatch is null ? null : new Refusal("changed-meanwhile", $"There is no {call.Kind}/{call.Key} any more.", 412);
        if (call.IfMatch is null)
            return mustMatch ? new Refusal("if-match-required", $"{call.Kind}/{call.Key} is there already. Read it, and send its ETag as If-Match to take its place.", 428) : null;
        return call.IfMatch == before.Row.Version ? null : new Refusal("changed-meanwhile", $"{call.Kind}/{call.Key} was changed since you read it. Read it anew.", 412);
    }

    private static Refusal? Refuse(Overlay overlay, ManagedRow row)
    {
        if (overlay.Homeless.Exists(other => IsSame(other, row)))
            return new Refusal("not-found", $"What {row.Kind}/{row.Key} is about is not there: add the service or the group first.", 404);
        var errors = new List<string>();
        overlay.Read(errors);
        var prefix = $"{ExchangeOptions.Section}:{overlay.Find(row.Kind, row.Key)!.Setting}";
        return errors.Count == 0 ? null : new Refusal("invalid-settings", string.Join(' ', errors.Select(error => Shorten(error, prefix))));
    }

    // The caller knows what it spoke of, and not where it stands among the others.
    private static string Shorten(string error, string prefix) =>
        error.StartsWith(prefix + ":", StringComparison.Ordinal) ? error[(prefix.Length + 1)..]
        : error.StartsWith(prefix + " ", StringComparison.Ordinal) ? "It" + error[prefix.Length..] : error;

    private static Refusal? Misplaced(Call call, object value) => value switch
    {
        ServiceOptions { Grants.Count: > 0 } => new Refusal("invalid-body", "Rights are given by calls of their own: POST /rights."),
        ServiceOptions { Disabled: not null } => new Refusal("invalid-body", "A service is put out of service by a call of its own: PUT /disabled/SERVICE."),
        LocalGroupOptions { Members.Count: > 0 } => new Refusal("invalid-body", "Members are added by calls of their own: PUT /members/GROUP/CLIENT."),
        LocalGroupOptions when call.Key.Contains('/', StringComparison.Ordinal) => new Refusal("invalid-body", "A group's code has no slash."),
        Disabling { Notice.Length: 0 } => new Refusal("invalid-body", "Say in 'notice' what its callers are to read."),
        ServiceOptions { Id.Length: > 0 } service when Overlay.Canonical(service.Id) != call.Key => Other,
        ClientOptions { Id.Length: > 0 } client when Overlay.Canonical(client.Id) != call.Key => Other,
        LocalGroupOptions { Code.Length: > 0 } group when group.Code != call.Key => Other,
        _ => null,
    };

    private static Refusal Other => new("invalid-body", "The body is about another than the path.");

    /// <summary>Where something in force comes from.</summary>
    public string OriginOf(Entry entry) => entry.Row is not null ? "call" : origins.Of($"{ExchangeOptions.Section}:{entry.Setting}") ?? "the node's settings";

    private static bool IsSame(ManagedRow one, ManagedRow other) => one.Kind == other.Kind && one.Key == other.Key;

    // With a service go its rights and its notice, with a group its members.
    private static bool IsAbout(ManagedRow row, Call removed) => (removed.Kind, row.Kind) switch
    {
        (Kinds.Services, Kinds.Disabled) => row.Key == removed.Key,
        (Kinds.Services, Kinds.Rights) => ManagedJson.Read(row.Kind, Encoding.UTF8.GetBytes(row.Body), out _) is GivenRight right && Overlay.Canonical(right.Service) == removed.Key,
        (Kinds.Groups, Kinds.Members) => row.Key.StartsWith(removed.Key + "/", StringComparison.Ordinal),
        _ => false,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Operator {Operator}: {Action} {Kind}/{Key}")]
    private partial void LogChange(string @operator, string action, string kind, string key);
}
