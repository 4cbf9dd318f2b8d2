using System.Xml;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Xml;

namespace Cabildo.XRoad.Messages.Soap;

/// <summary>Puts the hash of a request into a service's answer (PR-MESS 2.2), behind the id as X-Road's servers do (sources, <c>ServerMessageProcessor</c>).</summary>
internal static class RequestHashEdit
{
    private const string Name = "requestHash";

    public static byte[] Apply(ReadOnlyMemory<byte> answer, byte[] hash)
    {
        var source = new SourceText(answer);
        var (at, old, prefix, isDeclared) = Find(source);
        var name = prefix.Length == 0 ? Name : $"{prefix}:{Name}";
        var declaration = isDeclared ? "" : prefix.Length == 0 ? $" xmlns=\"{SoapNames.XRoad}\"" : $" xmlns:{prefix}=\"{SoapNames.XRoad}\"";
        var element = source.Encoding.GetBytes($"<{name}{declaration} algorithmId=\"{DigestAlgorithm.Sha512.Uri}\">{Convert.ToBase64String(hash)}</{name}>");
        var end = source.Text.Length;
        return old switch
        {
            null => [.. source.Bytes(0, at), .. element, .. source.Bytes(at, end)],
            var (from, to) when from < at => [.. source.Bytes(0, from), .. source.Bytes(to, at), .. element, .. source.Bytes(at, end)],
            var (from, to) => [.. source.Bytes(0, at), .. element, .. source.Bytes(at, from), .. source.Bytes(to, end)],
        };
    }

    private static Places Find(SourceText source)
    {
        using var reader = source.Open();
        reader.MoveToContent();
        reader.ReadToFollowing("Header", SoapNames.Envelope);
        var (places, depth) = (new Places(0, null, "", false), reader.Depth);
        var outside = (IXmlNamespaceResolver)reader;
        var declared = outside.GetNamespacesInScope(XmlNamespaceScope.All);
        while (reader.Read() && reader.Depth > depth)
        {
            SafeXml.Guard(reader, SoapMessagePart.Limits);
            if (reader.Depth != depth + 1 || reader.NodeType != XmlNodeType.Element || reader.NamespaceURI != SoapNames.XRoad)
                continue;
            if (reader.LocalName == "id")
                places = places with { Prefix = reader.Prefix, IsDeclared = declared.TryGetValue(reader.Prefix, out var space) && space == SoapNames.XRoad, At = Pass(source, reader).To };
            else if (reader.LocalName == Name)
                places = places with { Old = Pass(source, reader) };
        }

        return places;
    }

    /// <summary>Goes to the end of an element; where it stood.</summary>
    private static (int From, int To) Pass(SourceText source, XmlReader reader)
    {
        var from = source.NameAt(reader) - 1;
        if (!reader.IsEmptyElement)
            SoapXml.Skip(reader);
        return (from, source.EndOfTag(source.NameAt(reader)));
    }

    private sealed record Places(int At, (int From, int To)? Old, string Prefix, bool IsDeclared);
}
