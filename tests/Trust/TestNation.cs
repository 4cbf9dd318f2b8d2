using System.Security.Cryptography.X509Certificates;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;

namespace Cabildo.Trust.Tests;

/// <summary>An authority with one of each kind of certificate below it, made with the platform's own profiles.</summary>
internal sealed class TestNation : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Now = Start.AddDays(2);

    /// <summary>For what meets a program that looks at the machine's clock.</summary>
    public static readonly ValidityPeriod Decades = new(Start.AddYears(-10), Start.AddYears(40));

    private readonly TemporaryFolder _folder = new();
    private readonly SoftToken _token;

    public TestNation(KeyKind authority = KeyKind.EcdsaP256, KeyKind services = KeyKind.EcdsaP256)
    {
        _token = SoftToken.Open(_folder.Path);
        Authority = _token.GetOrCreate("authority", authority);
        _token.SetCertificate(Authority, CertificateProfiles.Ca(Authority, new("CN=Root,O=Test"), Decades));
        Responder = With("responder", services, (key, name) => CertificateProfiles.OcspResponder(Authority, key, name, ValidityPeriod.From(Start, 30)));
        Timestamper = With("timestamper", services, (key, name) => CertificateProfiles.TimestampAuthority(Authority, key, name, ValidityPeriod.From(Start, 300)));
        Member = With("member", KeyKind.EcdsaP256, (key, name) => CertificateProfiles.ExchangeSign(Authority, key, name, ValidityPeriod.From(Start, 300)));
    }

    public TokenKey Authority { get; }

    public TokenKey Responder { get; }

    public TokenKey Timestamper { get; }

    public TokenKey Member { get; }

    public X509Certificate2 Issuer => Authority.Certificate!;

    public TokenKey With(string label, KeyKind kind, Func<PublicKey, X500DistinguishedName, X509Certificate2> issue)
    {
        var key = Key(label, kind);
        _token.SetCertificate(key, issue(key.PublicKey, new X500DistinguishedName($"CN={label},O=Test")));
        return key;
    }

    public TokenKey Key(string label, KeyKind kind) => _token.GetOrCreate(label, kind);

    public string File(string name, byte[] content)
    {
        var path = Path.Combine(_folder.Path, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public string Pem(string name, X509Certificate2 certificate) => File(name, System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n"));

    public string KeyPem(string name, TokenKey key) => File(name, System.Text.Encoding.ASCII.GetBytes(key.Key.ExportPkcs8PrivateKeyPem() + "\n"));

    public string PathOf(string name) => Path.Combine(_folder.Path, name);

    public void Dispose()
    {
        _token.Dispose();
        _folder.Dispose();
    }
}
