using System.Formats.Asn1;

namespace Cabildo.Trust.Timestamps;

/// <summary>What a timestamp states (TSTInfo, RFC 3161 §2.4.2).</summary>
/// <param name="Policy">The authority's policy, an object identifier.</param>
/// <param name="Imprint">The hash of what is timestamped.</param>
/// <param name="SerialNumber">Unique among the authority's tokens: the octets of a signed big-endian integer.</param>
/// <param name="Time">The time (genTime), UTC.</param>
public sealed record TimestampInfo(string Policy, TimestampImprint Imprint, ReadOnlyMemory<byte> SerialNumber, DateTimeOffset Time)
{
    private static readonly Asn1Tag Millis = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Micros = new(TagClass.ContextSpecific, 1);

    /// <summary>How far the time may be off to either side; null if the authority does not say here.</summary>
    public TimeSpan? Accuracy { get; init; }

    /// <summary>Whether the authority's tokens are ordered by time whatever the accuracy.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>The request's number, if it had one.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; init; }

    internal static TimestampInfo Read(AsnReader reader)
    {
        var fields = reader.ReadSequence();
        if (!fields.TryReadInt32(out var version) || version != 1)
            throw new MalformedTimestampException("Only version 1 of timestamps is known.");

        var info = new TimestampInfo(
            fields.ReadObjectIdentifier(), TimestampImprint.Read(fields), fields.ReadIntegerBytes(), fields.ReadGeneralizedTime())
        {
            Accuracy = TimestampDer.IsNext(fields, Asn1Tag.Sequence) ? ReadAccuracy(fields.ReadSequence()) : null,
            IsOrdered = TimestampDer.IsNext(fields, Asn1Tag.Boolean) && fields.ReadBoolean(),
            Nonce = TimestampDer.IsNext(fields, Asn1Tag.Integer) ? fields.ReadIntegerBytes() : default(ReadOnlyMemory<byte>?),
        };
        // The authority's name: a hint only, for the signature says who it is (RFC 3161 §2.4.2).
        if (TimestampDer.IsNext(fields, TimestampDer.Tag0))
            fields.ReadEncodedValue();
        if (TimestampDer.IsNext(fields, TimestampDer.Tag1))
            RefuseCritical(fields.ReadSequence(TimestampDer.Tag1));
        fields.ThrowIfNotEmpty();
        return info;
    }

    internal byte[] Encode()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier(Policy);
            writer.WriteEncodedValue(Imprint.Encoded.Span);
            writer.WriteInteger(SerialNumber.Span);
            writer.WriteGeneralizedTime(Time, omitFractionalSeconds: true);
            if (Accuracy is { } accuracy)
                WriteAccuracy(writer, accuracy);
            if (IsOrdered)
                writer.WriteBoolean(true);
            if (Nonce is { } nonce)
                writer.WriteInteger(nonce.Span);
        }

        return writer.Encode();
    }

    private static TimeSpan ReadAccuracy(AsnReader fields)
    {
        var seconds = TimestampDer.IsNext(fields, Asn1Tag.Integer) ? Number(fields, Asn1Tag.Integer, int.MaxValue) : 0;
        var millis = TimestampDer.IsNext(fields, Millis) ? Number(fields, Millis, 999) : 0;
        var micros = TimestampDer.IsNext(fields, Micros) ? Number(fields, Micros, 999) : 0;
        fields.ThrowIfNotEmpty();
        return new TimeSpan((seconds * TimeSpan.TicksPerSecond) + (millis * TimeSpan.TicksPerMillisecond) + (micros * TimeSpan.TicksPerMicrosecond));
    }

    private static int Number(AsnReader fields, Asn1Tag tag, int most) =>
        fields.TryReadInt32(out var number, tag) && number >= 0 && number <= most
            ? number
            : throw new MalformedTimestampException("The accuracy is out of its range (RFC 3161 §2.4.2).");

    private static void WriteAccuracy(AsnWriter writer, TimeSpan accuracy)
    {
        using var fields = writer.PushSequence();
        if ((int)accuracy.TotalSeconds is > 0 and var seconds)
            writer.WriteInteger(seconds);
        if (accuracy.Milliseconds is > 0 and var millis)
            writer.WriteInteger(millis, Millis);
        if (accuracy.Microseconds is > 0 and var micros)
            writer.WriteInteger(micros, Micros);
    }

    private static void RefuseCritical(AsnReader list)
    {
        while (list.HasData)
        {
            var extension = list.ReadSequence();
            var id = extension.ReadObjectIdentifier();
            if (TimestampDer.IsNext(extension, Asn1Tag.Boolean) && extension.ReadBoolean())
                throw new MalformedTimestampException($"The extension {id} is critical and not known.");
            extension.ReadOctetString();
            extension.ThrowIfNotEmpty();
        }
    }
}
