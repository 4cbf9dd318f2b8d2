using System.Buffers.Binary;

namespace Cabildo.Exchange.Log.Bodies;

/// <summary>What an encrypted piece is bound to, so that it opens in its own place alone.</summary>
internal static class PieceName
{
    public static byte[] Of(byte[] body, int attachment, int piece)
    {
        var name = new byte[body.Length + 8];
        body.CopyTo(name, 0);
        BinaryPrimitives.WriteInt32BigEndian(name.AsSpan(body.Length), attachment);
        BinaryPrimitives.WriteInt32BigEndian(name.AsSpan(body.Length + 4), piece);
        return name;
    }
}
