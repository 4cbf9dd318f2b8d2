using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.GlobalConfiguration.Naming;

/// <summary>A way of naming members in subjects.</summary>
internal abstract class NamingProfile
{
    /// <summary>The member; null if the subject does not follow the profile.</summary>
    /// <exception cref="ArgumentException">A part cannot be part of an identifier.</exception>
    public abstract MemberId? Read(SubjectFields subject, string instance);

    /// <summary>The subject; null if this profile cannot name the member.</summary>
    public abstract X500DistinguishedName? Write(SubjectRequest request);

    protected static X500DistinguishedName? Name(string country, params ReadOnlySpan<(string Type, string Value)> attributes)
    {
        try
        {
            var name = new X500DistinguishedNameBuilder();
            name.AddCountryOrRegion(country);
            return Name(name, attributes);
        }
        catch (ArgumentException)
        {
            // Not two letters.
            return null;
        }
    }

    protected static X500DistinguishedName? Name(X500DistinguishedNameBuilder name, params ReadOnlySpan<(string Type, string Value)> attributes)
    {
        try
        {
            foreach (var (type, value) in attributes)
                name.Add(type, value);
            return name.Build();
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>Whom a subject is to name.</summary>
/// <param name="Member">The member.</param>
/// <param name="MemberName">Its name for people.</param>
/// <param name="Server">The server that will hold the key.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
internal sealed record SubjectRequest(MemberId Member, string MemberName, SecurityServerId Server, string Country)
{
    /// <summary>The server as Iceland and the Faroes write it in serialNumber; nobody reads it back.</summary>
    public string ShortServer => $"{Server.Owner.Instance}/{Server.Owner.MemberClass}/{Server.Owner.MemberCode}/{Server.Code}";
}

/// <summary>C is the instance, O the class, CN the code.</summary>
internal sealed class EjbcaNaming : NamingProfile
{
    public override MemberId? Read(SubjectFields subject, string instance) =>
        subject is { Country: { } country, Organization: { } organization, CommonName: { } code } ? new MemberId(country, organization, code) : null;

    // Most instances have more than two letters, which X.520 does not allow in C; the authority asks for it all the same.
    public override X500DistinguishedName? Write(SubjectRequest request) => Name(
        new X500DistinguishedNameBuilder(),
        (X520.Country, request.Member.Instance),
        (X520.Organization, request.Member.MemberClass),
        (X520.CommonName, request.Member.MemberCode));
}

/// <summary>businessCategory is the class, serialNumber the code.</summary>
internal sealed class BasicNaming : NamingProfile
{
    public override MemberId? Read(SubjectFields subject, string instance) =>
        subject is { BusinessCategory: { } memberClass, SerialNumber: { } code } ? new MemberId(instance, memberClass, code) : null;

    public override X500DistinguishedName? Write(SubjectRequest request) => Name(
        request.Country,
        (X520.Organization, request.MemberName),
        (X520.BusinessCategory, request.Member.MemberClass),
        (X520.SerialNumber, request.Member.MemberCode),
        (X520.CommonName, request.MemberName));
}

/// <summary>serialNumber is instance/server/class, CN the code, C is FI. An older form has O, OU and CN; the oldest is Ejbca's.</summary>
internal sealed class FinnishNaming : NamingProfile
{
    private const string Finland = "FI";
    private static readonly EjbcaNaming Oldest = new();

    public override MemberId? Read(SubjectFields subject, string instance) => subject switch
    {
        { SerialNumber: { } serial, Country: Finland, Organization: not null, CommonName: { } code } =>
            serial.Split('/') is [var named, _, var memberClass] ? new MemberId(named, memberClass, code) : null,
        { SerialNumber: not null } => null,
        { OrganizationalUnit: { } memberClass, Country: Finland, Organization: { } named, CommonName: { } code } => new MemberId(named, memberClass, code),
        { OrganizationalUnit: not null } => null,
        _ => Oldest.Read(subject, instance),
    };

    public override X500DistinguishedName? Write(SubjectRequest request) => Name(
        Finland,
        (X520.Organization, request.MemberName),
        (X520.SerialNumber, $"{request.Member.Instance}/{request.Server.Code}/{request.Member.MemberClass}"),
        (X520.CommonName, request.Member.MemberCode));
}

/// <summary>O is the instance, OU the class, CN the code, C fixed. Iceland's oldest certificates have Ejbca's form.</summary>
internal sealed class NordicNaming(string country, bool needsSerialNumber) : NamingProfile
{
    private static readonly EjbcaNaming Oldest = new();

    public override MemberId? Read(SubjectFields subject, string instance) => subject switch
    {
        { SerialNumber: null, OrganizationalUnit: null } when !needsSerialNumber => Oldest.Read(subject, instance),
        { SerialNumber: not null, Organization: { } named, OrganizationalUnit: { } memberClass, CommonName: { } code } when subject.Country == country =>
            new MemberId(named, memberClass, code),
        _ => null,
    };

    public override X500DistinguishedName? Write(SubjectRequest request) => Name(
        country,
        (X520.Organization, request.Member.Instance),
        (X520.OrganizationalUnit, request.Member.MemberClass),
        (X520.CommonName, request.Member.MemberCode),
        (X520.SerialNumber, request.ShortServer));
}

/// <summary>organizationIdentifier, or an Estonian register's number in serialNumber whose first digit tells the class.</summary>
internal sealed class EstonianSealNaming : NamingProfile
{
    private const int NumberDigits = 8;

    public override MemberId? Read(SubjectFields subject, string instance) => subject switch
    {
        { OrganizationIdentifier: { } identifier } => ByIdentifier(identifier, instance),
        { SerialNumber: { Length: NumberDigits } number } when number.All(char.IsAsciiDigit) && ClassOf(number[0]) is { } memberClass => new MemberId(instance, memberClass, number),
        _ => null,
    };

    public override X500DistinguishedName? Write(SubjectRequest request) => Name(
        new X500DistinguishedNameBuilder(), (X520.SerialNumber, request.Member.MemberCode), (X520.CommonName, request.MemberName)) is { } name
        && SubjectFields.Read(name) is { } fields && Read(fields, request.Member.Instance) == request.Member ? name : null;

    private static MemberId ByIdentifier(string identifier, string instance) => identifier switch
    {
        ['N', 'T', 'R', 'E', 'E', '-', .. var code] => new MemberId(instance, "COM", code),
        ['G', 'O', ':', 'E', 'E', '-', .. var code] => new MemberId(instance, "GOV", code),
        ['N', 'P', ':', 'E', 'E', '-', .. var code] => new MemberId(instance, "NGO", code),
        // Foreign enterprises: the whole identifier, so that two registers cannot give one code.
        _ => new MemberId(instance, "NEE", identifier),
    };

    private static string? ClassOf(char first) => first switch
    {
        >= '1' and <= '6' => "COM",
        '7' => "GOV",
        '8' or '9' => "NGO",
        _ => null,
    };
}

/// <summary>serialNumber is a person's code; the class is PERSON.</summary>
internal sealed class EstonianPersonNaming : NamingProfile
{
    public override MemberId? Read(SubjectFields subject, string instance) =>
        subject.SerialNumber is { } code ? new MemberId(instance, "PERSON", code) : null;

    // Cards of persons are issued by the state, not for a member's request.
    public override X500DistinguishedName? Write(SubjectRequest request) => null;
}
