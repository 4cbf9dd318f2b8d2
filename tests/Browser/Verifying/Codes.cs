using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Credentials.Encodings;
using Cabildo.Credentials.Licences;
using Cabildo.Credentials.Signers;
using Cabildo.Credentials.StatusLists;

namespace Cabildo.Browser.Tests.Verifying;

/// <summary>Codes that no honest holder shows.</summary>
internal static class Codes
{
    /// <summary>The same code with one bit of its signature turned.</summary>
    public static string Tampered(string code)
    {
        Assert.True(Base45.TryDecode(code.AsSpan(LicenceQr.Prefix.Length), out var bytes));
        bytes[^1] ^= 1;
        return LicenceQr.Prefix + Base45.Encode(bytes);
    }

    /// <summary>A flawless code in the name of <paramref name="issuer"/>, signed with a key that no list knows.</summary>
    public static string OfForeignKey(string issuer)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Somebody else", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var made = LicenceQr.Make(Claims(issuer, now), new DocumentSigner(key, certificate));
        Assert.NotNull(made);
        return made.Text;
    }

    private static LicenceClaims Claims(string issuer, DateTimeOffset now)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var today = DateOnly.FromDateTime(now.Date);
        return new LicenceClaims
        {
            Issuer = issuer,
            IssuedAt = second,
            ExpiresAt = second.AddHours(24),
            CodeId = RandomNumberGenerator.GetBytes(16),
            Status = new StatusReference(issuer + "/status/1", 17),
            Holder = new LicenceHolder("30111222", "Norma", "Del Valle", new DateOnly(1982, 5, 6), default),
            Licence = new DrivingLicence
            {
                Number = "30111222",
                Classes = [new LicenceClass("B1", today.AddYears(-1), today.AddYears(4))],
                IssueDate = today.AddYears(-1),
                ExpiryDate = today.AddYears(4),
                IssuingAuthority = "Nobody",
                Restrictions = [],
                IssuingCountry = "RP",
                StatusAtIssue = TokenStatus.Valid,
                RegisterUpdatedAt = second,
            },
        };
    }
}
