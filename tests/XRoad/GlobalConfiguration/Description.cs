using System.Collections;
using System.Globalization;
using System.Reflection;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Tests.GlobalConfiguration;

/// <summary>A value with all that is in it as text, a line each: what two equal configurations have in common.</summary>
internal static class Description
{
    public static string Of(object? value, string indent = "\n") => value switch
    {
        null => "nothing",
        string or ClientId or SecurityServerId => $"'{value}'",
        EncodedCertificate certificate => Convert.ToHexString(certificate.Der.Span),
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        bool => value.ToString()!,
        IEnumerable list => string.Concat(list.Cast<object>().Select(item => $"{indent}- {Of(item, indent + "  ")}")),
        _ => string.Concat(value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => $"{indent}{property.Name}: {Of(property.GetValue(value), indent + "  ")}")),
    };
}
