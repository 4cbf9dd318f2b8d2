using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Credentials.Licences;
using Cabildo.Credentials.Signers;
using Cabildo.Credentials.StatusLists;
using Cabildo.Credentials.TrustLists;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;

namespace Cabildo.Credentials.Tests;

/// <summary>An issuer with its authority and its signers, in a token of its own that is deleted with it.</summary>
internal sealed class Nation : IDisposable
{
    public const string Issuer = "http://localhost:8082";
    public const string StatusUri = "http://localhost:8082/status/1";

    /// <summary>The clock of the tests.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "cabildo-" + Path.GetRandomFileName());
    private readonly SoftToken _token;
    private readonly MdocAuthority _authority;
    private readonly TokenKey _root;

    public Nation(string country = "RP")
    {
        _token = SoftToken.Open(_folder);
        _authority = new MdocAuthority(country, $"Authority of {country}", new Uri(Issuer), new Uri(Issuer + "/crl"));
        _root = _token.GetOrCreate("iaca");
        _token.SetCertificate(_root, CertificateProfiles.Iaca(_root, _authority, ValidityPeriod.From(Now.AddYears(-2), 3650)));
        Signer = NewSigner("signer", ValidityPeriod.From(Now.AddDays(-30), 450));
        Publisher = _token.GetOrCreate("trust-list").Ecdsa;
    }

    public DocumentSigner Signer { get; }

    public ECDsa Publisher { get; }

    public byte[] RootCertificate => _root.Certificate!.RawData;

    public DocumentSigner NewSigner(string label, ValidityPeriod validity)
    {
        var key = _token.GetOrCreate(label);
        return new DocumentSigner(key.Ecdsa, CertificateProfiles.DocumentSigner(_root, _authority, label, key.PublicKey, validity));
    }

    /// <summary>A certificate that the authority signed but that is not a document signer's.</summary>
    public DocumentSigner NewTlsServer()
    {
        var key = _token.GetOrCreate("server");
        var subject = new X500DistinguishedName("CN=server");
        return new DocumentSigner(key.Ecdsa, CertificateProfiles.ExchangeAuth(_root, key.PublicKey, subject, ["localhost"], ValidityPeriod.From(Now.AddDays(-1), 30)));
    }

    public TrustList TrustList(params IReadOnlyList<(DocumentSigner Signer, SignerStatus Status)> others) => new()
    {
        Publisher = Issuer,
        IssuedAt = Now.AddHours(-2),
        ExpiresAt = Now.AddDays(7),
        NextUpdate = Now.AddDays(1),
        Sequence = 1,
        Issuers =
        [
            new TrustListIssuer
            {
                Id = Issuer,
                Name = new Dictionary<string, string> { ["es"] = "Unidad Digital", ["en"] = "Digital Unit" },
                Country = "RP",
                Authorities = [RootCertificate],
                Signers = [Listed(Signer, SignerStatus.Active), .. others.Select(other => Listed(other.Signer, other.Status))],
                StatusLists = [StatusUri],
            },
        ],
    };

    public static StatusListToken StatusList(DateTimeOffset? issuedAt = null, params (int Index, TokenStatus Status)[] entries)
    {
        var list = new StatusList(bits: 2, entries: 1 << 12);
        foreach (var (index, status) in entries) list[index] = (byte)status;
        var at = issuedAt ?? Now.AddMinutes(-10);
        return new StatusListToken(StatusUri, at, at.AddHours(24), TimeSpan.FromMinutes(1), list);
    }

    public static LicenceClaims Claims(int statusIndex = 0, DateTimeOffset? issuedAt = null)
    {
        var at = issuedAt ?? Now.AddHours(-1);
        return new LicenceClaims
        {
            Issuer = Issuer,
            IssuedAt = at,
            ExpiresAt = at.AddHours(24),
            CodeId = RandomNumberGenerator.GetBytes(16),
            Status = new StatusReference(StatusUri, statusIndex),
            Holder = new LicenceHolder("31456789", "María Inés", "Giménez Núñez", new DateOnly(1985, 4, 12), File.ReadAllBytes(DataFile("portrait.webp"))),
            Licence = new DrivingLicence
            {
                Number = "31456789",
                Classes = [new LicenceClass("B1", new DateOnly(2019, 5, 2), new DateOnly(2029, 5, 2)), new LicenceClass("A2", new DateOnly(2021, 3, 1), new DateOnly(2029, 5, 2))],
                IssueDate = new DateOnly(2024, 5, 2),
                ExpiryDate = new DateOnly(2029, 5, 2),
                IssuingAuthority = "Municipalidad de Río Claro",
                Restrictions = ["lenses"],
                IssuingCountry = "RP",
                StatusAtIssue = TokenStatus.Valid,
                RegisterUpdatedAt = Now.AddDays(-40),
            },
        };
    }

    public string Code(LicenceClaims claims) => LicenceQr.Make(claims, Signer)!.Text;

    public LicenceVerifier Verifier(StatusListToken? list = null, TrustList? trustList = null) =>
        new(new VerifierKnowledge(
            new TrustedIssuers(trustList ?? TrustList()),
            list is null ? new Dictionary<string, StatusListToken>() : new Dictionary<string, StatusListToken> { [list.Uri] = list }));

    public static string DataFile(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    public void Dispose()
    {
        _token.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static TrustListSigner Listed(DocumentSigner signer, SignerStatus status) =>
        new() { KeyId = signer.KeyId.ToString(), Certificate = signer.Certificate.RawData, Status = status };
}
