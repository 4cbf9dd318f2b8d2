using System.Text.Encodings.Web;
using System.Text.Json;
using Cabildo.Credentials.Encodings;
using Cabildo.Credentials.Licences;
using Cabildo.Credentials.StatusLists;
using Cabildo.Credentials.TrustLists;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Jose;

namespace Cabildo.Credentials.Tests;

/// <summary>
/// The cases that the officer's verifier is tested with too. Run with CABILDO_WRITE_VECTORS set to a folder to make them anew;
/// otherwise they are made and checked, and nothing is written.
/// </summary>
public sealed class VerifierVectors
{
    private const int Good = 7, Suspended = 1001, Withheld = 1002, Withdrawn = 1003;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    [Fact]
    public void Cases_made_now_get_the_verdicts_they_state()
    {
        var file = Make();

        CheckAll(file);

        if (Environment.GetEnvironmentVariable("CABILDO_WRITE_VECTORS") is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, "vectors.json"), JsonSerializer.Serialize(file, Indented) + "\n");
    }

    [Fact]
    public void Cases_that_the_browser_is_tested_with_get_the_same_verdicts_here() =>
        CheckAll(JsonSerializer.Deserialize<VectorFile>(File.ReadAllText(Nation.DataFile("vectors.json")), Indented)!);

    private static void CheckAll(VectorFile file)
    {
        Assert.True(EcJwk.TryParse(JsonSerializer.Serialize(file.OperatorJwk), out _, out var publisher));
        Assert.True(TrustListToken.TryRead(file.TrustList, publisher, out var trustList));
        using var issuers = new TrustedIssuers(trustList);
        Assert.NotEmpty(file.Cases);

        foreach (var vector in file.Cases)
        {
            var lists = new Dictionary<string, StatusListToken>(StringComparer.Ordinal);
            if (!vector.WithoutStatusList)
            {
                Assert.True(StatusListToken.TryReadJwt(vector.StatusList ?? file.StatusList, kid => issuers.StatusListKey(Nation.Issuer, kid, Nation.Now), out var list));
                lists[list.Uri] = list;
            }

            var check = new LicenceVerifier(new VerifierKnowledge(issuers, lists)).Check(vector.Text, DateTimeOffset.FromUnixTimeSeconds(vector.Now ?? file.Now));
            Assert.True(vector.ExpectedVerdict == Kebab(check.Verdict), $"{vector.Name}: expected {vector.ExpectedVerdict}, was {Kebab(check.Verdict)} ({check.Explanation})");
        }
    }

    private static VectorFile Make()
    {
        using var nation = new Nation();
        using var other = new Nation("RA");
        var former = nation.NewSigner("former", ValidityPeriod.From(Nation.Now.AddDays(-400), 390));
        var revoked = nation.NewSigner("revoked", ValidityPeriod.From(Nation.Now.AddDays(-30), 300));
        var server = nation.NewTlsServer();
        var list = Nation.StatusList(null, (Suspended, TokenStatus.Suspended), (Withheld, TokenStatus.Withheld), (Withdrawn, TokenStatus.Withdrawn));
        var trustList = nation.TrustList((former, SignerStatus.Active), (revoked, SignerStatus.Withdrawn), (server, SignerStatus.Active));
        return new VectorFile
        {
            Now = Nation.Now.ToUnixTimeSeconds(),
            OperatorJwk = EcJwk.From(nation.Publisher),
            TrustList = TrustListToken.Sign(trustList, nation.Publisher),
            StatusListUri = Nation.StatusUri,
            StatusList = list.ToJwt(nation.Signer),
            Cases = [.. InForce(nation), .. NotInForce(nation), .. Doubtful(nation, list), .. Forged(nation, other, former, revoked, server), .. Malformed(nation)],
        };
    }

    private static IEnumerable<Vector> InForce(Nation nation)
    {
        var claims = Nation.Claims(Good);
        yield return new("valid", nation.Code(claims), "valid");
        yield return new("valid without a portrait", nation.Code(claims with { Holder = claims.Holder with { Portrait = default } }), "valid");
        yield return new("valid for 72 hours", nation.Code(claims with { ExpiresAt = claims.IssuedAt.AddHours(72) }), "valid");
        yield return new("just within the tolerance after its end", nation.Code(Nation.Claims(Good, Nation.Now.AddHours(-24).AddSeconds(-30))), "valid");
        yield return new("just within the tolerance before its beginning", nation.Code(Nation.Claims(Good, Nation.Now.AddMinutes(4))), "valid");
        yield return new("made after the list, which says suspended", nation.Code(Nation.Claims(Suspended, Nation.Now.AddMinutes(-5))), "valid",
            "Suspended when the list was signed, in force again when the code was made: the newer answer counts.");
    }

    private static IEnumerable<Vector> NotInForce(Nation nation)
    {
        var claims = Nation.Claims(Good);
        yield return new("suspended", nation.Code(Nation.Claims(Suspended)), "suspended");
        yield return new("withheld", nation.Code(Nation.Claims(Withheld)), "withheld");
        yield return new("withdrawn", nation.Code(Nation.Claims(Withdrawn)), "withdrawn");
        yield return new("expired", nation.Code(claims with { Licence = claims.Licence with { ExpiryDate = new DateOnly(2026, 11, 10) } }), "expired");
        yield return new("every class expired", nation.Code(claims with { Licence = claims.Licence with { Classes = [new LicenceClass("B1", new DateOnly(2019, 5, 2), new DateOnly(2026, 11, 10))] } }), "expired");
        yield return new("suspended and expired", nation.Code(Nation.Claims(Suspended) with { Licence = claims.Licence with { ExpiryDate = new DateOnly(2026, 11, 10) } }), "suspended");
        yield return new("suspended when made, after the list was signed", nation.Code(Nation.Claims(Good, Nation.Now.AddMinutes(-5)) with { Licence = claims.Licence with { StatusAtIssue = TokenStatus.Suspended } }), "suspended",
            "The list is older than the code, and the code carries what the register said.");
        yield return new("stale", nation.Code(Nation.Claims(Good, Nation.Now.AddHours(-26))), "stale");
        yield return new("from the future", nation.Code(Nation.Claims(Good, Nation.Now.AddHours(1))), "stale", "The clock is to blame.");
        yield return new("stale and suspended", nation.Code(Nation.Claims(Suspended, Nation.Now.AddHours(-26))), "stale");
    }

    private static IEnumerable<Vector> Doubtful(Nation nation, StatusListToken list)
    {
        var claims = Nation.Claims(Good);
        var old = list with { IssuedAt = Nation.Now.AddHours(-30), ExpiresAt = Nation.Now.AddHours(-6) };
        yield return new("no status list", nation.Code(claims), "unknown") { WithoutStatusList = true };
        yield return new("status list past its end", nation.Code(claims), "unknown") { StatusList = old.ToJwt(nation.Signer) };
        yield return new("index beyond the list", nation.Code(Nation.Claims(list.List.Count)), "unknown");
        yield return new("list that the trust list does not name", nation.Code(claims with { Status = new StatusReference("http://localhost:8082/status/99", Good) }), "unknown");
        yield return new("suspended when made, no status list", nation.Code(claims with { Licence = claims.Licence with { StatusAtIssue = TokenStatus.Suspended } }), "suspended") { WithoutStatusList = true };
        yield return new("expired, no status list", nation.Code(claims with { Licence = claims.Licence with { ExpiryDate = new DateOnly(2026, 11, 10) } }), "expired") { WithoutStatusList = true };
    }

    private static IEnumerable<Vector> Forged(
        Nation nation, Nation other, Signers.DocumentSigner former, Signers.DocumentSigner revoked, Signers.DocumentSigner server)
    {
        var claims = Nation.Claims(Good);
        var code = nation.Code(claims);
        yield return new("tampered name", Tampering.ChangeText(code, "María", "Marta"), "not-genuine");
        yield return new("tampered signature", Tampering.FlipLastByte(code), "not-genuine");
        yield return new("foreign key under a listed name", Tampering.SignAnew(code, other.Signer, nation.Signer.KeyId), "not-genuine", "Signed by another key that takes the kid of a listed signer.");
        yield return new("unknown signer", LicenceQr.Make(claims, other.Signer)!.Text, "unknown-issuer");
        yield return new("unknown issuer", LicenceQr.Make(claims with { Issuer = "https://documents.example" }, other.Signer)!.Text, "unknown-issuer");
        yield return new("signer that had expired", LicenceQr.Make(claims, former)!.Text, "not-genuine");
        yield return new("signer that was withdrawn", LicenceQr.Make(claims, revoked)!.Text, "not-genuine");
        yield return new("signer without the document-signing usage", LicenceQr.Make(claims, server)!.Text, "not-genuine");
        yield return new("life longer than 72 hours", nation.Code(claims with { ExpiresAt = claims.IssuedAt.AddHours(73) }), "not-genuine");
        yield return new("end before beginning", nation.Code(claims with { ExpiresAt = claims.IssuedAt.AddSeconds(-1) }), "not-genuine");
    }

    private static IEnumerable<Vector> Malformed(Nation nation)
    {
        var code = nation.Code(Nation.Claims(Good));
        yield return new("a web address", "https://example.org/", "not-a-licence");
        yield return new("empty", "", "not-a-licence");
        yield return new("prefix alone", "CBD1:", "not-a-licence");
        yield return new("another version", "CBD2:" + code[5..], "not-a-licence");
        yield return new("prefix in small letters", code.Replace("CBD1", "cbd1", StringComparison.Ordinal), "not-a-licence");
        yield return new("not base45", "CBD1:abc", "not-a-licence");
        yield return new("base45 group above its range", "CBD1::::", "not-a-licence");
        yield return new("not COSE", "CBD1:" + Base45.Encode("hello, officer"u8), "not-a-licence");
        yield return new("cut short", code[..^40], "not-a-licence");
        yield return new("bytes after the end", code + "00", "not-a-licence");
        yield return new("far too long", "CBD1:" + new string('0', 5_000), "not-a-licence");
    }

    private static string Kebab(LicenceVerdict verdict) => JsonNamingPolicy.KebabCaseLower.ConvertName(verdict.ToString()) switch
    {
        "not-alicence" => "not-a-licence",
        var name => name,
    };

    private sealed record VectorFile
    {
        public string About { get; init; } = "Made by tests/Credentials/VerifierVectors.cs. Keys and people are invented. Times are seconds since 1970. A case may bring its own statusList or be checked without one (withoutStatusList).";
        public required long Now { get; init; }
        public required EcJwk OperatorJwk { get; init; }
        public required string TrustList { get; init; }
        public required string StatusListUri { get; init; }
        public required string StatusList { get; init; }
        public required IReadOnlyList<Vector> Cases { get; init; }
    }

    private sealed record Vector(string Name, string Text, string ExpectedVerdict, string? Why = null)
    {
        public long? Now { get; init; }
        public string? StatusList { get; init; }
        public bool WithoutStatusList { get; init; }
    }
}
