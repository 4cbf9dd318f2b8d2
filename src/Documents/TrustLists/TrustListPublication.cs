using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cabildo.Credentials.Signers;
using Cabildo.Credentials.TrustLists;
using Cabildo.Documents.Data;
using Cabildo.Documents.Issuer;
using Cabildo.Documents.Publishing;
using Cabildo.Documents.Status;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cabildo.Documents.TrustLists;

/// <summary>The signed trust list of this issuer, kept in memory, with a number that grows when its content changes.</summary>
internal sealed class TrustListPublication(
    IDbContextFactory<DocumentsContext> databases, IssuerKeys keys, IOptions<DocumentsOptions> options, TimeProvider time) : IDisposable
{
    private const string MediaType = "application/jwt";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);
    private static readonly TimeSpan SignedAnewAfter = TimeSpan.FromHours(12);
    private static readonly TimeSpan TimeToLive = TimeSpan.FromMinutes(15);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly DocumentsOptions _options = options.Value;
    private Published? _current;

    public async Task<SignedDocument> GetAsync(CancellationToken ct) => _current?.Document ?? await RefreshAsync(ct);

    /// <summary>Signs anew if a signer or a status list came, or if the current copy is half a day old.</summary>
    public async Task<SignedDocument> RefreshAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await using var database = await databases.CreateDbContextAsync(ct);
            var issuer = await DescribeAsync(database, ct);
            var digest = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(issuer)));
            if (_current is { } current && current.Digest == digest && time.GetUtcNow() - current.Document.IssuedAt < SignedAnewAfter)
                return current.Document;


            var document = Sign(issuer, await NumberAsync(database, digest, ct));
            _current = new Published(digest, document);
            return document;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private SignedDocument Sign(TrustListIssuer issuer, long sequence)
    {
        var now = time.GetUtcNow();
        var list = new TrustList
        {
            Publisher = _options.Issuer,
            IssuedAt = now,
            ExpiresAt = now + Lifetime,
            NextUpdate = now + TimeSpan.FromDays(1),
            Sequence = sequence,
            Issuers = [issuer],
        };
        return new SignedDocument(Encoding.ASCII.GetBytes(TrustListToken.Sign(list, keys.TrustListKey)), MediaType, now, TimeToLive);
    }

    private async Task<TrustListIssuer> DescribeAsync(DocumentsContext database, CancellationToken ct)
    {
        var numbers = await database.StatusLists.OrderBy(row => row.Number).Select(row => row.Number).ToListAsync(ct);
        return new TrustListIssuer
        {
            Id = _options.Issuer,
            Name = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["en"] = _options.IssuerNameEn, ["es"] = _options.IssuerNameEs },
            Country = _options.Country,
            Authorities = [keys.Authority.RawData],
            Signers = [.. keys.Signers.Select(Listed)],
            StatusLists = [.. numbers.Select(number => StatusPublication.UriOf(_options, number))],
        };
    }

    private async Task<long> NumberAsync(DocumentsContext database, string digest, CancellationToken ct)
    {
        var row = await database.TrustLists.FirstOrDefaultAsync(list => list.Publisher == _options.Issuer, ct);
        if (row?.Digest == digest) return row.Sequence;
        if (row is null) database.TrustLists.Add(row = new TrustListRow { Publisher = _options.Issuer, Digest = digest });
        (row.Digest, row.Sequence, row.Version) = (digest, row.Sequence + 1, row.Version + 1);
        // Should another replica be numbering the same content, this round fails and the next finds its number.
        await database.SaveChangesAsync(ct);
        return row.Sequence;
    }

    private static TrustListSigner Listed(DocumentSigner signer) =>
        new() { KeyId = signer.KeyId.ToString(), Certificate = signer.Certificate.RawData, Status = SignerStatus.Active };

    private sealed record Published(string Digest, SignedDocument Document);
}
