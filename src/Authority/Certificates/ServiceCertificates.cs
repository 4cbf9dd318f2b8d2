using System.Data.Common;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Authority.Data;
using Cabildo.Authority.Keys;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority.Certificates;

/// <summary>
/// The keys and certificates of the authority's own services. The register is what counts, so that replicas agree; a new
/// certificate is issued when two thirds of the last one's life are over.
/// </summary>
internal sealed class ServiceCertificates(
    CertificateAuthority authority, AuthorityTokens tokens, CertificateRegister register, IOptions<AuthorityOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Reread = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Snapshot? _last;

    /// <summary>The certificates as they are now.</summary>
    public async ValueTask<Snapshot> CurrentAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_last is { } last && now < last.RereadAt)
            return last;
        await _one.WaitAsync(ct);
        try
        {
            return _last is { } fresh && now < fresh.RereadAt ? fresh : _last = await ReadAsync(now, ct);
        }
        catch (Exception problem) when (IsOutage(problem) && _last is { } held && held.Serves(now))
        {
            // Stamping needs no database: what was read serves on. Who publishes meets the same outage, and logs it.
            return _last = held with { RereadAt = now + Retry };
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    // EF wraps what PostgreSQL's driver takes for transient, such as a refused connection.
    private static bool IsOutage(Exception problem) => problem is DbException or TimeoutException or InvalidOperationException { InnerException: DbException };

    private async Task<Snapshot> ReadAsync(DateTimeOffset now, CancellationToken ct)
    {
        await register.EnterRootAsync(authority.Certificate, options.Value.Name, ct);
        var responders = await AllAsync(CertificateKind.Responder, now, ct);
        var stampers = await AllAsync(CertificateKind.Timestamping, now, ct);
        var usable = stampers.FindAll(row => row.NotAfter > now && IsOurs(CertificateKind.Timestamping, row));
        // A timestamp by a certificate that servers do not know yet counts for nothing: it signs once everybody has had the time.
        var known = usable.Find(row => row.IssuedAt + (2 * options.Value.ConfigurationLifetime) <= now);
        return new Snapshot(
            Open(CertificateKind.Responder, responders[0]),
            Open(CertificateKind.Timestamping, known ?? usable[^1]),
            [.. stampers.Select(row => row.Certificate)],
            now + Reread);
    }

    /// <summary>The kind's certificates, the newest first: that one is of the key in the token, and not two thirds over.</summary>
    private async Task<List<CertificateRow>> AllAsync(CertificateKind kind, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await register.AllAsync(kind, ct);
        if (rows.Count == 0 || IsDue(rows[0], now) || !IsOurs(kind, rows[0]))
        {
            using var certificate = Issue(kind);
            await register.AddAsync(certificate, kind, options.Value.Name, ct);
            rows = await register.AllAsync(kind, ct);
        }

        return rows.FindAll(row => kind is CertificateKind.Timestamping || IsOurs(kind, row));
    }

    private static bool IsDue(CertificateRow row, DateTimeOffset now) => now >= row.NotBefore + ((row.NotAfter - row.NotBefore) * 2 / 3);

    private bool IsOurs(CertificateKind kind, CertificateRow row)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(row.Certificate);
        return KeyOf(kind).PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    private X509Certificate2 Issue(CertificateKind kind)
    {
        var key = KeyOf(kind).PublicKey;
        return kind is CertificateKind.Responder
            ? CertificateProfiles.OcspResponder(authority.Key, key, authority.NameOf("OCSP"), authority.ValidFor(options.Value.ResponderLifetime))
            : CertificateProfiles.TimestampAuthority(
                authority.Key, key, authority.NameOf("TSA"), authority.ValidFor(options.Value.TimestampingLifetime), options.Value.OcspUrl);
    }

    private TokenKey KeyOf(CertificateKind kind) => tokens.DailyKey(kind is CertificateKind.Responder ? "ocsp" : "tsa");

    // Those of the last minute may still be in use: the collector frees them.
    private ServiceKey Open(CertificateKind kind, CertificateRow row) => new(KeyOf(kind), X509CertificateLoader.LoadCertificate(row.Certificate));

    /// <summary>The services' certificates at one time.</summary>
    /// <param name="Responder">What answers about certificates.</param>
    /// <param name="Timestamping">What stamps now.</param>
    /// <param name="TimestampingCertificates">All that ever stamped, the newest first, in DER: what they stamped is to be verified for long.</param>
    /// <param name="RereadAt">When to look again.</param>
    internal sealed record Snapshot(
        ServiceKey Responder, ServiceKey Timestamping, IReadOnlyList<byte[]> TimestampingCertificates, DateTimeOffset RereadAt)
    {
        /// <summary>Whether both keys' certificates are valid.</summary>
        public bool Serves(DateTimeOffset at) => ValidityPeriod.Covers(Responder.Certificate, at) && ValidityPeriod.Covers(Timestamping.Certificate, at);
    }
}

/// <summary>A key of a service, with the certificate it shows.</summary>
internal sealed record ServiceKey(TokenKey Key, X509Certificate2 Certificate);
