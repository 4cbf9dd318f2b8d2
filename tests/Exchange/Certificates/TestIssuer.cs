using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;

namespace Cabildo.Exchange.Tests.Certificates;

/// <summary>Issues certificates as they should not be: for the token of a server that claims to be another.</summary>
internal sealed class TestIssuer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cabildo-issuer-");
    private readonly List<SoftToken> _tokens = [];

    public static ValidityPeriod Days(double from, double to) =>
        new(TimeProvider.System.GetUtcNow().AddDays(from), TimeProvider.System.GetUtcNow().AddDays(to));

    /// <summary>A token whose authentication key has this certificate.</summary>
    public SoftToken Issue(TokenKey authority, ValidityPeriod validity, bool forSigning = false, params X509Certificate2[] issuers)
    {
        var token = NewToken();
        var key = token.GetOrCreate("auth");
        var name = new X500DistinguishedName("CN=server");
        var certificate = forSigning
            ? CertificateProfiles.ExchangeSign(authority, key.PublicKey, name, validity)
            : CertificateProfiles.ExchangeAuth(authority, key.PublicKey, name, ["127.0.9.4"], validity);
        token.SetCertificate(key, certificate, issuers);
        return token;
    }

    /// <summary>An authority that nobody approved.</summary>
    public TokenKey Stranger() => TestKeys.Authority(NewToken(), "Stranger", Days(-9, 90));

    /// <summary>An authority beneath another, which may have one.</summary>
    public (TokenKey Top, TokenKey Beneath) TwoLevels()
    {
        var token = NewToken();
        var (top, beneath) = (token.GetOrCreate("top"), token.GetOrCreate("beneath"));
        token.SetCertificate(top, CertificateProfiles.Ca(top, new("CN=Top"), Days(-9, 90), levelsBelow: 1));
        token.SetCertificate(beneath, CertificateProfiles.SubordinateCa(top, beneath.PublicKey, new("CN=Beneath"), Days(-8, 80)));
        return (top, beneath);
    }

    public void Dispose()
    {
        _tokens.ForEach(token => token.Dispose());
        _folder.Delete(recursive: true);
    }

    private SoftToken NewToken()
    {
        var token = SoftToken.Open(Path.Combine(_folder.FullName, $"{_tokens.Count}"));
        _tokens.Add(token);
        return token;
    }
}
