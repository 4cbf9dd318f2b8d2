namespace Cabildo.XRoad.Evidence.Signatures;

/// <summary>Bytes of XML with gaps where the text of certain elements stood.</summary>
internal sealed class GappedBytes
{
    private readonly byte[][] _pieces;

    // Which gap stands after each piece but the last.
    private readonly int[] _order;
    private readonly int _length;

    private GappedBytes(byte[][] pieces, int[] order)
    {
        (_pieces, _order) = (pieces, order);
        _length = pieces.Sum(piece => piece.Length);
    }

    /// <summary>Takes the texts out; null unless each is the whole text of exactly one element.</summary>
    public static GappedBytes? Of(ReadOnlySpan<byte> xml, byte[][] texts)
    {
        var places = new (int Start, int Text)[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            byte[] wrapped = [(byte)'>', .. texts[i], (byte)'<'];
            var start = xml.IndexOf(wrapped);
            if (texts[i].Length == 0 || start < 0 || xml[(start + 1)..].IndexOf(wrapped) >= 0)
                return null;
            places[i] = (start + 1, i);
        }

        Array.Sort(places);
        var pieces = new byte[texts.Length + 1][];
        var end = 0;
        for (var i = 0; i < places.Length; i++)
        {
            pieces[i] = xml[end..places[i].Start].ToArray();
            end = places[i].Start + texts[places[i].Text].Length;
        }

        pieces[^1] = xml[end..].ToArray();
        return new GappedBytes(pieces, [.. places.Select(place => place.Text)]);
    }

    /// <summary>Whether bytes agree outside of the gaps; where each gap's text stands goes to <paramref name="gaps"/>.</summary>
    public bool TryMatch(ReadOnlySpan<byte> xml, Span<Range> gaps)
    {
        var at = 0;
        for (var i = 0; i < _pieces.Length; i++)
        {
            if (!xml[at..].StartsWith(_pieces[i]))
                return false;
            at += _pieces[i].Length;
            if (i == _order.Length)
                break;
            var length = xml[at..].IndexOf((byte)'<');
            if (length <= 0)
                return false;
            gaps[_order[i]] = at..(at + length);
            at += length;
        }

        return at == xml.Length;
    }

    /// <summary>The bytes with other texts in the gaps.</summary>
    /// <param name="source">Where the texts stand.</param>
    /// <param name="gaps">Where each gap's text stands in it.</param>
    public byte[] Fill(ReadOnlySpan<byte> source, ReadOnlySpan<Range> gaps)
    {
        var length = _length;
        foreach (var gap in _order)
            length += gaps[gap].GetOffsetAndLength(source.Length).Length;
        var filled = new byte[length];
        var at = 0;
        for (var i = 0; i < _pieces.Length; i++)
        {
            _pieces[i].CopyTo(filled.AsSpan(at));
            at += _pieces[i].Length;
            if (i == _order.Length)
                break;
            var text = source[gaps[_order[i]]];
            text.CopyTo(filled.AsSpan(at));
            at += text.Length;
        }

        return filled;
    }
}
