using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Authority.Certificates;
using Cabildo.Authority.Data;
using Cabildo.Authority.Keys;
using Cabildo.Trust.Keys;
using Cabildo.XRoad.GlobalConfiguration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority.Publication;

/// <summary>
/// The keys that sign the configuration, two rows of them: one signs, and its successor is published for one whole period before
/// it does, so that every server that was not asleep all that time has it from a configuration it trusted (PR-GCONF 2.2).
/// </summary>
internal sealed class ConfigurationKeys(
    IDbContextFactory<AuthorityContext> databases, AuthorityTokens tokens, CertificateAuthority authority, IOptions<AuthorityOptions> options, TimeProvider time)
{
    // A configuration signed with the last key may be under way, or kept by a replica that has not looked since.
    private static readonly TimeSpan PublishedAfterwards = TimeSpan.FromDays(1);

    /// <summary>The keys for an audience as they are now; missing ones are made.</summary>
    public async Task<KeyRing> ReadAsync(ConfigurationAudience audience, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(ct);
        var rows = await RowsAsync(database, audience, ct);
        while (rows.Count == 0 || rows[^1].SignsFrom <= now)
        {
            await AddSuccessorAsync(database, audience, rows, now, ct);
            rows = await RowsAsync(database, audience, ct);
        }

        var current = Math.Max(0, rows.FindLastIndex(row => row.SignsFrom <= now));
        var first = current > 0 && rows[current].SignsFrom + PublishedAfterwards > now ? current - 1 : current;
        return new KeyRing(
            SignerOf(audience, rows[current]),
            Encoded(rows[current]),
            [.. rows.Skip(first).Select(Encoded)],
            [.. rows.Skip(current).Select(Encoded)],
            rows[^1].PublishedFrom);
    }

    private static Task<List<ConfigurationKeyRow>> RowsAsync(AuthorityContext database, ConfigurationAudience audience, CancellationToken ct) =>
        database.ConfigurationKeys.AsNoTracking().Where(row => row.Audience == audience.Name).OrderBy(row => row.Sequence).ToListAsync(ct);

    // The first signs at once; each other has a period ahead in which it is only known, counted from now: it may be late.
    private async Task AddSuccessorAsync(
        AuthorityContext database, ConfigurationAudience audience, List<ConfigurationKeyRow> rows, DateTimeOffset now, CancellationToken ct)
    {
        var sequence = rows.Count == 0 ? 1 : rows[^1].Sequence + 1;
        var signsFrom = rows.Count == 0 ? now : now + options.Value.ConfigurationKeyLifetime;
        var certificate = Certify(tokens.DailyKey(LabelOf(audience, sequence)), audience, signsFrom);
        // Another replica may have been first: its row is the one that counts.
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO authority_configuration_keys ("Audience", "Sequence", "Certificate", "PublishedFrom", "SignsFrom")
            VALUES ({audience.Name}, {sequence}, {certificate}, {now.UtcDateTime}, {signsFrom.UtcDateTime}) ON CONFLICT DO NOTHING
            """,
            ct);
    }

    // A key made anew under the old label would sign what every server refuses.
    private TokenKey SignerOf(ConfigurationAudience audience, ConfigurationKeyRow row)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(row.Certificate);
        var label = LabelOf(audience, row.Sequence);
        return tokens.Daily.Find(label) is { } key && key.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo())
            ? key
            : throw new InvalidOperationException($"The key '{label}' that signs the configuration is not in the token. Restore the token, or empty authority_configuration_keys and hand out new anchors.");
    }

    // Nothing but the key counts in it; the dates are for people who look.
    private byte[] Certify(TokenKey key, ConfigurationAudience audience, DateTimeOffset signsFrom)
    {
        var request = new CertificateRequest(authority.NameOf($"{audience.Name} configuration"), key.PublicKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        var signer = key.Key is RSA rsa ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1) : X509SignatureGenerator.CreateForECDsa(key.Ecdsa);
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        using var certificate = request.Create(
            request.SubjectName, signer, time.GetUtcNow() - CertificateAuthority.ClockDifference, signsFrom + (2 * options.Value.ConfigurationKeyLifetime), serial);
        return certificate.RawData;
    }

    private static string LabelOf(ConfigurationAudience audience, int sequence) => $"conf-{audience.Name}-{sequence}";

    private static EncodedCertificate Encoded(ConfigurationKeyRow row) => EncodedCertificate.From(row.Certificate);
}

/// <summary>The keys for one audience at one time.</summary>
/// <param name="Key">What signs.</param>
/// <param name="Certificate">Its certificate.</param>
/// <param name="Published">What the configuration names in <c>source</c>: the last while it may be in use, this one, the next.</param>
/// <param name="Anchored">What an anchor holds: this one and the next.</param>
/// <param name="ChangedAt">Since when they are these.</param>
internal sealed record KeyRing(
    TokenKey Key, EncodedCertificate Certificate, IReadOnlyList<EncodedCertificate> Published, IReadOnlyList<EncodedCertificate> Anchored, DateTimeOffset ChangedAt);
