using System.Security.Cryptography.X509Certificates;

namespace Cabildo.Authority.Certificates;

/// <summary>A certificate that the authority issued, as its register has it.</summary>
/// <param name="Serial">Its serial number: upper-case hexadecimal.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Holder">The server or member it is for, in its text form.</param>
/// <param name="Status">Whether it may be relied on.</param>
/// <param name="NotAfter">When it ends.</param>
/// <param name="Der">The certificate in DER.</param>
/// <param name="AuthorityDer">The certificate of the authority that issued it, in DER.</param>
public sealed record IssuedCertificate(
    string Serial, CertificateKind Kind, string Holder, CertificateStatus Status, DateTimeOffset NotAfter, ReadOnlyMemory<byte> Der, ReadOnlyMemory<byte> AuthorityDer)
{
    /// <summary>The certificate, which the caller disposes.</summary>
    public X509Certificate2 Open() => X509CertificateLoader.LoadCertificate(Der.Span);

    /// <summary>The authority's certificate, which the caller disposes.</summary>
    public X509Certificate2 OpenAuthority() => X509CertificateLoader.LoadCertificate(AuthorityDer.Span);
}
