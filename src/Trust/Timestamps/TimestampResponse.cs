using System.Formats.Asn1;

namespace Cabildo.Trust.Timestamps;

/// <summary>What an authority sent back (TimeStampResp, RFC 3161 §2.4.2).</summary>
/// <param name="Status">Whether there is a token.</param>
/// <param name="Text">What the authority says about it, for people; may be empty.</param>
/// <param name="Failure">Why there is none; none if the authority does not say.</param>
/// <param name="Token">The token; not null exactly if it was granted.</param>
public sealed record TimestampResponse(TimestampStatus Status, string Text, TimestampFailure Failure, TimestampToken? Token)
{
    private const int LargestSize = TimestampToken.LargestSize + 4096;

    /// <summary>Reads a response: the body of <c>application/timestamp-reply</c> (RFC 3161 §3.4).</summary>
    /// <exception cref="MalformedTimestampException">It is not one, or its token is not.</exception>
    public static TimestampResponse Parse(ReadOnlyMemory<byte> der) =>
        TimestampDer.Read(der, LargestSize, "response", AsnEncodingRules.BER, Read);

    /// <summary>Whether the token is for this request: same imprint, same nonce, the policy asked for (RFC 3161 §2.2). Its signature is for <see cref="TimestampToken.Check"/>.</summary>
    public bool Answers(TimestampRequest request) =>
        Token?.Info is { } info
        && info.Imprint.AlgorithmOid == request.Imprint.AlgorithmOid && info.Imprint.Hash.Span.SequenceEqual(request.Imprint.Hash.Span)
        && (request.Nonce is not { } nonce || (info.Nonce is { } repeated && repeated.Span.SequenceEqual(nonce.Span)))
        && (request.Policy ?? info.Policy) == info.Policy;

    internal static byte[] Granted(byte[] token) => Encode(TimestampStatus.Granted, "Granted.", TimestampFailure.None, token);

    internal static byte[] Rejected(TimestampFailure failure, string text) => Encode(TimestampStatus.Rejection, text, failure, token: null);

    private static TimestampResponse Read(AsnReader reader)
    {
        var fields = reader.ReadSequence();
        var (status, text, failure) = ReadStatus(fields.ReadSequence());
        var token = fields.HasData ? TimestampToken.Parse(fields.ReadEncodedValue()) : null;
        fields.ThrowIfNotEmpty();
        var isGranted = status is TimestampStatus.Granted or TimestampStatus.GrantedWithModifications;
        return isGranted == token is not null
            ? new TimestampResponse(status, text, failure, token)
            : throw new MalformedTimestampException("A granted response, and no other, has a token (RFC 3161 §2.4.2).");
    }

    private static (TimestampStatus Status, string Text, TimestampFailure Failure) ReadStatus(AsnReader fields)
    {
        if (!fields.TryReadInt32(out var status) || !Enum.IsDefined((TimestampStatus)status))
            throw new MalformedTimestampException("The response has no known status (RFC 3161 §2.4.2).");

        var text = TimestampDer.IsNext(fields, Asn1Tag.Sequence) ? ReadText(fields.ReadSequence()) : "";
        var failure = fields.HasData ? ReadFailure(fields) : TimestampFailure.None;
        fields.ThrowIfNotEmpty();
        return ((TimestampStatus)status, text, failure);
    }

    private static string ReadText(AsnReader fields)
    {
        var lines = new List<string>();
        while (fields.HasData)
            lines.Add(fields.ReadCharacterString(UniversalTagNumber.UTF8String));
        return string.Join(' ', lines);
    }

    // Bits that this version does not know are passed over.
    private static TimestampFailure ReadFailure(AsnReader fields)
    {
        var bits = fields.ReadBitString(out _);
        var failure = TimestampFailure.None;
        foreach (var known in Enum.GetValues<TimestampFailure>())
        {
            var bit = System.Numerics.BitOperations.Log2((uint)known);
            if (known is not TimestampFailure.None && bit / 8 < bits.Length && (bits[bit / 8] & (0x80 >> (bit % 8))) != 0)
                failure |= known;
        }

        return failure;
    }

    // X-Road's client reads the text of a rejection without asking whether there is one: there always is.
    private static byte[] Encode(TimestampStatus status, string text, TimestampFailure failure, byte[]? token)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger((int)status);
                using (writer.PushSequence())
                    writer.WriteCharacterString(UniversalTagNumber.UTF8String, text);
                if (failure is not TimestampFailure.None)
                    writer.WriteNamedBitList(failure);
            }

            if (token is not null)
                writer.WriteEncodedValue(token);
        }

        return writer.Encode();
    }
}

/// <summary>PKIStatus (RFC 3161 §2.4.2); the values are those on the wire.</summary>
public enum TimestampStatus
{
    /// <summary>There is a token, as it was asked for.</summary>
    Granted = 0,

    /// <summary>There is a token, not quite as it was asked for.</summary>
    GrantedWithModifications = 1,

    /// <summary>There is none.</summary>
    Rejection = 2,

    /// <summary>There is none yet.</summary>
    Waiting = 3,

    /// <summary>There is none: a revocation is imminent.</summary>
    RevocationWarning = 4,

    /// <summary>There is none: a revocation has taken place.</summary>
    RevocationNotification = 5,
}

/// <summary>PKIFailureInfo (RFC 3161 §2.4.2): bit n of the wire is bit n here.</summary>
[Flags]
public enum TimestampFailure
{
    /// <summary>Nothing is said.</summary>
    None = 0,

    /// <summary>The hash is unknown, or too weak.</summary>
    BadAlgorithm = 1 << 0,

    /// <summary>The authority does not do this.</summary>
    BadRequest = 1 << 2,

    /// <summary>The request is malformed.</summary>
    BadDataFormat = 1 << 5,

    /// <summary>The authority has no reliable time.</summary>
    TimeNotAvailable = 1 << 14,

    /// <summary>The authority does not work by the policy asked for.</summary>
    UnacceptedPolicy = 1 << 15,

    /// <summary>The authority does not know an extension of the request.</summary>
    UnacceptedExtension = 1 << 16,

    /// <summary>The authority does not have the further information asked for.</summary>
    AdditionalInformationNotAvailable = 1 << 17,

    /// <summary>The authority has a fault of its own.</summary>
    SystemFailure = 1 << 25,
}
