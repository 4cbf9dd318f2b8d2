using System.Globalization;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.GlobalConfiguration;

/// <summary>Reads the current element of a <see cref="ConfigurationXml"/> as a value.</summary>
internal static class ConfigurationValues
{
    public static byte[] Bytes(this ConfigurationXml xml)
    {
        var text = xml.Text();
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : throw xml.Malformed("Base64 was expected.");
    }

    public static EncodedCertificate Certificate(this ConfigurationXml xml) => EncodedCertificate.From(xml.Bytes());

    public static bool Boolean(this ConfigurationXml xml) => xml.Text().Trim() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        var other => throw xml.Malformed($"'{Short(other)}' is neither true nor false."),
    };

    /// <summary>A whole number of seconds, not negative.</summary>
    public static TimeSpan Seconds(this ConfigurationXml xml) =>
        int.TryParse(xml.Text().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : throw xml.Malformed("A whole number of seconds was expected.");

    /// <summary>One of the words of <typeparamref name="T"/> in capitals; null, and counted, if it is another.</summary>
    public static T? Word<T>(this ConfigurationXml xml)
        where T : struct, Enum
    {
        var text = xml.Text().Trim();
        foreach (var word in Enum.GetValues<T>())
        {
            if (string.Equals(word.ToString().ToUpperInvariant(), text, StringComparison.Ordinal))
                return word;
        }

        xml.Ignore();
        return null;
    }

    /// <summary>A member or subsystem in the elements of the identifiers' schema; the subsystem's code decides which.</summary>
    public static ClientId ClientId(this ConfigurationXml xml)
    {
        string? instance = null, memberClass = null, member = null, subsystem = null;
        xml.Children(
            name => name switch
            {
                "xRoadInstance" => xml.Text(ref instance),
                "memberClass" => xml.Text(ref memberClass),
                "memberCode" => xml.Text(ref member),
                "subsystemCode" => xml.Text(ref subsystem),
                _ => false,
            },
            ConfigurationXml.Identifiers);
        var id = MemberId(xml.Require(instance, "xRoadInstance"), xml.Require(memberClass, "memberClass"), xml.Require(member, "memberCode"), xml.Line);
        return subsystem is null ? id : SubsystemId(id, subsystem, xml.Line);
    }

    public static MemberId MemberId(string instance, string memberClass, string code, int line) => Identifier(() => new MemberId(instance, memberClass, code), line);

    public static SubsystemId SubsystemId(MemberId member, string code, int line) => Identifier(() => new SubsystemId(member, code), line);

    public static SecurityServerId SecurityServerId(MemberId owner, string code, int line) => Identifier(() => new SecurityServerId(owner, code), line);

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static T Identifier<T>(Func<T> make, int line)
    {
        try
        {
            return make();
        }
        catch (ArgumentException problem)
        {
            throw new MalformedConfigurationException(problem.Message.Split(" (Parameter ")[0], line, problem);
        }
    }
}
