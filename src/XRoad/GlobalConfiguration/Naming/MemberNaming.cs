using System.Security.Cryptography.X509Certificates;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.GlobalConfiguration.Naming;

/// <summary>
/// How the subject of a signing certificate names a member. Each approved authority says which way is its own in
/// <see cref="ApprovedCa.CertificateProfileInfo"/>: the name of a Java class of X-Road's, of which the last word counts here.
/// </summary>
public static class MemberNaming
{
    private const string Suffix = "CertificateProfileInfoProvider";

    private static readonly Dictionary<string, NamingProfile> Profiles = new(StringComparer.Ordinal)
    {
        ["Ejbca"] = new EjbcaNaming(),
        ["Basic"] = new BasicNaming(),
        ["BasicACME"] = new BasicNaming(),
        ["FiVRK"] = new FinnishNaming(),
        ["Is"] = new NordicNaming("IS", needsSerialNumber: false),
        ["Fo"] = new NordicNaming("FO", needsSerialNumber: true),
        ["SkKlass3"] = new EstonianSealNaming(),
        ["SkEsteId"] = new EstonianPersonNaming(),
    };

    /// <summary>Whether the profile is one of those known here.</summary>
    public static bool Knows(string profile) => Find(profile) is not null;

    /// <summary>The member that a signing certificate is for.</summary>
    /// <param name="certificate">The certificate; its issuer is judged elsewhere.</param>
    /// <param name="profile">The profile of its authority.</param>
    /// <param name="instance">The instance that approved the authority.</param>
    /// <returns>Null if the profile is unknown, the subject does not follow it, an attribute comes twice, or it names another instance.</returns>
    public static MemberId? SignerOf(X509Certificate2 certificate, string profile, string instance)
    {
        if (Find(profile) is not { } naming || SubjectFields.Read(certificate.SubjectName) is not { } subject)
            return null;
        try
        {
            return naming.Read(subject, instance) is { } member && member.Instance == instance ? member : null;
        }
        catch (ArgumentException)
        {
            // A part of it cannot be part of an identifier.
            return null;
        }
    }

    /// <summary>The subject with which an authority of the profile names a member.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="member">The member.</param>
    /// <param name="memberName">Its name for people.</param>
    /// <param name="server">The server that will hold the key: some profiles write it down.</param>
    /// <param name="country">ISO 3166-1 alpha-2, for profiles that leave the country open.</param>
    /// <returns>Null if the profile is unknown, or cannot name this member.</returns>
    public static X500DistinguishedName? SubjectOf(string profile, MemberId member, string memberName, SecurityServerId server, string country) =>
        Find(profile)?.Write(new SubjectRequest(member, memberName, server, country));

    private static NamingProfile? Find(string profile)
    {
        var name = profile[(profile.LastIndexOf('.') + 1)..];
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? Profiles.GetValueOrDefault(name[..^Suffix.Length]) : null;
    }
}
