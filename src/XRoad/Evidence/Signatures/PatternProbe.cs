using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cabildo.Trust.Xml;

namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>
/// Tries a pattern before it is relied on. That a text stands somewhere once does not make the place the one that it was read from: a signer
/// may write a digest with character references and repeat it plainly where nobody looks. So other texts, which nobody can foresee, are put
/// into the gaps, and the parser must find exactly these where the pattern says that they stand.
/// </summary>
internal static class PatternProbe
{
    private const int MostSeconds = 1_000_000_000;

    /// <summary>Whether the parser reads another document of the pattern as the pattern does.</summary>
    public static bool IsFaithful(SignaturePattern pattern, SignatureDocument document)
    {
        byte[][] texts =
        [
            .. document.References.Select(reference => Noise(reference.Value.Length)),
            Noise(document.Value.Length),
            Encoding.ASCII.GetBytes(DateTimeOffset.UnixEpoch.AddSeconds(RandomNumberGenerator.GetInt32(MostSeconds)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        ];
        var probe = pattern.Write(texts);
        try
        {
            return pattern.TryRead(probe, out var guessed) && IsSame(guessed, SignatureDocument.Read(probe));
        }
        catch (MalformedSignatureException)
        {
            return false;
        }
    }

    private static bool IsSame(SignatureDocument a, SignatureDocument b) =>
        a.SignedInfo.Span.SequenceEqual(b.SignedInfo.Span)
        && a.SignedProperties.Span.SequenceEqual(b.SignedProperties.Span)
        && a.Value.Span.SequenceEqual(b.Value.Span)
        && a.SigningTime == b.SigningTime
        && a.Timestamp.GetValueOrDefault().Span.SequenceEqual(b.Timestamp.GetValueOrDefault().Span)
        && a.Signer.Certificate.RawDataMemory.Span.SequenceEqual(b.Signer.Certificate.RawDataMemory.Span)
        && a.References.Count == b.References.Count
        && a.References.Zip(b.References).All(pair => pair.First.Uri == pair.Second.Uri && pair.First.Matches(pair.Second.Value.Span));

    private static byte[] Noise(int length) => Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(length)));
}
