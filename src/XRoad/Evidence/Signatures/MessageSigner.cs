using System.Buffers.Text;
using System.Security.Cryptography;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.HashChains;
using Cabildo.XRoad.Evidence.Containers;

namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>
/// Makes X-Road's signatures: XAdES in the batch flavour, with the OCSP answer inside. It is made once for a certificate
/// and its OCSP answer, and may sign on many threads.
/// </summary>
public sealed class MessageSigner
{
    /// <summary>Most messages one signature may serve.</summary>
    public const int MostMessages = 10_000;

    private const int TimeLength = 24;
    private static readonly DigestAlgorithm Digest = DigestAlgorithm.Sha512;
    private static readonly int DigestLength = Base64.GetMaxEncodedToUtf8Length(Digest.Size);

    private readonly SignatureAlgorithm _algorithm;
    private readonly AsymmetricAlgorithm _key;
    private readonly TimeProvider _time;
    private readonly SignatureTemplate _single;
    private readonly SignatureTemplate _chained;

    /// <param name="identity">Key, certificate and OCSP answers.</param>
    /// <param name="time">Clock of the signing time.</param>
    public MessageSigner(SigningIdentity identity, TimeProvider time)
    {
        (_key, _time) = (identity.Key, time);
        _algorithm = SignatureAlgorithm.For(identity.Key, Digest);
        _single = new SignatureTemplate(identity, _algorithm, ContainerNames.Message, "text/xml");
        _chained = new SignatureTemplate(identity, _algorithm, ContainerNames.SignatureHashChainResult, "application/hash-chain-result");
    }

    /// <summary>Signs one message: directly, or over a hash chain of its parts if it has attachments.</summary>
    public MessageSignature Sign(SignableMessage message) => message.IsSinglePart
        ? new MessageSignature(Sign(_single, message.Digest.Span), null, null)
        : SignBatch([message])[0];

    /// <summary>Signs many messages at once: one signature over the tree of them all, and for each its branch.</summary>
    /// <param name="messages">1 to <see cref="MostMessages"/>.</param>
    /// <returns>A signature for each message, in their order.</returns>
    public IReadOnlyList<MessageSignature> SignBatch(IReadOnlyList<SignableMessage> messages)
    {
        if (messages.Count is 0 or > MostMessages)
            throw new ArgumentOutOfRangeException(nameof(messages), messages.Count, $"One signature serves 1 to {MostMessages} messages.");
        if (messages.Count == 1 && messages[0].IsSinglePart)
            return [Sign(messages[0])];

        var tree = new HashTree(Digest, [.. messages.Select(message => message.ToChainInput())]);
        var result = tree.Result(ContainerNames.SignatureHashChain);
        var xml = Sign(_chained, Digest.Compute(result));
        var signatures = new MessageSignature[messages.Count];
        for (var i = 0; i < signatures.Length; i++)
            signatures[i] = new MessageSignature(xml, result, tree.Chain(i));
        return signatures;
    }

    private byte[] Sign(SignatureTemplate template, ReadOnlySpan<byte> dataDigest)
    {
        Span<byte> time = stackalloc byte[TimeLength];
        WriteTime(time);
        Span<byte> data = stackalloc byte[DigestLength];
        Base64.EncodeToUtf8(dataDigest, data, out _, out _);
        Span<byte> properties = stackalloc byte[DigestLength];
        Base64.EncodeToUtf8(PropertiesDigest(template, time), properties, out _, out _);

        var value = SignInfo(template, data, properties);
        return Assemble(template, data, properties, Convert.ToBase64String(value), time);
    }

    private static byte[] PropertiesDigest(SignatureTemplate template, ReadOnlySpan<byte> time)
    {
        using var canonical = new ByteWriter(template.PropertiesUntilTime.Length + template.PropertiesEnd.Length + 512);
        canonical.Append(template.PropertiesName, SignatureTemplate.InheritedSpaces, template.PropertiesUntilTime, time, template.PropertiesEnd);
        return Digest.Compute(canonical.Written);
    }

    private byte[] SignInfo(SignatureTemplate template, ReadOnlySpan<byte> data, ReadOnlySpan<byte> properties)
    {
        using var canonical = new ByteWriter(2048);
        canonical.Append(template.InfoName, SignatureTemplate.InheritedSpaces, template.InfoUntilData, data);
        canonical.Append(template.InfoUntilProperties, properties, template.InfoEnd);
        return _algorithm.Sign(_key, canonical.Written, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static byte[] Assemble(SignatureTemplate template, ReadOnlySpan<byte> data, ReadOnlySpan<byte> properties, string value, ReadOnlySpan<byte> time)
    {
        Span<byte> text = stackalloc byte[value.Length];
        System.Text.Encoding.ASCII.GetBytes(value, text);
        using var document = new ByteWriter(template.PropertiesEnd.Length + template.UntilProperties.Length + template.Tail.Length + 4096);
        document.Append(template.Head, template.InfoName, template.InfoUntilData, data);
        document.Append(template.InfoUntilProperties, properties, template.InfoEnd);
        document.Append(template.UntilValue, text, template.UntilProperties);
        document.Append(template.PropertiesName, template.PropertiesUntilTime, time, template.PropertiesEnd, template.Tail);
        return document.Written.ToArray();
    }

    // xsd:dateTime in UTC to the millisecond, always of one length.
    private void WriteTime(Span<byte> text)
    {
        if (!_time.GetUtcNow().UtcDateTime.TryFormat(text, out var written, "yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture) || written != TimeLength)
            throw new InvalidOperationException("The clock gives a time that has no xsd:dateTime.");
    }
}
