using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>A certificate's issuer as <c>X509IssuerSerial</c> writes it (XML Signature §4.5.4.1: RFC 4514, decimal serial number).</summary>
internal static class IssuerName
{
    private const string Special = ",+\"\\<>;";

    public static string Of(X509Certificate2 certificate)
    {
        var parts = new List<string>();
        foreach (var part in certificate.IssuerName.EnumerateRelativeDistinguishedNames())
        {
            // A part of several values is rare, and the framework's own notation serves for reading it.
            if (part.HasMultipleElements)
                return certificate.IssuerName.Name;
            var type = part.GetSingleElementType();
            parts.Add($"{Short(type)}={Escape(part.GetSingleElementValue() ?? "")}");
        }

        return string.Join(',', parts);
    }

    public static string SerialNumber(X509Certificate2 certificate) =>
        new System.Numerics.BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: false, isBigEndian: true).ToString(CultureInfo.InvariantCulture);

    // RFC 4514 §3 has short names for these; others are written as numbers.
    private static string Short(System.Security.Cryptography.Oid type) => type.Value switch
    {
        "2.5.4.3" => "CN",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.9" => "STREET",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        "0.9.2342.19200300.100.1.1" => "UID",
        "0.9.2342.19200300.100.1.25" => "DC",
        var other => other ?? "",
    };

    // RFC 4514 §2.4.
    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length + 4);
        for (var i = 0; i < value.Length; i++)
        {
            var atEdge = (i == 0 && value[i] is ' ' or '#') || (i == value.Length - 1 && value[i] == ' ');
            if (atEdge || Special.Contains(value[i], StringComparison.Ordinal))
                text.Append('\\');
            text.Append(value[i]);
        }

        return text.ToString();
    }
}
