using System.Security.Cryptography;
using System.Xml;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Xml;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Messages.Soap;

/// <summary>
/// The SOAP part of a message (PR-MESS 2; document/literal wrapped), without its attachments: what its header says, and the
/// exact bytes, which are hashed and signed.
/// </summary>
public sealed class SoapMessagePart
{
    /// <summary>How much is read: 16 million characters, 256 elements one inside another.</summary>
    public static readonly XmlLimits Limits = new(16 * 1024 * 1024, 256);

    private const string ResponseSuffix = "Response";

    internal SoapMessagePart(ReadOnlyMemory<byte> bytes, SoapHeader? header, string wrapper, Fault? fault) =>
        (Bytes, Header, Wrapper, Fault) = (bytes, header, wrapper, fault);

    /// <summary>The part itself.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The header; null only where <see cref="Kind"/> is <see cref="SoapKind.Fault"/>.</summary>
    public SoapHeader? Header { get; }

    /// <summary>The local name of the body's element: the service's code, in an answer followed by <c>Response</c>.</summary>
    public string Wrapper { get; }

    /// <summary>The fault, if it is one.</summary>
    public Fault? Fault { get; }

    /// <summary>What it is. As in X-Road, an answer is known by the end of <see cref="Wrapper"/>: a request to a service whose own code ends in <c>Response</c> passes for an answer.</summary>
    public SoapKind Kind => Fault is not null ? SoapKind.Fault
        : Wrapper.EndsWith(ResponseSuffix, StringComparison.Ordinal) ? SoapKind.Response
        : SoapKind.Request;

    /// <summary>Who signs it: the client a request, the service's provider an answer, nobody a fault.</summary>
    public ClientId? Sender => Kind switch
    {
        SoapKind.Request => Header!.Client,
        SoapKind.Response => Header!.Service.Provider,
        _ => null,
    };

    /// <summary>Reads a part.</summary>
    /// <param name="bytes">The part as it came, which is kept. Encodings are those the XML declaration names; UTF-8 may have a byte order mark.</param>
    /// <exception cref="MalformedSoapException">It breaks PR-MESS; see the codes there.</exception>
    public static SoapMessagePart Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var reader = SafeXml.Open(bytes, Limits);
            return SoapEnvelopeReader.Read(reader, bytes);
        }
        // The framework's reader lets the exceptions of odd encodings through, such as that of UTF-7.
        catch (Exception malformed) when (malformed is XmlException or NotSupportedException or ArgumentException)
        {
            throw new MalformedSoapException(MalformedSoapException.InvalidXml, $"The SOAP message cannot be read as XML: {malformed.Message}", malformed);
        }
    }

    /// <summary>Writes a request.</summary>
    /// <param name="header">Its header; a request hash is not written (PR-MESS 2.2).</param>
    /// <param name="body">Writes the one element of the body, whose name is the service's code.</param>
    /// <exception cref="MalformedSoapException">The body is not what the header promises, or the header breaks PR-MESS.</exception>
    /// <exception cref="ArgumentException">A value holds a character that XML 1.0 cannot hold.</exception>
    public static SoapMessagePart Request(SoapHeader header, Action<XmlWriter> body) =>
        Read(SoapWriter.Request(header, body));

    /// <summary>Writes an answer: the request's header with every field in its order, the request's hash behind the id.</summary>
    /// <param name="request">What is answered.</param>
    /// <param name="body">Writes the one element of the body, whose name is the service's code and <c>Response</c>.</param>
    /// <exception cref="MalformedSoapException">The body is not what the header promises.</exception>
    /// <exception cref="ArgumentException">The request is a fault, which nobody answers.</exception>
    public static SoapMessagePart Response(SoapMessagePart request, Action<XmlWriter> body) =>
        request.Kind != SoapKind.Fault ? Read(SoapWriter.Response(request, body)) : throw new ArgumentException("A fault is not answered.", nameof(request));

    /// <summary>An element given as XML, for <see cref="Request"/> and <see cref="Response"/>.</summary>
    /// <param name="xml">One element, with or without an XML declaration.</param>
    /// <exception cref="MalformedSoapException">When it is written: it is no well-formed XML.</exception>
    public static Action<XmlWriter> Body(ReadOnlyMemory<byte> xml) => writer =>
    {
        try
        {
            using var reader = SafeXml.Open(xml, Limits);
            reader.MoveToContent();
            writer.WriteNode(reader, defattr: false);
        }
        catch (XmlException malformed)
        {
            throw new MalformedSoapException(MalformedSoapException.InvalidXml, $"The body cannot be read as XML: {malformed.Message}", malformed);
        }
    };

    /// <summary>This answer of a service with the hash of the request behind its id, in place of any hash it had; every other byte stays as it is.</summary>
    /// <param name="request">What it answers.</param>
    /// <exception cref="ArgumentException">It is no answer, or what it answers is a fault.</exception>
    /// <exception cref="MalformedSoapException">With the hash it is longer than messages may be, or it has half a character of UTF-16.</exception>
    public SoapMessagePart WithRequestHash(SoapMessagePart request)
    {
        if (Header is null || Kind == SoapKind.Fault || request.Kind == SoapKind.Fault)
            throw new ArgumentException("A fault neither is an answer nor has one.", nameof(request));
        try
        {
            return Read(RequestHashEdit.Apply(Bytes, DigestAlgorithm.Sha512.Compute(request.Bytes.Span)));
        }
        catch (XmlException malformed)
        {
            throw new MalformedSoapException(MalformedSoapException.InvalidXml, $"The answer cannot be read as XML: {malformed.Message}", malformed);
        }
    }

    /// <summary>Which field of this answer's header is not that of the request; null if all agree. Those are compared that X-Road's servers compare (sources, <c>SoapHeader</c>).</summary>
    /// <param name="request">The request.</param>
    public Problem? FindInconsistency(SoapMessagePart request)
    {
        var field = (Header, request.Header) switch
        {
            (null, _) or (_, null) => "header",
            var (answer, asked) when answer.Client != asked.Client => "client",
            var (answer, asked) when answer.Service != asked.Service => "service",
            var (answer, asked) when answer.Id != asked.Id => "id",
            var (answer, asked) when answer.UserId != asked.UserId => "userId",
            var (answer, asked) when answer.Issue != asked.Issue => "issue",
            var (answer, asked) when answer.RepresentedParty != asked.RepresentedParty => "representedParty",
            _ => null,
        };
        return field is null ? null : new Problem(MalformedSoapException.InconsistentHeaders, $"Field '{field}' does not match in request and response.");
    }

    /// <summary>Whether this answer states the hash of that request, by an algorithm that proves something.</summary>
    /// <returns>False also if it states none.</returns>
    public bool Answers(SoapMessagePart request)
    {
        if (Header?.RequestHash is not { } stated || !DigestAlgorithm.TryFromUri(stated.AlgorithmId, out var algorithm))
            return false;
        Span<byte> value = stackalloc byte[SHA512.HashSizeInBytes];
        return Convert.TryFromBase64String(stated.Value.Trim(), value, out var length)
            && value[..length].SequenceEqual(algorithm.Compute(request.Bytes.Span));
    }
}
