using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Credentials.Signers;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Microsoft.Extensions.Options;

namespace Cabildo.Documents.Issuer;

/// <summary>
/// The issuer's keys: the authority (IACA), the document signers that it certified, and the key of the trust list. They are
/// made at first start. A new signer is made when the last one's certificate nears its end; the former stay listed.
/// </summary>
internal sealed class IssuerKeys : IDisposable
{
    private const int AuthorityDays = 3650;
    private const int SignerDays = 455;
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    // The clocks of verifiers are not ours: a certificate must not begin in what is still their future.
    private static readonly TimeSpan Backdating = TimeSpan.FromMinutes(10);

    private readonly SoftToken _token;
    private readonly TokenKey _authorityKey;
    private readonly TokenKey _trustListKey;

    public IssuerKeys(IOptions<DocumentsOptions> options, TimeProvider time)
    {
        _token = SoftToken.Open(options.Value.TokenFolder, options.Value.TokenPassphrase);
        var authority = Describe(options.Value);
        var now = time.GetUtcNow() - Backdating;
        _authorityKey = _token.GetOrCreate("iaca");
        if (_authorityKey.Certificate is null)
            _token.SetCertificate(_authorityKey, CertificateProfiles.Iaca(_authorityKey, authority, ValidityPeriod.From(now, AuthorityDays)));
        _trustListKey = _token.GetOrCreate("trust-list");
        Signers = LoadSigners(authority, now);
    }

    /// <summary>The authority's certificate, with its private key.</summary>
    public X509Certificate2 Authority => _authorityKey.Certificate!;

    /// <summary>Every signer there was; the last one signs.</summary>
    public IReadOnlyList<DocumentSigner> Signers { get; }

    public DocumentSigner Signer => Signers[^1];

    /// <summary>The key that signs the trust list.</summary>
    public ECDsa TrustListKey => _trustListKey.Ecdsa;

    public void Dispose() => _token.Dispose();

    private List<DocumentSigner> LoadSigners(MdocAuthority authority, DateTimeOffset now)
    {
        List<DocumentSigner> signers = [];
        while (_token.Find(Label(signers.Count + 1)) is { Certificate: not null } key) signers.Add(new DocumentSigner(key.Ecdsa, key.Certificate));
        if (signers.Count is 0 || ValidityPeriod.Of(signers[^1].Certificate).NotAfter - now < RenewBefore)
            signers.Add(MakeSigner(signers.Count + 1, authority, now));
        return signers;
    }

    private DocumentSigner MakeSigner(int number, MdocAuthority authority, DateTimeOffset now)
    {
        var key = _token.GetOrCreate(Label(number));
        var name = string.Create(CultureInfo.InvariantCulture, $"{authority.Name} signer {number}");
        var validity = ValidityPeriod.From(now, SignerDays);
        _token.SetCertificate(key, CertificateProfiles.DocumentSigner(_authorityKey, authority, name, key.PublicKey, validity), Authority);
        return new DocumentSigner(key.Ecdsa, key.Certificate!);
    }

    private static MdocAuthority Describe(DocumentsOptions options) =>
        new(options.Country, options.IssuerNameEs, new Uri(options.Issuer), new Uri($"{options.Issuer}/iaca/crl"));

    private static string Label(int number) => string.Create(CultureInfo.InvariantCulture, $"document-signer-{number}");
}
