using Cabildo.Trust.Algorithms;

namespace Cabildo.Trust.HashChains;

/// <summary>
/// One step of a hash chain: the digest of the DER list of its inputs, each as
/// <c>SEQUENCE { OCTET STRING digest, UTF8String algorithm URI, SEQUENCE {} transforms }</c>.
/// The format has no public specification; this is how X-Road 7 makes and checks it.
/// </summary>
public static class HashStep
{
    private const int Sequence = 0x30;
    private const int OctetString = 0x04;
    private const int Utf8String = 0x0C;
    private const int OverheadPerInput = 16;

    /// <summary>The digest of a step whose inputs are all hashed alike.</summary>
    public static byte[] Digest(DigestAlgorithm algorithm, params ReadOnlySpan<ReadOnlyMemory<byte>> inputs)
    {
        var uri = algorithm.UriBytes;
        var writer = new byte[(OverheadPerInput + uri.Length + algorithm.Size) * inputs.Length + 8];
        var end = writer.Length;
        // Written from its end to its beginning, so that every length is known when it is written.
        for (var i = inputs.Length - 1; i >= 0; i--)
            Prepend(writer, ref end, inputs[i].Span, uri);
        Head(writer, ref end, Sequence, writer.Length - end);
        return algorithm.Compute(writer.AsSpan(end));
    }

    /// <summary>The DER list of inputs that need not be hashed alike.</summary>
    public static byte[] Encode(IReadOnlyList<StepInput> inputs)
    {
        var room = 8;
        for (var i = 0; i < inputs.Count; i++)
            room += OverheadPerInput + inputs[i].Algorithm.Uri.Length + inputs[i].Digest.Length;
        var writer = new byte[room];
        var end = room;
        for (var i = inputs.Count - 1; i >= 0; i--)
            Prepend(writer, ref end, inputs[i].Digest.Span, inputs[i].Algorithm.UriBytes);
        Head(writer, ref end, Sequence, room - end);
        return writer[end..];
    }

    /// <summary>
    /// Whether a file could be taken for a step. The format tells the two apart by nothing: a file that is a step's list of digests
    /// hashes to what that step hashes to, so a chain over it leads just as well from the files whose digests stand in it.
    /// Whoever signs what others send, such as the body of a REST message, must not sign such a file in a chain.
    /// </summary>
    /// <param name="beginning">The first 16 bytes of the file, or all if there are fewer.</param>
    public static bool Resembles(ReadOnlySpan<byte> beginning)
    {
        // SEQUENCE of SEQUENCE that begins with an OCTET STRING. Verifiers read no such list: they make theirs from the chain, in DER.
        foreach (var tag in (ReadOnlySpan<byte>)[Sequence, Sequence, OctetString])
        {
            if (beginning.Length < 2 || beginning[0] != tag)
                return false;
            var lengthBytes = beginning[1] < 0x80 ? 0 : beginning[1] & 0x7F;
            beginning = beginning[Math.Min(beginning.Length, 2 + lengthBytes)..];
        }

        return true;
    }

    private static void Prepend(byte[] writer, ref int end, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> uri)
    {
        var item = end;
        Head(writer, ref end, Sequence, 0);
        Content(writer, ref end, Utf8String, uri);
        Content(writer, ref end, OctetString, digest);
        Head(writer, ref end, Sequence, item - end);
    }

    private static void Content(byte[] writer, ref int end, byte tag, ReadOnlySpan<byte> content)
    {
        end -= content.Length;
        content.CopyTo(writer.AsSpan(end));
        Head(writer, ref end, tag, content.Length);
    }

    // X.690 §8.1.3: the short form of a length up to 127, then the long form with as few bytes as it needs.
    private static void Head(byte[] writer, ref int end, byte tag, int length)
    {
        if (length < 0x80)
        {
            writer[--end] = (byte)length;
        }
        else
        {
            var bytes = 0;
            for (var rest = length; rest > 0; rest >>= 8, bytes++)
                writer[--end] = (byte)rest;
            writer[--end] = (byte)(0x80 | bytes);
        }

        writer[--end] = tag;
    }
}

/// <summary>One input of a step.</summary>
/// <param name="Algorithm">What the digest was made with.</param>
/// <param name="Digest">The digest.</param>
public readonly record struct StepInput(DigestAlgorithm Algorithm, ReadOnlyMemory<byte> Digest);
