using System.Security.Cryptography.X509Certificates;
using Cabildo.Authority.Keys;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Microsoft.Extensions.Options;

namespace Cabildo.Authority.Certificates;

/// <summary>The root of the instance's certificates: its key, made at first, and its self-signed certificate.</summary>
internal sealed class CertificateAuthority(AuthorityTokens tokens, IOptions<AuthorityOptions> options, TimeProvider time) : IDisposable
{
    public const string RootLabel = "root";

    /// <summary>How far ahead of ours the clocks of servers may be without refusing what was issued a moment ago.</summary>
    public static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(2);

    private readonly Lock _one = new();
    private Opened? _opened;

    /// <summary>The root key, with its certificate.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The token cannot be opened.</exception>
    /// <exception cref="IOException">The token cannot be read.</exception>
    public TokenKey Key => Open().Key;

    /// <summary>The root certificate, without a private key.</summary>
    public X509Certificate2 Certificate => Open().Certificate;

    /// <summary>A validity from now on, within the root's.</summary>
    /// <exception cref="InvalidOperationException">The root has expired.</exception>
    public ValidityPeriod ValidFor(TimeSpan lifetime)
    {
        var root = ValidityPeriod.Of(Certificate);
        var now = time.GetUtcNow();
        if (root.NotAfter <= now)
            throw new InvalidOperationException($"The root certificate ended at {root.NotAfter:u}: the authority needs a new root.");
        return new ValidityPeriod(Later(now - ClockDifference, root.NotBefore), Earlier(now + lifetime, root.NotAfter));
    }

    public void Dispose() => _opened?.Certificate.Dispose();

    private Opened Open()
    {
        lock (_one)
            return _opened ??= OpenRoot();
    }

    private Opened OpenRoot()
    {
        var key = tokens.Root.GetOrCreate(RootLabel, options.Value.KeyKind);
        if (key.Certificate is null)
            tokens.Root.SetCertificate(key, CertificateProfiles.Ca(key, NameOf("root"), RootValidity()));
        return new Opened(key, X509CertificateLoader.LoadCertificate(key.Certificate!.RawData));
    }

    /// <summary>The name of the authority itself or of one of its services.</summary>
    public X500DistinguishedName NameOf(string service)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddOrganizationName(options.Value.Name);
        name.AddCommonName($"{options.Value.Name} {service}");
        return name.Build();
    }

    private ValidityPeriod RootValidity() => new(time.GetUtcNow() - ClockDifference, time.GetUtcNow() + options.Value.RootLifetime);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private sealed record Opened(TokenKey Key, X509Certificate2 Certificate);
}
