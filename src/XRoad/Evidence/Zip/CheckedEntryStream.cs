namespace Cabildo.XRoad.Evidence.Zip;

/// <summary>The bytes of an entry, which must have the length and check sum that the directory promises.</summary>
internal sealed class CheckedEntryStream(Stream bytes, FileSection packed, ZipEntry entry) : ForwardStream
{
    private uint _crc;
    private long _count;

    /// <exception cref="MalformedZipException">The bytes are not those the directory promises.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        var count = ReadPacked(buffer);
        _count += count;
        _crc = Crc32.Append(_crc, buffer[..count]);
        if (_count > entry.Bytes || (count == 0 && (_count != entry.Bytes || _crc != entry.Crc || !packed.IsUsedUp)))
            throw new MalformedZipException($"The zip file is damaged: the bytes of '{entry.Name}' are not those its directory promises.");
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            bytes.Dispose();
        base.Dispose(disposing);
    }

    private int ReadPacked(Span<byte> buffer)
    {
        try
        {
            return bytes.Read(buffer);
        }
        catch (InvalidDataException corrupt)
        {
            throw new MalformedZipException($"The zip file is damaged: '{entry.Name}' cannot be inflated.", inner: corrupt);
        }
    }
}

/// <summary>
/// A part of a file from its begin on. Its last byte is handed out by itself: an inflater that ends without it leaves bytes
/// over, in which a reader that goes by the data and not by the directory could find further files.
/// </summary>
internal sealed class FileSection(Stream file, long start, long length) : ForwardStream
{
    private long _read;

    /// <summary>Whether all of it was asked for.</summary>
    public bool IsUsedUp => _read == length;

    public override int Read(Span<byte> buffer)
    {
        var rest = length - _read;
        var most = (int)Math.Min(buffer.Length, rest > 1 ? rest - 1 : rest);
        if (most == 0)
            return 0;
        file.Position = start + _read;
        var count = file.Read(buffer[..most]);
        _read += count;
        return count;
    }
}

/// <summary>What can only be read forwards.</summary>
internal abstract class ForwardStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
