using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cabildo.Credentials.Licences;
using Cabildo.Credentials.StatusLists;
using Cabildo.Documents.Data;
using Cabildo.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.Documents.Tests;

public sealed class LicenceCodeTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task A_code_verifies_offline_with_the_published_lists_alone(DatabaseEngine engine)
    {
        await using var role = await DocumentsRole.StartAsync(engine);
        role.Node.Add(DocumentsRole.Number);
        await WaitForListsAsync(role);

        var code = await IssueAsync(role);
        var check = (await role.FetchVerifierAsync()).Check(code.GetProperty("text").GetString()!, TimeProvider.System.GetUtcNow());

        Assert.Equal(LicenceVerdict.Valid, check.Verdict);
        Assert.Equal("María Inés", check.Claims!.Holder.GivenNames);
        Assert.Equal(role.Node.SmallPortrait, check.Claims.Holder.Portrait.ToArray());
        Assert.True(code.GetProperty("photo").GetBoolean());
        Assert.Equal(TimeSpan.FromHours(24), code.GetProperty("expiresAt").GetDateTimeOffset() - code.GetProperty("issuedAt").GetDateTimeOffset());
        Assert.InRange(code.GetProperty("text").GetString()!.Length, 100, LicenceQr.MaximumLength);
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task A_suspension_in_the_register_reaches_the_verifier_that_refreshes(DatabaseEngine engine)
    {
        await using var role = await DocumentsRole.StartAsync(engine);
        role.Node.Add(DocumentsRole.Number);
        var text = (await IssueAsync(role)).GetProperty("text").GetString()!;

        role.Node.AddOtherChanges(2500);
        role.Node.SetStatus(DocumentsRole.Number, "suspended");

        await Eventually.IsTrueAsync(async () => await VerdictAsync(role, text) is LicenceVerdict.Suspended, "the list says suspended");
        role.Node.SetStatus(DocumentsRole.Number, "valid");
        await Eventually.IsTrueAsync(async () => await VerdictAsync(role, text) is LicenceVerdict.Valid, "the list says valid again");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task One_licence_keeps_one_entry_and_another_gets_another(DatabaseEngine engine)
    {
        await using var role = await DocumentsRole.StartAsync(engine);
        for (var i = 0; i < 8; i++) role.Node.Add($"3145678{i}");

        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => IssueAsync(role, $"3145678{i % 8}")));

        await using var scope = role.Host.App.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<DocumentsContext>();
        var entries = await database.StatusEntries.ToListAsync();
        Assert.Equal(8, entries.Count);
        Assert.Equal(8, entries.Select(entry => entry.Index).Distinct().Count());
        Assert.Equal(8, (await database.StatusLists.SingleAsync()).Allocated);
        Assert.Equal(24, await database.IssuedCodes.CountAsync());
        Assert.DoesNotContain(entries, entry => entry.Key.Contains("3145678", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task Entries_states_and_keys_outlive_a_restart(DatabaseEngine engine)
    {
        await using var role = await DocumentsRole.StartAsync(engine);
        role.Node.Add(DocumentsRole.Number);
        var text = (await IssueAsync(role)).GetProperty("text").GetString()!;
        role.Node.SetStatus(DocumentsRole.Number, "suspended");
        await Eventually.IsTrueAsync(async () => await VerdictAsync(role, text) is LicenceVerdict.Suspended, "the list says suspended");

        await role.RestartAsync();

        Assert.Equal(LicenceVerdict.Suspended, await VerdictAsync(role, text));
    }

    [Fact]
    public async Task A_suspension_while_the_register_answers_valid_is_not_hidden_by_the_code()
    {
        await using var role = await DocumentsRole.StartAsync();
        role.Node.Add(DocumentsRole.Number);
        await IssueAsync(role);
        role.Node.Meanwhile = () => ChangeAndFollowAsync(role, "suspended");

        var text = (await IssueAsync(role)).GetProperty("text").GetString()!;

        await Eventually.IsTrueAsync(async () => await VerdictAsync(role, text) is LicenceVerdict.Suspended, "the list says suspended");
    }

    [Theory, ClassData(typeof(Engines))]
    public async Task An_entry_that_moves_while_the_register_answers_is_not_overwritten(DatabaseEngine engine)
    {
        await using var role = await DocumentsRole.StartAsync(engine);
        role.Node.Add(DocumentsRole.Number);
        await IssueAsync(role);
        role.Node.SetStatus(DocumentsRole.Number, "suspended", tellTheFeed: false);
        role.Node.Meanwhile = () => ChangeAndFollowAsync(role, "withheld");
        using var holder = role.HolderOf();

        using var response = await holder.PostAsync("/api/licence/qr", content: null);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(TokenStatus.Withheld, await StoredStatusAsync(role));
    }

    [Fact]
    public async Task A_suspended_licence_gets_a_code_that_says_so_even_before_the_feed_does()
    {
        await using var role = await DocumentsRole.StartAsync();
        role.Node.Add(DocumentsRole.Number);
        await IssueAsync(role);
        role.Node.SetStatus(DocumentsRole.Number, "suspended", tellTheFeed: false);

        var text = (await IssueAsync(role)).GetProperty("text").GetString()!;

        Assert.Equal(LicenceVerdict.Suspended, await VerdictAsync(role, text));
    }

    [Fact]
    public async Task A_withheld_licence_gets_no_code()
    {
        await using var role = await DocumentsRole.StartAsync();
        role.Node.Add(DocumentsRole.Number, licence => licence["status"] = "withheld");
        using var holder = role.HolderOf();

        using var response = await holder.PostAsync("/api/licence/qr", content: null);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("licence-withheld", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(600)]
    [InlineData(0)]
    public async Task A_code_without_room_or_portrait_says_so(int portraitBytes)
    {
        await using var role = await DocumentsRole.StartAsync();
        role.Node.Add(DocumentsRole.Number);
        role.Node.SmallPortrait = portraitBytes is 0 ? null : new byte[portraitBytes];

        var code = await IssueAsync(role);

        Assert.False(code.GetProperty("photo").GetBoolean());
        Assert.InRange(code.GetProperty("text").GetString()!.Length, 100, LicenceQr.MaximumLength);
    }

    private static Task ChangeAndFollowAsync(DocumentsRole role, string status)
    {
        role.Node.SetStatus(DocumentsRole.Number, status);
        return Eventually.IsTrueAsync(async () => $"{await StoredStatusAsync(role)}".Equals(status, StringComparison.OrdinalIgnoreCase), "the feed is followed");
    }

    private static async Task<TokenStatus> StoredStatusAsync(DocumentsRole role)
    {
        await using var scope = role.Host.App.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<DocumentsContext>().StatusEntries.SingleAsync()).Status;
    }

    private static async Task<JsonElement> IssueAsync(DocumentsRole role, string number = DocumentsRole.Number)
    {
        using var holder = role.HolderOf(number);
        using var response = await holder.PostAsync("/api/licence/qr", content: null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<LicenceVerdict> VerdictAsync(DocumentsRole role, string text)
    {
        await WaitForListsAsync(role);
        return (await role.FetchVerifierAsync()).Check(text, TimeProvider.System.GetUtcNow()).Verdict;
    }

    private static Task WaitForListsAsync(DocumentsRole role) => Eventually.IsTrueAsync(
        async () =>
        {
            using var anyone = role.Anyone();
            using var list = await anyone.GetAsync("/status/1");
            return list.IsSuccessStatusCode;
        },
        "list 1 is published");
}
