using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Cabildo.Exchange.Log.Bodies;
using Cabildo.Exchange.Log.Encryption;
using Cabildo.XRoad.Evidence.Signatures;

namespace Cabildo.Exchange.Log.Records;

/// <summary>Makes rows of messages.</summary>
internal sealed class RecordMaker(Sealer sealer, TimeProvider time)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Messages of one batch share the bytes of their signature, and are recorded one after the other: those bytes are hashed once. Only of
    // the last moments, for what is remembered for long is looked at by each collection of garbage.
    private const int MostRecent = 16;
    private readonly Hashed?[] _hashed = new Hashed?[MostRecent];
    private int _next;

    /// <exception cref="MessageLogException">An identifier cannot be written.</exception>
    public async ValueTask<LogRecord> MakeAsync(LoggedMessage message, KeptBody body, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var key = body.Key ?? await sealer.KeyAsync(now, ct);
        var digest = SHA256.HashData(message.Message.Span);
        return new LogRecord
        {
            Time = now.ToUnixTimeMilliseconds(),
            Kind = (int)message.Kind,
            AtConsumer = message.AtConsumer,
            MessageId = Writable(message.MessageId),
            RequestId = message.RequestId is { } requestId ? Writable(requestId) : null,
            Client = message.Client.ToString()!,
            Provider = message.Service.Provider.ToString()!,
            Service = Writable(message.Service.Code),
            Version = message.Service.Version is { } version ? Writable(version) : null,
            MessageDigest = digest,
            // Bound to what it must hash to, and so to the row whose link covers that digest.
            Message = key is null ? Whole(message.Message) : key.Seal(message.Message.Span, digest),
            Attachments = AttachmentList.Write(message.Attachments),
            HashChain = message.Signature.HashChain is { } chain ? Whole(chain) : null,
            Body = body.Id,
            DataKey = key?.Id,
            Signature = Sign(message.Signature),
        };
    }

    private LogSignature Sign(MessageSignature signature)
    {
        var xml = Whole(signature.Xml);
        return new LogSignature(DigestOf(xml), xml, signature.HashChainResult is { } result ? Whole(result) : null);
    }

    private byte[] DigestOf(byte[] xml)
    {
        foreach (var known in _hashed)
        {
            if (ReferenceEquals(known?.Xml, xml))
                return known!.Digest;
        }

        var hashed = new Hashed(xml, SHA512.HashData(xml));
        _hashed[(uint)Interlocked.Increment(ref _next) % MostRecent] = hashed;
        return hashed.Digest;
    }

    // PostgreSQL refuses NUL, and nobody UTF-16 that is none: one such message must not fail those written with it.
    private static string Writable(string text)
    {
        try
        {
            Strict.GetByteCount(text);
            return text.Contains('\0', StringComparison.Ordinal) ? throw new MessageLogException(LogProblems.Unwritable) : text;
        }
        catch (EncoderFallbackException problem)
        {
            throw new MessageLogException(LogProblems.Unwritable, problem);
        }
    }

    // The drivers take whole arrays: most are at hand as such.
    private static byte[] Whole(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array is { } array && segment.Offset == 0 && segment.Count == array.Length ? array : bytes.ToArray();

    private sealed record Hashed(byte[] Xml, byte[] Digest);
}
