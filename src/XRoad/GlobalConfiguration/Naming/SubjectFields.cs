using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cabildo.XRoad.GlobalConfiguration.Naming;

/// <summary>The attributes of a certificate's subject. One that comes twice makes the whole unusable: readers would disagree which counts.</summary>
internal sealed class SubjectFields
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public string? Country => Get(X520.Country);

    public string? Organization => Get(X520.Organization);

    public string? OrganizationalUnit => Get(X520.OrganizationalUnit);

    public string? CommonName => Get(X520.CommonName);

    public string? SerialNumber => Get(X520.SerialNumber);

    public string? BusinessCategory => Get(X520.BusinessCategory);

    public string? OrganizationIdentifier => Get(X520.OrganizationIdentifier);

    /// <summary>Null if an attribute comes twice or is no text.</summary>
    public static SubjectFields? Read(X500DistinguishedName subject)
    {
        var fields = new SubjectFields();
        try
        {
            foreach (var part in subject.EnumerateRelativeDistinguishedNames())
            {
                // Two attributes in one set (RFC 5280 §4.1.2.4 allows it) name nobody in X-Road.
                if (part.HasMultipleElements || part.GetSingleElementType().Value is not { } type || !fields._values.TryAdd(type, part.GetSingleElementValue() ?? ""))
                    return null;
            }
        }
        catch (CryptographicException)
        {
            return null;
        }

        return fields;
    }

    private string? Get(string type) => _values.GetValueOrDefault(type) is { Length: > 0 } value ? value : null;
}

/// <summary>The attribute types of subjects (X.520; RFC 4519).</summary>
internal static class X520
{
    public const string CommonName = "2.5.4.3";
    public const string SerialNumber = "2.5.4.5";
    public const string Country = "2.5.4.6";
    public const string Organization = "2.5.4.10";
    public const string OrganizationalUnit = "2.5.4.11";
    public const string BusinessCategory = "2.5.4.15";
    public const string OrganizationIdentifier = "2.5.4.97";
}
