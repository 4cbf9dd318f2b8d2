namespace Cabildo.XRoad.Tests.Fuzzing;

/// <summary>Spoils bytes in the ways that files are spoilt by accident and by intent. The same seed spoils in the same way.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[][] Words =
    [
        "<!DOCTYPE a [<!ENTITY b \"c\">]>"u8.ToArray(), "&b;"u8.ToArray(), "]]>"u8.ToArray(), "<![CDATA["u8.ToArray(), "<!--"u8.ToArray(), "-->"u8.ToArray(), "<?x ?>"u8.ToArray(),
        "xmlns=\"\""u8.ToArray(), "<a><a><a><a>"u8.ToArray(), "\r\n\r\n"u8.ToArray(), "--"u8.ToArray(), "\0"u8.ToArray(), [0xFF, 0xFE], [0x30, 0x80], [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF],
        [0x50, 0x4B, 0x05, 0x06], [0xFF, 0xFF, 0xFF, 0xFF], "../"u8.ToArray(), "%2e%2e/"u8.ToArray(), "99999999999999999999"u8.ToArray(), "-1"u8.ToArray(),
    ];

    private readonly Random _random = new(seed);

    public byte[] Spoil(byte[] whole)
    {
        var bytes = whole.ToList();
        for (var changes = _random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
            Change(bytes);
        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count);
        var length = Math.Min(_random.Next(1, 64), bytes.Count - at);
        switch (_random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(at, Words[_random.Next(Words.Length)]);
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                var other = _random.Next(bytes.Count - length + 1);
                var moved = bytes.GetRange(at, length);
                bytes.RemoveRange(at, length);
                bytes.InsertRange(Math.Min(other, bytes.Count), moved);
                break;
        }
    }
}
